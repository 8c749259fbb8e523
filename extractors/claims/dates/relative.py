"""Dates that only say how far they are: أمس, قبل ثلاثة أيام, الأسبوع الماضي, التاسع من الشهر الجاري."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final, NamedTuple

from extractors.claims.candidates import Candidate, Reading
from extractors.claims.dates.build import offer
from extractors.claims.dates.days import Days, days_before
from extractors.claims.dates.lexicon import MONTH, NOW, is_one_of, now_words
from extractors.claims.dates.nth import nth_before
from extractors.claims.dates.scan import OF, Scan, scan
from extractors.claims.dates.when import When
from extractors.claims.time_words import OFFSETS, UnitWord, direction, unit_word
from extractors.records import RelativeDate

_NAMED: Final = ("day", "week", "month", "quarter", "decade", "century")


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
        if unit.number != "one" or not unit.definite or unit.unit not in _NAMED:
            continue
        if unit.unit == "month" and (days := _days_of_month(seen, at, unit)):
            yield from days
        elif found := _unit(seen, at, unit):
            yield found


def _days_of_month(seen: Scan, at: int, unit: UnitWord) -> list[Candidate]:
    """The days of a month that is told by its distance, or is the one last named: التاسع من الشهر الجاري, 3 و4 منه."""
    found = _told_month(seen, at)
    if found is None or seen.form(found.first - 1) != OF:
        return []
    days = days_before(seen, found.first, 0, clitics=unit.clitics if found.first == at else 0)
    return [] if days is None or days.named else _offered(seen, days, found.when, found.to)


class _ToldMonth(NamedTuple):
    """A month that is told by its distance, or as the one last named, at tokens `first` to `to`."""

    first: int
    to: int
    when: When


def _told_month(seen: Scan, at: int) -> _ToldMonth | None:
    if same := same_unit(seen, at):
        return _ToldMonth(at - same.before, same.to, _last_month(seen, at - same.before))
    offset, to = _placed(seen, at)
    if offset is None:
        return None
    return _ToldMonth(at - seen.is_listed(at - 1, "this"), to, When(relative=RelativeDate(offset=offset, unit="month")))


def _offered(seen: Scan, days: Days, month: When, to: int) -> list[Candidate]:
    """One candidate a day of a month that ends before token `to`, or one for the range of days."""
    whens = [replace(month, day=day.value) for day in days.days]
    if days.since:
        begin = replace(whens[0], day=days.since.value)
        return [offer(seen, days.since.first, to, begin, clitics=days.since.clitics, until=whens[0])]
    ends = [*(day.to for day in days.days[:-1]), to]
    return [
        offer(seen, day.first, end, when, clitics=day.clitics)
        for day, end, when in zip(days.days, ends, whens, strict=True)
        if when.possible
    ]


def _last_month(seen: Scan, before: int) -> When:
    """The month last named in the sentence before a token, with the year behind it; left open where there is none."""
    for at in reversed([place for place in seen.places(MONTH) if place < before]):
        if month := seen.month(at):
            return When(month=month.number, year=seen.year(month.to), direction=direction(seen.form(month.to)))
    return When()


def _unit(seen: Scan, at: int, unit: UnitWord) -> Candidate | None:
    offset, to = _placed(seen, at)
    if offset is None or (unit.unit == "decade" and not _is_decade(seen, at)):
        return None
    first, clitics = seen.with_this(at, unit.clitics)
    relative = RelativeDate(offset=offset, unit=unit.unit)
    if unit.unit == "month" and (nth := nth_before(seen, first)):
        when = When(relative=relative, nth=nth.number, weekday=nth.weekday)
        return offer(seen, nth.first, to, when, clitics=nth.clitics)
    start = seen.is_listed(first - 1, "edges", "start")
    return offer(seen, first, to, When(relative=relative, start=start), clitics=clitics)


def _is_decade(seen: Scan, at: int) -> bool:
    """Whether العقد is ten years rather than a contract."""
    return seen.is_listed(at - 1 - seen.is_listed(at - 1, "this"), "before_decade")


class SameUnit(NamedTuple):
    """That a unit is the one last named: how many words before it say so, and where the words end."""

    before: int
    to: int


def same_unit(seen: Scan, at: int) -> SameUnit | None:
    """نفس الشهر, الشهر نفسه, ذات العام at the unit of a token; None where it is not said to be the same."""
    if seen.is_listed(at - 1, "same", "before"):
        return SameUnit(1, at + 1)
    return SameUnit(0, at + 2) if seen.is_listed(at + 1, "same", "after") else None


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
