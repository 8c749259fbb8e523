"""Units whose form means two of them, with what stands around: مترين, دولارين على الأقل, بين مترين وثلاثة أمتار."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import Any, Final, NamedTuple

from extractors.claims.candidates import Candidate, Reading
from extractors.numbers import Quantity
from extractors.numbers.grammar import AND
from extractors.numbers.quantity import bound_after, bound_before, with_bound
from extractors.records import Bound
from extractors.text import Match
from extractors.text.phrases import ARTICLE

_TWO: Final = Fraction(2)
_BETWEEN: Final = ("بين", "وبين", "مابين")
_WHAT: Final = ("ما", "وما")


class Amount(NamedTuple):
    """An amount of a unit: `start` and `end` are original offsets, `core` the start without the bound before it."""

    start: int
    core: int
    end: int
    value: Fraction | None
    low: Fraction | None
    high: Fraction | None
    bound: Bound


def longest(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Those that stand in no other: «بين مترين وثلاثة أمتار» is one amount, and so is «دولارين ونصف دولار»."""
    free = 0
    for candidate in sorted(candidates, key=lambda each: (each.core[0], -each.core[1])):
        if candidate.core[0] >= free:
            free = candidate.core[1]
            yield candidate


def two(reading: Reading, match: Match[Any], unit_end: Callable[[int], int]) -> Amount:
    """The amount that begins with a dual, the half after it, the bound beside it or the rest of its range taken in.

    Args:
        reading: the sentence.
        match: the dual.
        unit_end: the token after a name of the same unit that begins at a token; 0 where there is none.
    """
    phrase = reading.phrase(match.first, match.to, match.clitics)
    if (far := _far_end(reading, match)) and (end := unit_end(far.to)):
        between = match.first - 1
        between -= reading.form(between - 1) in _WHAT
        start = reading.sentence.offset(between, int(reading.form(between).startswith(AND)))
        return Amount(start, start, reading.tokens[end - 1].end, None, _TWO, far.value, "range")
    value, to = _halved(reading, match.to, unit_end)
    before = bound_before(reading.tokens, match.first)
    after = bound_after(reading.tokens, to)
    after = after if after and after.first == to and not before else None
    start = reading.phrase(before.first, before.to, before.clitics).start if before else phrase.start
    bound: Bound = before.value if before else after.value if after else "exact"
    end = reading.tokens[(after.to if after else to) - 1].end
    return Amount(start, phrase.start, end, value, *with_bound(value, bound))


def _far_end(reading: Reading, match: Match[Any]) -> Quantity | None:
    """The number that ends a range: بين مترين وثلاثة أمتار."""
    if reading.form(match.first - 1) not in _BETWEEN or match.clitics:
        return None
    at = match.to + (reading.form(match.to) == AND)
    joined = at > match.to or reading.form(at).startswith(AND)
    number = reading.numbers.starting(at) if joined else None
    return number if number and number.bound == "exact" and (number.value or 0) > _TWO else None


def _halved(reading: Reading, to: int, unit_end: Callable[[int], int]) -> tuple[Fraction, int]:
    """Amount and what «ونصف المتر» adds to it, and where that ends."""
    share = reading.numbers.grammar.share_after(to)
    if share is None:
        return _TWO, to
    named = share.to + (reading.form(share.to) == ARTICLE)
    return _TWO + share.value, unit_end(named) or share.to
