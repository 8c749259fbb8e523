"""Words and signs around a number that say how exact it is, and those that join two numbers into a range."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from extractors.numbers.figures import is_currency_sign
from extractors.numbers.lexicon import percent_length
from extractors.records import Bound
from extractors.text import MARK, NUMBER, WORD, Match, Phrases, Token, Trigger, fold_word, load_toml
from extractors.text.clitics import proclitic_cuts

if TYPE_CHECKING:
    from extractors.numbers.grammar import Grammar

AND: Final = "و"
_REACH: Final = 5  # tokens between a number and the على الأقل that still bounds it
_APART: Final = 10  # tokens between the verb of a bound and its number
_TA, _BOUND_TA = "ه", "ت"
LOWER: Final = frozenset({"at_least", "more_than"})
UPPER: Final = frozenset({"at_most", "less_than"})


@cache
def table() -> dict[str, Any]:
    """Return bounds.toml."""
    return load_toml("extractors.numbers", "bounds.toml")


@cache
def bounds(place: str) -> Phrases[Bound]:
    """Return the bounds that stand "before" or "after" a number."""
    stated: dict[Bound, list[str]] = table()[place]
    pairs = [(phrase, bound) for bound, phrases in stated.items() for phrase in phrases]
    if place == "before":
        pairs.extend(_negated())
    return Phrases(pairs, clitics=place == "before")


def _negated() -> Iterator[tuple[str, Bound]]:
    negated = table()["negated"]
    turned: tuple[Bound, ...] = ("at_most", "at_least")
    for bound in turned:
        for word in negated["words"]:
            yield from ((f"{word} {phrase}", bound) for phrase in negated[bound])


@cache
def joints(name: str) -> Phrases[str]:
    """Return one list of what joins the ends of a range."""
    return Phrases(dict.fromkeys(table()["range"][name], name), clitics=name in ("openers", "from"))


@cache
def listed(section: str, name: str) -> Phrases[bool]:
    """Return a list of words of bounds.toml."""
    return Phrases(dict.fromkeys(table()[section][name], True))


def bound_before(tokens: Sequence[Token], at: int) -> Match[Bound] | None:
    """Return the bound that ends before token `at`."""
    return bounds("before").ending(tokens, at)


def bound_after(tokens: Sequence[Token], at: int) -> Match[Bound] | None:
    """Return the bound that follows within a few tokens of `at` and its unit, before any other number or mark.

    In «710 شهداء وأكثر من 900 جريح» the bound is of the number behind it.
    """
    sign = _sign_length(tokens, at)
    at += sign
    for place in range(at, min(at + (1 if sign else _REACH), len(tokens))):
        if match := bounds("after").starting(tokens, place):
            return None if _bounds_the_next(tokens, match) else match
        if tokens[place].kind in (NUMBER, MARK) or tokens[place].form == AND or _joined(tokens[place].form):
            return None
    return None


def _bounds_the_next(tokens: Sequence[Token], match: Match[Bound]) -> bool:
    """Whether the words of a bound open one that goes on: أو أكثر of «أو أكثر من 900»."""
    opened = (bounds("before").starting(tokens, at) for at in range(match.first, match.to))
    return any(each and each.to > match.to for each in opened)


def _sign_length(tokens: Sequence[Token], at: int) -> int:
    """How many tokens the words or the sign for per cent take at `at`, or the sign of a currency."""
    if at >= len(tokens):
        return 0
    return percent_length(tokens, at) or int(is_currency_sign(tokens[at].form))


def with_bound(value: Fraction, bound: Bound) -> tuple[Fraction | None, Fraction | None, Bound]:
    """Return low, high and bound of a single value: the side that a bound leaves open is None."""
    if bound in LOWER:
        return value, None, bound
    if bound in UPPER:
        return None, value, bound
    return value, value, bound


def ordered(
    one: tuple[Bound, Fraction | None], other: tuple[Bound, Fraction | None]
) -> tuple[Fraction, Fraction] | None:
    """Return the ends of the range that two bounds with their values make; None where they make none."""
    for (lower, low), (upper, high) in ((one, other), (other, one)):
        if lower in LOWER and upper in UPPER and low is not None and high is not None and low < high:
            return low, high
    return None


class _Apart(NamedTuple):
    """A bound whose verb stands before its subject, and the words that may stand before its number, if it needs one."""

    bound: Bound
    closings: frozenset[str]


@cache
def _apart() -> Phrases[_Apart]:
    entries = table()["apart"]["verbs"]
    return Phrases(
        [
            (opening, _Apart(entry["bound"], frozenset(map(fold_word, entry["closings"]))))
            for entry in entries
            for opening in entry["openings"]
        ]
    )


@cache
def _subjects() -> frozenset[str]:
    """The nouns whose size a bound can be of, alone, under ال and with a pronoun: عدد, عددهم, قيمتها."""
    found: set[str] = set()
    for noun in Phrases(dict.fromkeys(table()["apart"]["subjects"], True)).openers():
        stem = noun[:-1] + _BOUND_TA if noun.endswith(_TA) else noun
        found |= {noun, "ال" + noun, *(stem + pronoun for pronoun in ("ه", "ها", "هم", "هما", "هن"))}
    return frozenset(found)


APART: Final = Trigger(lambda: _apart().openers())


def bound_apart(grammar: Grammar, at: int, free: int) -> Bound | None:
    """Return the bound whose subject stands between it and the number at a token: تجاوزت إيراداتها مليار دينار.

    Args:
        grammar: the numerals of the sentence.
        at: the token where the number begins.
        free: the first token that no number before it holds.
    """
    tokens = grammar.tokens
    for place in grammar.sentence.places(APART):
        if not max(free, at - _APART) <= place < at:
            continue
        match = _apart().starting(tokens, place)
        if place and listed("negated", "words").value(tokens[place - 1].form):
            continue
        if match and match.to < at and tokens[match.to].form in _subjects() and _reaches(grammar, match, at):
            return match.value.bound
    return None


def _reaches(grammar: Grammar, match: Match[_Apart], at: int) -> bool:
    """Whether nothing but the subject stands between the verb of a bound and its number."""
    last = grammar.tokens[at - 1].form
    if match.value.closings:
        if last not in match.value.closings:
            return False
    elif listed("apart", "never").value(last):
        return False
    return not any(_stops(grammar, place) for place in range(match.to, at))


def _stops(grammar: Grammar, at: int) -> bool:
    """Whether a token ends the subject of a bound."""
    form = grammar.form(at)
    if grammar.kind(at) != WORD or grammar.word(at) or _joined(form):
        return True
    return listed("apart", "breaks").value(form) is not None


def _joined(form: str) -> bool:
    return form.startswith(AND) and proclitic_cuts(form)[:1] == (1,)
