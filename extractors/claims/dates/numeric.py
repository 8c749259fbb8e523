"""Dates in figures alone: 17/05/2018, 2018-05-17, 17.05.2018. The day stands first, or last where the year is first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from extractors.claims.candidates import Candidate, Reading
from extractors.claims.dates.build import offer
from extractors.claims.dates.lead import Lead, agrees, lead_before
from extractors.claims.dates.lexicon import corresponding, is_year, weekday_names
from extractors.claims.dates.scan import DASHES, Scan, scan
from extractors.claims.dates.when import When
from extractors.text import FIGURE

_MARKS: Final = ("/", *DASHES)
_PIECES: Final = 3
_TOKENS: Final = 5
_MONTHS: Final = 12
_FIRST_GREGORIAN: Final = 1600  # nobody writes an older day in figures; before it the year counts from the Hijra
_LONGEST: Final = 2  # digits of a day or month
_SHORT: Final = 3  # tokens of 4/10


def find(reading: Reading) -> Iterable[Candidate]:
    """Every date in figures that has one reading."""
    seen = scan(reading)
    free = 0
    for at in seen.places(FIGURE):
        if at < free:
            continue
        if "." in seen.form(at):
            pieces, to = seen.form(at).split("."), at + 1
        else:
            pieces, to = _spread(seen, at)
        when = _read(pieces)
        if when is None and seen.form(at + 1) == "/":
            when, to = _short(seen, at)
        if when and not _goes_on(seen, at, to):
            if when.hijri:
                to += seen.is_listed(to, "eras", "hijri")
            yield _offer(seen, at, to, when, lead_before(seen, at, free))
            free = to


def _offer(seen: Scan, at: int, to: int, when: When, lead: Lead | None) -> Candidate:
    """The date with what leads up to it."""
    if lead is None or lead.bracket or not agrees(lead, when, seen):
        return offer(seen, at, to, when)
    relative = lead.relative if when.year is None else None
    return offer(seen, lead.first, to, replace(when, weekday=lead.weekday, relative=relative), clitics=lead.clitics)


def _spread(seen: Scan, at: int) -> tuple[list[str], int]:
    """The figures of a date whose marks are tokens: 17 / 05 / 2018."""
    mark = seen.form(at + 1)
    if mark not in _MARKS or seen.form(at + 3) != mark or at + _TOKENS > seen.size:
        return [], at
    places = (at, at + 2, at + 4)
    if any(seen.integer(place) is None for place in places):
        return [], at
    return [seen.form(place) for place in places], at + _TOKENS


def _short(seen: Scan, at: int) -> tuple[When | None, int]:
    """A day without its year (يوم 4/10) or a month without its day (في 10/2018), where words say that it is one."""
    to = at + _SHORT
    first, second = seen.day(at), seen.form(at + 2)
    if not first or seen.integer(at + 2) is None:
        return None, to
    if is_year(second):
        told = first <= _MONTHS and seen.is_listed(at - 1, "before_figures", "months")
        return (When(year=int(second), month=first) if told else None), to
    return _day_and_month(seen, at, first, second), to


def _day_and_month(seen: Scan, at: int, day: int, second: str) -> When | None:
    if len(second) > _LONGEST or not 1 <= int(second) <= _MONTHS or not _is_said_to_be_a_day(seen, at):
        return None
    when = When(month=int(second), day=day)
    return when if when.possible else None


def _is_said_to_be_a_day(seen: Scan, at: int) -> bool:
    """Whether يوم, بتاريخ or a weekday stands before a figure."""
    before = corresponding().ending(seen.tokens, at) or weekday_names().ending(seen.tokens, at)
    return before is not None or seen.is_listed(at - 1, "before_figures", "days")


def _read(pieces: list[str]) -> When | None:
    if len(pieces) != _PIECES or not all(map(str.isdigit, pieces)):
        return None
    day, month, year = reversed(pieces) if is_year(pieces[0]) else pieces
    if not is_year(year) or max(len(day), len(month)) > _LONGEST:
        return None
    when = When(year=int(year), month=int(month), day=int(day), hijri=int(year) < _FIRST_GREGORIAN)
    return when if 1 <= int(month) <= _MONTHS and int(day) >= 1 and when.possible else None


def _goes_on(seen: Scan, at: int, to: int) -> bool:
    """Whether the figures are a piece of something longer."""
    return (seen.form(to) in _MARKS and seen.integer(to + 1) is not None) or (
        seen.form(at - 1) in _MARKS and seen.integer(at - 2) is not None
    )
