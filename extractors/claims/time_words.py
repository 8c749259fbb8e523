"""Words for stretches of time, read from time_words.toml: what dates and durations both stand on."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, Final, Literal, NamedTuple

from extractors.text import Trigger, fold_word, load_toml, without_clitics
from extractors.text.phrases import ARTICLE

Direction = Literal["past", "current", "future"]

OFFSETS: Final[dict[Direction, int]] = {"past": -1, "current": 0, "future": 1}
"""How many units away what a direction names lies: the past week is one week back."""


class UnitWord(NamedTuple):
    """A word for a unit of time.

    `number` is one, two, construct (عامي 2014 و2015) or many; `clitics` counts the folded letters of و ف ب ل ك before
    the word, `definite` says whether ال stands there as well.
    """

    unit: str
    number: str
    definite: bool
    clitics: int


@cache
def _table() -> dict[str, Any]:
    return load_toml("extractors.claims", "time_words.toml")


@cache
def _units() -> dict[str, tuple[str, str]]:
    return {
        fold_word(word): (unit, number)
        for unit, numbers in _table()["units"].items()
        for number, words in numbers.items()
        for word in words
    }


UNIT: Final = Trigger(_units, definite=True)


@lru_cache(maxsize=65_536)
def unit_word(form: str) -> UnitWord | None:
    """The unit of time that a folded token names, whatever clitics it carries."""
    units = _units()
    for bare in without_clitics(form):
        clitics = max(len(form) - len(bare), 0)
        if found := units.get(bare):
            return UnitWord(*found, definite=False, clitics=clitics)
        if bare.startswith(ARTICLE) and (found := units.get(bare[len(ARTICLE) :])) and found[1] != "construct":
            return UnitWord(*found, definite=True, clitics=clitics)
    return None


@cache
def _directions(name: str) -> dict[str, Direction]:
    return {fold_word(word): direction for direction, words in _table()[name].items() for word in words}


def direction(form: str, *, of_unit: bool = False) -> Direction | None:
    """The direction of الماضي, الجاري, المقبل and the like; after a unit السابق has one too."""
    return _directions("directions").get(form) or (_directions("directions_of_units").get(form) if of_unit else None)


@cache
def _recent() -> frozenset[str]:
    return frozenset(map(fold_word, _table()["recent"]["words"]))


def recent(form: str) -> bool:
    """Whether a folded word says that a stretch reaches up to now: الأخيرة."""
    return form in _recent()
