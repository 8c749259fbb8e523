"""A record as rows of one table: a row for each mention of an entity, and one for each claim.

The columns are made from the records' own types, so that no field is left out: a phrase gives its words, its place
and its id, a relative date its offset and unit. What a field holds is told by its column: `value` is always a number,
and `timex` is what dates and durations have in its place.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Final, Literal

from extractors import records
from extractors.records import CLAIM_TYPES, ENTITY_KINDS, Claim, Entity, Mention, Phrase, Record, RelativeDate, Span

Value = str | int | float | tuple[str, ...] | None
Row = dict[str, Value]
"""The cells of a row by column; what is absent is left out."""
Type = Literal["text", "whole", "number", "list"]

_EVERY: Final[Mapping[str, Type]] = types.MappingProxyType(
    {"source": "text", "reference_date": "text", "row": "text", "kind": "text"}
)
_FIRST: Final = (
    *_EVERY,
    *("id", "name", "text", "start", "end", "value", "low", "high", "bound", "timex", "resolved"),
    *("outcome", "change", "currency", "unit", "of", "victims", "place", "date", "speaker", "certainty"),
)
"""The columns that a person looks for; the others come after them, as in the records."""
_PARTS: Final[Mapping[type, Mapping[str, Type]]] = types.MappingProxyType(
    {
        Phrase: {"": "text", "_start": "whole", "_end": "whole", "_id": "text"},
        Span: {"_start": "whole", "_end": "whole"},
        RelativeDate: {"_offset": "whole", "_unit": "text"},
    }
)
"""The columns of a field that has parts, as endings of its name."""


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of a record type: the columns that it fills, and their types."""

    name: str
    column: str
    parts: Mapping[str, Type]

    def cells(self, value: Any) -> Iterator[tuple[str, Value]]:  # noqa: ANN401  what the field holds
        match value:
            case None | ():
                return
            case Phrase():
                told: tuple[Value, ...] = (value.text, value.start, value.end, value.entity or value.claim)
            case Span():
                told = (value.start, value.end)
            case RelativeDate():
                told = (value.offset, value.unit)
            case _:
                told = (value,)
        yield from ((f"{self.column}{end}", part) for end, part in zip(self.parts, told, strict=True))


def columns() -> dict[str, Type]:
    """The columns of the table and their types, in order."""
    kinds = (Mention, Claim, *CLAIM_TYPES, Entity)
    found: dict[str, Type] = dict(_EVERY)
    for field in [field for kind in kinds for field in _fields(kind)]:
        for end, of in field.parts.items():
            found.setdefault(f"{field.column}{end}", of)
    return {name: found[name] for name in dict.fromkeys((*_FIRST, *found))}


def rows(record: Record) -> Iterator[Row]:
    """The rows of a record: its people, places and organizations, mention by mention, then its claims."""
    every = {"source": record.source, "reference_date": record.reference_date}
    for section, kind in ENTITY_KINDS.items():
        for entity in getattr(record, section):
            for mention in entity.mentions:
                yield {**every, "row": "mention", "kind": kind, **_cells(entity), **_cells(mention)}
    for claim in record.claims:
        yield {**every, "row": "claim", "kind": claim.kind, **_cells(claim)}


def _cells(part: Entity | Mention | Claim) -> Row:
    kind: type = type(part)
    return {
        name: value
        for field in _fields(kind)
        for name, value in field.cells(getattr(part, field.name))
        if value is not None
    }


@cache
def _fields(kind: type) -> tuple[_Field, ...]:
    hints = typing.get_type_hints(kind, vars(records))
    made = ((field.name, _without_none(hints[field.name])) for field in fields(kind) if field.name != "mentions")
    return tuple(_Field(name, _column(kind, name, hint), _parts(hint)) for name, hint in made)


def _column(kind: type, name: str, hint: Any) -> str:  # noqa: ANN401  annotations have no one type
    if kind is Entity and name == "score":
        return "entity_score"
    return "timex" if issubclass(kind, Claim) and name == "value" and hint is str else name


def _without_none(hint: Any) -> Any:  # noqa: ANN401  as above
    choices = [choice for choice in typing.get_args(hint) if choice is not types.NoneType]
    if typing.get_origin(hint) in {typing.Union, types.UnionType}:
        return float if float in choices else choices[0]
    return hint


def _parts(hint: Any) -> Mapping[str, Type]:  # noqa: ANN401  as above
    if is_dataclass(hint):
        return _PARTS[typing.cast("type", hint)]
    if typing.get_origin(hint) is tuple:
        return {"": "list"}
    simple: dict[Any, Type] = {int: "whole", float: "number"}
    return {"": simple.get(hint, "text")}
