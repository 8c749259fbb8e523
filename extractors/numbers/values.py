"""Quantities as the rules see them, and their number fields as JSON has them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, NamedTuple

from extractors.records import Bound, Number


class Quantity(NamedTuple):
    """A numeral, or a range of two, with its bound.

    Tokens `begin` to `to` (end exclusive) hold it with the bound before it, `first` to `to` without; `start`, `core`
    and `end` are the same places as original offsets, proclitics outside. `percent` says that a per cent sign stood
    within a range (10% إلى 15%). `after_bound` is the token range of a bound further on (30 شخصا على الأقل).
    `minus` is the original offset of the word or the sign that makes it negative; `signed` takes it in, where what is
    measured can be negative.
    """

    begin: int
    first: int
    to: int
    start: int
    core: int
    end: int
    value: Fraction | None
    low: Fraction | None
    high: Fraction | None
    bound: Bound
    form: str
    unit: int = 1
    definite: bool = False
    percent: bool = False
    after_bound: tuple[int, int] | None = None
    minus: int | None = None

    def signed(self) -> Quantity:
        """The quantity below zero, its minus taken in; the same where it has none."""
        if self.minus is None:
            return self
        value, low, high = (number if number is None else -number for number in (self.value, self.low, self.high))
        start = min(self.start, self.minus)
        return self._replace(start=start, core=self.minus, value=value, low=low, high=high, minus=None)

    def fields(self) -> dict[str, Any]:
        """The number fields of a record: value, low, high, bound."""
        return number_fields(self.value, self.low, self.high, self.bound)


def plain_number(value: Fraction | int | None) -> Number | None:
    """An exact number as JSON has it: an integer where it is one, else the nearest float."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def number_fields(value: Fraction | None, low: Fraction | None, high: Fraction | None, bound: Bound) -> dict[str, Any]:
    """The number fields of a record, each number as JSON has it."""
    numbers = {"value": value, "low": low, "high": high}
    return {name: plain_number(number) for name, number in numbers.items()} | {"bound": bound}
