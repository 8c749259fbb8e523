"""Amounts of a unit with what stands around: مترين, ثلاثة كيلومترات ونصف, دولار واحد, بين 10 أمتار و15 مترا."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import Any, Final, NamedTuple

from extractors.claims.candidates import Candidate, Reading
from extractors.claims.time_words import unit_word
from extractors.numbers import Quantity
from extractors.numbers.bounds import ordered
from extractors.numbers.grammar import AND
from extractors.numbers.lexicon import is_one
from extractors.numbers.quantity import Joint, bound_after, bound_before, with_bound
from extractors.records import Bound
from extractors.text import Match
from extractors.text.clitics import FUSED
from extractors.text.phrases import ARTICLE

UnitEnd = Callable[[int], int]
"""Gives the token after a name of the same unit that begins at a token, 0 where there is none."""

_BETWEEN: Final = ("بين", "وبين", "مابين")
_WHAT: Final = ("ما", "وما")
_LONG_NAME: Final = 3  # letters
_QUARTERS: Final = 4  # the least fraction whose name is nothing else
_DASHES: Final = frozenset("-–—")


class Amount(NamedTuple):
    """An amount of a unit: `start` and `end` are original offsets, `core` the start without the bound before it.

    `to` is the token after it.
    """

    start: int
    core: int
    to: int
    end: int
    value: Fraction | None
    low: Fraction | None
    high: Fraction | None
    bound: Bound

    def more(self, by: Fraction, to: int, end: int) -> Amount:
        """The amount with so much added, the words for that taken in."""
        value, low, high = (number if number is None else number + by for number in (self.value, self.low, self.high))
        return self._replace(to=to, end=end, value=value, low=low, high=high)


def longest(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Those that stand in no other: «بين مترين وثلاثة أمتار» is one amount, and so is «دولارين ونصف دولار»."""
    free = 0
    for candidate in sorted(candidates, key=lambda each: (each.core[0], -each.core[1])):
        if candidate.core[0] >= free:
            free = candidate.core[1]
            yield candidate


def of_number(reading: Reading, quantity: Quantity, start: int, to: int, unit_end: UnitEnd) -> Amount:
    """The amount of a number with its unit, the half after it or the other end of its range taken in.

    Args:
        reading: the sentence.
        quantity: the number.
        start: the original offset where number, bound and sign begin.
        to: the token after number and unit.
        unit_end: the token after the unit's name.
    """
    if between := _range_to(reading, quantity, start, to, unit_end):
        return between
    quantity = quantity.signed()
    start, core = min(start, quantity.start), min(start, quantity.core)
    end = reading.tokens[to - 1].end
    amount = Amount(start, core, to, end, quantity.value, quantity.low, quantity.high, quantity.bound)
    return halved(reading, amount, unit_end, quantity.unit)


def _range_to(reading: Reading, quantity: Quantity, start: int, to: int, unit_end: UnitEnd) -> Amount | None:
    """The range whose lower end a number is, the unit named at both: من 5 أمتار إلى 7 أمتار."""
    far, joint = _far_number(reading, quantity, to)
    end = unit_end(far.to) if far else 0
    if far is None or not end:
        return None
    if joint is None:
        ends = ordered((quantity.bound, quantity.value), (far.bound, far.value))
    else:
        ends = ordered(("at_least", quantity.signed().value), ("at_most", far.signed().value))
    if ends is None:
        return None
    opener = joint.opener if joint else None
    start = reading.phrase(opener.first, opener.to, opener.clitics).start if opener else start
    return Amount(start, min(start, quantity.core), end, reading.tokens[end - 1].end, None, *ends, "range")


def _far_number(reading: Reading, quantity: Quantity, to: int) -> tuple[Quantity | None, Joint | None]:
    """The number that may end a range which begins with a number and its unit, and what joins the two."""
    numbers = reading.numbers
    if quantity.bound != "exact":
        at = to + (reading.form(to) == AND)
        joined = at > to or reading.form(at).startswith(AND)
        far = next((each for each in numbers.found if each.begin == at), None) if joined else None
        return far, None
    joint = numbers.joint(quantity.first, to)
    if joint is None or reading.form(joint.to - 1) in _DASHES:
        return None, None
    far = numbers.starting(joint.to) or numbers.starting(joint.to + 1)
    return (far if far and far.bound == "exact" else None), joint


def alone(reading: Reading, match: Match[Any], number: int, unit_end: UnitEnd) -> Amount:
    """The amount that a unit is without a number, one or two: the half after it, its bound or its range taken in.

    Args:
        reading: the sentence.
        match: the unit, with the واحد behind it.
        number: how many it says.
        unit_end: the token after a name of the same unit that begins at a token; 0 where there is none.
    """
    phrase = reading.phrase(match.first, match.to, match.clitics)
    if far := _between(reading, match, number, unit_end):
        return far
    value = Fraction(number)
    whole = Amount(phrase.start, phrase.start, match.to, phrase.end, value, value, value, "exact")
    amount = halved(reading, whole, unit_end)
    before = bound_before(reading.tokens, match.first)
    after = bound_after(reading.tokens, amount.to)
    after = after if after and after.first == amount.to and not before else None
    start = reading.phrase(before.first, before.to, before.clitics).start if before else phrase.start
    bound: Bound = before.value if before else after.value if after else "exact"
    to = after.to if after else amount.to
    low, high, bound = with_bound(amount.value or value, bound)
    return amount._replace(start=start, to=to, end=reading.tokens[to - 1].end, low=low, high=high, bound=bound)


def _between(reading: Reading, match: Match[Any], number: int, unit_end: UnitEnd) -> Amount | None:
    """The range that a unit without a number opens: بين مترين وثلاثة أمتار."""
    if reading.form(match.first - 1) not in _BETWEEN or match.clitics:
        return None
    at = match.to + (reading.form(match.to) == AND)
    joined = at > match.to or reading.form(at).startswith(AND)
    far = reading.numbers.starting(at) if joined else None
    end = unit_end(far.to) if far and far.bound == "exact" and (far.value or 0) > number else 0
    if far is None or not end:
        return None
    between = match.first - 1
    between -= reading.form(between - 1) in _WHAT
    start = reading.sentence.offset(between, int(reading.form(between).startswith(AND)))
    return Amount(start, start, end, reading.tokens[end - 1].end, None, Fraction(number), far.value, "range")


def halved(reading: Reading, amount: Amount, unit_end: UnitEnd, scale: int = 1) -> Amount:
    """An amount with the half or quarter of its unit, or of its scale, behind it: ونصف, ونصف المتر, ونصف المليون."""
    share = reading.numbers.grammar.share_after(amount.to)
    if share is None or amount.value is None:
        return amount
    named = share.to + (reading.form(share.to) == ARTICLE)
    if end := unit_end(named):
        return amount.more(share.value, end, reading.tokens[end - 1].end)
    scaled = reading.numbers.grammar.role(share.to).scale == scale > 1
    if not scaled and (reading.has_article(share.to) or unit_word(reading.form(share.to))):
        return amount  # of something else
    to = share.to + scaled
    return amount.more(share.value * scale, to, reading.tokens[to - 1].end)


def one(reading: Reading, match: Match[Any], unit_end: UnitEnd) -> Amount | None:
    """The amount that a singular is, with واحد or with a half behind it: دولار واحد, متر ونصف; None without."""
    if not is_plain(reading, match, proclitics=True) or reading.has_article(match.first):
        return None
    if is_one(reading.form(match.to)):
        return alone(reading, match._replace(to=match.to + 1), 1, unit_end)
    if match.value.number != 1:
        return None
    amount = alone(reading, match, 1, unit_end)
    return amount if amount.bound == "range" or amount.value != 1 else None


def is_plain(reading: Reading, match: Match[Any], *, proclitics: bool = False) -> bool:
    """Whether nothing is written onto a unit: «للأوقية» after a number is what a price is for, «بين» no yen.

    Args:
        reading: the sentence.
        match: the unit.
        proclitics: whether a preposition or و may be, on a name long enough to be known by itself.
    """
    form = reading.form(match.first)
    if form.startswith(FUSED):
        return False
    return not match.clitics or (proclitics and len(form) - match.clitics >= _LONG_NAME)


def is_part(reading: Reading, quantity: Quantity, match: Match[Any]) -> bool:
    """Whether a unit under ال may stand behind a number: ملايين البراميل, نصف المتر, but not ثمن الكيلوغرام."""
    if match.first > quantity.to or not reading.has_article(match.first):
        return True
    share = quantity.form == "fraction" and quantity.value is not None and quantity.value.denominator <= _QUARTERS
    return share or quantity.bound == "vague"
