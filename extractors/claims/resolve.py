"""The one place where overlaps are settled: which of two readings of the same words stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final, Literal, NamedTuple

from extractors.claims.candidates import Candidate, FollowingRule, Rule
from extractors.claims.sentence import SentenceView
from extractors.text import Trigger

_Block = tuple[Callable[[SentenceView], bool] | None, tuple[Rule | FollowingRule, ...]]
"""Rules that are asked on the same test of a sentence, if there is one."""
_REMEMBERED: Final = 4096  # sets of triggers that sentences open

Conflict = Literal["core", "people", "word"]
"""What two candidates cannot both have."""


class Standing(NamedTuple):
    """A candidate that stood, with its rule."""

    rule: str
    candidate: Candidate


class Verdict(NamedTuple):
    """A candidate with the rule that proposed it, and the one that stood instead, if any: over what it lost to that."""

    rule: str
    candidate: Candidate
    lost_to: Standing | None = None
    over: Conflict | None = None

    @property
    def beaten_by(self) -> str | None:
        """The rule whose reading stood instead."""
        return self.lost_to.rule if self.lost_to else None


class Table:
    """The rules in the order in which they win, those that are asked on the same condition together.

    Args:
        rules: the rules, first ones first.
    """

    def __init__(self, rules: Iterable[Rule | FollowingRule]) -> None:
        self.rules = tuple(rules)
        self._blocks = [
            (*condition, tuple(block))
            for condition, block in groupby(self.rules, lambda rule: (rule.opened_by, rule.where))
        ]
        self._asked: dict[frozenset[Trigger], list[_Block]] = {}

    def asked(self, opened: frozenset[Trigger]) -> list[_Block]:
        """Return the test and the rules of each block that some triggers open. Sentences open the same again."""
        known = self._asked.get(opened)
        if known is None:
            if len(self._asked) > _REMEMBERED:
                self._asked.clear()
            blocks = (block for opened_by, *block in self._blocks if not opened_by or not opened.isdisjoint(opened_by))
            known = self._asked[opened] = [(where, rules) for where, rules in blocks]
        return known


def resolve(view: SentenceView, table: Table) -> Iterator[Verdict]:
    """Every candidate of a sentence, judged: earlier rules of the table win what they hold.

    That is the characters of their core, the people whom they count and the word that says what befell them.
    Candidates of one rule never beat each other: a rule that gives two records for the same words (عشرات القتلى
    والجرحى) means both.
    """
    standing: list[Standing] = []
    stood: list[Candidate] = []
    for where, rules in table.asked(frozenset(view.sentence.opened)):
        for rule in rules if where is None or where(view) else ():
            verdicts = [_judged(rule.name, offered, standing) for offered in rule.offers(view, stood)]
            if not verdicts:
                continue
            accepted = [verdict.candidate for verdict in verdicts if verdict.lost_to is None]
            standing.extend(Standing(rule.name, candidate) for candidate in accepted)
            stood.extend(accepted)
            yield from verdicts


def _judged(rule: str, candidate: Candidate, standing: Sequence[Standing]) -> Verdict:
    """A candidate against those that stand."""
    if candidate.word and (holder := _first(standing, "word", (candidate.word[0], candidate.word[0] + 1))):
        return Verdict(rule, candidate, holder, "word")
    if candidate.people and (holder := _first(standing, "people", candidate.people)):
        if candidate.own is None or _is_said(candidate, standing):
            return Verdict(rule, candidate, holder, "people")
        candidate = replace(candidate, core=candidate.own)  # مقتل 39 عاملا اختطفهم مسلحون
    holder = _first(standing, "core", candidate.core)
    return Verdict(rule, candidate, holder, "core" if holder else None)


def _first(standing: Sequence[Standing], over: Conflict, held: tuple[int, int]) -> Standing | None:
    """The first of those that stand that holds some of the same."""
    for each in standing:
        other: tuple[int, int] | None = getattr(each.candidate, over)
        if other and other[0] < held[1] and held[0] < other[1]:
            return each
    return None


def _is_said(candidate: Candidate, standing: Sequence[Standing]) -> bool:
    """Whether the same is said of the same people already."""
    same = (each.candidate for each in standing if each.candidate.core == candidate.core)
    return any(not candidate.says.isdisjoint(each.says) for each in same)
