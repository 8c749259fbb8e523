"""«مقتل فلسطينيين»: two of them or several, as it is written; the article says elsewhere which.

A headline that can be read either way is read as two where the article goes on to count two of the same («قتل
فلسطينيان»), and is left without a number where it does not.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from extractors.records import Casualty, Claim
from extractors.text import fold_word

_EITHER: Final = "ين"
_DUAL: Final = ("ان", "ين")
_TWO: Final = 2


def settled(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims, those that may be of two people given their number where another claim says it."""
    counted = {key for claim in claims if isinstance(claim, Casualty) and claim.value == _TWO for key in _keys(claim)}
    return tuple(_settled(claim, counted) if isinstance(claim, Casualty) else claim for claim in claims)


def _settled(claim: Casualty, counted: set[tuple[str, str]]) -> Casualty:
    if claim.bound != "none_stated" or counted.isdisjoint(_keys(claim)):
        return claim
    return replace(claim, value=_TWO, low=_TWO, high=_TWO, bound="exact")


def _keys(claim: Casualty) -> set[tuple[str, str]]:
    """The outcome with the stem of the first word for the victims, if its form can be a dual."""
    first = fold_word(claim.victims.text).split()[0] if claim.victims else ""
    either = first.endswith(_EITHER) or (claim.value == _TWO and first.endswith(_DUAL))
    return {(claim.outcome, first[: -len(_EITHER)])} if either else set()
