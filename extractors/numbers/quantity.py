"""Numerals with what stands around them: bounds before and after, ranges, the scale shared by both ends."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from typing import Any, Final, NamedTuple

from extractors.numbers.grammar import AND, Grammar, Numeral
from extractors.numbers.lexicon import NUMBER_WORD
from extractors.records import Bound, Number
from extractors.text import FIGURE, MARK, NUMBER, Match, Phrases, Sentence, Token, load_toml
from extractors.text.phrases import ARTICLE

_REACH: Final = 5  # tokens between a number and the على الأقل that still bounds it
_OR_LIMIT: Final = 1_000  # 3 أو 4 is a range, 1948 أو 1967 two years


NUMERAL: Final = frozenset({FIGURE, NUMBER_WORD})
"""What a quantity may begin with."""


class Quantity(NamedTuple):
    """A numeral, or a range of two, with its bound.

    Tokens `begin` to `to` (end exclusive) hold it with the bound before it, `first` to `to` without; `start`, `core`
    and `end` are the same places as original offsets, proclitics outside. `percent` says that a per cent sign stood
    within a range (10% إلى 15%). `after_bound` is the token range of a bound further on (30 شخصا على الأقل).
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


@cache
def _table() -> dict[str, Any]:
    return load_toml("extractors.numbers", "bounds.toml")


@cache
def _bounds(place: str) -> Phrases[Bound]:
    pairs = [(phrase, bound) for bound, phrases in _table()[place].items() for phrase in phrases]
    return Phrases(pairs, clitics=place == "before")


@cache
def _joints(name: str) -> Phrases[str]:
    return Phrases(dict.fromkeys(_table()["range"][name], name), clitics=name in ("openers", "from"))


@cache
def _movement() -> Phrases[bool]:
    return Phrases(dict.fromkeys(_table()["movement"]["words"], True))


def bound_before(tokens: Sequence[Token], at: int) -> Match[Bound] | None:
    """The bound that ends before token `at`."""
    return _bounds("before").ending(tokens, at)


def bound_after(tokens: Sequence[Token], at: int) -> Match[Bound] | None:
    """The bound that follows within a few tokens of `at`, before any other number or mark."""
    for place in range(at, min(at + _REACH, len(tokens))):
        if match := _bounds("after").starting(tokens, place):
            return match
        if tokens[place].kind in (NUMBER, MARK) or tokens[place].form == AND:
            return None
    return None


def with_bound(value: Fraction, bound: Bound) -> tuple[Fraction | None, Fraction | None, Bound]:
    """Low, high and bound of a single value: the side that a bound leaves open is None."""
    if bound in ("more_than", "at_least"):
        return value, None, bound
    if bound in ("less_than", "at_most"):
        return None, value, bound
    return value, value, bound


class Quantities:
    """All the quantities of a sentence, left to right, none overlapping another."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.grammar = Grammar(sentence)
        self.found: tuple[Quantity, ...] = tuple(self._all())

    def offset(self, at: int) -> int:
        """The original offset where the number word of a token begins: after و, ب, ل and ك, at its article."""
        word = self.grammar.word(at)
        if not word or not word.clitics:
            return self.sentence.offset(at)
        written = self.tokens[at].form[: word.clitics]
        article = len(ARTICLE) if written.endswith(ARTICLE) else int(word.definite)
        return self.sentence.offset(at, word.clitics - article)

    def _all(self) -> list[Quantity]:
        found: list[Quantity] = []
        free = 0
        for at in self.sentence.places(*NUMERAL):
            numeral = self.grammar.numeral(at) if at >= free else None
            if numeral is not None:
                quantity = self._range(numeral, free) or self._single(numeral, free)
                found.append(quantity)
                free = quantity.to
        return found

    def _single(self, numeral: Numeral, free: int) -> Quantity:
        word = self.grammar.word(numeral.first)
        joined = word is not None and word.conjunction  # «قتيلين على الأقل وخمسة جرحى»: the bound is not of the five
        before = None if joined else bound_before(self.tokens, numeral.first)
        before = before if before and before.first >= free and before.value != "exact" else None
        after = None if before else bound_after(self.tokens, numeral.to)
        stated = before or after
        bound: Bound = "vague" if numeral.value is None else stated.value if stated else "exact"
        low, high = numeral.low, numeral.high
        if numeral.value is not None:
            low, high, bound = with_bound(numeral.value, bound)
        return self._quantity(numeral, before, numeral.to, numeral.value, low, high, bound, after)

    def _quantity(
        self,
        numeral: Numeral,
        before: Match[Any] | None,
        to: int,
        value: Fraction | None,
        low: Fraction | None,
        high: Fraction | None,
        bound: Bound,
        after: Match[Bound] | None = None,
        *,
        percent: bool = False,
    ) -> Quantity:
        return Quantity(
            begin=before.first if before else numeral.first,
            first=numeral.first,
            to=to,
            start=self.sentence.offset(before.first, before.clitics) if before else self.offset(numeral.first),
            core=self.offset(numeral.first),
            end=self.tokens[to - 1].end,
            value=value,
            low=low,
            high=high,
            bound=bound,
            form=numeral.form,
            unit=numeral.unit,
            definite=numeral.definite,
            percent=percent,
            after_bound=(after.first, after.to) if after else None,
        )

    def _range(self, left: Numeral, free: int) -> Quantity | None:
        """Two numerals that are the ends of a range, None where the first stands alone."""
        if left.value is None or left.form == "fraction":
            return None
        percent = self.grammar.percent(left.to)
        joint, opener = self._joint(left, left.to + percent)
        if not joint:
            return None
        right = self.grammar.numeral(joint)
        if right is None or right.value is None or right.form == "fraction":
            return None
        if percent and not self.grammar.percent(right.to):
            return None
        low = self._scaled(left, right)
        if low >= right.value or (opener is None and not self._plausible(left, right)):
            return None
        if opener and opener.first < free:
            opener = None
        return self._quantity(left, opener, right.to, None, low, right.value, "range", percent=percent > 0)

    def _joint(self, left: Numeral, at: int) -> tuple[int, Match[str] | None]:
        """Where the second numeral begins, 0 for nowhere, and the words that open the range, if any."""
        tokens = self.tokens
        if opener := _joints("openers").ending(tokens, left.first):
            dash = _joints("dashes").starting(tokens, at)  # ما بين 4-5 ملايين
            return self.grammar.after_and(at) or self._to(at) or (dash.to if dash else 0), opener
        if self._to(at):
            moved = self._moves(left.first)
            return (0, None) if moved else (self._to(at), _joints("from").ending(tokens, left.first))
        joined = _joints("or").starting(tokens, at) or _joints("dashes").starting(tokens, at)
        return (joined.to, None) if joined else (0, None)

    def _to(self, at: int) -> int:
        match = _joints("to").starting(self.tokens, at)
        return match.to if match else 0

    def _moves(self, at: int) -> bool:
        """Whether a figure is said to have gone from one value to another."""
        window = self.tokens[max(0, at - _table()["movement"]["window"]) : at]
        return any(_movement().value(token.form) for token in window)

    def _plausible(self, left: Numeral, right: Numeral) -> bool:
        """Whether two numerals joined by a dash or by أو can be a range: no date, code, score or pair of years."""
        joint = self.tokens[right.first - 1].form
        if _joints("or").value(joint):
            return ((left.value or 0) < _OR_LIMIT and right.form == left.form) or right.unit > 1
        if not _joints("dashes").value(joint):
            return True
        outer = [self.tokens[at].form for at in (left.first - 1, right.to) if 0 <= at < len(self.tokens)]
        figures = [self.tokens[at].form for at in (left.first, right.first)]
        return not any(form in "-/–:" for form in outer) and not any(map(_padded, figures))

    @staticmethod
    def _scaled(left: Numeral, right: Numeral) -> Fraction:
        """The lower end, in the scale of the upper one: 3 إلى 5 ملايين. A bare ألف is a number: 500 إلى ألف."""
        value = left.value or Fraction()
        shared = left.unit == 1 and value < right.unit != right.value
        return value * right.unit if shared else value


def _padded(figure: str) -> bool:
    """Whether a figure has a leading zero, as codes and days have and quantities do not."""
    return figure.startswith("0") and figure.isdigit() and figure != "0"
