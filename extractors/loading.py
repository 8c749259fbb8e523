"""Records back from JSON: the inverse of `to_dict` and `Record.to_json`, as strict as the schema.

Both are made from the records' own types, so that what one accepts the other does.
"""

from __future__ import annotations

import math
import re
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache, partial
from typing import Any, Final, Literal, Union

from extractors import records
from extractors.errors import InputError
from extractors.parsing import Malformed, cut, json_value, shown
from extractors.records import ALWAYS_THERE, CLAIM_TYPES, SCHEMA_VERSION, Claim, Record
from extractors.schema import MOST_OFFSET, OFFSETS, PLAIN, is_always_there

Read = Callable[[Any, str], Any]
"""Makes a part of a record of plain JSON; the text is where it stands in the record, for the error."""

_CLAIMS: Final = types.MappingProxyType({claim_type.kind: claim_type for claim_type in CLAIM_TYPES})
_HALF: Final = re.compile("[\ud800-\udfff]")  # half a surrogate pair, which no file in UTF-8 can hold


class _Wrong(Exception):  # noqa: N818  it never leaves this file
    """What does not fit, and where in the record."""


def from_dict(plain: object, where: str = "<record>") -> Record:
    """The record that `to_dict` made this of: `to_dict(from_dict(plain)) == plain`.

    Args:
        plain: one record as plain dicts and lists.
        where: its file and line, for the error.

    Raises:
        InputError: it is of another schema, or not a record that Khabar writes: a field is missing, unknown, null,
            or of another type. Offsets are not compared with the article.
    """
    if not isinstance(plain, dict):
        raise InputError(where, "not a record: records are JSON objects")
    if "text" in plain and "claims" not in plain:
        raise InputError(where, "an article, and not a record; run extract on it first")
    if plain.get("schema", SCHEMA_VERSION) != SCHEMA_VERSION:
        reason = f"a record of schema {shown(plain['schema'])}; this version reads {SCHEMA_VERSION}"
        raise InputError(where, f"{reason}, so extract it again")
    try:
        record: Record = _object(Record, plain, "")
        _check_day(record.reference_date)
    except _Wrong as error:
        raise InputError(where, f"not a record that Khabar writes: {error}; extract the article again") from error
    return record


def from_json(text: str | bytes, where: str = "<record>") -> Record:
    """The record of a line that `extract --format jsonl` wrote, or of `Record.to_json`.

    Raises:
        InputError: the text is no JSON, or as for `from_dict`.
    """
    try:
        plain = json_value(text)
    except Malformed as error:
        raise InputError(where, f"{error}; a record is one JSON object") from error
    return from_dict(plain, where)


def _check_day(day: str | None) -> None:
    try:
        if day is None or date.fromisoformat(day).isoformat() == day:
            return
    except ValueError:
        pass
    raise _Wrong(f"reference_date is {shown(day)}, and not a day as YYYY-MM-DD")


def _object(kind: type, value: Any, at: str) -> Any:  # noqa: ANN401  a record of that kind
    if not isinstance(value, dict):
        raise _Wrong(f"{at} is {shown(value)}, and not an object")
    readers, required = _readers(kind)
    if unknown := value.keys() - readers.keys():
        raise _Wrong(f"{_joined(at, cut(min(unknown)))} is unknown")
    if missing := required - value.keys():
        raise _Wrong(f"{_joined(at, min(missing))} is missing")
    made = {name: readers[name](item, _joined(at, name)) for name, item in value.items()}
    made.pop("kind", None)  # which the type says
    return kind(**made)


@cache
def _readers(kind: type) -> tuple[Mapping[str, Read], frozenset[str]]:
    """How each field of a record type is read, and which are required."""
    hints = typing.get_type_hints(kind, vars(records))
    readers = {field.name: _reader(hints[field.name], field.name) for field in fields(kind)}
    if issubclass(kind, Claim):
        readers["kind"] = partial(_one_of, (kind.kind,))
    return readers, frozenset(name for name in readers if is_always_there(kind, name))


def _reader(hint: Any, name: str) -> Read:  # noqa: ANN401  annotations have no one type
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in {Union, types.UnionType}:
        choices = [choice for choice in arguments if choice is not types.NoneType]
        return _number if set(choices) == {int, float} else _reader(choices[0], name)
    if origin is Literal:
        return partial(_one_of, arguments)
    if origin is tuple:
        return partial(_list, _reader(arguments[0], name), name in ALWAYS_THERE)
    if hint is Claim:
        return _claim
    if is_dataclass(hint):
        return partial(_object, typing.cast("type", hint))
    return _offset if name in OFFSETS else _SINGLE[hint]


def _claim(value: Any, at: str) -> Claim:  # noqa: ANN401  JSON
    if not isinstance(value, dict) or "kind" not in value:
        raise _Wrong(f"{at} is not a claim")
    kind = _one_of(tuple(_CLAIMS), value["kind"], f"{at}.kind")
    claim: Claim = _object(_CLAIMS[kind], value, at)
    return claim


def _list(read: Read, empty: bool, value: Any, at: str) -> tuple[Any, ...]:  # noqa: ANN401  JSON
    if not isinstance(value, list):
        raise _Wrong(f"{at} is {shown(value)}, and not a list")
    if not value and not empty:
        raise _Wrong(f"{at} is empty, and empty fields are left out")
    return tuple(read(item, f"{at}[{number}]") for number, item in enumerate(value))


def _one_of(known: tuple[Any, ...], value: Any, at: str) -> Any:  # noqa: ANN401  a value of a Literal
    if value not in known:
        raise _Wrong(f"{at} is {shown(value)}, and not {' or '.join(map(str, known))}")
    return value


def _number(value: Any, at: str) -> int | float:  # noqa: ANN401  JSON
    if isinstance(value, bool) or not isinstance(value, int | float) or not _is_finite(value):
        raise _Wrong(f"{at} is {shown(value)}, and not a number")
    return value


def _whole(value: Any, at: str) -> int:  # noqa: ANN401  JSON
    whole: int = _plain(int, value, at)
    if not _is_finite(whole):
        raise _Wrong(f"{at} is {shown(value)}, and not a number that anything counts")
    return whole


def _offset(value: Any, at: str) -> int:  # noqa: ANN401  JSON
    offset: int = _plain(int, value, at)
    if offset not in range(MOST_OFFSET + 1):
        raise _Wrong(f"{at} is {shown(value)}, and not an offset")
    return offset


def _is_finite(value: float) -> bool:
    """Whether it is a number that a double holds, be it rounded."""
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def _plain(kind: type, value: Any, at: str) -> Any:  # noqa: ANN401  a value of that type
    if type(value) is not kind:
        raise _Wrong(f"{at} is {shown(value)}, and not of type {PLAIN[kind]}")
    if isinstance(value, str) and _HALF.search(value):
        raise _Wrong(f"{at} holds half a surrogate pair")
    return value


_SINGLE: Final[Mapping[type, Read]] = types.MappingProxyType(
    {int: _whole, float: _number, str: partial(_plain, str), bool: partial(_plain, bool)}
)
"""How a value is read that holds no others, by its type."""


def _joined(at: str, name: str) -> str:
    return f"{at}.{name}" if at else name
