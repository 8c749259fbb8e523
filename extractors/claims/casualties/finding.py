"""What a construction finds in a sentence."""

from __future__ import annotations

from typing import NamedTuple

from extractors.claims.sentence import Anchor, SentenceView
from extractors.claims.sentence.group import Group
from extractors.records import Certainty, Outcome


class Finding(NamedTuple):
    """A group of people and what happened to them, as one construction reads it."""

    rule: str
    outcomes: tuple[Outcome, ...]
    group: Group
    anchor: Anchor | None
    certainty: Certainty | None = None


def as_finding(rule: str, view: SentenceView, anchor: Anchor, group: Group, *outcomes: Outcome) -> Finding:
    """Return a finding with the outcome of its word, or with others."""
    return Finding(rule, outcomes or (anchor.word.outcome,), group, anchor, view.certainty(anchor.at))
