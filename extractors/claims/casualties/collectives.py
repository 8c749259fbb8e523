"""Families, gangs and crews whose size is said: «عائلة من ستة أفراد», «عصابة مكونة من أربعة أشخاص»."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from extractors.claims.candidates import Reading
from extractors.claims.casualties import lexicon, people
from extractors.numbers import Quantity
from extractors.text import without_clitics

_REACH: Final = 4  # tokens from the noun to its number
_OWNERS: Final = 2  # definite words between the noun and its number


def sized(reading: Reading, at: int) -> Quantity | None:
    """The number of people that a collective noun at a token is made of; None where it is no such noun."""
    forms = without_clitics(reading.form(at))
    if people.words("collectives", "words").isdisjoint(forms):
        return None
    for quantity in reading.quantities:
        if at < quantity.begin <= at + _REACH:
            before = reading.form(quantity.begin - 1)
            made_of = before == lexicon.OF or before in people.words("collectives", "holds")
            return quantity if made_of else None
    return None


def whole(reading: Reading, at: int, starts: Mapping[int, Quantity]) -> Quantity | None:
    """The number of all of a group whose noun ends before a token: «أفراد الطاقم السبعة», «ركابها البالغ عددهم 65»."""
    for owners in range(_OWNERS + 1):
        end = at + owners
        told = lexicon.lookup("context", "headcounts").starting(reading.tokens, end)
        first = told.to if told else end
        number = starts.get(first)
        if number and number.begin == first and (told or (owners and number.definite and number.form == "words")):
            return number
        if told or not reading.has_article(end):
            return None
    return None
