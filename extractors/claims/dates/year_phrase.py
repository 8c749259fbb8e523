"""The year in a date: عام 2014, العام المالي المقبل 2018/2019, هذا العام, 1440هـ, a bare 2018 after a month."""

from __future__ import annotations

from typing import Final, NamedTuple

from extractors.claims.dates.lexicon import FIRST_YEAR, LAST_YEAR, is_one_of
from extractors.claims.dates.scan import DASHES, Scan
from extractors.claims.time_words import OFFSETS, Direction, direction, unit_word

_JOINTS: Final = (*DASHES, "/")
_LONGEST_SPAN: Final = 100  # years between the ends of a range
_SHORT_END: Final = 2  # digits of 2017/18
_CENTURY: Final = 100
_LAST_HIJRI: Final = 1500
_SHORTEST_YEAR: Final = 3


class YearAt(NamedTuple):
    """A year at tokens `first` to `to`: a figure, a place relative to the article's year, or both.

    `until` ends a range; `noun` says that عام or سنة stands there; `era` is gregorian or hijri where a word says so.
    """

    first: int
    to: int
    year: int | None
    until: int | None
    offset: int | None
    direction: Direction | None
    noun: bool
    era: str | None
    clitics: int


def year_phrase(scan: Scan, at: int) -> YearAt | None:
    """The year that begins at a token."""
    place = at
    this = scan.is_listed(at, "this")
    place += this
    unit = unit_word(scan.form(place)) if scan.is_word(place) else None
    noun = unit is not None and unit.unit == "year" and unit.number == "one"
    if this and not noun:
        return None
    clitics = scan.clitics(at, "this") if this else unit.clitics if unit and noun else 0
    offset: int | None = 0 if this else None
    towards: Direction | None = None
    if noun:
        place, offset, towards = _described(scan, place + 1, offset)
    figures = _figures(scan, place, noun=noun, worded=noun and offset is None)
    if figures:
        year, until, place = figures
        era, place = _era(scan, place, noun=noun)
        return YearAt(at, place, year, until, offset, towards, noun, era, clitics)
    if offset is None:
        return None
    return YearAt(at, place, None, None, offset, towards, noun, None, clitics)


def _described(scan: Scan, at: int, offset: int | None) -> tuple[int, int | None, Direction | None]:
    """What adjectives after عام say: where they end, and which year of ours they make it."""
    towards: Direction | None = None
    place = at
    while scan.is_listed(place, "kinds_of_year"):
        place += 1
    for name in ("past", "future"):
        if scan.is_listed(place, "twice", name) and (found := direction(scan.form(place + 1))) == name:
            return place + 2, 2 * OFFSETS[found], found
    found = direction(scan.form(place), of_unit=True)
    if found and unit_word(scan.form(at - 1)):
        place, offset, towards = place + 1, OFFSETS[found], found
        while scan.is_listed(place, "kinds_of_year"):
            place += 1
    return place, offset, towards


def _figures(scan: Scan, at: int, *, noun: bool, worded: bool) -> tuple[int, int | None, int] | None:
    """A year or a range of years in figures, or after عام in words: from, to, and where it ends.

    In words only where nothing else says which year: «هذا العام ألف سائح» counts visitors.
    """
    opened = scan.form(at) == "(" and noun
    place = at + opened
    year = scan.year(place)
    if year is None and noun and not opened:
        return _old(scan, place) or (_in_words(scan, place) if worded else None)
    if year is None:
        return None
    until, to = until_year(scan, year, place + 1)
    if opened:
        return (year, until, to + 1) if scan.form(to) == ")" else None
    return year, until, to


def until_year(scan: Scan, year: int, at: int) -> tuple[int | None, int]:
    """The end of a range that starts with a year (2017/2018, 2014-2016, 2017/18), and where it ends."""
    if scan.form(at) not in _JOINTS or at + 1 >= scan.size:
        return None, at
    until = scan.year(at + 1)
    if until is None and scan.form(at) == "/" and len(scan.form(at + 1)) == _SHORT_END:
        short = scan.integer(at + 1)
        until = year // _CENTURY * _CENTURY + short if short == (year + 1) % _CENTURY else None
    if until is None or not year < until <= year + _LONGEST_SPAN or scan.form(at + 2) in _JOINTS:
        return None, at
    return until, at + 2


def _old(scan: Scan, at: int) -> tuple[int, int | None, int] | None:
    """A year of three digits, which only an era makes sure (عام 622 م)."""
    year = scan.integer(at)
    if year and len(scan.form(at)) == _SHORTEST_YEAR and (is_one_of("eras", scan.form(at + 1), "gregorian")):
        return year, None, at + 1
    return None


def _in_words(scan: Scan, at: int) -> tuple[int, int | None, int] | None:
    """A year in words: عام ألفين وثمانية عشر."""
    word = scan.reading.numbers.grammar.word(at)
    if not word or not word.scale or word.conjunction or word.definite:
        return None
    part = scan.reading.numbers.grammar.cardinal(at)
    if part and part.worded and part.value.denominator == 1 and FIRST_YEAR <= part.value <= LAST_YEAR:
        return int(part.value), None, part.to
    return None


def _era(scan: Scan, at: int, *, noun: bool) -> tuple[str | None, int]:
    """The era named after a year, and where it ends; a م that stands apart is for metres unless عام comes before."""
    for era in ("gregorian", "hijri"):
        if scan.is_listed(at, "eras", era):
            apart = len(scan.form(at)) == 1 and era == "gregorian" and not scan.glued(at)
            return (None, at) if apart and not noun else (era, at + 1)
    return None, at


def is_hijri(year: YearAt) -> bool:
    """Whether a year counts from the Hijra."""
    return year.era == "hijri" and year.year is not None and year.year <= _LAST_HIJRI
