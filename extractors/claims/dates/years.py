"""Years: عام 2014, العام المالي 2017/2018, عامي 2014 و2015, and four bare digits that can be nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from extractors.claims.candidates import Candidate, Reading
from extractors.claims.dates.build import offer
from extractors.claims.dates.lexicon import is_future_verb, is_imperfect
from extractors.claims.dates.ranges import joins
from extractors.claims.dates.scan import AND, COMMAS, DASHES, Scan, scan
from extractors.claims.dates.when import When
from extractors.claims.dates.year_phrase import YearAt, is_counted, until_year, year_phrase

_CLITICS: Final = ("ب", "ل", "و")  # what opens a word that no figure counts
_UNBOUNDED: Final = ("حتي", "وحتي", "حدود", "بحدود")  # bounds of a number, and of a time as well
_ENDS: Final = 2
_SIGNS: Final = ("%", "/", "$", "€")
_OLDEST_BRACKETED: Final = 1500
_MODERN: Final = 1900
_ROUND: Final = 100


def find_named(reading: Reading) -> Iterable[Candidate]:
    """A year after عام or سنة, or one of ours: العام الماضي."""
    seen = scan(reading)
    free = 0
    for at, unit in seen.units:
        if unit.unit != "year" or at < free:
            continue
        if unit.number != "one":
            found, free = _listed(seen, at, unit.clitics)
            yield from found
            continue
        first = at - seen.is_listed(at - 1, "this")
        year = year_phrase(seen, first)
        if year is None or (not unit.definite and year.year is None):
            continue
        if year.year is None and seen.is_listed(first - 1, "office"):
            continue
        until, free = span_of_years(seen, year)
        yield _offer(seen, first, year._replace(until=until, to=free))


def _offer(seen: Scan, first: int, year: YearAt) -> Candidate:
    when = When(year=year.year, relative=year.relative, hijri=year.hijri)
    until = When(year=year.until, hijri=when.hijri) if year.until else None
    return offer(seen, first, year.to, when, clitics=year.clitics, until=until)


def _listed(seen: Scan, at: int, clitics: int) -> tuple[list[Candidate], int]:
    """The years after عامي or أعوام: a range after بين, else one date each; and the token where they end."""
    years = _years(seen, at + 1)
    if not years:
        return [], at
    (first, begin), (last, end) = years[0], years[-1]
    until, to = until_year(seen, begin, first + 1)
    if len(years) > 1:
        spanned = joins(seen, at, first + 1) and begin < end and len(years) == _ENDS
        until, to = (end, last + 1) if spanned else (None, to)
    if until:
        return [offer(seen, at, to, When(year=begin), clitics=clitics, until=When(year=until))], to
    spans = [(at, clitics), *((place, 0) for place, _ in years[1:])]
    found = [
        offer(seen, start, place + 1, When(year=year), clitics=cut)
        for (start, cut), (place, year) in zip(spans, years, strict=True)
    ]
    return found, last + 1


def _years(seen: Scan, at: int) -> list[tuple[int, int]]:
    """The years of a list joined by و or commas, with their tokens."""
    years: list[tuple[int, int]] = []
    while (year := seen.year(at)) is not None:
        years.append((at, year))
        after = at + 1 + (seen.form(at + 1) in (AND, *COMMAS))
        if after == at + 1:
            break
        at = after
    return years


def find_bare(reading: Reading) -> Iterable[Candidate]:
    """Four digits that their surroundings make a year: في 2014, (1922-2000), ميزانية 2018."""
    seen = scan(reading)
    free = 0
    for at in seen.years:
        if at < free:
            continue
        year = year_phrase(seen, at)
        if year is None or year.year is None or not _is_year(seen, year):
            continue
        until, to = span_of_years(seen, year)
        free = to
        when = When(year=year.year, hijri=year.hijri)
        yield offer(seen, at, to, when, until=When(year=until, hijri=when.hijri) if until else None)


def span_of_years(seen: Scan, year: YearAt) -> tuple[int | None, int]:
    """The end of بين 2014 و2016 or من عام 2014 إلى 2016, and where its words end."""
    joined = year.until is None and joins(seen, year.first, year.to)
    end = seen.year(year.to + 1) if joined else None
    if end and year.year and year.year < end and not is_counted(seen, year.to + 2):
        return end, year.to + 2
    return year.until, year.to


def _is_year(seen: Scan, year: YearAt) -> bool:
    """Whether four digits are a year: no bound, scale, per cent or counted noun beside them."""
    if year.era:
        return True
    assert year.year is not None
    if seen.is_listed(year.first - 1, "never_before_year") or _part_of_code(seen, year):
        return False
    if year.year >= _OLDEST_BRACKETED and _is_bracketed(seen, year):
        return True
    if year.year < _MODERN or is_counted(seen, year.to) or _is_bounded(seen, year.first):
        return False
    return year.until is not None or _fits(seen, year)


def _is_bracketed(seen: Scan, year: YearAt) -> bool:
    """Whether brackets or dashes hold four digits, or a range of them: (1922-2000)."""
    closed = seen.form(year.to) in (")", *DASHES, *COMMAS) or year.until is not None
    return closed and seen.form(year.first - 1) in ("(", *DASHES)


def _fits(seen: Scan, year: YearAt) -> bool:
    """Whether the words around four digits are such as stand around a year; a round number must pass both sides."""
    assert year.year is not None
    is_round = year.year % _ROUND == 0
    follows = seen.ends_clause(year.to) or seen.is_listed(year.to, "after_year")
    if seen.is_listed(year.first - 1, "before_year"):
        return follows or not is_round
    before = seen.is_word(year.first - 1) or seen.form(year.first - 1) in (AND, *COMMAS, "(", ":")
    follows = follows or seen.definite(year.to) or _is_verb(seen, year.to) or seen.form(year.to).startswith(_CLITICS)
    return before and follows and not is_round


def _is_verb(seen: Scan, at: int) -> bool:
    """Whether a verb in the imperfect stands at a token: رؤية المملكة 2030 تهدف إلى."""
    return seen.is_word(at) and (is_imperfect(seen.form(at)) or is_future_verb(seen.form(at)))


def _part_of_code(seen: Scan, year: YearAt) -> bool:
    """Whether signs tie the digits to letters or further figures."""
    behind = seen.form(year.to)
    if year.era is None and (behind in _SIGNS or (behind == ":" and seen.integer(year.to + 1) is not None)):
        return True
    if seen.form(year.first - 1) in ("#", "+", "/", ":", "$", "@", "_") and seen.glued(year.first):
        return True
    return seen.form(year.first - 1) in DASHES and seen.glued(year.first) and not seen.ends_clause(year.first - 2)


def _is_bounded(seen: Scan, at: int) -> bool:
    """Whether words like أكثر من stand before a figure; حتى 2017 bounds no quantity."""
    quantity = seen.reading.numbers.starting(at)
    if quantity is None or quantity.bound == "range":
        return False
    return quantity.begin < at and seen.form(at - 1) not in _UNBOUNDED
