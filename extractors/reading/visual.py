"""Text in the order in which it stands on a page, put into the order in which it is read.

On a page Arabic runs from the right to the left and, inside it, digits and Latin words from the left to the right.
What is undone here is the reordering of the Unicode bidirectional algorithm, for one line at a time.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

import regex

MIRRORED: Final = {"(": ")", "[": "]", "{": "}", "«": "»", "‹": "›"}
MIRRORED_BACK: Final = {closing: opening for opening, closing in MIRRORED.items()}

_PRESENTATION: Final = regex.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_RIGHT: Final = frozenset({"R", "AL"})
_DIGITS: Final = frozenset({"EN", "AN"})
# A run from the left to the right: from a Latin letter on with all between it and the last one, or a figure.
_RUN: Final = regex.compile(r"L(?:[LDCN]*[LD])?|D++(?:CD++)*+")
_BEGINS: Final = regex.compile(r"\bال\p{L}{2}")
_ENDS: Final = regex.compile(r"\p{L}{2}لا\b")
_FINAL: Final = regex.compile(r"[ةى]\b")  # letters that end words
_INITIAL: Final = regex.compile(r"\b[ةى]")
_OPENED: Final = regex.compile(r"(?:^|\s)[(\[{«‹](?=[^\s])|(?<=[^\s])[)\]}»›](?:\s|$)")
_CLOSED: Final = regex.compile(r"(?:^|\s)[)\]}»›](?=[^\s])|(?<=[^\s])[(\[{«‹](?:\s|$)")


def is_mark(text: str) -> bool:
    """Whether a glyph's text is nothing but marks, which stand on another letter."""
    return bool(text) and all(unicodedata.category(character) == "Mn" for character in text)


def logical(lines: Iterable[Sequence[str]]) -> list[str]:
    """The text of lines, each given as the units that stand in it from left to right.

    Brackets are turned round if more of them face the wrong way than the right one: some files hold what is seen,
    others what is meant. So are letters: some files hold lines that were laid out from the left by mistake.
    """
    units = [[_letters(unit) for unit in line] for line in lines]
    read = ["".join(_read_from_the_right(line)) for line in units]
    text = "\n".join(read)
    if is_reversed(text):
        return ["".join(line) for line in units]
    if len(_CLOSED.findall(text)) > len(_OPENED.findall(text)):
        return [line.translate(_TURNED) if _is_right_to_left(line) else line for line in read]
    return read


def is_reversed(text: str) -> bool:
    """Whether the letters of Arabic words stand in the wrong order, told by what begins and what ends words."""
    if text.count("لا ") <= text.count(" ال"):  # nearly all text, told at once
        return False
    right = len(_BEGINS.findall(text)) + len(_FINAL.findall(text))
    wrong = len(_ENDS.findall(text)) + len(_INITIAL.findall(text))
    return wrong > 3 * right + 2


_TURNED: Final = str.maketrans(MIRRORED | MIRRORED_BACK)


def _letters(unit: str) -> str:
    """A unit with its presentation forms as ordinary letters, in the order of reading also inside a ligature."""
    if not _PRESENTATION.search(unit):
        return unit
    return _PRESENTATION.sub(lambda form: unicodedata.normalize("NFKC", form.group()).strip() or form.group(), unit)


def _is_right_to_left(line: str) -> bool:
    return any(unicodedata.bidirectional(character) in _RIGHT for character in line)


def _read_from_the_right(units: Sequence[str]) -> list[str]:
    """The units of a line in the order of reading; a line without Arabic is one already."""
    types = "".join(map(_type, units))
    if "R" not in types:
        return list(units)
    ordered: list[str] = []
    done = len(units)
    for run in reversed(list(_RUN.finditer(types))):
        start, end = run.start(), run.end()
        ordered += reversed(units[end:done])
        ordered += units[start:end]
        done = start
    return ordered + list(reversed(units[:done]))


def _type(unit: str) -> str:
    """L for a letter from the left, R for one from the right, D for a digit, C for a separator in figures, else N."""
    found = {unicodedata.bidirectional(character) for character in unit}
    if found & _RIGHT:
        return "R"
    if found & _DIGITS:
        return "D"
    if "L" in found:
        return "L"
    return "C" if "CS" in found and unit != "\xa0" else "N"
