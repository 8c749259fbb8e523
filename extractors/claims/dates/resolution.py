"""From what a date says to the day, month or year it is, against the day on which the article was written.

News looks back: a date without a year is the latest one that is not after the article, unless its words look ahead.
Weeks begin on Sunday, as they do where this news is written.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import MAXYEAR, date, timedelta
from typing import Final

from extractors.claims.dates import islamic
from extractors.claims.dates.nearest import SOON, nearest_year
from extractors.claims.dates.when import When
from extractors.records import RelativeDate

_WEEK: Final = 7
_MONTHS: Final = 12
_MONTHS_IN: Final = {"month": 1, "quarter": 3}
_YEARS_IN: Final = {"year": 1, "decade": 10, "century": 100}
_SEASONS: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""The month in which each season begins, on about the 21st."""
_SEASON: Final = 3  # months
_SOLSTICE: Final = 21
_PART_MONTHS: Final = {"Q": 3, "H": 6}
_YEARS_OF_SEARCH: Final = 8  # from one 29 February to the next across a century
_YEARS_OF_WEEKDAY: Final = 1  # years around the article's in which a weekday can tell which one is meant


def resolve(when: When, reference: date | None, *, ahead: bool = False) -> str | None:
    """The date in ISO 8601, a stretch that has no form of its own as first/last; None where it stays open.

    Args:
        when: what the words say.
        reference: the day the article was written.
        ahead: whether the sentence speaks of what is to come.
    """
    if when.hijri:
        return islamic.resolve(when, reference, ahead=ahead)
    if reference is None or not (when.year is None and when.decade is None and when.century is None):
        return _complete(when)
    try:
        dated = _in_year(when, reference, ahead=ahead)
        return _relative(when, reference, ahead=ahead) if dated.year is None else _complete(dated)
    except (OverflowError, ValueError):  # the calendar has an end on either side
        return None


def _complete(when: When) -> str | None:
    if when.decade is not None:
        return f"{when.decade}0/{when.decade}9"
    if when.century is not None:
        return f"{when.century:02d}01/{when.century + 1:02d}00"
    if when.year is None:
        return None
    if when.nth and when.month and not when.weekday:
        return _week_of_month(when.year, when.month, when.nth)
    if when.part and when.part[0] in _PART_MONTHS and when.part[1:].isdigit():
        length = _PART_MONTHS[when.part[0]]
        last = int(when.part[1:]) * length
        return f"{when.year:04d}-{last - length + 1:02d}/{when.year:04d}-{last:02d}"
    return when.value


def _week_of_month(year: int, month: int, nth: int) -> str:
    """The seven days that are the nth week of a month, counted from its first day or back from its last."""
    length = monthrange(year, month)[1]
    first = length - _WEEK + 1 if nth < 0 else (nth - 1) * _WEEK + 1
    last = min(first + _WEEK - 1, length)
    return f"{year:04d}-{month:02d}-{first:02d}/{year:04d}-{month:02d}-{last:02d}"


def _in_year(when: When, reference: date, *, ahead: bool) -> When:
    """The date with its year, where the article's day gives one."""
    years = None if when.distance else when.away("year")
    if years is not None and (when.month or when.part):
        return replace(when, year=date(reference.year + years, 1, 1).year)  # raises before the year 1
    if when.month:
        return replace(when, year=_year_of(when, reference, ahead=ahead))
    if when.part:
        return replace(when, year=_year_of_part(when, reference, ahead=ahead))
    return _in_month(when, reference)


def _in_month(when: When, reference: date) -> When:
    """The day of a month told by its distance with month and year: التاسع من الشهر الجاري."""
    months = when.away("month")
    if not (when.day or when.nth) or months is None:
        return when
    year, month = _months_on(reference, months)
    return replace(when, year=year, month=month) if (when.day or 0) <= monthrange(year, month)[1] else when


def _year_of(when: When, reference: date, *, ahead: bool) -> int | None:
    """The year of a day or month: the one closest to the article where it is told as now, else the nearest."""
    years = _years_with(when, reference)
    if when.direction == "current" or when.away("day") is not None:
        month = when.in_year[0]
        distance = {year: abs((year - reference.year) * _MONTHS + month - reference.month) for year in years}
        return min(years, key=distance.__getitem__, default=None)
    today = (reference.year, reference.month, reference.day if when.day else 0)
    return nearest_year(when, today, years, ahead=ahead, is_soon=lambda year: _is_soon(when, year, reference))


def _years_with(when: When, reference: date) -> list[int]:
    """The years around an article's that have the day; only those where it is its weekday, if that is told."""
    month = when.month
    assert month is not None
    around = range(max(reference.year - _YEARS_OF_SEARCH, 1), min(reference.year + _YEARS_OF_SEARCH, MAXYEAR) + 1)
    years = [year for year in around if not when.day or when.day <= monthrange(year, month)[1]]
    if not when.weekday or not when.day:
        return years
    near = [year for year in years if abs(year - reference.year) <= _YEARS_OF_WEEKDAY]
    return [year for year in near if date(year, month, when.day).isoweekday() == when.weekday] or years


def _is_soon(when: When, year: int, reference: date) -> bool:
    if not when.month or not when.day:
        return False
    return (date(year, when.month, when.day) - reference).days <= SOON


def _year_of_part(when: When, reference: date, *, ahead: bool) -> int | None:
    """The year of a quarter without one: that of the article, or the one before where it is past and has not begun."""
    assert when.part
    if when.part in _SEASONS:
        return _year_of_season(when, reference)
    length = _PART_MONTHS[when.part[0]]
    begins = (int(when.part[1:]) - 1) * length + 1
    return reference.year - (begins > reference.month and not ahead)


def _year_of_season(when: When, reference: date) -> int | None:
    """The year in which a season began or begins; one without a direction is not dated."""
    assert when.part
    now, begins = (reference.month, reference.day), (_SEASONS[when.part], _SOLSTICE)
    ends = ((begins[0] + _SEASON - 1) % _MONTHS + 1, _SOLSTICE)
    if when.direction == "future":
        return reference.year + (begins <= now)
    if when.direction == "past":
        return reference.year - (ends < begins) - (ends > now)
    return reference.year - (ends < begins and now < ends) if when.direction else None


def _months_on(day: date, months: int) -> tuple[int, int]:
    total = day.year * _MONTHS + day.month - 1 + months
    first = date(total // _MONTHS, total % _MONTHS + 1, 1)  # raises outside the calendar
    return first.year, first.month


def _relative(when: When, reference: date, *, ahead: bool) -> str | None:
    if when.weekday and not when.nth:
        return _weekday(when, reference, ahead=ahead).isoformat()
    if when.relative is None or when.value is not None:
        return None
    return _distance(when, when.relative, reference)


def _weekday(when: When, reference: date, *, ahead: bool) -> date:
    """The day of a weekday, as its words tell it: of a week, or beside اليوم and the like, or else the nearest."""
    assert when.weekday
    if (weeks := when.away("week")) is not None:
        return _week_begins(reference) + timedelta(days=weeks * _WEEK + when.weekday % _WEEK)
    back = (reference.isoweekday() - when.weekday) % _WEEK
    if (days := when.away("day")) is not None:
        named = reference + timedelta(days=days)
        nearest = reference + timedelta(days=_WEEK - back if days > 0 else -back)
        return named if named.isoweekday() == when.weekday else nearest
    return _nearest_weekday(when, reference, back, ahead=ahead)


def _nearest_weekday(when: When, reference: date, back: int, *, ahead: bool) -> date:
    """The latest day of a weekday, `back` days ago, the article's own included, unless the words say otherwise."""
    further = timedelta(days=_WEEK if when.twice else 0)
    if when.direction == "past":
        return reference - timedelta(days=back or _WEEK) - further
    if when.direction == "future":
        return reference + timedelta(days=_WEEK - back) + further
    return reference + timedelta(days=-back % _WEEK if ahead else -back)


def _week_begins(day: date) -> date:
    """The first day of the week that a day lies in."""
    return day - timedelta(days=day.isoweekday() % _WEEK)


def _distance(when: When, relative: RelativeDate, reference: date) -> str | None:
    """The day, month or stretch of years that lies so many units away."""
    offset, unit = relative.offset, relative.unit
    if unit == "day":
        return (reference + timedelta(days=offset)).isoformat()
    if unit == "week":
        return _week(when, offset, reference)
    if unit in _MONTHS_IN:
        return _days_and_months(when, offset, reference) if when.days else _months(unit, offset, reference)
    if unit not in _YEARS_IN:
        return None  # hours and less: no article tells its own time
    years = _YEARS_IN[unit]
    if when.distance or years == 1:
        return f"{date(reference.year + years * offset, 1, 1).year:04d}"
    base = unit == "century"  # the first century began in the year 1, the first decade in the year 0
    first = (reference.year - base) // years * years + base + years * offset
    return f"{date(first, 1, 1).year:04d}/{first + years - 1:04d}"


def _week(when: When, offset: int, reference: date) -> str:
    if when.distance:
        return (reference + timedelta(weeks=offset)).isoformat()
    first = _week_begins(reference) + timedelta(weeks=offset)
    return first.isoformat() if when.start else f"{first.isoformat()}/{(first + timedelta(days=6)).isoformat()}"


def _days_and_months(when: When, offset: int, reference: date) -> str:
    """The day that lies some months and days away."""
    year, month = _months_on(reference, offset)
    day = date(year, month, min(reference.day, monthrange(year, month)[1]))
    return (day + timedelta(days=when.days)).isoformat()


def _months(unit: str, offset: int, reference: date) -> str:
    length = _MONTHS_IN[unit]
    first = reference.replace(day=1, month=(reference.month - 1) // length * length + 1)
    year, month = _months_on(first, length * offset)
    return f"{year:04d}-{month:02d}" if length == 1 else f"{year:04d}-{month:02d}/{year:04d}-{month + length - 1:02d}"
