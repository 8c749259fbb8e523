"""Arabic text folded for matching, with a map back to the characters it came from.

Matching works on folded text: marks, tatweel and invisible controls gone, presentation forms and letter variants
made one, all digits Western. Results are reported in the article's own characters, so every folded position
knows its original offset.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import regex

MARKS: Final = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08ff"
TATWEEL: Final = "\u0640"
INVISIBLE: Final = "\u200c-\u200f\u061c\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad"
PRESENTATION: Final = "\ufb50-\ufdff\ufe70-\ufefc"

PLAIN_WORDS: Final = regex.compile("[ء-ي]+(?: [ء-ي]+)*")
"""Folded words of Arabic letters alone, which are surely tokens as they stand."""
_BLOCK: Final = "".join(map(chr, range(0x0600, 0x0900)))  # where Arabic marks are
TRAILING: Final = frozenset(regex.findall(f"[{MARKS}{TATWEEL}]", _BLOCK))
"""What belongs to the letter before it: a span that ends there takes it along."""
_UNSTEADY: Final = re.compile(f"[{MARKS}{TATWEEL}{INVISIBLE}{PRESENTATION}]+")  # re is the quicker one here
_DROPPED: Final = regex.compile(f"[{MARKS}{TATWEEL}{INVISIBLE}]")

_JOINS: Final = regex.compile(rf"\d{TATWEEL}+\d")
_DASH: Final = "-"
"""What tatweel between digits stands for: 2021ـ2023."""
_VARIANTS: Final = {
    "أإآٱ": "ا",
    "ىیېۍ": "ي",
    "ةہھۀەۃ": "ه",
    "کڪ": "ك",
    "٪": "%",
    "’‘`´": "'",
    "“”„‟″": '"',
    "−‐‑": "-",
    "\u200b": " ",  # a space without width parts words as any other does
}
FOLD: Final = {ord(variant): kept for variants, kept in _VARIANTS.items() for variant in variants} | {
    ord(digits[value]): str(value) for digits in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for value in range(10)
}


_FOLDED: Final = tuple((chr(variant), kept) for variant, kept in FOLD.items())


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text and where its characters came from.

    `offsets` holds the original code point offset of each folded character and, last, the length of the original;
    it is None where the two texts have the same length.
    """

    text: str
    offsets: array[int] | None


def fold(text: str) -> Folded:
    """Folds a text, in time linear in its length."""
    if not _UNSTEADY.search(text):
        return Folded(_one_variant(text), None)
    pieces: list[str] = []
    offsets = array("q")
    done = 0
    for match in _UNSTEADY.finditer(text):
        start, end = match.span()
        pieces.append(text[done:start])
        offsets.extend(range(done, start))
        joins = _JOINS.match(text, start - 1, end + 1) if start else None
        for offset in range(start, end):
            letters = _DASH if joins and offset == start else _unfold(text[offset])
            pieces.append(letters)
            offsets.extend([offset] * len(letters))
        done = end
    pieces.append(text[done:])
    offsets.extend(range(done, len(text) + 1))
    return Folded(_one_variant("".join(pieces)), offsets)


def _one_variant(text: str) -> str:
    """The text with variants of a letter made one: `translate`, which takes ten times as long for an article."""
    for variant, kept in _FOLDED:
        text = text.replace(variant, kept)
    return text


def fold_word(word: str) -> str:
    """The folded form of a word, for lexicons."""
    return fold(word).text if _UNSTEADY.search(word) else word.translate(FOLD)


def fold_words(words: Sequence[str]) -> list[str]:
    """The folded forms of words, all folded at once: every start of the tool folds some 10,000."""
    folded = fold_word("\n".join(words)).split("\n") if words else []
    return folded if len(folded) == len(words) else list(map(fold_word, words))  # a word may hold a line break


def plain(text: str) -> str:
    """The text as a reader would retype it: no marks, tatweel or invisible controls, letters as they were."""
    return "".join(map(_unfold, text)) if _UNSTEADY.search(text) else text


def _unfold(character: str) -> str:
    if _DROPPED.match(character):
        return ""
    if _UNSTEADY.match(character):
        return _DROPPED.sub("", unicodedata.normalize("NFKC", character)).strip()
    return character
