"""Numbers that give no single value: بضع سنوات, عشرات الآلاف, نيف وعشرون, عدة آلاف, 200 ونيف."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from extractors.numbers.lexicon import NO_ROLE, NumberWord
from extractors.numbers.parts import Numeral, Numerals, Part

_HUNDRED: Final = 100
_TEN: Final = 10


def vague(grammar: Numerals, at: int) -> Numeral | None:
    """Return the numeral of few, of some more than a ten, or of a plural that begins at a token."""
    word = grammar.word(at)
    if word is None:
        return None
    return _few(grammar, at, word) or _excess(grammar, at, word) or _plural(grammar, at, word)


def exceeded(grammar: Numerals, at: int, part: Part) -> Numeral | None:
    """Return a number that some more is added to: 200 ونيف is 200 to 299."""
    word, to = grammar.joined(part.to)
    if not word.excess:
        return None
    step = part.unit if part.unit > 1 else _HUNDRED if part.value % _HUNDRED == 0 else _TEN
    return Numeral(at, to, None, part.value, part.value + step - 1, "vague")


def several(grammar: Numerals, at: int) -> Numeral | None:
    """Return عدة with the scale behind it."""
    if not grammar.role(at).several:
        return None
    magnitude = _magnitude(grammar, at + 1)
    if magnitude:
        return Numeral(at, magnitude.to, None, 2 * magnitude.value, None, "vague")
    return Numeral(at, at + 1, None, None, None, "several")


def _few(grammar: Numerals, at: int, word: NumberWord) -> Numeral | None:
    """A number from three to nine: بضع سنوات, بضعة عشر, بضع مئات."""
    if not word.few:
        return None
    low, high = word.few
    if grammar.bare(at + 1).teen:
        return Numeral(at, at + 2, None, Fraction(_TEN + low), Fraction(_TEN + high), "vague")
    magnitude = _magnitude(grammar, at + 1) or Part(Fraction(1), at + 1)
    return Numeral(at, magnitude.to, None, low * magnitude.value, high * magnitude.value, "vague")


def _excess(grammar: Numerals, at: int, word: NumberWord) -> Numeral | None:
    """Some more than a ten that comes after it: نيف وعشرون."""
    tens, to = grammar.joined(at + 1) if word.excess else (NO_ROLE, at)
    return Numeral(at, to, None, Fraction(tens.ten), Fraction(tens.ten + 9), "vague") if tens.ten else None


def _plural(grammar: Numerals, at: int, word: NumberWord) -> Numeral | None:
    """A plural without a number: عشرات الآلاف, ملايين."""
    if not word.least:
        return None
    scaled = grammar.scaled(Part(Fraction(word.least), at + 1))
    return Numeral(at, scaled.to, None, scaled.value, None, "vague", definite=word.definite)


def _magnitude(grammar: Numerals, at: int) -> Part | None:
    """The power of ten of a bare plural: عشرات 10, مئات 100, آلاف 1000."""
    word = grammar.role(at)
    if word.conjunction or word.preposition:
        return None
    if word.at_least:
        return grammar.scaled(Part(Fraction(word.at_least, 2), at + 1))
    return grammar.scaled(Part(Fraction(1), at)) if word.scale else None
