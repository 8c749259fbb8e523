"""The one place where overlaps are settled: which of two readings of the same characters stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extractors.claims.candidates import Candidate, Reading, Rule


class Verdict(NamedTuple):
    """A candidate with the rule that proposed it; `beaten_by` names the rule whose reading stood instead."""

    rule: str
    candidate: Candidate
    beaten_by: str | None = None


def resolve(reading: Reading, rules: Sequence[Rule]) -> Iterable[Verdict]:
    """Every candidate of a sentence, judged: earlier rules of the table win the characters of their core.

    Candidates of one rule never beat each other: a rule that gives two records for the same words (عشرات القتلى
    والجرحى) means both.
    """
    taken: list[tuple[int, int, str]] = []
    opened = reading.sentence.opened
    for rule in rules:
        if rule.opened_by and rule.opened_by.isdisjoint(opened):
            continue
        accepted = []
        for candidate in rule.find(reading):
            start, end = candidate.core
            winner = next((name for low, high, name in taken if low < end and start < high), None)
            if winner is None:
                accepted.append((start, end, rule.name))
            yield Verdict(rule.name, candidate, winner)
        taken.extend(accepted)
