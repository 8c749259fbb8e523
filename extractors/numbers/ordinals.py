"""Ordinals: a place in a series, in words (السادس والثلاثين, المئة والخامسة) or in digits under ال (الـ73)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

from extractors.numbers.grammar import AND, Grammar
from extractors.numbers.lexicon import number_words
from extractors.text import Phrases, Token, Trigger, fold_word, load_toml, without_clitics
from extractors.text.phrases import ARTICLE

_TEN: Final = 10
_SHORTEST_OWNED: Final = 4  # letters of a noun with the pronoun of its owner
_FEMININE: Final = "ه"  # ة, folded
_OWNED_FEMININE: Final = "ت"  # ة before a pronoun


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
def _table() -> dict[str, Any]:
    return load_toml("extractors.numbers", "ordinals.toml")


@cache
def _list(section: str, name: str = "words") -> frozenset[str]:
    return frozenset(map(fold_word, _table()[section][name]))


@cache
def _units() -> Phrases[_Unit]:
    return Phrases(
        [
            (form, _Unit(int(value), compound=section == "compound"))
            for section in ("compound", "units")
            for value, forms in _table()[section].items()
            for form in forms
        ]
    )


def _openers() -> frozenset[str]:
    """What an ordinal may begin with: units, and definite tens, hundreds and thousands."""
    round_ones = (form for form, word in number_words().items() if word.ten or word.hundred or word.scale)
    return _units().openers() | {ARTICLE + form for form in round_ones}


ORDINAL: Final = Trigger(_openers)


def ordinals(grammar: Grammar) -> Iterator[OrdinalNumeral]:
    """Give the ordinals of a sentence in words, the longest at each place, none inside another."""
    free = 0
    for at in grammar.sentence.places(ORDINAL):
        found = ordinal(grammar, at) if at >= free else None
        if found:
            free = found.to
            yield found


def ordinal(grammar: Grammar, at: int) -> OrdinalNumeral | None:
    """The ordinal that begins at a token: units, the عشر or tens after them, hundreds on either side; None for none."""
    found = _below_hundred(grammar, at) or _over_hundreds(grammar, at)
    if found is None:
        return _after_hundreds(grammar, _tens(grammar, at))
    return _after_hundreds(grammar, found) or found


def _after_hundreds(grammar: Grammar, found: OrdinalNumeral | None) -> OrdinalNumeral | None:
    """The ordinal with the hundreds that it comes after: الثامن والخمسين بعد المئة, الثلاثين بعد المئة."""
    if found is None or not found.definite or not _is_after(_form(grammar, found.to)):
        return None
    hundreds = _round(grammar, found.to + 1)
    return found._replace(to=found.to + 2, value=found.value + hundreds) if hundreds > found.value else None


def _is_after(form: str) -> bool:
    """Whether a folded word joins an ordinal to the hundreds before it: بعد."""
    return form in _list("after")


def _tens(grammar: Grammar, at: int) -> OrdinalNumeral | None:
    """Definite tens, which are an ordinal as well as a number: the hundreds after them tell which."""
    word = grammar.role(at)
    if not word.ten or not word.definite:
        return None
    return _numeral(grammar.tokens, at, at + 1, word.ten, max(word.clitics - len(ARTICLE), 0))


def _form(grammar: Grammar, at: int) -> str:
    """The folded text of a token, empty outside the sentence."""
    return grammar.tokens[at].form if 0 <= at < len(grammar.tokens) else ""


def _below_hundred(grammar: Grammar, at: int) -> OrdinalNumeral | None:
    match = _units().starting(grammar.tokens, at)
    if match is None:
        return None
    unit, to = match.value, match.to
    following = grammar.role(to)
    first = unit.value == 1 and not unit.compound  # الأول عشرة لاعبين: the eleventh is الحادي عشر
    if following.teen and not following.conjunction and unit.value < _TEN and not first:
        return _numeral(grammar.tokens, at, to + 1, unit.value + _TEN, match.clitics)
    tens, end = grammar.joined(to)
    if tens.ten and tens.definite:
        return _numeral(grammar.tokens, at, end, unit.value + tens.ten, match.clitics)
    return None if unit.compound else _numeral(grammar.tokens, at, to, unit.value, match.clitics)


def _over_hundreds(grammar: Grammar, at: int) -> OrdinalNumeral | None:
    """The ordinal units that و joins to definite hundreds: المئة والخامسة والعشرين."""
    hundreds = _round(grammar, at)
    if not hundreds:
        return None
    apart = _form(grammar, at + 1) == AND
    rest = _below_hundred(grammar, at + 1 + apart)
    if rest is None or not rest.definite or not (apart or _form(grammar, rest.first).startswith(AND)):
        return None
    return _numeral(grammar.tokens, at, rest.to, hundreds + rest.value, max(grammar.role(at).clitics - len(ARTICLE), 0))


def _round(grammar: Grammar, at: int) -> int:
    """The value of a definite hundred or thousand at a token: المئة, المئتين, الألف; 0 for any other word."""
    word = grammar.role(at)
    if not word.definite:
        return 0
    two = 2 if word.scale_form == "two" else 1
    return word.hundred or (word.scale * two if word.scale and word.scale_form != "many" else 0)


def _numeral(tokens: Sequence[Token], at: int, to: int, value: int, clitics: int) -> OrdinalNumeral:
    return OrdinalNumeral(at, to, value, clitics, tokens[at].form[clitics:].startswith(ARTICLE))


@lru_cache(maxsize=65_536)
def in_series(form: str) -> bool:
    """Whether a folded word names something that comes in a series, so that الـ73 after it is its place.

    It stands under ال or is somebody's (دورته, هدفه), or else completes itself by the number (ذكرى, يوم).
    """
    return any(_is_in_series(bare) for bare in without_clitics(form))


def _is_in_series(form: str) -> bool:
    if form in _list("series", "bare"):
        return True
    named = form.removeprefix(ARTICLE)
    if named != form:
        return named in _list("series") or named in _list("series", "definite")
    return any(noun in _list("series") for noun in _owned(form))


def _owned(form: str) -> Iterator[str]:
    """The nouns that a word may be with the pronoun of an owner: هدفه is هدف, دورتها is دورة."""
    for pronoun in _list("pronouns"):
        if form.endswith(pronoun) and len(form) >= _SHORTEST_OWNED:
            noun = form.removesuffix(pronoun)
            yield noun
            if noun.endswith(_OWNED_FEMININE):
                yield noun.removesuffix(_OWNED_FEMININE) + _FEMININE


@lru_cache(maxsize=65_536)
def of_life(form: str) -> bool:
    """Whether a folded word says that a number is somebody's age: السادسة عشرة من عمره."""
    return form in _list("life")


@lru_cache(maxsize=65_536)
def is_one_thing(form: str) -> bool:
    """Whether a folded word under ال is a noun in the singular, so that الثلاثون after it is its place.

    Those in ة are, but for some plurals (القادة); of others it is said of the nouns that stand in a series.
    """
    for bare in without_clitics(form):
        named = bare.removeprefix(ARTICLE)
        if named != bare and named.endswith(_FEMININE):
            return named not in _list("plurals")
    return in_series(form)
