"""The context of claims against annotated context: who says so, where, when, a part of what, the same as what.

Only claims that meet an annotated one are looked at, so that this measures context alone. A phrase is right if it
overlaps the annotated one, has its words, or points to an entity or claim that overlaps it; a link to another claim is
right if it leads to the annotated claim or to one that states the same figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from extractors.corpus.scoring.claims import agree, annotated_as, claims_of, is_optional
from extractors.corpus.scoring.measures import Plain, Slip, Tally, closest, meet, told
from extractors.records import ENTITY_KINDS

FIELDS: Final[Mapping[str, str]] = {"casualty": "casualties", "percentage": "percentages"}
LINKS: Final = ("part_of", "same_as")
PHRASES: Final[Mapping[str, tuple[str, ...]]] = {
    "casualty": (*LINKS, "speaker", "place", "date"),
    "percentage": ("speaker", "of", "compared_to"),
}
"""What a claim may have or lack: scored by precision, recall and F1."""
VALUES: Final[Mapping[str, tuple[str, ...]]] = {"casualty": ("certainty", "toll"), "percentage": ("certainty",)}
"""What every claim has: scored by the share that is right."""


@dataclass(frozen=True, slots=True)
class _Article:
    """One kind of claim in one article: its record, the claims that meet annotations by their number, the context."""

    record: Plain
    met: Mapping[int, Plain]
    context: list[Plain]

    def right(self, name: str, wanted: Any, got: Any) -> bool:  # noqa: ANN401  any JSON value
        """Whether a field that is annotated or found, or both, is as it should be."""
        if wanted is None or got is None:
            return wanted is None and got is None
        if name in LINKS:
            same = {self._root(at) for at, claim in self.met.items() if claim.get("id") == got}
            return self._root(wanted) in same
        return got["text"].strip() == wanted["text"].strip() or any(meet(one, wanted) for one in self._places(got))

    def _root(self, at: int) -> int:
        """The first annotation that states the figure of this one."""
        for _ in self.context:  # no more steps than there are annotations: they may refer to each other in a circle
            at = at if self.context[at].get("same_as") is None else self.context[at]["same_as"]
        return at

    def _places(self, phrase: Plain) -> Iterator[Plain]:
        """Every span that a phrase stands for."""
        yield phrase
        for entity in (entity for field in ENTITY_KINDS for entity in self.record.get(field, [])):
            if entity["id"] == phrase.get("entity"):
                yield from entity["mentions"]
        yield from (claim for claim in self.record["claims"] if claim["id"] == phrase.get("claim"))


def tally(
    kind: str, gold: Plain, context: Plain, record: Plain, counts: dict[str, Tally], article: str
) -> Iterator[Slip]:
    """Count the context of one kind of claim in one article, a tally a field, and yield what is wrong."""
    items = annotated_as(kind, gold)
    reader = _Article(record, _met(kind, items, record), context.get(FIELDS[kind]) or [])
    for at, claim in reader.met.items():
        if is_optional(items[at]):
            continue
        wanted = reader.context[at]
        for name in (*PHRASES[kind], *VALUES[kind]):
            if name in (wanted.get("optional") or ()):
                continue
            want, got = wanted.get(name), claim.get(name)
            right = want == got if name in VALUES[kind] else reader.right(name, want, got)
            _count(counts.setdefault(name, Tally()), want, got, right=right)
            if not right:
                yield Slip("wrong", article, f"{told(kind, claim)}: {name} {_shown(got)}, wanted {_shown(want)}")


def _met(kind: str, items: list[Plain], record: Plain) -> dict[int, Plain]:
    """The claim that meets each annotation, by its number; those that must be found before those that may."""
    left, met = claims_of(kind, record), {}
    for at in sorted(range(len(items)), key=lambda at: is_optional(items[at])):
        best = closest(items[at], [one for one in left if meet(one, items[at]) and agree(kind, items[at], one)])
        if best is not None:
            met[at] = best
            left = [one for one in left if one is not best]
    return met


def _count(counts: Tally, wanted: object, got: object, *, right: bool) -> None:
    counts.ask("accuracy", right)
    counts.right += right and wanted is not None
    counts.false += got is not None and not right
    counts.missed += wanted is not None and not right


def _shown(value: Any) -> str:  # noqa: ANN401  any JSON value
    return f"«{value['text']}» at {value['start']}" if isinstance(value, dict) else str(value)
