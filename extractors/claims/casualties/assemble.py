"""The one place where what the constructions find becomes casualties: who wins a group of people, what is recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from extractors.claims.candidates import Candidate, Reading, Rule
from extractors.claims.casualties import (
    behind,
    circumstances,
    headcounts,
    meaning,
    nouns,
    parts,
    pronouns,
    states,
    subsets,
    tolls,
    verbs,
)
from extractors.claims.casualties.finding import Finding
from extractors.claims.lexicon import casualty, outcomes, people
from extractors.claims.sentence import SentenceView
from extractors.records import Casualty, Phrase

CONSTRUCTIONS: Final[tuple[Callable[[SentenceView], Iterator[Finding]], ...]] = (
    nouns.counted,
    verbs.split,
    verbs.masdars,
    tolls.tolls,
    tolls.people_counted,
    headcounts.headcounts,
    verbs.verbs,
    behind.behind,
    states.found_so,
    states.participles,
    subsets.among,
    nouns.states,
    nouns.cases,
    nouns.alone,
    pronouns.pronouns,
)
"""In the order in which they win a group of people over each other."""


INHERITING: Final = frozenset({"casualty-also", "casualty-subset"})
"""Rules that take their outcome from another figure's word; any other word governs one figure."""


def findings(view: SentenceView) -> tuple[Finding, ...]:
    """Every casualty of a sentence, each group of people under the construction that has the first right to it."""
    if not view.anchors and not any(view.has(each.to, casualty.CASES) for each in view.quantities):
        return ()
    found: list[Finding] = []
    for construction in CONSTRUCTIONS:
        _add(view, found, construction(view))
    _add(view, found, subsets.coordinated(view, tuple(found)))
    _add(view, found, subsets.subsets(view, tuple(found)))
    _add(view, found, parts.shares(view, tuple(found)))
    _add(view, found, parts.listed(view, tuple(found)))
    stated = [each for each in found if each.rule == "casualty-subset"]
    _add(view, found, subsets.coordinated(view, stated))
    return tuple(found)


def _add(view: SentenceView, found: list[Finding], more: Iterable[Finding]) -> None:
    """Adds the findings whose people and word nobody has claimed; those of one construction may share them."""
    taken = [each.group for each in found]
    spent = {at for each in found if each.anchor for at in range(each.anchor.at, each.anchor.to)}
    for finding in more:
        first, to = finding.group.first, finding.group.to
        if finding.rule not in INHERITING and finding.anchor and finding.anchor.at in spent:
            continue
        if not any(each.first < to and first < each.to for each in taken):
            found.append(finding)
        elif finding.anchor and finding.anchor.word.suffixed and _differs(found, finding):
            token = view.tokens[finding.anchor.at]
            found.append(finding._replace(group=finding.group._replace(core=(token.start, token.end))))


def _differs(found: list[Finding], finding: Finding) -> bool:
    """«مقتل 39 عاملا اختطفهم مسلحون»: the same people, and something else that befell them."""
    return not any(
        each.group.core == finding.group.core and set(each.outcomes) & set(finding.outcomes) for each in found
    )


def candidate(view: SentenceView, finding: Finding) -> Candidate:
    """A finding as the record it makes."""
    group, anchor = finding.group, finding.anchor
    tokens = view.tokens
    start, end = group.start, tokens[group.last - 1].end
    if anchor and finding.rule not in INHERITING:
        start = min(start, view.sentence.offset(anchor.at, anchor.clitics))
        end = max(end, tokens[anchor.to - 1].end)
    outcomes = meaning.settled(view, finding)
    several = len(outcomes) > 1
    fields: dict[str, Any] = {
        **group.fields,
        "outcome": "unspecified" if several else outcomes[0],
        "outcomes": outcomes if several else (),
        "term": view.phrase(anchor.at, anchor.to, anchor.clitics).text if anchor else None,
        "victims": victims(view, finding),
        "victim_kind": group.kind,
        "certainty": finding.certainty,
        "means": circumstances.means(view, finding),
        "actor": circumstances.actor(view, finding),
    }
    return Candidate(Casualty, start, end, group.core, fields)


def victims(view: SentenceView, finding: Finding) -> Phrase | None:
    """The noun phrase for the people."""
    group = finding.group
    if not group.victims:
        return None
    first, to = group.victims
    clitics = people.after_clitics(view.tokens[first].form)
    phrase = view.phrase(first, to, clitics[1] if clitics else 0)
    start = max(phrase.start, group.start)
    return Phrase(text=phrase.text[start - phrase.start :], start=start, end=phrase.end)


def _finder(name: str) -> Callable[[Reading], Iterable[Candidate]]:
    def find(view: SentenceView) -> Iterable[Candidate]:
        return [candidate(view, finding) for finding in view.once(findings) if finding.rule == name]

    return find


EXAMPLES: Final = {
    "casualty-noun": "23 قتيلا و40 جريحا",
    "casualty-masdar": "مقتل 23 شخصا",
    "casualty-toll": "ارتفع عدد القتلى إلى 45",
    "casualty-verb": "قتل 5 أشخاص",
    "casualty-verb-behind": "19 شخصا على الأقل قتلوا",
    "casualty-noun-alone": "سقوط قتلى وجرحى",
    "casualty-pronoun": "ما أدى إلى مقتله",
    "casualty-also": "مقتل ثلاثة جنود وشرطي",
    "casualty-subset": "مقتل 23 شخصا بينهم 7 أطفال",
}
RULES: Final[tuple[Rule, ...]] = tuple(
    Rule(name, _finder(name), example, {outcomes.OUTCOME, outcomes.CASE}) for name, example in EXAMPLES.items()
)
