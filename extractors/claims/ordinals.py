"""Ordinals: the place of something in a series (اليوم السادس والثلاثين, الدورة الـ73)."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from extractors.claims.candidates import Candidate, Reading
from extractors.numbers import Quantity
from extractors.numbers.ordinals import OrdinalNumeral, in_series, is_one_thing, of_life
from extractors.records import Ordinal

_POSSESSIVES: Final = ("ه", "ها", "هم", "هن", "نا")
_OF: Final = "من"
_TEN: Final = 10
_TWENTY: Final = 20


def read(reading: Reading) -> Iterable[Candidate]:
    """Ordinals in words after a definite noun or before من, and definite numbers after a noun of series."""
    for found in reading.numbers.ordinals:
        if found.definite and _is_place(reading, found):
            phrase = reading.phrase(found.first, found.to, found.clitics)
            yield _candidate(phrase.start, phrase.end, found.value)
    for quantity in reading.quantities:
        if quantity.value is not None and _numbers_a_series(reading, quantity):
            yield _candidate(quantity.core, quantity.end, int(quantity.value))


def _candidate(start: int, end: int, value: int) -> Candidate:
    return Candidate(Ordinal, start, end, (start, end), {"value": value})


def _numbers_a_series(reading: Reading, quantity: Quantity) -> bool:
    """Whether a definite whole number is a place: الدورة الـ73, ذكرى النكبة السبعين, الـ15 من الشهر, هدفه الألف."""
    value, first = quantity.value, quantity.first
    if not quantity.definite or value is None or value.denominator != 1 or quantity.unit not in (1, value):
        return False
    if quantity.form == "digits":
        return in_series(reading.form(first - 2)) or reading.form(quantity.to) == _OF
    return _may_be_ordinal(reading, first, value) and _follows_a_series(reading, first, value)


def _may_be_ordinal(reading: Reading, first: int, value: Fraction) -> bool:
    """Whether a definite number in words is an ordinal as well: tens and hundreds, not الثلاثة, الخمسة والعشرين."""
    word = reading.numbers.grammar.role(first)
    return value >= _TWENTY and value % _TEN <= 1 and not word.preposition and not word.conjunction


def _follows_a_series(reading: Reading, first: int, value: Fraction) -> bool:
    """Whether a noun of series stands before a number in words, or before round ones any noun in the singular."""
    in_words = in_series(reading.form(first - 1)) or in_series(reading.form(first - 2))
    return in_words or (value % _TEN == 0 and _follows_one_thing(reading, first))


def _follows_one_thing(reading: Reading, at: int) -> bool:
    """Whether a noun in the singular stands before a number, an adjective between or none: الجائزة الأدبية الثلاثون."""
    adjective = reading.definite(at - 1) and reading.has_article(at - 2)
    return is_one_thing(reading.form(at - 2 if adjective else at - 1))


def _is_place(reading: Reading, found: OrdinalNumeral) -> bool:
    """Whether an ordinal describes a thing: after a bare name it is a king's or a pope's (محمد السادس), or an age."""
    at, of = found.first - 1, reading.form(found.to) == _OF
    if of and of_life(reading.form(found.to + 1)):
        return False
    return of or reading.has_article(at) or reading.form(at).endswith(_POSSESSIVES)
