"""Percentages: shares and changes, with their direction, their baseline and what they are of."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, Final, Literal, NamedTuple

from extractors.claims.candidates import Candidate, Reading
from extractors.claims.finder import finder
from extractors.claims.phrases import joined, noun_phrase
from extractors.numbers import Quantity
from extractors.records import Percentage, Phrase
from extractors.text import MARK, Phrases, load_toml

Direction = Literal["increase", "decrease"]

_REACH: Final = 24  # tokens between a word of change and its percentage
_BASELINE_REACH: Final = 8  # tokens between a percentage and its baseline
_WITH: Final = "ب"
_CLAUSE_ENDS: Final = frozenset("؛;:")


class ChangeWords(NamedTuple):
    """The lexicon of change.toml, each list ready for look-up; `baseline` says whether ب is owed to the next word."""

    directions: Phrases[Direction]
    arrival: Phrases[bool]
    level: Phrases[bool]
    carriers: Phrases[bool]
    baseline: Phrases[bool]
    rates: Phrases[bool]


@cache
def change_words() -> ChangeWords:
    """The words that say which way a figure moved, and those that say that it did not."""
    table: dict[str, Any] = load_toml("extractors.claims", "change.toml")
    directions: dict[str, Direction] = dict.fromkeys(table["increase"], "increase") | dict.fromkeys(
        table["decrease"], "decrease"
    )

    def listed(name: str, *, clitics: bool = True) -> Phrases[bool]:
        return Phrases(dict.fromkeys(table[name], True), clitics=clitics)

    return ChangeWords(
        Phrases(directions),
        listed("arrival", clitics=False),
        listed("level"),
        listed("carriers"),
        Phrases(dict.fromkeys(table["baseline"], False) | dict.fromkeys(table["baseline_with_b"], True)),
        listed("rates"),
    )


find: Final = finder("percentage")


def read(reading: Reading) -> Iterable[Candidate]:
    """Numbers followed by بالمئة, في المئة or %, or with the sign before them."""
    for quantity in reading.quantities:
        span = _span(reading, quantity)
        if span is None:
            continue
        start, end, after = span
        change, cause = _change(reading, quantity)
        yield Candidate(
            Percentage,
            start,
            end,
            (min(start, quantity.core), end),
            {
                **quantity.fields(),
                "change": change,
                "of": _whole(reading, after, cause),
                "compared_to": _baseline(reading, after),
            },
        )


def _span(reading: Reading, quantity: Quantity) -> tuple[int, int, int] | None:
    """Offsets of a percentage and the token after it, None where the number is no percentage."""
    grammar, tokens = reading.numbers.grammar, reading.tokens
    if length := grammar.percent(quantity.to):
        return quantity.start, tokens[quantity.to + length - 1].end, quantity.to + length
    before = quantity.first - 1
    signed = before >= 0 and tokens[before].kind == MARK and grammar.percent(before) == 1
    if signed and tokens[before].to == tokens[quantity.first].at and not _closes(reading, before):
        return min(quantity.start, tokens[before].start), quantity.end, quantity.to
    return None


def _closes(reading: Reading, sign: int) -> bool:
    """Whether a per cent sign belongs to the number before it."""
    return any(quantity.to == sign for quantity in reading.quantities)


def _change(reading: Reading, quantity: Quantity) -> tuple[Direction | None, int | None]:
    """The direction of a change whose size the percentage is, and the token that names it."""
    words, tokens = change_words(), reading.tokens
    begin = quantity.begin
    if begin and words.arrival.value(tokens[begin - 1].form):
        return None, None
    if direction := words.directions.value(reading.form(quantity.to + 1 + quantity.percent)):
        follows = not reading.numbers.grammar.percent(quantity.to)
        if follows:
            return direction, None
    for at in range(begin - 1, max(begin - 1 - _REACH, -1), -1):
        token = tokens[at]
        if token.form in _CLAUSE_ENDS:
            return None, None
        direction = words.directions.value(token.form)
        if direction and not words.rates.value(reading.form(at - 1)):
            return direction, at
        if words.level.value(token.form):
            named = words.directions.value(reading.form(at - 1)) or words.directions.value(reading.form(at - 2))
            return (named, at - 1) if named and words.carriers.value(token.form) else (None, None)
    return None, None


def _whole(reading: Reading, after: int, cause: int | None) -> Phrase | None:
    """What a percentage is of: the noun after من, else what the word of change is said of."""
    if reading.form(after) == "من":
        return noun_phrase(reading, after + 1)
    return noun_phrase(reading, cause + 1) if cause is not None else None


def _baseline(reading: Reading, after: int) -> Phrase | None:
    """What a change is measured against: the phrase after عن, مقارنة مع and the like."""
    words = change_words().baseline
    for at in range(after, min(after + _BASELINE_REACH, len(reading.tokens))):
        if match := words.starting(reading.tokens, at):
            owed = match.value and reading.form(match.to).startswith(_WITH)
            return _stretch(reading, match.to, clitics=int(owed))
        if reading.numbers.grammar.percent(at) or reading.tokens[at].form in _CLAUSE_ENDS:
            return None
    return None


def _stretch(reading: Reading, at: int, *, clitics: int) -> Phrase | None:
    """The words of a baseline, its own prepositions included: الفترة نفسها من العام الماضي."""
    to = at
    while to < min(at + _BASELINE_REACH, len(reading.tokens)) and not _ends(reading, to, at):
        to += 1
    return reading.phrase(at, to, clitics) if to > at else None


def _ends(reading: Reading, at: int, first: int) -> bool:
    token = reading.tokens[at]
    if token.kind == MARK and token.form != "/":
        return True
    return at > first and joined(token.form)
