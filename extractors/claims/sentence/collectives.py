"""Families, gangs and crews whose size is said: «عائلة من ستة أفراد», «عصابة مكونة من أربعة أشخاص»."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from extractors.claims.lexicon import casualty, particles, people
from extractors.claims.sentence.words import WordView
from extractors.numbers import Quantity

_REACH: Final = 4  # tokens from the noun to its number
_OWNERS: Final = 2  # definite words between the noun and its number
_FURTHER: Final = 8  # tokens from «كل من كان» to their number


def sized(view: WordView, at: int) -> Quantity | None:
    """The number of people that a collective noun at a token is made of; None where it is no such noun."""
    if not view.has(at, people.COLLECTIVES):
        return None
    for quantity in view.quantities:
        if at < quantity.begin <= at + _REACH:
            before = view.form(quantity.begin - 1)
            made_of = before == particles.OF or before in people.HOLDS
            return quantity if made_of else None
    return None


def whole(view: WordView, at: int, starts: Mapping[int, Quantity]) -> Quantity | None:
    """The number of all of a group whose noun ends before a token: «أفراد الطاقم السبعة», «ركابها البالغ عددهم 65»."""
    for owners in range(_OWNERS + 1):
        if number := headcount(view, at + owners, starts, 1):
            return number
        number = starts.get(at + owners)
        if number and owners and number.begin == at + owners and number.definite and number.form == "words":
            return number
        if not view.has_article(at + owners):
            return None
    return None


def headcount(view: WordView, at: int, starts: Mapping[int, Quantity], reach: int = _FURTHER) -> Quantity | None:
    """The number in «وعددهم 49», «والبالغ عددهم حتى الآن 18» where those words begin at a token or soon behind it."""
    lookup = casualty.HEADCOUNTS
    told = next((match for first in range(at, at + reach) if (match := lookup.starting(view.tokens, first))), None)
    if told is None:
        return None
    number = told.to
    while view.has(number, casualty.ADVERBS):
        number += 1
    found = starts.get(number)
    return found if found and found.begin == number else None
