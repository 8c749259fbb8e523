"""Ordinals: the place of something in a series (اليوم السادس والثلاثين, الدورة الـ73)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from extractors.claims.candidates import Candidate, Reading
from extractors.claims.finder import finder
from extractors.numbers.ordinals import OrdinalNumeral, in_series, ordinal
from extractors.records import Ordinal

_POSSESSIVES: Final = ("ه", "ها", "هم", "هن", "نا")
_OF: Final = "من"


find: Final = finder("ordinal")


def read(reading: Reading) -> Iterable[Candidate]:
    """Ordinals in words after a definite noun or before من, and definite numbers after a noun of series."""
    inside: set[int] = set()
    for at in range(len(reading.tokens)):
        found = ordinal(reading.numbers.grammar, at)
        if found and found.definite and _is_place(reading, found):
            inside.update(range(found.first, found.to))
            phrase = reading.phrase(found.first, found.to, found.clitics)
            yield Candidate(Ordinal, phrase.start, phrase.end, (phrase.start, phrase.end), {"value": found.value})
    for quantity in reading.quantities:
        if quantity.first in inside or not quantity.definite or quantity.value is None or quantity.value.denominator != 1 or quantity.unit > 1:
            continue
        in_digits = quantity.form == "digits"
        before = quantity.first - 1 - in_digits
        named = in_series(reading.form(before)) or (not in_digits and in_series(reading.form(before - 1)))
        if named or (in_digits and reading.form(quantity.to) == _OF):
            core = (quantity.core, quantity.end)
            yield Candidate(Ordinal, *core, core, {"value": int(quantity.value)})


def _is_place(reading: Reading, found: OrdinalNumeral) -> bool:
    """Whether an ordinal describes a thing: after a bare name it is a king's or a pope's (محمد السادس)."""
    at = found.first - 1
    owned = reading.form(at).endswith(_POSSESSIVES)
    return reading.has_article(at) or owned or reading.form(found.to) == _OF
