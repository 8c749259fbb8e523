"""From rules to claims: every sentence read, every overlap settled, every claim numbered and linked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from extractors.claims import casualties, dates
from extractors.claims.context import add_context
from extractors.claims.link import link_phrases
from extractors.claims.resolve import Verdict, resolve
from extractors.claims.rules import TABLE
from extractors.claims.sentence import SentenceView, views
from extractors.records import Claim, Entity, Span
from extractors.text import Document


class Found(NamedTuple):
    """The claims of an article, the day it was written if known, and what is odd about them.

    `views` are its sentences as the rules read them; their context is read from the same.
    """

    claims: tuple[Claim, ...]
    reference_date: date | None
    warnings: tuple[str, ...]
    views: tuple[SentenceView, ...]


def judged(seen: Iterable[SentenceView]) -> Iterator[tuple[SentenceView, Verdict]]:
    """Every candidate of every rule in some sentences, with its sentence and whether it stood."""
    for view in seen:
        for verdict in resolve(view, TABLE):
            yield view, verdict


def find_all(document: Document, reference_date: date | None = None) -> Found:
    """Every claim of an article in the order of its text, numbered "claim:1" on.

    Args:
        document: the article.
        reference_date: the day it was written; None for its own dateline, if it has one.
    """
    written = reference_date or dates.dateline(document)
    seen = views(document, written)
    stood = [(view, verdict) for view, verdict in judged(seen) if verdict.candidate.record and not verdict.beaten_by]
    stood.sort(key=lambda pair: (pair[1].candidate.start, pair[1].candidate.end))
    claims = tuple(_claim(f"claim:{number}", *pair) for number, pair in enumerate(stood, 1))
    linked = casualties.link_casualties(claims, seen)
    return Found(linked, written, (*dates.warnings(linked), *casualties.warnings(linked)), seen)


def _claim(identity: str, view: SentenceView, verdict: Verdict) -> Claim:
    candidate = verdict.candidate
    assert candidate.record is not None
    return candidate.record(
        id=identity,
        text=view.document.text[candidate.start : candidate.end],
        start=candidate.start,
        end=candidate.end,
        sentence=Span(start=view.sentence.start, end=view.sentence.end),
        rule=verdict.rule,
        **candidate.fields,
        **(candidate.more() if candidate.more else {}),
    )


def link(found: Found, entities: Sequence[Entity]) -> tuple[Claim, ...]:
    """The claims of an article with who says them, where and when, and the ids of what their phrases hold."""
    return link_phrases(add_context(found.claims, found.views, entities), entities)
