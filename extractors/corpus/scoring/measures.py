"""Counts of what was found and what should have been, and the figures made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Plain = dict[str, Any]
"""A record, claim, mention or annotation as JSON has it."""

DECIMALS = 4
"""Scores are told, compared and kept with so many."""


@dataclass(frozen=True, slots=True)
class Score:
    """What came out for one kind.

    Args:
        name: what was scored, by parts with dots: "claims.casualty", "entities.mention.person".
        figures: precision, recall and f1, or accuracy, and what else there is; each from 0 to 1, to four decimals.
        gold: how many there are in the annotations.
        found: how many there are in the records.
    """

    name: str
    figures: Mapping[str, float]
    gold: int
    found: int


@dataclass(frozen=True, slots=True)
class Slip:
    """One thing that is annotated and was missed, or that was found and is false.

    Args:
        kind: what became of it.
        article: the name of the article.
        subject: what it is, in words.
    """

    kind: Literal["missed", "false", "wrong"]
    article: str
    subject: str

    def __str__(self) -> str:
        """One line: "missed in raid: casualty «مقتل 23» at 5"."""
        return f"{self.kind} in {self.article}: {self.subject}"


@dataclass(slots=True)
class Tally:
    """Counts over all articles of what was found rightly, found wrongly, and missed."""

    right: int = 0
    false: int = 0
    missed: int = 0
    extras: dict[str, list[bool]] = field(default_factory=dict)
    """More questions, asked of each thing that was found rightly, by the name of their figure."""

    def score(self, name: str) -> Score:
        """The counts as figures; what nothing speaks for is 0."""
        precision = share(self.right, self.right + self.false)
        recall = share(self.right, self.right + self.missed)
        extras = {extra: share(sum(answers), len(answers)) for extra, answers in self.extras.items()}
        figures = {"precision": precision, "recall": recall, "f1": self._f1()} | extras
        return Score(name, figures, gold=self.right + self.missed, found=self.right + self.false)

    def _f1(self) -> float:
        """The harmonic mean, reckoned the usual way: how 0.40625 is rounded depends on it."""
        if not self.right:
            return 0.0
        precision, recall = self.right / (self.right + self.false), self.right / (self.right + self.missed)
        return round(2 * precision * recall / (precision + recall), DECIMALS)

    def ask(self, extra: str, answer: bool) -> None:
        """One more answer to another question."""
        self.extras.setdefault(extra, []).append(answer)


def share(part: int, whole: int) -> float:
    """The part of the whole, to four decimals; 0 of nothing."""
    return round(part / whole, DECIMALS) if whole else 0.0


def meet(one: Plain, other: Plain) -> bool:
    """Whether two spans have a character in common."""
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def closest(item: Plain, candidates: list[Plain]) -> Plain | None:
    """The candidate that has most characters in common with an item; the first of equals."""
    return max(
        candidates, key=lambda one: min(one["end"], item["end"]) - max(one["start"], item["start"]), default=None
    )


def told(kind: str, item: Plain) -> str:
    """A claim or mention in words."""
    telling = ("value", "low", "high", "bound", "outcome", "currency", "unit", "relative", "rule")
    fields = " ".join(f"{name} {item[name]}" for name in telling if item.get(name) is not None)
    return f"{kind} «{item['text']}» at {item['start']}" + (f": {fields}" if fields else "")
