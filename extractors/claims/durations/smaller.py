"""What goes on a length of time: ونصف الساعة, وشهرين, و15 يوما, and a bound that stands behind it."""

from __future__ import annotations

from fractions import Fraction
from typing import Final, NamedTuple

from extractors.claims.candidates import Reading
from extractors.claims.durations.lengths import Length, is_smaller, smallest
from extractors.claims.durations.words import COMMAS, is_one_of
from extractors.claims.time_words import unit_word
from extractors.numbers.quantity import bound_after

_AND: Final = "و"


class _Amount(NamedTuple):
    """So much of one unit, and the token where its words end."""

    unit: str
    number: Fraction
    to: int


def tailed(reading: Reading, found: Length) -> Length:
    """A length with the half or the smaller units after it, else with the bound after it."""
    if len(found.amounts) != 1:
        return found
    amounts, to = dict(found.amounts[0]), found.to
    unit = smallest(amounts)
    if half := _half(reading, to, unit):
        amounts[unit] += half.number
        to = half.to
    else:
        while more := _smaller(reading, to, unit):
            amounts[more.unit] = more.number
            unit, to = more.unit, more.to
    bound = bound_after(reading.tokens, to) if to == found.to and found.bound == "exact" else None
    if bound and bound.first == to:
        return found._replace(to=bound.to, bound=bound.value)
    return found._replace(amounts=(amounts,), to=to)


def _half(reading: Reading, at: int, unit: str) -> _Amount | None:
    """A half or a quarter of the unit before it."""
    share = reading.numbers.grammar.share_after(at)
    named = unit_word(reading.form(share.to)) if share else None
    if share is None or (named and named.unit != unit):
        return None
    return _Amount(unit, share.value, share.to + (named is not None))


def _smaller(reading: Reading, at: int, than: str) -> _Amount | None:
    """An amount of a smaller unit joined by و."""
    place = at + (reading.form(at) in COMMAS)
    start = place + (reading.form(place) == _AND)
    if start == place and not reading.form(start).startswith(_AND):
        return None
    more = _uncounted(reading, start) or _counted(reading, start)
    return more if more and is_smaller(more.unit, than) else None


def _uncounted(reading: Reading, at: int) -> _Amount | None:
    """One or two of a unit: وشهرا, وشهرين, وشهر واحد, وشهر و15 يوما."""
    word = unit_word(reading.form(at))
    if word is None or word.definite:
        return None
    if word.number == "two":
        return _Amount(word.unit, Fraction(2), at + 1)
    to = at + 1 + is_one_of("one", reading.form(at + 1))
    one = word.number == "one" and (reading.form(at).endswith("ا") or to > at + 1 or _stands_bare(reading, to))
    return _Amount(word.unit, Fraction(1), to) if one else None


def _stands_bare(reading: Reading, at: int) -> bool:
    """Whether what follows a single unit leaves it a length: an end, a preposition, more units."""
    if at >= len(reading.tokens) or reading.is_mark(at) or is_one_of("after_one", reading.form(at)):
        return True
    start = at + (reading.form(at) == _AND)
    return reading.form(at).startswith(_AND) and bool(_uncounted(reading, start) or _counted(reading, start))


def _counted(reading: Reading, at: int) -> _Amount | None:
    """So many of a unit: و15 يوما."""
    quantity = reading.numbers.starting(at)
    if quantity is None or quantity.value is None:
        return None
    word = unit_word(reading.form(quantity.to))
    if word is None or word.definite or word.clitics:
        return None
    return _Amount(word.unit, quantity.value, quantity.to + 1)
