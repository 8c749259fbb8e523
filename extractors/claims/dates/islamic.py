"""Dates of the Islamic calendar, turned into Gregorian ones by the Umm al-Qura tables of hijridate."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from hijridate import Gregorian, Hijri

from extractors.claims.dates.nearest import SOON, nearest_year
from extractors.claims.dates.when import When

_MONTHS: Final = 12


def to_gregorian(year: int, month: int, day: int) -> date | None:
    """The Gregorian day, None outside the tables (1343 to 1500) or where the month has no such day."""
    try:
        found = Hijri(year, month, day).to_gregorian()
    except (OverflowError, ValueError):
        return None
    return date(found.year, found.month, found.day)


def resolve(when: When, reference: date | None, *, ahead: bool = False) -> str | None:
    """The Gregorian day of a date, or the first and last day of a month or year; None where it stays open."""
    year = _year(when, reference, ahead=ahead)
    if year is None:
        return None
    if when.month and when.day:
        day = to_gregorian(year, when.month, when.day)
        return _on_weekday(day, when.weekday).isoformat() if day else None
    return _stretch(year, when.month)


def _on_weekday(day: date, weekday: int | None) -> date:
    """The day, or the one beside it that is the weekday told: the moon was sighted a day off the tables."""
    around = (day + timedelta(days=days) for days in (0, -1, 1))
    return next((near for near in around if near.isoweekday() == weekday), day)


def _stretch(year: int, month: int | None) -> str | None:
    """The first and the last day of a month, or of a year."""
    following = (year, month + 1) if month and month < _MONTHS else (year + 1, 1)
    first, after = to_gregorian(year, month or 1, 1), to_gregorian(*following, 1)
    if first is None or after is None:
        return None
    return f"{first.isoformat()}/{(after - timedelta(days=1)).isoformat()}"


def _year(when: When, reference: date | None, *, ahead: bool) -> int | None:
    """The year that the date says, begins in, or is nearest to."""
    if when.year is not None:
        return when.year
    if not when.month:
        return _away(when, reference)
    beginning = _beginning_in(when.gregorian_year, when.month) if when.gregorian_year else None
    if beginning is not None or reference is None:
        return beginning
    return _nearest(when, reference, ahead=ahead)


def _beginning_in(gregorian: int, month: int) -> int | None:
    """The year of the Islamic calendar in which a month begins in a Gregorian year."""
    guess = round((gregorian - 622) * 33 / 32)
    for year in range(guess - 1, guess + 3):
        first = to_gregorian(year, month, 1)
        if first and first.year == gregorian:
            return year
    return None


def _today(reference: date) -> Hijri | None:
    """An article's day in the Islamic calendar, None outside the tables."""
    try:
        return Gregorian(reference.year, reference.month, reference.day).to_hijri()
    except (OverflowError, ValueError):
        return None


def _away(when: When, reference: date | None) -> int | None:
    """The year that is so many years away from the article's: العام الهجري المقبل."""
    now, years = _today(reference) if reference else None, when.away("year")
    return None if now is None or years is None else int(now.year) + years


def _nearest(when: When, reference: date, *, ahead: bool) -> int | None:
    now = _today(reference)
    if now is None:
        return None
    year: int = now.year
    if (years := when.away("year")) is not None:
        return year + years
    if when.direction == "current":
        return year
    today = (year, now.month, now.day if when.day else 0)
    around = (year - 1, year, year + 1)
    return nearest_year(when, today, around, ahead=ahead, is_soon=lambda year: _is_soon(when, year, reference))


def _is_soon(when: When, year: int, reference: date) -> bool:
    """Whether a day is about to come in a year."""
    day = to_gregorian(year, when.month, when.day) if when.month and when.day else None
    return day is not None and (day - reference).days <= SOON
