"""Figures in digits among their tokens, and what is said of a figure once more: 2،5 متر, $3.5bn, 3 فاصلة 5, خمس (5)."""

from __future__ import annotations

import unicodedata
from fractions import Fraction
from typing import Final

from extractors.numbers.digits import figure
from extractors.numbers.lexicon import is_minus, is_minus_sign, is_point, latin_scale
from extractors.numbers.parts import Numerals, Part
from extractors.text import LATIN, NUMBER, WORD
from extractors.text.phrases import ARTICLE

_COMMA: Final = "،"
_SLASH: Final = "/"
_OPEN, _CLOSE = "(", ")"
_AND: Final = "و"
_LONGEST_WHOLE: Final = 3  # digits before an Arabic comma that marks decimals
_LONGEST_REST: Final = 2  # and behind it
_MOST_PARTS: Final = 10  # the denominator of a fraction written with a slash
_THOUSAND: Final = 1_000
_DAY: Final = 2  # digits of 07, which is written so for a count too
_PARTICLE: Final = 2  # letters of في and من
_YEARS: Final = range(1900, 2101)


def digits_at(grammar: Numerals, at: int) -> Part | None:
    """Return the figure in digits at a token: its decimals behind ،, its closing bracket, its Latin scale word."""
    part = _written(grammar, at)
    return part and _multiplied(grammar, at, _unbracketed(grammar, at, part))


def _written(grammar: Numerals, at: int) -> Part | None:
    if grammar.kind(at) != NUMBER:
        return None
    if value := _with_decimals(grammar, at):
        return Part(value, at + 3, worded=False)
    document = None if grammar.role(at + 1).scale == _THOUSAND else grammar.sentence.document  # 500.000 ألف
    value = figure(grammar.form(at), scaled=_is_scaled(grammar, at + 1), document=document)
    return None if value is None else Part(value, at + 1, worded=False)


def _is_scaled(grammar: Numerals, at: int) -> bool:
    """Whether a scale word or that of per cent comes next."""
    at += grammar.form(at) == _CLOSE
    word = grammar.word(at)
    if word and word.scale and not word.conjunction:
        return True
    latin = grammar.kind(at) == LATIN and latin_scale(grammar.form(at), priced=True)
    return bool(latin) or grammar.percent(at) > 0


def _with_decimals(grammar: Numerals, at: int) -> Fraction | None:
    """The value of a figure whose decimals an Arabic comma marks, where what it counts comes next: 6،6 درجات."""
    whole, rest = grammar.form(at), grammar.form(at + 2)
    listed = grammar.form(at - 1) == _COMMA and grammar.sentence.glued(at)
    if listed or not _are_glued(grammar, at, _COMMA):
        return None
    value = figure(f"{whole}٫{rest}", scaled=False) if len(rest) <= _LONGEST_REST else None
    if value is None or (whole.isdigit() and len(whole) > _LONGEST_WHOLE):
        return None
    noun = grammar.kind(at + 3) == WORD and not grammar.sentence.glued(at + 3)
    return value if noun or _is_scaled(grammar, at + 3) else None


def _are_glued(grammar: Numerals, at: int, mark: str) -> bool:
    """Whether nothing but a mark joins the digits at a token to other digits."""
    between = grammar.form(at + 1) == mark and grammar.sentence.glued(at + 1) and grammar.sentence.glued(at + 2)
    return between and grammar.kind(at) == NUMBER and grammar.form(at + 2).isdigit()


def _unbracketed(grammar: Numerals, at: int, part: Part) -> Part:
    """A figure with the bracket that closes behind it, where what it counts comes next: (17) متهما."""
    opened = grammar.form(at - 1 - (minus_before(grammar, at) == at - 1)) == _OPEN
    counts = grammar.kind(part.to + 1) == WORD or _is_scaled(grammar, part.to)
    if not (opened and counts) or grammar.form(part.to) != _CLOSE:
        return part
    code = grammar.form(at).startswith("0") and len(grammar.form(at)) > _DAY
    return part if part.value in _YEARS or code else part._replace(to=part.to + 1)


def _multiplied(grammar: Numerals, at: int, part: Part) -> Part:
    """A figure with the Latin scale word behind it."""
    if grammar.kind(part.to) != LATIN:
        return part
    scale = latin_scale(grammar.form(part.to), priced=is_currency_sign(grammar.form(at - 1)))
    return Part(part.value * scale, part.to + 1, scale, worded=False) if scale else part


def is_currency_sign(form: str) -> bool:
    """Return whether a token is the sign of a currency."""
    return len(form) == 1 and unicodedata.category(form) == "Sc"


def minus_before(grammar: Numerals, at: int) -> int | None:
    """Return the token that makes the number at a token negative: سالب, ناقص or a sign glued to it; None for none.

    A dash at the head of a sentence is a bullet, one behind a figure joins the two.
    """
    before = at - 1
    if is_minus(grammar.form(before)):
        return before
    if before < 1 or not is_minus_sign(grammar.form(before)) or not grammar.sentence.glued(at):
        return None
    apart = not grammar.sentence.glued(before) or grammar.form(before - 1) in (_OPEN, _AND)
    return before if apart and grammar.kind(before - 1) != NUMBER else None


def pointed(grammar: Numerals, whole: Part) -> Part:
    """Return a number with the decimals spoken behind it: ثلاثة فاصلة خمسة; the same number where none are."""
    if not is_point(grammar.form(whole.to)) or whole.value.denominator > 1:
        return whole
    at = whole.to + 1
    while grammar.role(at).zero:
        at += 1
    rest = _written(grammar, at) or grammar.below_thousand(at)
    if rest is None or rest.value.denominator > 1:
        return whole
    places = at - whole.to - 1 + len(grammar.form(at) if grammar.kind(at) == NUMBER else str(rest.value))
    return Part(whole.value + rest.value / 10**places, rest.to)


def again(grammar: Numerals, part: Part) -> Part:
    """Return a number with itself in brackets behind it: خمس (5), ثلاثون ألفا (30 ألف); the same where none is."""
    if grammar.form(part.to) != _OPEN:
        return part
    inner = _written(grammar, part.to + 1) or grammar.below_thousand(part.to + 1)
    for told in (inner, inner and grammar.scaled(inner)):
        if told and told.value == part.value and grammar.form(told.to) == _CLOSE:
            return part._replace(to=told.to + 1, worded=True)
    return part


def slashed(grammar: Numerals, at: int) -> Part | None:
    """Return a fraction written with a slash before the noun that it is of: 1/2 ساعة; None for a date or a case."""
    to = at + 3
    joined = grammar.sentence.glued(at) and grammar.form(at - 1) != _AND
    if not _are_glued(grammar, at, _SLASH) or joined or grammar.sentence.glued(to):
        return None
    if not grammar.form(at).isdigit():
        return None
    over, under = int(grammar.form(at)), int(grammar.form(at + 2))
    if not 0 < over < under <= _MOST_PARTS or grammar.kind(to) != WORD:
        return None
    noun = not grammar.form(to).startswith(ARTICLE) and len(grammar.form(to)) > _PARTICLE
    return Part(Fraction(over, under), to) if noun else None
