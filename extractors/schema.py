"""The JSON Schema of a record, made from the records' own types so that the two cannot drift apart."""

from __future__ import annotations

import types
import typing
from dataclasses import Field, fields, is_dataclass
from typing import Any, Final, Literal, Union

from extractors import records
from extractors.records import ALWAYS_THERE, CLAIM_TYPES, SCHEMA_VERSION, Claim, Record

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
OFFSETS: Final = frozenset({"start", "end"})
"""Fields that count code points of the article."""
MOST_OFFSET: Final = 2**53 - 1
"""The largest whole number that every reader of JSON reads exactly."""
PLAIN: Final = {str: "string", int: "integer", float: "number", bool: "boolean"}

Schema = dict[str, Any]


def record_schema() -> Schema:
    """The schema of one record as `to_dict` and `to_json` write it, JSON Schema 2020-12.

    What may be absent is never null: fields that may be left out are not required, and no type is "null".
    """
    definitions: dict[str, Schema] = {}
    _define(Record, definitions)
    return {
        "$schema": DIALECT,
        "$id": f"urn:khabar:record:{SCHEMA_VERSION}",
        "$ref": "#/$defs/Record",
        "$defs": dict(sorted(definitions.items())),
    }


def _define(kind: type, definitions: dict[str, Schema]) -> Schema:
    """A reference to the definition of a record type, which is made when it is first met."""
    if kind.__name__ not in definitions:
        definition: Schema = {"description": _summary(kind), "type": "object"}
        definitions[kind.__name__] = definition
        definition["properties"] = _properties(kind, definitions)
        definition["required"] = [name for name in definition["properties"] if is_always_there(kind, name)]
        definition["additionalProperties"] = False
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _summary(kind: type) -> str:
    return " ".join((kind.__doc__ or "").split())


def _properties(kind: type, definitions: dict[str, Schema]) -> dict[str, Schema]:
    properties: dict[str, Schema] = {}
    if issubclass(kind, Claim):
        properties = {"id": {"type": "string"}, "kind": {"const": kind.kind}}
    hints = typing.get_type_hints(kind, vars(records))
    for field in fields(kind):
        properties[field.name] = _of_field(field, hints[field.name], definitions)
    if kind is Record:
        properties["schema"] = {"const": SCHEMA_VERSION}
    return properties


def _of_field(field: Field[Any], hint: Any, definitions: dict[str, Schema]) -> Schema:  # noqa: ANN401
    schema = _of_type(hint, definitions)
    if schema.get("type") == "array" and field.name not in ALWAYS_THERE:
        schema["minItems"] = 1  # empty ones are left out
    if field.name in OFFSETS:
        schema |= {"minimum": 0, "maximum": MOST_OFFSET}
    return schema


def _of_type(hint: Any, definitions: dict[str, Schema]) -> Schema:  # noqa: ANN401  annotations have no one type
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in {Union, types.UnionType}:
        return _of_union([choice for choice in arguments if choice is not types.NoneType], definitions)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple:
        return {"type": "array", "items": _of_type(arguments[0], definitions)}
    if hint is Claim:
        return {"oneOf": [_define(claim_type, definitions) for claim_type in CLAIM_TYPES]}
    if is_dataclass(hint):
        return _define(typing.cast("type", hint), definitions)
    return {"type": PLAIN[hint]}


def _of_union(choices: list[Any], definitions: dict[str, Schema]) -> Schema:
    if set(choices) == {int, float}:
        return {"type": "number"}
    schemas = [_of_type(choice, definitions) for choice in choices]
    return schemas[0] if len(schemas) == 1 else {"anyOf": schemas}


def is_always_there(kind: type, name: str) -> bool:
    """Whether every record has the field: it has no default, or one that is not an absence."""
    if name in ALWAYS_THERE or (name == "kind" and issubclass(kind, Claim)):
        return True
    return any(field.name == name and field.default not in (None, ()) for field in fields(kind))
