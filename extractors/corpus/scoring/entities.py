"""People, places and organizations against annotated mentions, looked at in three ways.

    mention  type and span are right
    overlap  type is right and the spans overlap
    entity   one of its mentions is right; what is one entity (`name`) in the annotations counts once

An annotated mention that is `optional` counts for nothing, found or not. One with `wide_start` may also begin there,
its generic head («مدينة حلب») counted in, and one that begins with the article may begin a letter earlier, with «لل».
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from extractors.corpus.scoring.claims import is_optional
from extractors.corpus.scoring.measures import Plain, Slip, Tally
from extractors.records import ENTITY_KINDS

VIEWS: Final = ("mention", "overlap", "entity")

Span = tuple[int, int]
Tallies = dict[str, Tally]
"""One for each view."""


def tally(field: str, mentions: list[Plain], record: Plain, counts: Tallies, article: str) -> Iterator[Slip]:
    """Count the entities of one type in one article, and yield the mentions that went wrong."""
    label = ENTITY_KINDS[field]
    wanted = [one for one in mentions if one["type"] == label and not is_optional(one)]
    spans = {_span(one) for one in wanted}
    entities = [_found(entity["mentions"], mentions, _forms(wanted)) for entity in record.get(field, [])]
    found = set[Span]().union(*entities)
    _add(counts["mention"], len(spans & found), len(spans), len(found))
    _add(counts["overlap"], _overlapping(spans, found), len(spans), len(found))
    _count_entities(counts["entity"], wanted, entities)
    words = _words([mention for entity in record.get(field, []) for mention in entity["mentions"]] + wanted)
    for span in sorted(spans ^ found):
        yield Slip("missed" if span in spans else "false", article, f"{label} «{words[span]}» at {span[0]}")


def _found(found: list[Plain], mentions: list[Plain], forms: dict[Span, Span]) -> set[Span]:
    """The spans of found mentions, each as it is annotated; those that meet a debatable one do not count."""
    spans = {forms.get(_span(one), _span(one)) for one in found}
    debatable = [_span(one) for one in mentions if is_optional(one)]
    return {span for span in spans if span in forms or not any(_meet(span, one) for one in debatable)}


def _words(mentions: list[Plain]) -> dict[Span, str]:
    return {_span(one): one["text"] for one in mentions}


def _forms(wanted: list[Plain]) -> dict[Span, Span]:
    """Accepted spans of mentions, with the span that each is a form of."""
    forms = {}
    for one in wanted:
        starts = [one["start"], one.get("wide_start", one["start"])]
        if one["name"].startswith("ال"):
            starts.append(one["start"] - 1)
        forms.update({(start, one["end"]): _span(one) for start in starts})
    return forms


def _overlapping(spans: set[Span], found: set[Span]) -> int:
    """How many found spans overlap an annotated one, each of which serves once."""
    left = sorted(spans)
    for span in sorted(found):
        hit = next((one for one in left if _meet(one, span)), None)
        if hit:
            left.remove(hit)
    return len(spans) - len(left)


def _count_entities(counts: Tally, wanted: list[Plain], found: list[set[Span]]) -> None:
    """Count entities, each found one by the spans of its mentions."""
    names: dict[str, set[Span]] = {}
    for one in wanted:
        names.setdefault(one["name"], set()).add(_span(one))
    for spans in filter(None, found):
        name = next((name for name, places in names.items() if places & spans), None)
        if name is None:
            counts.false += 1
        else:
            del names[name]
            counts.right += 1
    counts.missed += len(names)


def _add(counts: Tally, right: int, wanted: int, found: int) -> None:
    counts.right += right
    counts.missed += wanted - right
    counts.false += found - right


def _span(item: Plain) -> Span:
    return item["start"], item["end"]


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
