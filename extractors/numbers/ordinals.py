"""Ordinals: a place in a series, in words (السادس والثلاثين) or in digits under ال (الـ73)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, Final, NamedTuple

from extractors.numbers.grammar import Grammar
from extractors.text import Phrases, Token, Trigger, load_toml
from extractors.text.phrases import ARTICLE

_TEN: Final = 10


class OrdinalNumeral(NamedTuple):
    """An ordinal at tokens `first` to `to`; `clitics` are the letters before its first word; `definite` under ال."""

    first: int
    to: int
    value: int
    clitics: int
    definite: bool


@cache
def _words() -> Phrases[int]:
    table: dict[str, Any] = load_toml("extractors.numbers", "ordinals.toml")
    return Phrases([(form, int(value)) for value, forms in table["units"].items() for form in forms])


@cache
def _compound() -> Phrases[int]:
    table: dict[str, Any] = load_toml("extractors.numbers", "ordinals.toml")
    return Phrases([(form, int(value)) for value, forms in table["compound"].items() for form in forms])


ORDINAL: Final = Trigger(lambda: _words().openers() | _compound().openers())


def ordinal(grammar: Grammar, at: int) -> OrdinalNumeral | None:
    """The ordinal whose units begin at a token, with the عشر or the tens after them; None where there is none."""
    tokens = grammar.tokens
    match = _words().starting(tokens, at) or _compound().starting(tokens, at)
    if match is None:
        return None
    value, to = match.value, match.to
    following = grammar.word(to)
    if following and following.teen and not following.conjunction and value < _TEN:
        return _numeral(tokens, at, to + 1, value + _TEN, match.clitics)
    after = grammar.after_and(to)
    tens = grammar.word(after) if after else None
    if tens and tens.ten and tens.definite:
        return _numeral(tokens, at, after + 1, value + tens.ten, match.clitics)
    return None if _compound().starting(tokens, at) else _numeral(tokens, at, to, value, match.clitics)


def _numeral(tokens: Sequence[Token], at: int, to: int, value: int, clitics: int) -> OrdinalNumeral:
    return OrdinalNumeral(at, to, value, clitics, tokens[at].form[clitics:].startswith(ARTICLE))


@cache
def _series() -> Phrases[bool]:
    return Phrases(dict.fromkeys(load_toml("extractors.numbers", "ordinals.toml")["series"]["words"], True))


def in_series(form: str) -> bool:
    """Whether a folded word names something that comes in a series, so that الـ73 after it is its place."""
    return _series().value(form) is not None
