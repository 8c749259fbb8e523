"""The first and the last day that a resolved date may be."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final

_DAY: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")
_WEEK: Final = re.compile(r"(\d{4})-W(\d\d)")
_MONTH: Final = re.compile(r"(\d{4})-(\d\d)")
_PART: Final = re.compile(r"(\d{4})-([QH])(\d)")
_YEAR: Final = re.compile(r"(\d{4})(?:-(?:SP|SU|FA|WI))?")
_MONTHS: Final = {"Q": 3, "H": 6}


def first_and_last(resolved: str | None) -> tuple[date, date] | None:
    """The stretch of days of an ISO 8601 or TIMEX3 date, ends included; None where it stays open.

    A season is taken for its year: where it begins is a matter of place.

    Args:
        resolved: a day, week, month, quarter, half-year, year or season, or two of these with a slash.
    """
    first, _, last = (resolved or "").partition("/")
    try:
        begin, end = _stretch(first), _stretch(last or first)
    except (ValueError, OverflowError):  # the 31st of a month that has 30 days
        return None
    return (begin[0], end[1]) if begin and end and begin[0] <= end[1] else None


def _stretch(text: str) -> tuple[date, date] | None:
    if match := _DAY.fullmatch(text):
        day = date(*map(int, match.groups()))
        return day, day
    if match := _WEEK.fullmatch(text):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return monday, monday + timedelta(days=6)
    if match := _PART.fullmatch(text):
        size = _MONTHS[match[2]]
        return _months(int(match[1]), size * (int(match[3]) - 1) + 1, size)
    if match := _MONTH.fullmatch(text):
        return _months(int(match[1]), int(match[2]), 1)
    if match := _YEAR.fullmatch(text):
        return _months(int(match[1]), 1, 12)
    return None


def _months(year: int, first: int, size: int) -> tuple[date, date]:
    last = first + size - 1
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])
