"""Dates of the Islamic calendar, turned into Gregorian ones by the Umm al-Qura tables of hijridate."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from hijridate import Gregorian, Hijri

from extractors.claims.dates.when import When

SOON: Final = 31
"""Days ahead within which a date without a year is the coming one: on 5 June the 12th of June is next week's."""


def to_gregorian(year: int, month: int, day: int) -> date | None:
    """The Gregorian day, None outside the tables (1343 to 1500) or where the month has no such day."""
    try:
        found = Hijri(year, month, day).to_gregorian()
    except (OverflowError, ValueError):
        return None
    return date(found.year, found.month, found.day)


def resolve(when: When, reference: date | None, *, ahead: bool = False) -> str | None:
    """The Gregorian day of a date, or the first and last day of a month or year; None where it stays open."""
    year = when.year
    if year is None and when.month and when.gregorian_year:
        year = _beginning_in(when.gregorian_year, when.month)
    if year is None and when.month and reference:
        year = _nearest(when, reference, ahead=ahead)
    if year is None:
        return None
    if when.month and when.day:
        day = to_gregorian(year, when.month, when.day)
        return day.isoformat() if day else None
    first = to_gregorian(year, when.month or 1, 1)
    after = to_gregorian(*((year, when.month + 1) if when.month and when.month < 12 else (year + 1, 1)), 1)  # noqa: PLR2004
    if first is None or after is None:
        return None
    return f"{first.isoformat()}/{(after - timedelta(days=1)).isoformat()}"


def _beginning_in(gregorian: int, month: int) -> int | None:
    """The year of the Islamic calendar in which a month begins in a Gregorian year."""
    guess = round((gregorian - 622) * 33 / 32)
    for year in range(guess - 1, guess + 3):
        first = to_gregorian(year, month, 1)
        if first and first.year == gregorian:
            return year
    return None


def _nearest(when: When, reference: date, *, ahead: bool) -> int | None:
    assert when.month
    try:
        now = Gregorian(reference.year, reference.month, reference.day).to_hijri()
    except (OverflowError, ValueError):
        return None
    year: int = now.year
    today, then = (now.month, now.day if when.day else 0), (when.month, when.day or 0)
    if when.relative and when.relative.unit == "year":
        return year + when.relative.offset
    if when.direction == "future" or ahead:
        return year + (then < today or (then == today and not ahead))
    if when.direction == "current" or _is_soon(when, year, reference):
        return year
    if _is_soon(when, year + 1, reference):
        return year + 1
    return year - (then > today or (then == today and when.direction == "past"))


def _is_soon(when: When, year: int, reference: date) -> bool:
    """Whether a day without a direction is about to come in a year."""
    if when.direction or not when.month or not when.day:
        return False
    day = to_gregorian(year, when.month, when.day)
    return day is not None and 0 < (day - reference).days <= SOON
