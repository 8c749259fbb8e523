"""Percentages: shares and changes, with their direction. What they are of, and against what, is read in context."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, Final, Literal, NamedTuple

from extractors.claims.candidates import Candidate, Reading
from extractors.numbers import Quantity
from extractors.records import Percentage
from extractors.text import MARK, Phrases, load_toml

Direction = Literal["increase", "decrease"]

_REACH: Final = 24  # tokens between a word of change and its percentage
_COMMAS: Final = ("،", ",")
_OF: Final = "من"
_AND: Final = "و"
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



def read(reading: Reading) -> Iterable[Candidate]:
    """Numbers followed by بالمئة, في المئة or %, or with the sign before them."""
    for quantity in map(Quantity.signed, reading.quantities):
        span = _span(reading, quantity)
        if span is None:
            continue
        start, end = span
        fields = {**quantity.fields(), "change": _change(reading, quantity)}
        yield Candidate(Percentage, start, end, (min(start, quantity.core), end), fields)


def _span(reading: Reading, quantity: Quantity) -> tuple[int, int] | None:
    """The offsets of a percentage, None where the number is none."""
    grammar, tokens = reading.numbers.grammar, reading.tokens
    if length := grammar.percent(quantity.to):
        return quantity.start, tokens[quantity.to + length - 1].end
    before = quantity.first - 1  # the sign before its number: %20, not the one of a number before it
    signed = before >= 0 and tokens[before].kind == MARK and grammar.percent(before) == 1
    if signed and reading.sentence.glued(quantity.first) and not reading.numbers.ending(before):
        return min(quantity.start, tokens[before].start), quantity.end
    return None


def _behind(reading: Reading, quantity: Quantity) -> str:
    """The word behind a percentage."""
    return reading.form(quantity.to + reading.numbers.grammar.percent(quantity.to))


def _is_share(reading: Reading, quantity: Quantity) -> bool:
    """Whether it is said what the percentage is a part of: 20% من مساحة الولاية."""
    measured = change_words().carriers.value(reading.form(quantity.begin - 1))  # بنسبة 20%: of a change told before
    return not measured and _behind(reading, quantity) == _OF


def _change(reading: Reading, quantity: Quantity) -> Direction | None:
    """The direction of a change whose size the percentage is; None for a share or a level."""
    if change_words().arrival.value(reading.form(quantity.begin - 1)):
        return None
    after = _behind(reading, quantity)
    direction = _told(reading, quantity, after)
    return None if direction == "increase" and (quantity.high or 0) < 0 else direction  # نمو سالب


def _told(reading: Reading, quantity: Quantity, after: str) -> Direction | None:
    """The direction that the word behind a percentage gives, or the nearest one before it."""
    if not after.startswith(_AND) and (direction := change_words().directions.value(after)):
        return direction  # «5% نموا», but not «5% وانخفض»
    return _change_before(reading, quantity)


def _change_before(reading: Reading, quantity: Quantity) -> Direction | None:
    """The direction that the nearest word of change before a percentage gives, where nothing cuts it off."""
    for at in range(quantity.begin - 1, max(quantity.begin - 1 - _REACH, -1), -1):
        form = reading.form(at)
        if form in _CLAUSE_ENDS or (form in _COMMAS and _is_share(reading, quantity)):
            return None
        if direction := _moved(reading, at):
            return direction
        if change_words().level.value(form):
            return _carried(reading, at)
    return None


def _moved(reading: Reading, at: int) -> Direction | None:
    """The direction of the word of change at a token, which after a rate names a level: معدل النمو."""
    direction = change_words().directions.value(reading.form(at))
    return None if direction and change_words().rates.value(reading.form(at - 1)) else direction


def _carried(reading: Reading, at: int) -> Direction | None:
    """The direction of the change named just before a word of level that only carries it: زيادة بلغت."""
    words = change_words()
    if not words.carriers.value(reading.form(at)):
        return None
    return words.directions.value(reading.form(at - 1)) or words.directions.value(reading.form(at - 2))
