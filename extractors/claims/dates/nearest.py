"""The year of a day or month without one, in either calendar: the nearest in the direction that the words give."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import Final

from extractors.claims.dates.when import When

SOON: Final = 31
"""Days ahead within which a date without a year is the coming one: on 5 June the 12th of June is next week's."""


def nearest_year(
    when: When, today: tuple[int, int, int], years: Sequence[int], *, ahead: bool, is_soon: Callable[[int], bool]
) -> int | None:
    """The year of a date that has none, the past where its words give no direction; None where none fits.

    Args:
        when: the date.
        today: year, month and day of the article in the date's calendar, day 0 for a date without one.
        years: those around it that have the day, rising.
        ahead: whether the sentence speaks of what is to come.
        is_soon: whether the date is about to come in a year.
    """
    dates = [(year, *when.in_year) for year in years]
    begin, end = bisect_left(dates, today), bisect_right(dates, today)
    if when.direction == "future":
        return _at(years, end)
    if when.direction == "past":
        return _at(years, begin - 1)
    coming, latest = _at(years, begin), _at(years, end - 1)
    if coming is not None and (ahead or latest is None or is_soon(coming)):
        return coming
    return latest


def _at(years: Sequence[int], place: int) -> int | None:
    return years[place] if 0 <= place < len(years) else None
