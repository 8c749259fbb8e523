"""«مقتل فلسطينيين», «إصابة آخرين»: two of them or several, as it is written; the article says elsewhere which.

A headline that can be read either way is read as two where the article goes on to count two of the same («قتل
فلسطينيان»), and is left without a number where it does not. Others («آخرين») are two only where the same is told beside
them as beside the two.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from extractors.claims.lexicon import casualty
from extractors.records import Casualty, Claim
from extractors.text import fold_word

_EITHER: Final = "ين"
_DUAL: Final = ("ان", "ين")
_TWO: Final = 2


class _Key(NamedTuple):
    """What two claims of the same people share: the outcome, the stem of their noun, for others the figure beside."""

    outcome: str
    stem: str
    beside: tuple[str, float | None] | None = None


def settled(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims, those that may be of two people given their number where another claim says it."""
    told = tuple(_with_keys(claims))
    counted = {key for claim, key in told if key and isinstance(claim, Casualty) and claim.value == _TWO}
    return tuple(_settled(claim, key, counted) for claim, key in told)


def _settled(claim: Claim, key: _Key | None, counted: set[_Key]) -> Claim:
    if not isinstance(claim, Casualty) or claim.bound != "none_stated" or key not in counted:
        return claim
    return replace(claim, value=_TWO, low=_TWO, high=_TWO, bound="exact")


def _with_keys(claims: tuple[Claim, ...]) -> Iterator[tuple[Claim, _Key | None]]:
    """Each claim with its key, if its form can be a dual."""
    before: Casualty | None = None
    for claim in claims:
        yield claim, _key(claim, before) if isinstance(claim, Casualty) else None
        before = claim if isinstance(claim, Casualty) else before


def _key(claim: Casualty, before: Casualty | None) -> _Key | None:
    """The outcome with the stem of the first word for the victims, if its form can be a dual."""
    first = fold_word(claim.victims.text).split()[0] if claim.victims else ""
    if not (first.endswith(_EITHER) or (claim.value == _TWO and first.endswith(_DUAL))):
        return None
    stem = first[: -len(_EITHER)]
    if first not in casualty.OTHER_MANY | casualty.OTHER_TWO:
        return _Key(claim.outcome, stem)
    beside = before if before and before.sentence == claim.sentence else None
    return _Key(claim.outcome, stem, (beside.outcome, beside.value) if beside else ("", None))
