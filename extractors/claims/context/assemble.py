"""Context added to claims: speaker, certainty, place, date, and what a percentage is measured on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from extractors.claims.context.article import Passage, passages
from extractors.claims.context.baselines import compared
from extractors.claims.context.measured import measured, taken_up
from extractors.claims.context.scenes import Scenes
from extractors.claims.context.speakers import Speakers
from extractors.claims.sentence import SentenceView
from extractors.records import Casualty, Claim, Count, Entity, Percentage


def add_context(
    claims: tuple[Claim, ...], views: Sequence[SentenceView], entities: Iterable[Entity]
) -> tuple[Claim, ...]:
    """The claims with the context that the article gives: absent rather than guessed.

    Args:
        claims: the claims of an article, in order.
        views: its sentences.
        entities: its people, places and organizations; without them only what the words themselves show is found.
    """
    if not any(isinstance(claim, Casualty | Percentage | Count) for claim in claims):
        return claims
    article = passages(views, claims, entities)
    speakers = Speakers(article)
    scenes = Scenes(article, speakers) if any(isinstance(claim, Casualty) for claim in claims) else None
    found: dict[str, dict[str, Any]] = {}
    for passage in article:
        for claim in passage.claims:
            if isinstance(claim, Casualty | Percentage | Count):
                found[claim.id] = _attributed(passage, claim, speakers)
            if scenes and isinstance(claim, Casualty):
                found[claim.id] |= scenes.of(claim)
        before = article[passage.number - 1] if passage.number else None
        for identity, fields in _on_what(passage, before, speakers).items():
            found[identity] |= fields
    return tuple(replace(claim, **found[claim.id]) if claim.id in found else claim for claim in claims)


def _attributed(passage: Passage, claim: Claim, speakers: Speakers) -> dict[str, Any]:
    said = speakers.governing(passage, claim)
    return {"speaker": said.phrase if said else None, "certainty": speakers.certainty(passage, claim, said)}


def _on_what(passage: Passage, before: Passage | None, speakers: Speakers) -> dict[str, dict[str, Any]]:
    """What the percentages of a sentence are of and measured against, in order: each may go on from the one before."""
    found: dict[str, dict[str, Any]] = {}
    earlier = None
    for claim in passage.claims:
        if isinstance(claim, Percentage):
            first = passage.span(claim)[0]
            low = max((frame.to for frame in speakers.opening(passage) if frame.to <= first), default=0)
            earlier = measured(passage, claim, earlier, low)
            if earlier is None and before and before.line == passage.line:
                earlier = taken_up(passage, before, claim)
            found[claim.id] = {"of": earlier, "compared_to": compared(passage, claim)}
    return found
