"""Ranges of lengths with a unit at each end: بين سنة وأربع سنوات, لا تقل عن سنة ولا تزيد على ثلاث سنوات."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from typing import Final

from extractors.claims.candidates import Reading
from extractors.claims.durations.lengths import Length
from extractors.claims.durations.units import bare, length_at
from extractors.claims.durations.words import is_one_of, words
from extractors.claims.time_words import UNIT, UnitWord, unit_word
from extractors.text import Match, Phrases

_AND: Final = "و"
_REACH: Final = 6  # tokens between the joint and the unit of the second length
_DAYS: Final = {"century": 36_500, "decade": 3_650, "year": 365, "month": 30, "week": 7, "day": 1}
_DAY: Final = {"hour": 24, "minute": 1_440, "second": 86_400}
_FLOORS: Final = ("at_least", "more_than")
_CEILINGS: Final = ("at_most", "less_than")


def span_at(reading: Reading, at: int, unit: UnitWord) -> Length | None:
    """The range whose first unit stands at a token, None where no second length follows."""
    first = length_at(reading, at, unit) or bare(reading, at, unit)
    if first is None or len(first.amounts) != 1:
        return None
    opener = _openers("between").ending(reading.tokens, first.first)
    start = _openers("from").ending(reading.tokens, first.first)
    if opener:
        return _joined(reading, first, opener, _after_and(reading, first.to) or _after_to(reading, first.to))
    if first.bound in _FLOORS:
        return _bounded(reading, first)
    if start is None or _is_moved(reading, start.first):
        return None
    return _joined(reading, first, start, _after_to(reading, first.to))


def _joined(reading: Reading, first: Length, opener: Match[bool], place: int) -> Length | None:
    """The range of a length and the one that begins at a token, the opener with it."""
    second = _second(reading, place) if place else None
    if second is None or first.bound != "exact" or second.bound != "exact" or len(second.amounts) != 1:
        return None
    if _size(first.amounts[0]) >= _size(second.amounts[0]):
        return None
    start = reading.sentence.offset(opener.first, opener.clitics)
    return Length(opener.first, second.to, start, (first.amounts[0], second.amounts[0]), "range")


def _bounded(reading: Reading, first: Length) -> Length | None:
    """لا تقل عن سنة ولا تزيد على ثلاث سنوات."""
    place = _after_and(reading, first.to)
    second = _second(reading, place) if place else None
    if second is None or second.bound not in _CEILINGS or len(second.amounts) != 1:
        return None
    if _size(first.amounts[0]) >= _size(second.amounts[0]):
        return None
    return first._replace(to=second.to, amounts=(first.amounts[0], second.amounts[0]), bound="range")


def _second(reading: Reading, place: int) -> Length | None:
    """The length that begins at a token."""
    for at in reading.places(UNIT):
        unit = unit_word(reading.form(at)) if place <= at <= place + _REACH else None
        found = (length_at(reading, at, unit) or bare(reading, at, unit)) if unit else None
        if found and found.first == place:
            return found
    return None


def _after_and(reading: Reading, at: int) -> int:
    """Where what و joins begins, 0 where it does not stand."""
    form = reading.form(at)
    return at + (form == _AND) if form.startswith(_AND) else 0


def _after_to(reading: Reading, at: int) -> int:
    return at + 1 if is_one_of("range", reading.form(at), "to") else 0


def _is_moved(reading: Reading, at: int) -> bool:
    """Whether a length is said to have gone from one to another: رفع العقوبة من سنة إلى ثلاث سنوات."""
    window: int = words()["range"]["window"]
    return any(is_one_of("range", reading.form(place), "moved") for place in range(max(0, at - window), at))


def _size(amounts: Mapping[str, Fraction]) -> Fraction:
    """About how long some amounts are, in days, to compare."""
    return sum((n * _DAYS[u] if u in _DAYS else n / _DAY[u] for u, n in amounts.items()), Fraction())


@cache
def _openers(name: str) -> Phrases[bool]:
    return Phrases(dict.fromkeys(words()["range"][name], True))
