"""The one place where overlaps are settled: which of two readings of the same words stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from extractors.claims.candidates import Candidate, FollowingRule, Rule
from extractors.claims.sentence import SentenceView

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


def resolve(view: SentenceView, rules: Sequence[Rule | FollowingRule]) -> Iterator[Verdict]:
    """Every candidate of a sentence, judged: earlier rules of the table win what they hold.

    That is the characters of their core, the people whom they count and the word that says what befell them.
    Candidates of one rule never beat each other: a rule that gives two records for the same words (عشرات القتلى
    والجرحى) means both.
    """
    standing: list[Standing] = []
    stood: list[Candidate] = []
    condition: tuple[object, object] | None = None
    asked = True
    for rule in rules:
        if condition is None or condition[0] is not rule.opened_by or condition[1] is not rule.where:
            condition = (rule.opened_by, rule.where)  # which rules of one kind share
            asked = _is_asked(rule, view)
        if not asked:
            continue
        accepted = []
        for offered in rule.offers(view, stood):
            verdict = _judged(rule.name, offered, standing)
            if verdict.lost_to is None:
                accepted.append(verdict.candidate)
            yield verdict
        standing.extend(Standing(rule.name, candidate) for candidate in accepted)
        stood.extend(accepted)


def _is_asked(rule: Rule | FollowingRule, view: SentenceView) -> bool:
    """Whether a sentence may hold what a rule finds."""
    opened = not rule.opened_by or not view.sentence.opened.keys().isdisjoint(rule.opened_by)
    return opened and (rule.where is None or rule.where(view))


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
