"""Numerals with what stands around them: bounds before and after, ranges, the scale shared by both ends."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache, cached_property
from typing import Any, Final, NamedTuple

from extractors.numbers.grammar import AND, Grammar, Numeral
from extractors.numbers.lexicon import NUMBER_WORD
from extractors.records import Bound, Number
from extractors.text import FIGURE, MARK, NUMBER, Match, Phrases, Sentence, Token, load_toml
from extractors.text.phrases import ARTICLE

_BY: Final = "ب"
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


class Joint(NamedTuple):
    """What joins the ends of a range: the second begins at token `to`, `opener` stands before the first (من, بين)."""

    to: int
    opener: Match[str] | None


class Quantities:
    """All the quantities of a sentence, left to right, none overlapping another."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.grammar = Grammar(sentence)
        self.found: tuple[Quantity, ...] = tuple(self._all())

    def starting(self, at: int) -> Quantity | None:
        """The quantity whose numeral begins at a token."""
        return self._by_first.get(at)

    def ending(self, to: int) -> Quantity | None:
        """The quantity that ends before a token."""
        return self._by_end.get(to)

    @cached_property
    def _by_first(self) -> dict[int, Quantity]:
        return {quantity.first: quantity for quantity in self.found}

    @cached_property
    def _by_end(self) -> dict[int, Quantity]:
        return {quantity.to: quantity for quantity in self.found}

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
        before = self._bound_before(numeral, free)
        after = None if before else bound_after(self.tokens, numeral.to)
        if numeral.value is None:
            return self._quantity(numeral, before, numeral.to, None, numeral.low, numeral.high, "vague", after)
        stated = before or after
        low, high, bound = with_bound(numeral.value, stated.value if stated else "exact")
        return self._quantity(numeral, before, numeral.to, numeral.value, low, high, bound, after)

    def _bound_before(self, numeral: Numeral, free: int) -> Match[Bound] | None:
        """The bound before a numeral; in «قتيلين على الأقل وخمسة جرحى» it is not of the five."""
        if self.grammar.role(numeral.first).conjunction:
            return None
        match = bound_before(self.tokens, numeral.first)
        return match if match and match.first >= free and match.value != "exact" else None

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
        if left.limit is None:
            return None
        percent = self.grammar.percent(left.to)
        joint = self._joint(left, left.to + percent)
        right = self.grammar.numeral(joint.to) if joint else None
        if joint is None or right is None:
            return None
        low = self._low_end(left, right, sure=joint.opener is not None)
        if low is None:
            return None
        opener = joint.opener if joint.opener and joint.opener.first >= free else None
        return self._quantity(left, opener, right.to, None, low, right.value, "range", percent=percent > 0)

    def _low_end(self, left: Numeral, right: Numeral, *, sure: bool) -> Fraction | None:
        """The lower end of a range, None where two numerals make none; `sure` says that words open one."""
        mixed = self.grammar.percent(left.to) > 0 and not self.grammar.percent(right.to)
        if right.limit is None or mixed or not (sure or self._plausible(left, right)):
            return None
        low = self._scaled(left, right)
        return low if low < right.limit else None

    def _joint(self, left: Numeral, at: int) -> Joint | None:
        """What joins a numeral to a second one, None where nothing does."""
        tokens = self.tokens
        if opener := _joints("openers").ending(tokens, left.first):
            dash = _joints("dashes").starting(tokens, at)  # ما بين 4-5 ملايين
            to = self.grammar.after_and(at) or self._to(at) or (dash.to if dash else 0)
            return Joint(to, opener) if to else None
        if to := self._to(at):
            opener = _joints("from").ending(tokens, left.first)
            return None if self._moves(left.first, sized=opener is None) else Joint(to, opener)
        joined = _joints("or").starting(tokens, at) or _joints("dashes").starting(tokens, at)
        return Joint(joined.to, None) if joined else None

    def _to(self, at: int) -> int:
        match = _joints("to").starting(self.tokens, at)
        return match.to if match else 0

    def _moves(self, at: int, *, sized: bool) -> bool:
        """Whether a figure is said to have gone from one value to another; not where ب gives the size of its move."""
        if sized and self.tokens[max(at - 1, 0)].form.startswith(_BY):
            return False  # تنمو بمعدل 5 إلى 6 بالمئة
        for token in reversed(self.tokens[max(0, at - _table()["movement"]["window"]) : at]):
            if token.kind == MARK and token.form in _table()["movement"]["ends"]:
                return False
            if _movement().value(token.form):
                return True
        return False

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
