"""What a date says, with the parts that it leaves open, written as ISO 8601 or in TIMEX3's forms."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
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
    date that counts back from the day (قبل أسبوعين) rather than naming a week; `start` one that names its first day.
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

    @property
    def value(self) -> str | None:
        """The date as text, X for what is not said; None for one that is only relative."""
        if self.decade is not None:
            return f"{self.decade:03d}X"
        if self.century is not None:
            return f"{self.century:02d}"
        year = _digits(self.year, 4)
        if self.day:
            return f"{year}-{_digits(self.month, 2)}-{self.day:02d}"
        if self.weekday and not self.month:
            return f"XXXX-WXX-{self.weekday}"
        if part := self.part or (self.month and _digits(self.month, 2)):
            return f"{year}-{part}"
        return None if self.year is None else year

    def away(self, unit: str) -> int | None:
        """How many of a unit the date lies away from the day of writing; None where it is not told in that unit."""
        return self.relative.offset if self.relative and self.relative.unit == unit else None

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
