"""From what a date says to the day, month or year it is, against the day on which the article was written.

News looks back: a date without a year is the latest one that is not after the article, unless its words look ahead.
Weeks begin on Sunday, as they do where this news is written.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from extractors.claims.dates import islamic
from extractors.claims.dates.when import When
from extractors.records import RelativeDate

_WEEK: Final = 7
_MONTHS: Final = 12
_PART_MONTHS: Final = {"Q": 3, "H": 6}
_YEARS_OF_SEARCH: Final = 8  # from one 29 February to the next across a century


def resolve(when: When, reference: date | None, *, ahead: bool = False) -> str | None:
    """The date in ISO 8601, a stretch that has no form of its own as first/last; None where it stays open.

    Args:
        when: what the words say.
        reference: the day the article was written.
        ahead: whether the sentence speaks of what is to come.
    """
    if when.hijri:
        return islamic.resolve(when, reference, ahead=ahead)
    if when.year is None and reference and (when := _in_year(when, reference, ahead=ahead)).year is None:
        return _relative(when, reference, ahead=ahead)
    return _complete(when)


def _complete(when: When) -> str | None:
    if when.decade is not None:
        return f"{when.decade}0/{when.decade}9"
    if when.century is not None:
        return f"{when.century:02d}01/{when.century + 1:02d}00"
    if when.year is None:
        return None
    if when.part and when.part[0] in _PART_MONTHS and when.part[1:].isdigit():
        length = _PART_MONTHS[when.part[0]]
        last = int(when.part[1:]) * length
        return f"{when.year:04d}-{last - length + 1:02d}/{when.year:04d}-{last:02d}"
    return when.value


def _in_year(when: When, reference: date, *, ahead: bool) -> When:
    """The date with its year, where the article's day gives one."""
    relative = when.relative
    if relative and relative.unit == "year" and not when.distance and (when.month or when.part):
        return replace(when, year=reference.year + relative.offset)
    if when.month:
        return replace(when, year=_year_of(when, reference, ahead=ahead))
    if when.part:
        return replace(when, year=_year_of_part(when, reference))
    if when.day and relative and relative.unit == "month":
        year, month = _months_on(reference, relative.offset)
        return replace(when, year=year, month=month) if when.day <= monthrange(year, month)[1] else when
    return when


def _year_of(when: When, reference: date, *, ahead: bool) -> int | None:
    """The year of a day or month: nearest in the direction that the words give, the past where they give none."""
    assert when.month is not None
    now = (reference.month, reference.day if when.day else 0)
    then = (when.month, when.day or 0)
    years = [
        reference.year + offset
        for offset in range(-_YEARS_OF_SEARCH, _YEARS_OF_SEARCH + 1)
        if not when.day or when.day <= monthrange(reference.year + offset, when.month)[1]
    ]
    if when.direction == "current" or (when.relative and when.relative.unit == "day"):
        distance = {year: abs((year - reference.year) * _MONTHS + when.month - reference.month) for year in years}
        return min(distance, key=distance.__getitem__)
    if when.direction == "future" or ahead:
        later = [y for y in years if (y, *then) > (reference.year, *now) or (ahead and (y, *then) == (reference.year, *now))]
        return min(later, default=None)
    earlier = [
        y
        for y in years
        if (y, *then) < (reference.year, *now) or (when.direction is None and (y, *then) == (reference.year, *now))
    ]
    return max(earlier, default=None)


def _year_of_part(when: When, reference: date) -> int | None:
    """The year of a quarter without one: that of the article, or the one before where it has not yet begun."""
    assert when.part
    if when.part[0] not in _PART_MONTHS:
        return reference.year + {"past": -1, "future": 1}[when.direction] if when.direction in ("past", "future") else None
    length = _PART_MONTHS[when.part[0]]
    begins = (int(when.part[1:]) - 1) * length + 1
    return reference.year - (begins > reference.month)


def _months_on(day: date, months: int) -> tuple[int, int]:
    total = day.year * _MONTHS + day.month - 1 + months
    return total // _MONTHS, total % _MONTHS + 1


def _relative(when: When, reference: date, *, ahead: bool) -> str | None:
    if when.weekday:
        return _weekday(when, reference, ahead=ahead).isoformat()
    if when.relative is None or when.value is not None:
        return None
    try:
        return _distance(when, when.relative, reference)
    except (OverflowError, ValueError):  # a thousand years before the calendar begins
        return None


def _weekday(when: When, reference: date, *, ahead: bool) -> date:
    """The day of a weekday: the latest one, the article's own day included, unless the words say otherwise."""
    assert when.weekday
    back = (reference.isoweekday() - when.weekday) % _WEEK
    if when.relative and when.relative.unit == "day":
        named = reference + timedelta(days=when.relative.offset)
        if named.isoweekday() == when.weekday:
            return named
        ahead = when.relative.offset > 0
    if when.direction == "past":
        return reference - timedelta(days=back or _WEEK)
    if when.direction == "future" or ahead:
        return reference + timedelta(days=_WEEK - back)
    return reference - timedelta(days=back)


def _distance(when: When, relative: RelativeDate, reference: date) -> str | None:
    offset, unit = relative.offset, relative.unit
    if unit == "day":
        return (reference + timedelta(days=offset)).isoformat()
    if unit == "week":
        if when.distance:
            return (reference + timedelta(weeks=offset)).isoformat()
        first = reference - timedelta(days=reference.isoweekday() % _WEEK) + timedelta(weeks=offset)
        return first.isoformat() if when.start else f"{first.isoformat()}/{(first + timedelta(days=6)).isoformat()}"
    if unit == "month":
        year, month = _months_on(reference, offset)
        return f"{year:04d}-{month:02d}"
    if unit == "quarter":
        year, month = _months_on(reference.replace(day=1, month=(reference.month - 1) // 3 * 3 + 1), 3 * offset)
        return f"{year:04d}-{month:02d}/{year:04d}-{month + 2:02d}"
    if unit == "year":
        return f"{_positive(reference.year + offset):04d}"
    if unit == "decade":
        if when.distance:
            return f"{_positive(reference.year + 10 * offset):04d}"
        decade = reference.year // 10 + offset
        return f"{decade}0/{decade}9"
    if unit == "century":
        if when.distance:
            return f"{_positive(reference.year + 100 * offset):04d}"
        century = (reference.year - 1) // 100 + offset
        return f"{century:02d}01/{century + 1:02d}00"
    return None


def _positive(year: int) -> int:
    return date(year, 1, 1).year
