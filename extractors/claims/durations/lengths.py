"""What a length of time is: how much of which units, and how ISO 8601 writes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final, NamedTuple

from extractors.numbers import plain_number
from extractors.records import Bound

_DESIGNATORS: Final = {"year": "Y", "month": "M", "week": "W", "day": "D", "hour": "H", "minute": "M", "second": "S"}
_DATE_UNITS: Final = ("year", "month", "week", "day")
_TIME_UNITS: Final = ("hour", "minute", "second")
_PARTS: Final = {  # the unit that a fraction of a unit is told in, and how many of it make one
    "century": ("year", 100),
    "decade": ("year", 10),
    "year": ("month", 12),
    "day": ("hour", 24),
    "hour": ("minute", 60),
    "minute": ("second", 60),
}
_ORDER: Final = ("century", "decade", *_DATE_UNITS, *_TIME_UNITS)
_HALF: Final = Fraction(1, 2)


class Length(NamedTuple):
    """A length found: tokens `first` to `to`, amounts by unit (two where it is a range), its bound.

    `start` is the original offset where its words begin, proclitics outside.
    """

    first: int
    to: int
    start: int
    amounts: tuple[Mapping[str, Fraction], ...]
    bound: Bound

    @property
    def value(self) -> str:
        """The length in ISO 8601, both ends of a range joined by a slash."""
        return "/".join(map(iso, self.amounts))

    @property
    def units(self) -> list[str]:
        """The units that it is told in."""
        return [unit for amounts in self.amounts for unit in amounts]


def smallest(units: Iterable[str]) -> str:
    """The smallest of some units."""
    return max(units, key=_ORDER.index)


def is_smaller(unit: str, than: str) -> bool:
    """Whether a unit is a smaller one than another."""
    return _ORDER.index(unit) > _ORDER.index(than)


def iso(amounts: Mapping[str, Fraction]) -> str:
    """A length as ISO 8601 has it; fractions go to the smaller unit where it is a whole number of those.

    >>> iso({"year": Fraction(7, 2)}), iso({"month": Fraction(5, 2)}), iso({"hour": Fraction(1, 2)})
    ('P3Y6M', 'P2.5M', 'PT30M')
    """
    spread = _spread(amounts)
    dates, times = (_written(spread, units) for units in (_DATE_UNITS, _TIME_UNITS))
    return f"P{dates}T{times}" if times else f"P{dates or '0D'}"


def _spread(amounts: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """The amounts of all units, what a unit does not tell itself moved to the smaller one."""
    spread = dict.fromkeys(_ORDER, Fraction()) | dict(amounts)
    for unit, (smaller, count) in _PARTS.items():
        own = _own(unit, spread[unit], count)
        spread[smaller] += (spread[unit] - own) * count
        spread[unit] = own
    return spread


def _own(unit: str, amount: Fraction, count: int) -> Fraction:
    """How much of an amount its own unit tells: none of decades, which ISO 8601 lacks, nor of half a day."""
    if unit not in _DESIGNATORS or (unit == "day" and amount == _HALF):
        return Fraction()
    whole = unit != "day" and (amount * count).denominator == 1
    return Fraction(amount // 1) if whole else amount


def _written(spread: Mapping[str, Fraction], units: Iterable[str]) -> str:
    return "".join(f"{plain_number(spread[unit])}{_DESIGNATORS[unit]}" for unit in units if spread[unit])
