"""What the grammar makes of tokens: parts of a numeral, and numerals."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple


class Part(NamedTuple):
    """A stretch of tokens read as an exact number; `unit` is its last scale, 1 where it has none.

    `worded` is false for figures in digits alone; `tail` says that a fraction ends it.
    """

    value: Fraction
    to: int
    unit: int = 1
    worded: bool = True
    tail: bool = False


class Numeral(NamedTuple):
    """A number as it stands in a sentence: tokens `first` to `to`, end exclusive.

    `value` is None where the words give no single one; `form` is digits, words, mixed, fraction or vague.
    `definite` is true under ال (الثلاثة, الـ73).
    """

    first: int
    to: int
    value: Fraction | None
    low: Fraction | None
    high: Fraction | None
    form: str
    unit: int = 1
    definite: bool = False

    @property
    def limit(self) -> Fraction | None:
        """Its value as an end of a range; a fraction or a vague number limits none."""
        return None if self.form == "fraction" else self.value
