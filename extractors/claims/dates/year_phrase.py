"""The year in a date: عام 2014, العام المالي المقبل 2018/2019, هذا العام, 1440هـ, a bare 2018 after a month."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, NamedTuple

from extractors.claims.dates.lexicon import FIRST_YEAR, LAST_YEAR, is_one_of
from extractors.claims.dates.scan import DASHES, Scan
from extractors.claims.dates.when import When
from extractors.claims.time_words import OFFSETS, Direction, direction, unit_word
from extractors.records import RelativeDate

_JOINTS: Final = (*DASHES, "/")
_LONGEST_SPAN: Final = 100  # years between the ends of a range
_SHORT_END: Final = 2  # digits of 2017/18
_CENTURY: Final = 100
_LAST_HIJRI: Final = 1500
_SHORTEST_YEAR: Final = 3
_MODERN: Final = 1900
_SHORT_WORD: Final = 3
_OWNERS: Final = ("ها", "هما", "نا")  # باعتبارها ends in a pronoun, شخصا in the accusative


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

    @property
    def relative(self) -> RelativeDate | None:
        """How far the year is from the article's, None where it is not told so."""
        return None if self.offset is None else RelativeDate(offset=self.offset, unit="year")

    @property
    def hijri(self) -> bool:
        """Whether the year counts from the Hijra."""
        return self.era == "hijri" and (self.year or 0) <= _LAST_HIJRI

    def dated(self, when: When) -> When:
        """A part of a year with the year."""
        return replace(when, year=self.year, relative=self.relative)


class _Figures(NamedTuple):
    """A year or a range of years as it is written, and the token where it ends."""

    year: int
    until: int | None
    to: int


def year_phrase(scan: Scan, at: int) -> YearAt | None:
    """The year that begins at a token."""
    this = scan.is_listed(at, "this")
    unit = unit_word(scan.form(at + this)) if scan.is_word(at + this) else None
    if unit and unit.unit == "year" and unit.number == "one":
        clitics = scan.clitics(at, "this") if this else unit.clitics
        return _named(scan, at, at + this + 1, 0 if this else None, clitics)
    return None if this else _bare(scan, at)


def _bare(scan: Scan, at: int) -> YearAt | None:
    """A year in four digits."""
    figures = _written(scan, at)
    if figures is None:
        return None
    era, to = _era(scan, figures.to, noun=False)
    return YearAt(at, to, figures.year, figures.until, None, None, noun=False, era=era, clitics=0)


def _named(scan: Scan, at: int, after: int, offset: int | None, clitics: int) -> YearAt | None:
    """A year after the noun that ends before token `after`: عام 2014, العام المقبل, هذا العام."""
    to, offset, towards = _described(scan, after, offset)
    of_hijra = any(scan.is_listed(place, "eras", "hijri") for place in range(after, to))  # العام الهجري المقبل
    figures = _figures(scan, to, worded=offset is None)
    if figures:
        era, to = _era(scan, figures.to, noun=True)
        era = era or ("hijri" if of_hijra else None)
        return YearAt(at, to, figures.year, figures.until, offset, towards, noun=True, era=era, clitics=clitics)
    if offset is None:
        return None
    return YearAt(at, to, None, None, offset, towards, noun=True, era="hijri" if of_hijra else None, clitics=clitics)


def the_year(scan: Scan, at: int) -> YearAt | None:
    """The year at a token that nothing says more of, the one at hand: النصف الثاني من العام."""
    unit = unit_word(scan.form(at)) if scan.is_word(at) else None
    if unit is None or unit.unit != "year" or unit.number != "one" or not unit.definite:
        return None
    told = scan.is_word(at + 1) and scan.definite(at + 1)  # العام الدراسي, العام التالي
    if told or scan.is_listed(at + 1, "same", "after"):
        return None
    return YearAt(at, at + 1, None, None, None, None, noun=True, era=None, clitics=0)


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


def _figures(scan: Scan, at: int, *, worded: bool) -> _Figures | None:
    """A year or a range of years in figures after عام, brackets around it allowed for, or in words.

    In words only where nothing else says which year: «هذا العام ألف سائح» counts visitors.
    """
    if scan.form(at) == "(":
        inside = _written(scan, at + 1)
        return inside._replace(to=inside.to + 1) if inside and scan.form(inside.to) == ")" else None
    return _written(scan, at) or _old(scan, at) or (_in_words(scan, at) if worded else None)


def _written(scan: Scan, at: int) -> _Figures | None:
    year = scan.year(at)
    return None if year is None else _Figures(year, *until_year(scan, year, at + 1))


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


def _old(scan: Scan, at: int) -> _Figures | None:
    """A year of three digits, which only an era makes sure (عام 622 م)."""
    year = scan.integer(at)
    if year and len(scan.form(at)) == _SHORTEST_YEAR and (is_one_of("eras", scan.form(at + 1), "gregorian")):
        return _Figures(year, None, at + 1)
    return None


def _in_words(scan: Scan, at: int) -> _Figures | None:
    """A year in words: عام ألفين وثمانية عشر."""
    word = scan.reading.numbers.grammar.word(at)
    if not word or not word.scale or word.conjunction or word.definite:
        return None
    part = scan.reading.numbers.grammar.cardinal(at)
    if part and part.worded and part.value.denominator == 1 and FIRST_YEAR <= part.value <= LAST_YEAR:
        return _Figures(int(part.value), None, part.to)
    return None


def is_counted(scan: Scan, to: int) -> bool:
    """Whether what follows a figure is a scale, a per cent sign or a noun that it counts."""
    grammar = scan.reading.numbers.grammar
    word = grammar.word(to)
    if grammar.percent(to) or (word and word.scale and not word.conjunction):
        return True
    if not scan.is_word(to) or scan.is_listed(to, "after_year"):
        return False
    return _is_accusative(scan.form(to)) or unit_word(scan.form(to)) is not None or scan.is_listed(to, "counted")


def _is_accusative(form: str) -> bool:
    """Whether a word is a noun as figures from 11 on count it: شخصا."""
    return form.endswith("ا") and len(form) > _SHORT_WORD and not form.endswith(_OWNERS)


def words_of_year(scan: Scan, at: int) -> YearAt | None:
    """A year in words without عام, as after a month (آذار ألفين وثلاثة): one that counts nothing after it."""
    found = _in_words(scan, at)
    if found is None or found.year < _MODERN:
        return None
    follows = not scan.is_word(found.to) or scan.is_listed(found.to, "after_year")
    if is_counted(scan, found.to) or (found.year % _CENTURY == 0 and not follows):
        return None
    return YearAt(at, found.to, found.year, None, None, None, noun=False, era=None, clitics=0)


def _era(scan: Scan, at: int, *, noun: bool) -> tuple[str | None, int]:
    """The era named after a year, and where it ends; a م that stands apart is for metres unless عام comes before."""
    for era in ("gregorian", "hijri"):
        if scan.is_listed(at, "eras", era):
            apart = len(scan.form(at)) == 1 and era == "gregorian" and not scan.glued(at)
            return (None, at) if apart and not noun else (era, at + 1)
    return None, at
