"""Parts of years and what is longer than they are: الربع الثالث من 2017, صيف 2017, التسعينيات, القرن العشرين."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from extractors.claims.candidates import Candidate, Reading
from extractors.claims.dates.build import looks_ahead, offer
from extractors.claims.dates.lexicon import CENTURY, DECADE, PART, SEASON, decades, parts, seasons
from extractors.claims.dates.scan import OF, Scan, scan
from extractors.claims.dates.when import When
from extractors.claims.dates.year_phrase import the_year, year_phrase
from extractors.claims.time_words import OFFSETS, UnitWord, direction
from extractors.numbers import Quantity
from extractors.numbers.ordinals import ordinal
from extractors.records import RelativeDate
from extractors.text import Match

_LETTERS: Final = {"quarter": ("Q", 4), "half": ("H", 2)}
_ARTICLE: Final = "ال"
_CENTURY: Final = "القرن"
_THIS_CENTURY: Final = 20  # as TIMEX3 counts: the years 20XX
_MOST_CENTURIES: Final = 30
_MONTHS: Final = 12
_NEAR: Final = 4  # tokens between أعمارهم and a decade of life


def find_parts(reading: Reading) -> Iterable[Candidate]:
    """Quarters and halves of a year."""
    seen = scan(reading)
    for at in seen.places(PART):
        match = parts().starting(seen.tokens, at)
        if match and (found := _part(seen, match)):
            yield found


def _part(seen: Scan, match: Match[str]) -> Candidate | None:
    letter, last = _LETTERS[match.value]
    number, to = _which(seen, match.to, last)
    if number is None:
        return _quarter_from_now(seen, match)
    if not 1 <= number <= last:
        return None
    when = When(part=f"{letter}{number}")
    after = seen.skip(to, OF)
    year = year_phrase(seen, after)
    term = seen.is_listed(match.first, "parts", "terms")
    if year is None and after > to and not term and (at_hand := the_year(seen, after)):
        open_ended = _is_yet_to_begin(seen, match.first, number, letter)
        return offer(seen, match.first, at_hand.to, when, clitics=match.clitics, anchored=open_ended)
    if year is None:
        return offer(seen, match.first, to, when, clitics=match.clitics) if _is_sure(seen, match, to) else None
    if year.until:
        return None  # nobody says when the first quarter of a fiscal year is
    return offer(seen, match.first, year.to, year.dated(when), clitics=match.clitics)


def _is_yet_to_begin(seen: Scan, first: int, number: int, letter: str) -> bool:
    """Whether a part of the year at hand may be last year's as well as the coming one, and nothing tells which."""
    reference = seen.reading.reference
    begins = (number - 1) * _MONTHS // dict(_LETTERS.values())[letter] + 1
    return reference is not None and begins > reference.month and not looks_ahead(seen, first)


def _quarter_from_now(seen: Scan, match: Match[str]) -> Candidate | None:
    """الربع الماضي."""
    towards = direction(seen.form(match.to)) if match.value == "quarter" else None
    if towards is None:
        return None
    relative = RelativeDate(offset=OFFSETS[towards], unit="quarter")
    return offer(seen, match.first, match.to + 1, When(relative=relative), clitics=match.clitics)


def _is_sure(seen: Scan, match: Match[str], to: int) -> bool:
    """Whether a part is one of a year though none is named: not of something else, no term or half, not the last."""
    if seen.form(to) == OF or seen.is_listed(to - 1, "last"):
        return False
    return not seen.is_listed(match.first, "parts", "doubtful")


def _which(seen: Scan, at: int, last: int) -> tuple[int | None, int]:
    """The number of a quarter or half and where it ends."""
    if seen.is_listed(at, "last"):
        return last, at + 1
    found = ordinal(seen.reading.numbers.grammar, at) if seen.is_word(at) else None
    return (found.value, found.to) if found and found.definite else (None, at)


def find_months(reading: Reading) -> Iterable[Candidate]:
    """The first or last months of a year: الأشهر السبعة الأولى من 2018."""
    seen = scan(reading)
    for at, unit in seen.units:
        if unit.unit == "month" and (some := _definite_months(seen, at, unit) or _months_after_first(seen, at, unit)):
            found = _months(seen, some)
            if found:
                yield found


class _Some(NamedTuple):
    """So many months of twelve, the first or the last ones, at tokens `first` to `to`."""

    number: int
    last: bool
    first: int
    to: int
    clitics: int


def _months(seen: Scan, some: _Some) -> Candidate | None:
    after = seen.skip(some.to, OF)
    year = year_phrase(seen, after) or (the_year(seen, after) if after > some.to else None)
    if not 1 <= some.number < _MONTHS or year is None or year.until is not None:
        return None
    if after == some.to and not year.noun:
        return None
    begin, end = (_MONTHS - some.number + 1, _MONTHS) if some.last else (1, some.number)
    first, until = year.dated(When(month=begin)), year.dated(When(month=end))
    return offer(seen, some.first, year.to, first, clitics=some.clitics, until=until)


def _definite_months(seen: Scan, at: int, unit: UnitWord) -> _Some | None:
    """الأشهر السبعة الأولى, الأشهر الـ3 الأخيرة, الشهرين الأولين."""
    if not unit.definite:
        return None
    quantity = seen.reading.numbers.starting(at + 1 + (seen.form(at + 1) == _ARTICLE))
    count, place = _whole(quantity) if quantity and quantity.definite else 0, quantity.to if quantity else at + 1
    if unit.number == "two":
        count, place = 2, at + 1
    last = seen.is_listed(place, "last")
    if unit.number == "one" or not (last or seen.is_listed(place, "first")):
        return None
    return _Some(count, last, at, place + 1, unit.clitics)


def _months_after_first(seen: Scan, at: int, unit: UnitWord) -> _Some | None:
    """أول ثلاثة أشهر, أول شهرين, آخر 4 أشهر."""
    quantity = None if unit.definite else seen.reading.numbers.ending(at)
    if quantity and quantity.definite:
        return _definite_before(seen, quantity, at)
    if unit.definite or (quantity is None and unit.number != "two"):
        return None
    count, place = (_whole(quantity), quantity.first - 1) if quantity else (2, at - 1)
    for name in ("first", "last"):
        if seen.is_listed(place, name, "before"):
            return _Some(count, name == "last", place, at + 1, seen.clitics(place, name, "before"))
    return None


def _definite_before(seen: Scan, quantity: Quantity, at: int) -> _Some | None:
    """التسعة أشهر الأولى, الـ9 أشهر الأخيرة: the number, with ال, before its months."""
    if not seen.is_listed(at + 1, "first") and not seen.is_listed(at + 1, "last"):
        return None
    word = seen.reading.numbers.grammar.word(quantity.first)
    first = quantity.first if word else quantity.first - 1
    clitics = word.clitics if word else len(seen.form(first))
    return _Some(_whole(quantity), seen.is_listed(at + 1, "last"), first, at + 2, max(clitics - len(_ARTICLE), 0))


def _whole(quantity: Quantity) -> int:
    """The value of a whole number, 0 for any other."""
    value = quantity.value
    return int(value) if value is not None and value.denominator == 1 else 0


def find_seasons(reading: Reading) -> Iterable[Candidate]:
    """A season of a year; without a year or a direction it is only weather."""
    seen = scan(reading)
    for at in seen.places(SEASON):
        match = seasons().starting(seen.tokens, at)
        if match is None:
            continue
        towards = direction(seen.form(match.to))
        year = None if towards else year_phrase(seen, match.to + (seen.form(match.to) == OF))
        first, clitics = seen.with_this(at, match.clitics)
        if year:
            yield offer(seen, at, year.to, year.dated(When(part=match.value)), clitics=match.clitics)
        elif towards:
            yield offer(seen, at, match.to + 1, When(part=match.value, direction=towards), clitics=match.clitics)
        elif first < at:
            yield offer(seen, first, match.to, When(part=match.value, direction="current"), clitics=clitics)


def find_decades(reading: Reading) -> Iterable[Candidate]:
    """The nineties, and the nineties of a century."""
    seen = scan(reading)
    for at in seen.places(DECADE):
        match = decades().starting(seen.tokens, at)
        if match and not _is_age(seen, at, match.to) and (found := _decade(seen, match)):
            yield found


def _decade(seen: Scan, match: Match[int]) -> Candidate | None:
    named = _century_of(seen, match.to)
    if named is None and not seen.form(match.first)[match.clitics :].startswith(_ARTICLE):
        return None
    century, to = named or (_THIS_CENTURY - 1, match.to)
    return offer(seen, match.first, to, When(decade=century * 10 + match.value // 10), clitics=match.clitics)


def _century_of(seen: Scan, to: int) -> tuple[int, int] | None:
    """The century of a decade that ends before a token, and where the decade ends with it.

    It may be named behind a second decade: ستينات وسبعينات القرن الماضي.
    """
    after = seen.skip(to, OF)
    if seen.form(after) == _CENTURY:
        return _century(seen, after)
    second = decades().starting(seen.tokens, after)
    found = _century(seen, second.to) if second and seen.form(second.to) == _CENTURY else None
    return (found[0], to) if found else None


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
        clitics = len(seen.form(at)) - len(_CENTURY) if seen.form(at).endswith(_CENTURY) else 0
        yield offer(seen, at, found[1], When(century=found[0]), clitics=clitics)
