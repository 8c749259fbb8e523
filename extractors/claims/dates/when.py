"""What a date says, with the parts that it leaves open, written as ISO 8601 or in TIMEX3's forms."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from extractors.claims.time_words import Direction
from extractors.records import RelativeDate

LEAP_YEAR: Final = 2000
_LONGEST_HIJRI_MONTH: Final = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A date as the words give it; None is what they do not say.

    `part` is a quarter, half or season of the year: Q3, H1, SU. `decade` is 199 for the nineties, `century` 19 for the
    twentieth. `gregorian_year` stands beside a month of the Islamic calendar (رمضان 2017). `distance` marks a relative
    date that counts back from the day (قبل أسبوعين) rather than naming a week, `days` more of them after its months;
    `start` one that names its first day. A `weekday` beside a day of the month helps to tell its year; `nth` says which
    one of a month it is, or which week where there is no weekday, -1 for the last; `twice` goes one further than
    `direction` does (السبت قبل الماضي).
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: str | None = None
    decade: int | None = None
    century: int | None = None
    hijri: bool = False
    gregorian_year: int | None = None
    relative: RelativeDate | None = None
    direction: Direction | None = None
    distance: bool = False
    start: bool = False
    days: int = 0
    nth: int | None = None
    twice: bool = False

    @property
    def value(self) -> str | None:
        """The date as text, X for what is not said; None for one that is only relative."""
        year = self._years
        if self.decade is not None or self.century is not None:
            return year
        if day := self.day or self.nth_day:
            return f"{year}-{_digits(self.month, 2)}-{day:02d}"
        if self.weekday and not self.month:
            return f"XXXX-WXX-{self.weekday}"
        if part := self._part:
            return f"{year}-{part}"
        return None if self.year is None else year

    @property
    def _part(self) -> str | None:
        """The part of the year, or the month in two digits."""
        return self.part or (_digits(self.month, 2) if self.month else None)

    @property
    def _years(self) -> str:
        """The decade, the century or the year, X for what is not said."""
        if self.decade is not None:
            return f"{self.decade:03d}X"
        return _digits(self.year, 4) if self.century is None else f"{self.century:02d}"

    def away(self, unit: str) -> int | None:
        """How many of a unit the date lies away from the day of writing; None where it is not told in that unit."""
        return self.relative.offset if self.relative and self.relative.unit == unit else None

    @property
    def is_dated(self) -> bool:
        """Whether the date says anything of its year: which, how far, in which direction; one of the Hijra does."""
        return self.hijri or any(part is not None for part in (self.year, self.relative, self.direction))

    def towards(self, direction: Direction) -> When:
        """The same date in a direction."""
        return replace(self, direction=direction)

    @property
    def rank(self) -> str | None:
        """What the date is one of: a day, a year; None for what is between or beyond."""
        if self.day or self.weekday or self.away("day") is not None:
            return "day"
        told = self.year is not None or self.away("year") is not None
        return "year" if told and not (self.month or self.part or self.distance) else None

    @property
    def nth_day(self) -> int | None:
        """The day that is the nth weekday of a month of a year; None where it has none, or the date is another."""
        if not (self.nth and self.weekday and self.year and self.month):
            return None
        last = monthrange(self.year, self.month)[1]
        days = range(1, last + 1)
        named = [day for day in days if date(self.year, self.month, day).isoweekday() == self.weekday]
        return named[self.nth - (self.nth > 0)] if -1 <= self.nth <= len(named) else None

    @property
    def in_year(self) -> tuple[int, int]:
        """Its place in a year, to compare: month and day, 0 for what is not said."""
        return self.month or 0, self.day or 0

    @property
    def possible(self) -> bool:
        """Whether such a day exists."""
        if not self.day or not self.month:
            return True
        if self.hijri:
            return self.day <= _LONGEST_HIJRI_MONTH
        return self.day <= monthrange(self.year or LEAP_YEAR, self.month)[1]


def _digits(number: int | None, width: int) -> str:
    """A number as ISO 8601 has it, X for every digit that is not said."""
    return "X" * width if number is None else f"{number:0{width}d}"
