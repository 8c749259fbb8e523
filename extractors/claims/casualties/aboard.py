"""People aboard what went missing: «اختفاء قارب يقل 44 مهاجرا»."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from extractors.claims.casualties.finding import Finding, as_finding
from extractors.claims.lexicon import casualty
from extractors.claims.sentence import Anchor, SentenceView
from extractors.claims.sentence.clauses import BACK_TO_PEOPLE
from extractors.claims.sentence.group import Group

_NEAR: Final = 4  # tokens from what befell a vehicle to its noun
_REACH: Final = 10  # tokens from the vehicle to whom it carries


def aboard(view: SentenceView) -> Iterator[Finding]:
    """«اختفاء قارب يقل 44 مهاجرا», «فقدت مروحية على متنها سبعة ركاب»."""
    for anchor in view.anchors:
        said = not anchor.word.roles.isdisjoint({"masdar", "verb", "after"})
        if said and anchor.word.outcome == "missing" and view.happened(anchor.at):
            vehicle = _vehicle(view, anchor)
            group = _carried(view, vehicle) if vehicle is not None else None
            if group:
                yield as_finding(view, anchor, group)


def _vehicle(view: SentenceView, anchor: Anchor) -> int | None:
    """The vehicle straight behind a word, or before a verb, nothing but its adjectives between."""
    at = view.skip(anchor.to)
    if view.has(at, casualty.VEHICLES):
        return at
    before = range(anchor.at - 1, max(-1, anchor.at - _NEAR), -1) if "verb" in anchor.word.roles else ()
    return next((k for k in before if view.has(k, casualty.VEHICLES)), None)


def _carried(view: SentenceView, vehicle: int) -> Group | None:
    """The counted people whom a vehicle is said to carry."""
    for at in range(vehicle + 1, min(vehicle + _REACH, len(view.tokens))):
        if view.ends_clause(at, BACK_TO_PEOPLE):
            return None
        if view.has(at, casualty.CARRIES):
            group = view.people_at(view.skip(at + 1))
            return group if group and group.counted and group.head == "person" else None
    return None
