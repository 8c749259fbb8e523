"""Phrases of claims tied to the entities and claims that stand in them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from typing import Any, Final, NamedTuple

from extractors.records import CLAIM_TYPES, Claim, Entity, Phrase

_PHRASES: Final = {
    each.kind: tuple(field.name for field in fields(each) if Phrase.__name__ in str(field.type)) for each in CLAIM_TYPES
}
"""The fields of each kind of claim that hold a phrase or nothing, by how they are annotated."""


class Place(NamedTuple):
    """Where an entity or a claim stands."""

    start: int
    end: int
    id: str


class Places:
    """Entities or claims by place, for look-up of the one that a phrase holds."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._places = sorted(places)
        self._starts = [place.start for place in self._places]

    def within(self, phrase: Phrase) -> str | None:
        """The id of the first one that lies whole inside a phrase."""
        for place in self._places[bisect_left(self._starts, phrase.start) :]:
            if place.start >= phrase.end:
                return None
            if place.end <= phrase.end:
                return place.id
        return None


def link_phrases(claims: Sequence[Claim], entities: Iterable[Entity]) -> tuple[Claim, ...]:
    """The claims, with the ids of the entity and the date that each of their phrases holds."""
    mentions = Places(
        Place(mention.start, mention.end, entity.id) for entity in entities for mention in entity.mentions
    )
    dates = Places(Place(claim.start, claim.end, claim.id) for claim in claims if claim.kind == "date")
    return tuple(_linked(claim, mentions, dates) for claim in claims)


def _linked(claim: Claim, mentions: Places, dates: Places) -> Claim:
    changed: dict[str, Any] = {}
    for name in _PHRASES[claim.kind]:
        phrase = getattr(claim, name)
        if phrase is None:
            continue
        entity, date = mentions.within(phrase), dates.within(phrase)
        if (entity, date) != (phrase.entity, phrase.claim):
            changed[name] = replace(phrase, entity=entity, claim=date)
    return replace(claim, **changed) if changed else claim
