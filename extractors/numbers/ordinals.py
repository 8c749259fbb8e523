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


class _Unit(NamedTuple):
    """What the word for a unit says: its value, and whether it needs عشر or tens after it, as الحادي does."""

    value: int
    compound: bool


@cache
def _units() -> Phrases[_Unit]:
    table: dict[str, Any] = load_toml("extractors.numbers", "ordinals.toml")
    return Phrases(
        [
            (form, _Unit(int(value), compound=section == "compound"))
            for section in ("compound", "units")
            for value, forms in table[section].items()
            for form in forms
        ]
    )


ORDINAL: Final = Trigger(lambda: _units().openers())


def ordinal(grammar: Grammar, at: int) -> OrdinalNumeral | None:
    """The ordinal whose units begin at a token, with the عشر or the tens after them; None where there is none."""
    match = _units().starting(grammar.tokens, at)
    if match is None:
        return None
    unit, to = match.value, match.to
    following = grammar.role(to)
    if following.teen and not following.conjunction and unit.value < _TEN:
        return _numeral(grammar.tokens, at, to + 1, unit.value + _TEN, match.clitics)
    tens, end = grammar.joined(to)
    if tens.ten and tens.definite:
        return _numeral(grammar.tokens, at, end, unit.value + tens.ten, match.clitics)
    return None if unit.compound else _numeral(grammar.tokens, at, to, unit.value, match.clitics)


def _numeral(tokens: Sequence[Token], at: int, to: int, value: int, clitics: int) -> OrdinalNumeral:
    return OrdinalNumeral(at, to, value, clitics, tokens[at].form[clitics:].startswith(ARTICLE))


@cache
def _series() -> Phrases[bool]:
    return Phrases(dict.fromkeys(load_toml("extractors.numbers", "ordinals.toml")["series"]["words"], True))


def in_series(form: str) -> bool:
    """Whether a folded word names something that comes in a series, so that الـ73 after it is its place."""
    return _series().value(form) is not None
