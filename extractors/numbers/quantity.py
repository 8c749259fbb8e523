"""Numerals with what stands around them: bounds before and after, ranges, the scale shared by both ends."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import Any, Final, NamedTuple

from extractors.numbers.bounds import (
    bound_after,
    bound_apart,
    bound_before,
    bounds,
    joints,
    listed,
    ordered,
    table,
    with_bound,
)
from extractors.numbers.figures import is_currency_sign, minus_before
from extractors.numbers.grammar import AND, Grammar
from extractors.numbers.lexicon import NUMBER_WORD
from extractors.numbers.ordinals import ordinals
from extractors.numbers.parts import Numeral
from extractors.numbers.values import Quantity, number_fields, plain_number
from extractors.records import Bound
from extractors.text import FIGURE, MARK, NUMBER, Match, Sentence
from extractors.text.phrases import ARTICLE

__all__ = ["Quantities", "Quantity", "bound_after", "bound_before", "number_fields", "plain_number", "with_bound"]

_PLUS: Final = "+"
_OPEN, _CLOSE = "(", ")"
_PER_CENT: Final = 10  # per mille make one per cent
_BY: Final = "ب"
_OR_LIMIT: Final = 1_000  # 3 أو 4 is a range, 1948 أو 1967 two years


NUMERAL: Final = frozenset({FIGURE, NUMBER_WORD})
"""What a quantity may begin with."""


class Joint(NamedTuple):
    """What joins the ends of a range: the second begins at token `to`, `opener` stands before the first (من, بين)."""

    to: int
    opener: Match[str] | None


class Quantities:
    """All the quantities of a sentence, left to right, none overlapping another, and none of its ordinals in words."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.grammar = Grammar(sentence)
        self.ordinals = tuple(ordinals(self.grammar))
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
        places = {at for each in self.ordinals for at in range(each.first, each.to)}  # في السادسة عشرة: no ten
        for at in self.sentence.places(*NUMERAL):
            numeral = self.grammar.numeral(at) if at >= free and at not in places else None
            if numeral is not None:
                quantity = self._range(numeral, free) or self._single(numeral, free)
                found.append(self._of_hundred(quantity))
                free = quantity.to
        return found

    def _of_hundred(self, quantity: Quantity) -> Quantity:
        """A quantity as so many per cent, where it is so many per mille."""
        if not self.grammar.per_mille(quantity.to):
            return quantity
        value, low, high = (number and number / _PER_CENT for number in (quantity.value, quantity.low, quantity.high))
        return quantity._replace(value=value, low=low, high=high)

    def _single(self, numeral: Numeral, free: int) -> Quantity:
        before = self._bound_before(numeral, free)
        plus = self._plus(numeral)
        to = plus or numeral.to
        after = None if before or plus else bound_after(self.tokens, to)
        if numeral.value is None:
            return self._quantity(numeral, before, to, None, numeral.low, numeral.high, "vague", after)
        stated = before or after
        bound: Bound = stated.value if stated else "at_least" if plus else self._bound_apart(numeral, free) or "exact"
        return self._quantity(numeral, before, to, numeral.value, *with_bound(numeral.value, bound), after)

    def _bound_before(self, numeral: Numeral, free: int) -> Match[Bound] | None:
        """The bound before a numeral; in «قتيلين على الأقل وخمسة جرحى» it is not of the five."""
        if self.grammar.role(numeral.first).conjunction:
            return None
        head = self._head(numeral)
        if more := self._plus_before(numeral, head):
            return more
        match = bound_before(self.tokens, head)
        return match if match and match.first >= free and match.value != "exact" else None

    def _bound_apart(self, numeral: Numeral, free: int) -> Bound | None:
        return bound_apart(self.grammar, self._head(numeral), free)

    def _head(self, numeral: Numeral) -> int:
        """The first token of a number with the sign and the bracket before it: %61, $3, -5, (30) of «(30) شخصا»."""
        first = numeral.first
        minus = minus_before(self.grammar, first)
        if minus is not None:
            head = minus
        else:
            head = first - 1 if self._is_sign(first - 1) and self._opens(first - 1) else first
        inside = [token.form for token in self.tokens[first : numeral.to]]
        taken = _CLOSE in inside and _OPEN not in inside and self.grammar.form(head - 1) == _OPEN
        return head - 1 if taken else head

    def _is_sign(self, at: int) -> bool:
        """Whether a token is the sign of per cent or of a currency."""
        form = self.grammar.form(at)
        return is_currency_sign(form) or (self.grammar.kind(at) == MARK and self.grammar.percent(at) == 1)

    def _opens(self, at: int) -> bool:
        """Whether a mark is glued to the number behind it and to none before it."""
        before = self.grammar.kind(at - 1) == NUMBER
        return self.sentence.glued(at + 1) and not (before and self.sentence.glued(at))

    def _plus(self, numeral: Numeral) -> int:
        """The token behind the plus that is glued to a number and says that it may be more: 100+ قتيل; 0 for none."""
        at = numeral.to
        if self.grammar.form(at) != _PLUS or not self.sentence.glued(at) or self.sentence.glued(at + 1):
            return 0
        return at + 1

    def _plus_before(self, numeral: Numeral, head: int) -> Match[Bound] | None:
        """The plus glued to the head of a number that may be more: +100 قتيل, but not +3% and +15 نقطة."""
        at = head - 1
        apart = self.grammar.form(at) == _PLUS and self.sentence.glued(head) and not self.sentence.glued(at)
        rises = self.grammar.percent(numeral.to) or listed("plus", "risen").starting(self.tokens, numeral.to)
        return Match(at, head, "at_least", 0) if apart and head == numeral.first and not rises else None

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
        minus = minus_before(self.grammar, numeral.first)
        head = self._head(numeral)
        opened = self.grammar.form(head) == _OPEN
        alone = self.tokens[head].start if opened else self.offset(numeral.first)
        return Quantity(
            begin=before.first if before else head if opened else numeral.first,
            first=numeral.first,
            to=to,
            start=self.sentence.offset(before.first, before.clitics) if before else alone,
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
            minus=None if minus is None or bound == "range" else self.tokens[minus].start,
        )

    def _range(self, left: Numeral, free: int) -> Quantity | None:
        """Two numerals that are the ends of a range, None where the first stands alone."""
        if left.limit is None:
            return None
        percent = self.grammar.percent(left.to)
        at = left.to + (percent or self._is_sign(left.to))
        return self._bounded_twice(left, at, free) or self._joined_range(left, at, free)

    def _joined_range(self, left: Numeral, at: int, free: int) -> Quantity | None:
        """A range whose ends إلى, و, أو or a dash joins."""
        joint = self.joint(self._head(left), at, far=at > left.to or left.unit > 1)
        if joint is None:
            return None
        first = joint.to + self._right_sign(joint.to)
        right = self.grammar.numeral(first)
        ends = self._ends(left, right, first, sure=joint.opener is not None) if right else None
        if right is None or ends is None:
            return None
        opener = joint.opener if joint.opener and joint.opener.first >= free else None
        percent = self.grammar.percent(left.to) > 0
        return self._quantity(left, opener, right.to, None, *ends, "range", percent=percent)

    def _right_sign(self, at: int) -> int:
        """How many tokens of a sign stand before the second number of a range."""
        if minus_before(self.grammar, at + 1) == at:
            return 1
        return int(self._is_sign(at) and self.sentence.glued(at + 1))

    def _bounded_twice(self, left: Numeral, at: int, free: int) -> Quantity | None:
        """A range told by its two bounds: لا يقل عن 20 ولا يزيد على 30."""
        before = self._bound_before(left, free)
        upper = self._joined_bound(at) if before else None
        right = self.grammar.numeral(upper.to) if upper else None
        if before is None or upper is None or right is None or right.limit is None:
            return None
        ends = ordered((before.value, left.value), (upper.value, right.value))
        if ends is None:
            return None
        low = self._scaled(left, right) if ends[0] == left.value else ends[0]
        percent = self.grammar.percent(left.to) > 0
        return self._quantity(left, before, right.to, None, low, ends[1], "range", percent=percent)

    def _joined_bound(self, at: int) -> Match[Bound] | None:
        """The bound that و joins at a token."""
        if not self.grammar.form(at).startswith(AND):
            return None
        return bounds("before").starting(self.tokens, at + (self.grammar.form(at) == AND))

    def _ends(self, left: Numeral, right: Numeral, first: int, *, sure: bool) -> tuple[Fraction, Fraction] | None:
        """The ends of a range, None where two numerals make none; `sure` says that words open one."""
        mixed = self.grammar.percent(left.to) > 0 and not self.grammar.percent(right.to)
        if right.limit is None or mixed or not (sure or self._plausible(left, right)):
            return None
        low = self._scaled(left, right) * self._sign_of(left.first)
        high = right.limit * self._sign_of(first)
        if low < 0:
            low, high = sorted((low, high))
        return (low, high) if low < high else None

    def _sign_of(self, at: int) -> int:
        return 1 if minus_before(self.grammar, at) is None else -1

    def joint(self, first: int, at: int, *, far: bool = True) -> Joint | None:
        """What joins the number that begins at token `first` to a second one at `at`, None where nothing does.

        `far` says that the first has a unit of its own, so that both may be levels told by a word far before them.
        """
        tokens = self.tokens
        if opener := joints("openers").ending(tokens, first):
            to = self.grammar.after_and(at) or self._and_sign(at) or self._to(at) or self._dash(at)
            return Joint(to, opener) if to else None
        if to := self._to(at):
            opener = joints("from").ending(tokens, first)
            sized = opener is None and not far
            return None if self._moves(first, "far" if far else "window", sized=sized) else Joint(to, opener)
        joined = joints("or").starting(tokens, at)
        to = joined.to if joined else self._dash(at)
        return Joint(to, None) if to else None

    def _dash(self, at: int) -> int:
        match = joints("dashes").starting(self.tokens, at)  # ما بين 4-5 ملايين
        return match.to if match else 0

    def _and_sign(self, at: int) -> int:
        """Where the sign stands that و joins with its number; 0 where none does."""
        return at + 1 if self.grammar.form(at) == AND and self._right_sign(at + 1) else 0

    def _to(self, at: int) -> int:
        match = joints("to").starting(self.tokens, at)
        return match.to if match else 0

    def _moves(self, at: int, reach: str, *, sized: bool) -> bool:
        """Whether a figure is said to have gone from one value to another; not where ب gives the size of its move."""
        if sized and self.tokens[max(at - 1, 0)].form.startswith(_BY):
            return False  # تنمو بمعدل 5 إلى 6 بالمئة
        for token in reversed(self.tokens[max(0, at - table()["movement"][reach]) : at]):
            if token.kind == MARK and token.form in table()["movement"]["ends"]:
                return False
            if listed("movement", "words").value(token.form):
                return True
        return False

    def _plausible(self, left: Numeral, right: Numeral) -> bool:
        """Whether two numerals joined by a dash or by أو can be a range: no date, code, score or pair of years."""
        joint = self.tokens[right.first - 1].form
        if joints("or").value(joint):
            return ((left.value or 0) < _OR_LIMIT and right.form == left.form) or right.unit > 1
        if not joints("dashes").value(joint):
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
