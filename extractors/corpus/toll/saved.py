"""What a comparison needs of an article, from a record just made or from one saved as JSON earlier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from extractors.records import Casualty, Date, Record

KINDS: Final = (Casualty.kind, Date.kind)
"""The kinds of claim that a comparison needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """The casualties of one article with their dates.

    Args:
        source: the name of the article.
        sha256: its digest.
        written: the day it was written, ISO 8601, if known.
        casualties: its casualty claims, in order.
        dates: its dates, in order.
        names: the canonical names of its entities by id.
        sentences: the words of the sentences that hold casualties, by their offset; none of a saved record.
    """

    source: str
    sha256: str
    written: str | None = None
    casualties: tuple[Casualty, ...] = ()
    dates: tuple[Date, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    sentences: Mapping[int, str] = field(default_factory=dict)


def reported(record: Record, text: str | None = None) -> Reported:
    """What a record says of casualties.

    Args:
        record: the record of an article.
        text: the article; without it there are no sentences.
    """
    casualties = tuple(claim for claim in record.claims if isinstance(claim, Casualty))
    return Reported(
        source=record.source,
        sha256=record.sha256,
        written=record.reference_date,
        casualties=casualties,
        dates=tuple(claim for claim in record.claims if isinstance(claim, Date)),
        names={entity.id: entity.name for entity in record.entities},
        sentences={} if text is None else {claim.sentence.start: _sentence(claim, text) for claim in casualties},
    )


def _sentence(claim: Casualty, text: str) -> str:
    return text[claim.sentence.start : claim.sentence.end]
