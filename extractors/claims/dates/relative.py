"""Dates that only say how far they are: أمس, قبل ثلاثة أيام, الأسبوع الماضي, التاسع من الشهر الجاري."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from extractors.claims.candidates import Candidate, Reading
from extractors.claims.dates.build import offer
from extractors.claims.dates.days import day_ending
from extractors.claims.dates.lexicon import NOW, is_one_of, now_words
from extractors.claims.dates.scan import OF, Scan, scan
from extractors.claims.dates.when import When
from extractors.claims.time_words import OFFSETS, UnitWord, direction, unit_word
from extractors.numbers.quantity import bound_before
from extractors.records import RelativeDate

_NAMED: Final = ("day", "week", "month", "quarter", "decade", "century")
_AGO: Final = ("قبل", "وقبل", "فقبل")
_MONTHS: Final = 12


def find_days(reading: Reading) -> Iterable[Candidate]:
    """اليوم, أمس, غدا and their company."""
    seen = scan(reading)
    free = 0
    for at in seen.places(NOW):
        match = now_words().starting(seen.tokens, at) if at >= free else None
        if match is None or (match.value == 0 and not _is_today(seen, at, match.clitics)):
            continue
        if seen.form(at)[: match.clitics] in ("ل", "ك", "ول") and match.value == -1:
            continue  # لامس: he touched
        free = match.to
        when = When(relative=RelativeDate(offset=match.value, unit="day"))
        yield offer(seen, at, match.to, when, clitics=match.clitics)


def _is_today(seen: Scan, at: int, clitics: int) -> bool:
    """Whether اليوم is today and not a day among others, the name of a paper or a rate."""
    if clitics > 1 or (clitics and not seen.form(at).startswith(("و", "ف"))):
        return False  # باليوم, وباليوم
    if seen.form(at).startswith("لل") or seen.is_listed(at - 1, "not_today", "before"):
        return False
    return not (seen.is_word(at + 1) and (is_one_of("not_today", seen.form(at + 1), "after") or seen.day_word(at + 1)))


def find_units(reading: Reading) -> Iterable[Candidate]:
    """الأسبوع الماضي, هذا الشهر, نهاية العام, العام قبل الماضي, and a day of such a month."""
    seen = scan(reading)
    for at, unit in seen.units:
        if unit.number == "one" and unit.definite and unit.unit in _NAMED and (found := _unit(seen, at, unit)):
            yield found


def _unit(seen: Scan, at: int, unit: UnitWord) -> Candidate | None:
    offset, to = _placed(seen, at)
    if offset is None or (unit.unit == "decade" and not _is_decade(seen, at)):
        return None
    first, clitics = seen.with_this(at, unit.clitics)
    relative = RelativeDate(offset=offset, unit=unit.unit)
    of_month = unit.unit == "month" and seen.form(first - 1) == OF
    if of_month and (day := day_ending(seen, first - 1, 0, words=True)):
        return offer(seen, day.first, to, When(day=day.value, relative=relative), clitics=day.clitics)
    start = seen.is_listed(first - 1, "edges", "start")
    return offer(seen, first, to, When(relative=relative, start=start), clitics=clitics)


def _is_decade(seen: Scan, at: int) -> bool:
    """Whether العقد is ten years rather than a contract."""
    return seen.is_listed(at - 1 - seen.is_listed(at - 1, "this"), "before_decade")


class PlacedUnit(NamedTuple):
    """A definite unit that lies so many away from ours, and the token where the words that say so end."""

    offset: int
    to: int


def placed_unit(seen: Scan, at: int, unit: str) -> PlacedUnit | None:
    """The unit of one kind, هذا before it or not, that begins at a token: هذا الأسبوع, الأسبوع المقبل."""
    at += seen.is_listed(at, "this")
    word = unit_word(seen.form(at)) if seen.is_word(at) else None
    if word is None or word.unit != unit or word.number != "one" or not word.definite:
        return None
    offset, to = _placed(seen, at)
    return None if offset is None else PlacedUnit(offset, to)


def is_recurring(seen: Scan, at: int) -> bool:
    """Whether what follows a date makes it one of many: السبت من كل أسبوع."""
    return seen.form(at) == OF and seen.is_listed(at + 1, "every")


def _placed(seen: Scan, at: int) -> tuple[int | None, int]:
    """How far a definite unit lies from ours, and where the words that say so end."""
    for name, sign in (("past", -1), ("future", 1)):
        if seen.is_listed(at + 1, "twice", name) and direction(seen.form(at + 2)) == name:
            return 2 * sign, at + 3
    if found := direction(seen.form(at + 1), of_unit=True):
        return OFFSETS[found], at + 2
    if seen.is_listed(at - 1, "this") and not seen.is_listed(at + 1, "not_today", "after"):
        return 0, at + 1
    return None, at + 1


def find_ago(reading: Reading) -> Iterable[Candidate]:
    """قبل ثلاثة أيام, قبل عام, قبل نحو أسبوعين."""
    seen = scan(reading)
    for at, unit in seen.units:
        if unit.definite or unit.number == "construct" or unit.clitics:
            continue
        before, offset = _counted(seen, at, unit)
        if not offset or seen.form(before - 1) not in _AGO:
            continue
        to, offset, name = _with_share(seen, at + 1, offset, unit.unit)
        if not offset:
            continue
        when = When(relative=RelativeDate(offset=-offset, unit=name), distance=True)
        clitics = len(seen.form(before - 1)) - len("قبل")
        yield offer(seen, before - 1, to, when, clitics=clitics, anchored=_is_anchored(seen, to))


def _with_share(seen: Scan, to: int, offset: int, unit: str) -> tuple[int, int, str]:
    """A distance with the half after it: a year and a half is eighteen months; other units have no whole number."""
    share = seen.reading.numbers.grammar.share_after(to)
    if share is None:
        return to, offset, unit
    named = unit_word(seen.form(share.to))
    to = share.to + (named is not None and named.unit == unit)
    months = (offset + share.value) * _MONTHS
    return (to, int(months), "month") if unit == "year" and months.denominator == 1 else (to, 0, unit)


def _is_anchored(seen: Scan, to: int) -> bool:
    """Whether a distance counts from an event rather than from the article: قبل يومين من الانتخابات."""
    place = to
    while seen.is_listed(place, "only"):
        place += 1
    return seen.form(place) in (OF, "علي") and not seen.is_listed(place + 1, "article")


def _counted(seen: Scan, at: int, unit: UnitWord) -> tuple[int, int]:
    """The token where a number of units begins and the number, 0 where there is none."""
    quantity = seen.reading.numbers.ending(at)
    if quantity:
        value = quantity.value
        exact = value is not None and value.denominator == 1
        return quantity.begin, int(value) if exact and value else 0
    bound = bound_before(seen.tokens, at)
    first = bound.first if bound else at
    if unit.number == "two":
        return first, 2
    return first, 1 if unit.number == "one" and seen.year(at + 1) is None else 0
