"""What leads up to a day of a month: الثلاثاء الموافق 5 يونيو, اليوم الثلاثاء (5 يونيو)."""

from __future__ import annotations

from typing import NamedTuple

from extractors.claims.dates.lexicon import corresponding, now_words, weekday_names
from extractors.claims.dates.scan import COMMAS, DASHES, Scan
from extractors.records import RelativeDate


class Lead(NamedTuple):
    """A weekday or a word like اليوم before a date; `bracket` says that the date stands in brackets after it."""

    first: int
    weekday: int | None
    relative: RelativeDate | None
    clitics: int
    bracket: bool


def lead_before(scan: Scan, at: int, free: int) -> Lead | None:
    """The lead that ends before a token."""
    to, linked, bracket = _gap(scan, at)
    if to <= free:
        return None
    name = weekday_names().ending(scan.tokens, to)
    if name is None:
        return _today(scan, to, free, bracket=bracket) if to == at or bracket or linked else None
    before = _today(scan, name.first, free, bracket=bracket)
    if before and linked:
        return None  # أمس الجمعة الموافق 5 يونيو says the day twice: two dates
    if before and not name.clitics:
        return before._replace(weekday=name.value)
    return Lead(name.first, name.value, None, name.clitics, bracket)


def _gap(scan: Scan, at: int) -> tuple[int, bool, bool]:
    """Where what stands between a lead and its date begins, and whether that is الموافق or a bracket."""
    link = corresponding().ending(scan.tokens, at)
    bracket = link is None and scan.form(at - 1) == "("
    to = link.first if link else at - bracket
    return to - (scan.form(to - 1) in (*COMMAS, *DASHES)), link is not None, bracket


def _today(scan: Scan, to: int, free: int, *, bracket: bool) -> Lead | None:
    now = now_words().ending(scan.tokens, to)
    if now is None or now.first < free:
        return None
    return Lead(now.first, None, RelativeDate(offset=now.value, unit="day"), now.clitics, bracket)
