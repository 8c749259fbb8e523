"""Ordinals: the place of something in a series (اليوم السادس والثلاثين, الدورة الـ73)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from extractors.claims.candidates import Candidate, Reading
from extractors.numbers import Quantity
from extractors.numbers.ordinals import ORDINAL, OrdinalNumeral, in_series, ordinal
from extractors.records import Ordinal

_POSSESSIVES: Final = ("ه", "ها", "هم", "هن", "نا")
_OF: Final = "من"



def read(reading: Reading) -> Iterable[Candidate]:
    """Ordinals in words after a definite noun or before من, and definite numbers after a noun of series."""
    inside: set[int] = set()
    for at in reading.places(ORDINAL):
        found = ordinal(reading.numbers.grammar, at)
        if found and found.definite and _is_place(reading, found):
            inside.update(range(found.first, found.to))
            phrase = reading.phrase(found.first, found.to, found.clitics)
            yield _candidate(phrase.start, phrase.end, found.value)
    for quantity in reading.quantities:
        if quantity.first not in inside and quantity.value is not None and _numbers_a_series(reading, quantity):
            yield _candidate(quantity.core, quantity.end, int(quantity.value))


def _candidate(start: int, end: int, value: int) -> Candidate:
    return Candidate(Ordinal, start, end, (start, end), {"value": value})


def _numbers_a_series(reading: Reading, quantity: Quantity) -> bool:
    """Whether a definite whole number is a place: الدورة الـ73, ذكرى النكبة السبعين, الـ15 من الشهر."""
    whole = quantity.value is not None and quantity.value.denominator == 1 and quantity.unit == 1
    if not whole or not quantity.definite:
        return False
    if quantity.form == "digits":
        return in_series(reading.form(quantity.first - 2)) or reading.form(quantity.to) == _OF
    return in_series(reading.form(quantity.first - 1)) or in_series(reading.form(quantity.first - 2))


def _is_place(reading: Reading, found: OrdinalNumeral) -> bool:
    """Whether an ordinal describes a thing: after a bare name it is a king's or a pope's (محمد السادس)."""
    at = found.first - 1
    owned = reading.form(at).endswith(_POSSESSIVES)
    return reading.has_article(at) or owned or reading.form(found.to) == _OF
