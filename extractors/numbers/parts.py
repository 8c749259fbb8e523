"""What the grammar makes of tokens: parts of a numeral, and numerals."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple, Protocol

from extractors.numbers.lexicon import NumberWord
from extractors.text import Sentence, Token


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


class Numerals(Protocol):
    """The grammar of a sentence, as those see it who read one sort of number for it."""

    sentence: Sentence
    tokens: Sequence[Token]

    def form(self, at: int) -> str:
        """Return the folded text of a token, empty outside the sentence."""

    def kind(self, at: int) -> str:
        """Return the kind of a token, empty outside the sentence."""

    def word(self, at: int) -> NumberWord | None:
        """Return the number word at a token."""

    def role(self, at: int) -> NumberWord:
        """Return what a token says in a number."""

    def bare(self, at: int) -> NumberWord:
        """Return the role of a token that no clitic stands on."""

    def joined(self, at: int) -> tuple[NumberWord, int]:
        """Return the role of the word that و joins to a number which ends at a token, and where it ends."""

    def percent(self, at: int) -> int:
        """Return how many tokens the words or the sign for per cent or per mille take."""

    def below_thousand(self, at: int, *, inside: bool = False) -> Part | None:
        """Return the number below a thousand in words at a token."""

    def scaled(self, part: Part) -> Part:
        """Return a number times the scale words after it."""
