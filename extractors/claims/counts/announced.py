"""What is counted where its number comes apart from it: عدد المحتجين ... إلى 300, شارك 300 في المسيرة."""

from __future__ import annotations

from typing import Final

from extractors.claims.candidates import Reading
from extractors.claims.counts.words import HEAD, any_listed, is_listed, looks_like_a_verb
from extractors.claims.phrases import construct, stops
from extractors.numbers import Quantity
from extractors.records import Phrase
from extractors.text import MARK, WORD, without_clitics
from extractors.text.clitics import FUSED, proclitic_cuts

HEADCOUNT_REACH: Final = 3  # tokens between عددهم and its number
_REACH: Final = 12  # tokens from عدد over what is counted to إلى or بلغ and the number
_OBJECTS: Final = ("", "ه", "ها", "هم")


def announced(reading: Reading, quantity: Quantity) -> Phrase | None:
    """Return what عدد announces: «عدد منصات الحفر إلى 862», «العدد الكلي للمتطوعين يبلغ 830»; None without it."""
    head = None if quantity.percent else _head(reading, quantity)
    if head is None or not _is_brought(reading, quantity, head):
        return None
    at, clitics = head + 1, 0
    if not is_listed("heads", reading.form(head)):
        at = next((n for n in range(at, quantity.begin) if reading.form(n).startswith(FUSED)), quantity.begin)
        clitics = len(FUSED)
    if at >= quantity.begin or befell(reading, at, quantity.begin):
        return None
    return construct(reading, at, clitics)


def _head(reading: Reading, quantity: Quantity) -> int | None:
    """The عدد before a number, with neither a mark nor a number between."""
    near = (at for at in reversed(reading.places(HEAD)) if quantity.begin - _REACH < at < quantity.begin)
    head = next((at for at in near if any_listed(("heads", "definite_heads"), reading.form(at))), None)
    return head if head is not None and _is_worded(reading, range(head + 1, quantity.begin)) else None


def _is_worded(reading: Reading, places: range) -> bool:
    """Whether some tokens are words, and none of a number."""
    numbered = any(other.begin in places or other.to - 1 in places for other in reading.quantities)
    return not numbered and all(reading.tokens[at].kind == WORD for at in places)


def _is_brought(reading: Reading, quantity: Quantity, head: int) -> bool:
    """Whether a verb or a preposition ties a number to عدد: before it, or before عدد (بلغ عدد السكان نحو 300)."""
    before = reading.form(quantity.begin - 1)
    told = is_listed("tells", reading.form(head - 1)) and not quantity.definite
    return told or reading.is_by(quantity) or is_listed("brings", before)


def is_headcount(reading: Reading, quantity: Quantity) -> bool:
    """Return whether a number without a noun follows عدد or عددهم, and counts no victims."""
    for at in range(max(0, quantity.begin - HEADCOUNT_REACH), quantity.begin):
        if is_listed("numbers", reading.form(at)):
            return not befell(reading, at, quantity.begin)
    return False


def befell(reading: Reading, first: int, to: int) -> bool:
    """Return whether a word of what befell people stands among some tokens: a casualty missed is no count."""
    return any(at in reading.anchored for at in range(first, to))


def is_crowd(reading: Reading, quantity: Quantity) -> bool:
    """Return whether a number is the subject of a verb of many people, no noun behind it: شارك نحو 300 في المسيرة."""
    at = quantity.begin - 1 - is_listed("in_them", reading.form(quantity.begin - 1))  # شارك فيها المئات
    return _gathers(reading.form(at)) and _ends(reading, quantity.to)


def _gathers(form: str) -> bool:
    """Whether a word is a verb of many people, with or without its object: دخل, دخلها."""
    bare = (word.removesuffix(own) for word in without_clitics(form) for own in _OBJECTS if word.endswith(own))
    return any(is_listed("crowds", word) for word in bare)


def _ends(reading: Reading, at: int) -> bool:
    """Whether no noun that could be counted follows: the end, a mark, a preposition, a word of place or time."""
    if at >= len(reading.tokens) or reading.tokens[at].kind == MARK:
        return True
    form = reading.form(at)
    return stops(form) or is_listed("settings", form) or looks_like_a_verb(form) or bool(proclitic_cuts(form))
