"""What leads up to a day of a month: الثلاثاء الموافق 5 يونيو, اليوم الثلاثاء (5 يونيو), الأحد المقبل في 24 حزيران."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final, NamedTuple

from extractors.claims.dates.lexicon import corresponding, now_words, weekday_names
from extractors.claims.dates.resolution import resolve
from extractors.claims.dates.scan import COMMAS, DASHES, Scan
from extractors.claims.dates.when import When
from extractors.claims.time_words import Direction, direction
from extractors.records import RelativeDate
from extractors.text import Match

_MOST_LOOSE: Final = 2  # words of في يوم


class Lead(NamedTuple):
    """A weekday or a word like اليوم before a date.

    `bracket` says that the date stands in brackets after it, `loose` that في or the like stands between: then both are
    one date only if the weekday is the day's.
    """

    first: int
    weekday: int | None
    relative: RelativeDate | None
    direction: Direction | None
    clitics: int
    bracket: bool
    loose: bool


class _Gap(NamedTuple):
    """What stands between a lead and its date, and where it begins."""

    to: int
    linked: bool
    bracket: bool
    loose: bool


def lead_before(scan: Scan, at: int, free: int) -> Lead | None:
    """The lead that ends before a token."""
    gap = _gap(scan, at)
    towards = direction(scan.form(gap.to - 1))
    to = gap.to - (towards is not None)
    if to <= free:
        return None
    name = weekday_names().ending(scan.tokens, to)
    if name is None:
        told = gap.to == at or gap.bracket or gap.linked
        return _today(scan, to, free, bracket=gap.bracket) if told and not towards else None
    return _weekday(scan, name, gap, towards, free)


def _weekday(scan: Scan, name: Match[int], gap: _Gap, towards: Direction | None, free: int) -> Lead | None:
    """The weekday that leads up to a date, with اليوم or the like before it."""
    before = _today(scan, name.first, free, bracket=gap.bracket)
    if before and (gap.linked or gap.loose):
        return None  # أمس الجمعة الموافق 5 يونيو says the day twice: two dates
    if before and not name.clitics:
        return before._replace(weekday=name.value)
    return Lead(name.first, name.value, None, towards, name.clitics, gap.bracket, gap.loose)


def agrees(lead: Lead, when: When, scan: Scan) -> bool:
    """Whether a lead and the day after it are one date: a loose one, as far as the year can be told, is its weekday."""
    if not lead.loose:
        return True
    if when.hijri or not when.possible:
        return False
    day = resolve(replace(when, weekday=lead.weekday), scan.reading.reference)
    try:
        return day is None or date.fromisoformat(day).isoweekday() == lead.weekday
    except ValueError:
        return True


def _gap(scan: Scan, at: int) -> _Gap:
    """What stands before a date: الموافق, a bracket, or في; a comma or dash before that."""
    link = corresponding().ending(scan.tokens, at)
    bracket = link is None and scan.form(at - 1) == "("
    to = link.first if link else at - bracket
    loose = 0
    while not link and not bracket and loose < _MOST_LOOSE and scan.is_listed(to - 1, "before_day"):
        to, loose = to - 1, loose + 1
    return _Gap(to - (scan.form(to - 1) in (*COMMAS, *DASHES)), link is not None, bracket, loose > 0)


def _today(scan: Scan, to: int, free: int, *, bracket: bool) -> Lead | None:
    now = now_words().ending(scan.tokens, to)
    if now is None or now.first < free:
        return None
    relative = RelativeDate(offset=now.value, unit="day")
    return Lead(now.first, None, relative, None, now.clitics, bracket, loose=False)
