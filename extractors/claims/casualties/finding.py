"""What a construction reads in a sentence, and the candidate that it makes."""

from __future__ import annotations

from functools import partial
from typing import Any, NamedTuple

from extractors.claims.candidates import Candidate
from extractors.claims.casualties import circumstances, meaning
from extractors.claims.lexicon import people
from extractors.claims.sentence import Anchor, SentenceView
from extractors.claims.sentence.group import Group
from extractors.records import Casualty, Certainty, Outcome, Phrase


class Finding(NamedTuple):
    """A group of people and what happened to them.

    `behind` says that the word stands behind its people. A `part` is some of a figure before it. What `inherits` takes
    its outcome from another figure's word; any other word governs one figure.
    """

    outcomes: tuple[Outcome, ...]
    group: Group
    anchor: Anchor
    certainty: Certainty | None = None
    behind: bool = False
    part: bool = False
    inherits: bool = False

    def of(self, group: Group, *, part: bool = False) -> Finding:
        """Return the same said of other people: more of them, or with `part` some of them."""
        return self._replace(group=group, part=part or self.part, inherits=True, behind=False)


def as_finding(view: SentenceView, anchor: Anchor, group: Group, *outcomes: Outcome) -> Finding:
    """Return a finding with the outcome of its word, or with others."""
    return Finding(outcomes or (anchor.word.outcome,), group, anchor, _certainty(view, anchor))


def _certainty(view: SentenceView, anchor: Anchor) -> Certainty | None:
    return "unverified" if view.is_feared(anchor.at) else None


def candidate(view: SentenceView, finding: Finding) -> Candidate:
    """Return what a finding proposes: its offsets, and what it holds against other readings."""
    group, anchor = finding.group, finding.anchor
    start, end = group.start, view.tokens[group.last - 1].end
    word = own = None
    if not finding.inherits:
        start = min(start, view.sentence.offset(anchor.at, anchor.clitics))
        end = max(end, view.tokens[anchor.to - 1].end)
        word = (anchor.at, anchor.to)
    if anchor.word.suffixed:
        own = (view.tokens[anchor.at].start, view.tokens[anchor.at].end)
    return Candidate(
        Casualty,
        start,
        end,
        group.core,
        more=partial(_fields, view, finding),
        people=(group.first, group.to),
        word=word,
        own=own,
        says=frozenset(finding.outcomes),
        reading=finding,
    )


def _fields(view: SentenceView, finding: Finding) -> dict[str, Any]:
    """The fields of the record."""
    group, anchor = finding.group, finding.anchor
    outcomes = meaning.settled(view, finding.outcomes, group, anchor)
    several = len(outcomes) > 1
    return {
        **group.fields,
        "outcome": "unspecified" if several else outcomes[0],
        "outcomes": outcomes if several else (),
        "term": view.term(anchor).text,
        "victims": _victims(view, group),
        "victim_kind": group.kind,
        "certainty": finding.certainty,
        "means": circumstances.means(view, group, anchor),
        "actor": circumstances.actor(view, group, anchor),
    }


def _victims(view: SentenceView, group: Group) -> Phrase | None:
    """The noun phrase for the people."""
    if not group.victims:
        return None
    first, to = group.victims
    clitics = people.after_clitics(view.tokens[first].form)
    phrase = view.phrase(first, to, clitics[1] if clitics else 0)
    start = max(phrase.start, group.start)
    return Phrase(text=phrase.text[start - phrase.start :], start=start, end=phrase.end)
