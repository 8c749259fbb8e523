"""Parts of years and what is longer than they are: الربع الثالث من 2017, صيف 2017, التسعينيات, القرن العشرين."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from extractors.claims.candidates import Candidate, Reading
from extractors.claims.dates.build import offer
from extractors.claims.dates.lexicon import CENTURY, DECADE, PART, SEASON, decades, parts, seasons
from extractors.claims.dates.scan import OF, Scan, scan
from extractors.claims.dates.when import When
from extractors.claims.dates.year_phrase import YearAt, year_phrase
from extractors.claims.time_words import OFFSETS, direction
from extractors.numbers.ordinals import ordinal
from extractors.records import RelativeDate

_LETTERS: Final = {"quarter": ("Q", 4), "half": ("H", 2)}
_ARTICLE: Final = "ال"
_THIS_CENTURY: Final = 20  # as TIMEX3 counts: the years 20XX
_MOST_CENTURIES: Final = 30
_MONTHS: Final = 12
_FIRST: Final = "الاولي"
_NEAR: Final = 4  # tokens between أعمارهم and a decade of life


def find_parts(reading: Reading) -> Iterable[Candidate]:
    """Quarters and halves of a year."""
    seen = scan(reading)
    for at in seen.places(PART):
        match = parts().starting(seen.tokens, at)
        if match is None:
            continue
        letter, last = _LETTERS[match.value]
        number, to = _which(seen, match.to, last)
        towards = direction(seen.form(match.to)) if match.value == "quarter" else None
        if number is None and towards:
            relative = RelativeDate(offset=OFFSETS[towards], unit="quarter")
            yield offer(seen, at, match.to + 1, When(relative=relative), clitics=match.clitics)
        if number is None or not 1 <= number <= last:
            continue
        of = seen.form(to) == OF
        year = year_phrase(seen, to + of)
        if year is None and (of or letter == "H" or seen.form(at).endswith("الفصل") or seen.is_listed(to - 1, "last")):
            continue
        if year and year.until:
            continue  # nobody says when the first quarter of a fiscal year is
        when = _in_year(When(part=f"{letter}{number}"), year)
        yield offer(seen, at, year.to if year else to, when, clitics=match.clitics)


def _which(seen: Scan, at: int, last: int) -> tuple[int | None, int]:
    """The number of a quarter or half and where it ends."""
    if seen.is_listed(at, "last"):
        return last, at + 1
    found = ordinal(seen.reading.numbers.grammar, at) if seen.is_word(at) else None
    return (found.value, found.to) if found and found.definite else (None, at)


def _in_year(when: When, year: YearAt | None) -> When:
    if year is None:
        return when
    relative = None if year.offset is None else RelativeDate(offset=year.offset, unit="year")
    return When(part=when.part, year=year.year, relative=relative)


def find_months(reading: Reading) -> Iterable[Candidate]:
    """The first or last months of a year: الأشهر السبعة الأولى من 2018."""
    seen = scan(reading)
    for at, unit in seen.units:
        if unit.unit != "month" or unit.number != "many" or not unit.definite:
            continue
        quantity = next((q for q in reading.quantities if q.first == at + 1 and q.definite), None)
        if quantity is None or quantity.value is None or not 1 < quantity.value < _MONTHS:
            continue
        place = quantity.to
        last = seen.is_listed(place, "last")
        if not (last or seen.form(place) == _FIRST) or seen.form(place + 1) != OF:
            continue
        year = year_phrase(seen, place + 2)
        if year is None:
            continue
        count = int(quantity.value)
        begin, end = (_MONTHS - count + 1, _MONTHS) if last else (1, count)
        relative = None if year.offset is None else RelativeDate(offset=year.offset, unit="year")
        when, until = (When(year=year.year, month=month, relative=relative) for month in (begin, end))
        if year.until is None:
            yield offer(seen, at, year.to, when, clitics=unit.clitics, until=until)


def find_seasons(reading: Reading) -> Iterable[Candidate]:
    """A season of a year; without a year or a direction it is only weather."""
    seen = scan(reading)
    for at in seen.places(SEASON):
        match = seasons().starting(seen.tokens, at)
        if match is None:
            continue
        towards = direction(seen.form(match.to))
        year = None if towards else year_phrase(seen, match.to + (seen.form(match.to) == OF))
        first = at - seen.is_listed(at - 1, "this")
        clitics = match.clitics if first == at else seen.clitics(first, "this")
        if year:
            yield offer(seen, at, year.to, _in_year(When(part=match.value), year), clitics=match.clitics)
        elif towards:
            yield offer(seen, at, match.to + 1, When(part=match.value, direction=towards), clitics=match.clitics)
        elif first < at:
            yield offer(seen, first, match.to, When(part=match.value, direction="current"), clitics=clitics)


def find_decades(reading: Reading) -> Iterable[Candidate]:
    """The nineties, and the nineties of a century."""
    seen = scan(reading)
    for at in seen.places(DECADE):
        match = decades().starting(seen.tokens, at)
        if match is None or _is_age(seen, at, match.to):
            continue
        to = match.to + (seen.form(match.to) == OF)
        century = _century(seen, to) if seen.form(to) == "القرن" else None
        if century is None and to in seen.places(DECADE) and (second := decades().starting(seen.tokens, to)):
            found = _century(seen, second.to) if seen.form(second.to) == "القرن" else None
            century = (found[0], match.to) if found else None  # ستينات وسبعينات القرن الماضي
        if century is None and not seen.form(at)[match.clitics :].startswith(_ARTICLE):
            continue
        number, to = century or (_THIS_CENTURY - 1, match.to)
        yield offer(seen, at, to, When(decade=number * 10 + match.value // 10), clitics=match.clitics)


def _is_age(seen: Scan, at: int, to: int) -> bool:
    """Whether a decade is one of somebody's life: في الثلاثينيات من عمره, أعمارهن بين العشرينيات والثمانينيات."""
    if seen.form(to) == OF and seen.is_listed(to + 1, "life"):
        return True
    if any(seen.is_listed(place, "life") for place in range(max(0, at - _NEAR), at)):
        return True
    place = at - 1 - seen.is_listed(at - 1, "edges")
    return seen.form(place) == "في" and seen.is_listed(place - 1, "life", "people")


def _century(seen: Scan, at: int) -> tuple[int, int] | None:
    """The century at the word القرن, counted as TIMEX3 does, and where it ends; القرن الماضي is the article's own."""
    if towards := direction(seen.form(at + 1)):
        reference = seen.reading.reference
        now = (reference.year - 1) // 100 if reference else _THIS_CENTURY
        return now + OFFSETS[towards], at + 2
    found = _number(seen, at + 1)
    return (found[0] - 1, found[1]) if found and 1 <= found[0] <= _MOST_CENTURIES else None


def _number(seen: Scan, at: int) -> tuple[int, int] | None:
    """The number of a century: الحادي والعشرين, العشرين, الـ19, 19."""
    figure = at + (seen.form(at) == _ARTICLE)
    if (value := seen.integer(figure)) is not None:
        return value, figure + 1
    found = ordinal(seen.reading.numbers.grammar, at) if seen.is_word(at) else None
    if found and found.definite:
        return found.value, found.to
    word = seen.reading.numbers.grammar.word(at)
    return (word.ten, at + 1) if word and word.definite and word.ten else None


def find_centuries(reading: Reading) -> Iterable[Candidate]:
    """A century by its number; the past one is found as a relative date."""
    seen = scan(reading)
    for at in seen.places(CENTURY):
        found = None if direction(seen.form(at + 1)) else _century(seen, at)
        if found is None or (seen.is_listed(found[1], "christ", "before") and seen.is_listed(found[1] + 1, "christ")):
            continue
        clitics = len(seen.form(at)) - len("القرن") if seen.form(at).endswith("القرن") else 0
        yield offer(seen, at, found[1], When(century=found[0]), clitics=clitics)
