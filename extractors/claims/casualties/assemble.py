"""The one place where what the constructions find becomes casualties: who wins a group of people, what is recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
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
from extractors.claims.casualties.scene import Finding, Scene, scene
from extractors.claims.lexicon import outcomes, people
from extractors.records import Casualty, Phrase

CONSTRUCTIONS: Final[tuple[Callable[[Scene], Iterator[Finding]], ...]] = (
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


@lru_cache(maxsize=4)
def findings(reading: Reading) -> tuple[Finding, ...]:
    """Every casualty of a sentence, each group of people under the construction that has the first right to it."""
    seen = scene(reading)
    if seen is None:
        return ()
    found: list[Finding] = []
    for construction in CONSTRUCTIONS:
        _add(seen, found, construction(seen))
    _add(seen, found, subsets.coordinated(seen, tuple(found)))
    _add(seen, found, subsets.subsets(seen, tuple(found)))
    _add(seen, found, parts.shares(seen, tuple(found)))
    _add(seen, found, parts.listed(seen, tuple(found)))
    stated = [each for each in found if each.rule == "casualty-subset"]
    _add(seen, found, subsets.coordinated(seen, stated))
    return tuple(found)


def _add(seen: Scene, found: list[Finding], more: Iterable[Finding]) -> None:
    """Adds the findings whose people and word nobody has claimed; those of one construction may share them."""
    taken = [each.group for each in found]
    spent = {at for each in found if each.mark for at in range(each.mark.at, each.mark.to)}
    for finding in more:
        first, to = finding.group.first, finding.group.to
        if finding.rule not in INHERITING and finding.mark and finding.mark.at in spent:
            continue
        if not any(each.first < to and first < each.to for each in taken):
            found.append(finding)
        elif finding.mark and finding.mark.word.suffixed and _differs(found, finding):
            token = seen.tokens[finding.mark.at]
            found.append(finding._replace(group=finding.group._replace(core=(token.start, token.end))))


def _differs(found: list[Finding], finding: Finding) -> bool:
    """«مقتل 39 عاملا اختطفهم مسلحون»: the same people, and something else that befell them."""
    return not any(
        each.group.core == finding.group.core and set(each.outcomes) & set(finding.outcomes) for each in found
    )


def candidate(reading: Reading, finding: Finding) -> Candidate:
    """A finding as the record it makes."""
    group, mark = finding.group, finding.mark
    tokens = reading.tokens
    start, end = group.start, tokens[group.last - 1].end
    if mark and finding.rule not in INHERITING:
        start = min(start, reading.sentence.offset(mark.at, mark.clitics))
        end = max(end, tokens[mark.to - 1].end)
    outcomes = meaning.settled(reading, finding)
    several = len(outcomes) > 1
    fields: dict[str, Any] = {
        **group.fields,
        "outcome": "unspecified" if several else outcomes[0],
        "outcomes": outcomes if several else (),
        "term": reading.phrase(mark.at, mark.to, mark.clitics).text if mark else None,
        "victims": victims(reading, finding),
        "victim_kind": group.kind,
        "certainty": finding.certainty,
        "means": circumstances.means(reading, finding),
        "actor": circumstances.actor(reading, finding),
    }
    return Candidate(Casualty, start, end, group.core, fields)


def victims(reading: Reading, finding: Finding) -> Phrase | None:
    """The noun phrase for the people."""
    group = finding.group
    if not group.victims:
        return None
    first, to = group.victims
    clitics = people.after_clitics(reading.tokens[first].form)
    phrase = reading.phrase(first, to, clitics[1] if clitics else 0)
    start = max(phrase.start, group.start)
    return Phrase(text=phrase.text[start - phrase.start :], start=start, end=phrase.end)


def _finder(name: str) -> Callable[[Reading], Iterable[Candidate]]:
    def find(reading: Reading) -> Iterable[Candidate]:
        return [candidate(reading, finding) for finding in findings(reading) if finding.rule == name]

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
