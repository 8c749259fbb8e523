"""Scores over many annotated articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.corpus.scoring import claims, context, entities
from extractors.corpus.scoring.annotations import MENTIONS, Annotated
from extractors.corpus.scoring.measures import Plain, Score, Slip, Tally
from extractors.records import ENTITY_KINDS


@dataclass(slots=True)
class Scorer:
    """Compares articles one by one, then tells the figures of all."""

    _claims: dict[str, Tally] = field(default_factory=dict)
    _entities: dict[str, entities.Tallies] = field(default_factory=dict)
    _context: dict[str, dict[str, Tally]] = field(default_factory=dict)

    def add(self, article: Annotated, record: Plain) -> Iterator[Slip]:
        """Count one article; iterate to the end.

        Args:
            article: its annotations. What they do not hold is not scored.
            record: its record as `to_dict` makes it; an empty one, if there is none.

        Yields:
            What was missed, is false, or has the wrong context.
        """
        if article.has_claims:
            for kind in claims.FIELDS:
                counts = self._claims.setdefault(kind, Tally())
                yield from claims.tally(kind, article.gold, record, counts, article.name)
        if MENTIONS in article.gold:
            for name, kind in ENTITY_KINDS.items():
                views = self._entities.setdefault(kind, {view: Tally() for view in entities.VIEWS})
                yield from entities.tally(name, article.gold[MENTIONS], record, views, article.name)
        if article.context is not None and record:
            for kind in context.FIELDS:
                fields = self._context.setdefault(kind, {})
                yield from context.tally(kind, article.gold, article.context, record, fields, article.name)

    def scores(self) -> list[Score]:
        """The figures of all articles, kind by kind."""
        found = [counts.score(f"claims.{kind}") for kind, counts in self._claims.items()]
        for view in entities.VIEWS if self._entities else ():
            tallies = {kind: views[view] for kind, views in self._entities.items()}
            tallies["all"] = _sum(list(tallies.values()))
            found += [counts.score(f"entities.{view}.{kind}") for kind, counts in tallies.items()]
        return [*found, *self._context_scores()]

    def _context_scores(self) -> Iterator[Score]:
        for kind, fields in self._context.items():
            for name, counts in fields.items():
                whole = counts.score(f"context.{kind}.{name}")
                keeps = ("accuracy",) if name in context.VALUES[kind] else ("precision", "recall", "f1")
                figures = {figure: value for figure, value in whole.figures.items() if figure in keeps}
                yield Score(whole.name, figures, whole.gold, whole.found)


def _sum(tallies: list[Tally]) -> Tally:
    return Tally(
        right=sum(one.right for one in tallies),
        false=sum(one.false for one in tallies),
        missed=sum(one.missed for one in tallies),
    )
