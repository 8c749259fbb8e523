"""Records back from JSON: the inverse of `to_dict`, as strict as the schema."""

from __future__ import annotations

import json
import typing
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from extractors import InputError, from_dict, from_json, records, to_dict
from extractors.records import CLAIM_TYPES, Claim, Mention, Record
from extractors.schema import MOST_OFFSET, OFFSETS, record_schema

SAMPLES = sorted(Path(__file__).parents[1].joinpath("samples").glob("*.json"))
VALIDATOR = Draft202012Validator(record_schema())
BASE = json.loads(next(path for path in SAMPLES if path.stem == "stadium").read_text(encoding="utf-8"))

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
DAYS = st.dates().map(lambda day: day.isoformat())
PLAIN_VALUES = {str: WORDS, int: st.integers(), float: NUMBERS}
AT = st.integers(0, MOST_OFFSET)


@cache
def made(kind: type) -> st.SearchStrategy[Any]:
    """Any instance of a record type."""
    hints = typing.get_type_hints(kind, vars(records))
    values = {field.name: of_field(field, hints[field.name]) for field in fields(kind)}
    if kind is Record:
        values |= {"schema": st.just(1), "reference_date": st.none() | DAYS}
    return st.builds(kind, **values)


def of_field(field: Field[Any], hint: Any) -> st.SearchStrategy[Any]:
    values = AT if field.name in OFFSETS else of_type(hint)
    return values if field.default is MISSING else st.just(field.default) | values


def of_type(hint: Any) -> st.SearchStrategy[Any]:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in {Union, UnionType}:
        return st.one_of(*(st.none() if choice is NoneType else of_type(choice) for choice in arguments))
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin is tuple:
        least = int(arguments[0] is Mention)  # an entity is mentioned
        return st.lists(of_type(arguments[0]), min_size=least, max_size=2).map(tuple)
    if hint is Claim:
        return st.one_of(*map(made, CLAIM_TYPES))
    return made(hint) if is_dataclass(hint) else PLAIN_VALUES[hint]


@given(made(Record))
def test_any_record_comes_back_as_it_was(record: Record) -> None:
    assert from_dict(to_dict(record)) == record
    assert from_json(record.to_json()) == record
    assert from_json(record.to_json(indent=2).encode()).to_json() == record.to_json()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_committed_records_come_back_byte_for_byte(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert from_json(text).to_json(indent=2) + "\n" == text


def places(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every value in plain JSON."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [way, *(place for key, item in items for place in places(item, (*way, key)))]


WAYS = [way for way in places(BASE) if way and way != ("schema",)]
"""`schema` apart, whose errors are tested below."""
PUT = [..., None, -1, 2**53, [], {}, "نص", "", True, 3, -1.5, [5], {"text": "نص", "start": 0, "end": 2}]


@given(st.sampled_from(WAYS), st.sampled_from(PUT))
def test_it_accepts_what_the_schema_accepts(way: tuple[Any, ...], value: Any) -> None:
    plain = json.loads(json.dumps(BASE))
    *rest, last = way
    place = plain
    for step in rest:
        place = place[step]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    if way == ("reference_date",) and value is not ...:
        return  # only read as a day
    if VALIDATOR.is_valid(plain):
        assert to_dict(from_dict(plain)) == plain
        return
    with pytest.raises(InputError, match=r"^here: not a record that Khabar writes: ") as caught:
        from_dict(plain, "here")
    assert "\n" not in str(caught.value)


SAID = [
    ({"schema": 2}, "a record of schema 2; this version reads 1, so extract it again"),
    ({"schema": True}, "schema is true, and not of type integer"),
    ({"text": "نص", "claims": ...}, "an article, and not a record; run extract on it first"),
    ({"rumour": 1}, "rumour is unknown"),
    ({"x" * 99: 1}, f"{'x' * 39}… is unknown"),
    ({"people": [{"id": "", "name": "", "count": 10**400, "mentions": []}]}, "people[0].count is 1000"),
    ({"sha256": ...}, "sha256 is missing"),
    ({"people": None}, "people is null, and not a list"),
    ({"warnings": []}, "warnings is empty, and empty fields are left out"),
    ({"reference_date": "20180605"}, 'reference_date is "20180605", and not a day as YYYY-MM-DD'),
    ({"reference_date": "أمس"}, 'reference_date is "أمس", and not a day as YYYY-MM-DD'),
    ({"source": "\ud800"}, "source holds half a surrogate pair"),
    ({"claims": [{"id": "claim:1"}]}, "claims[0] is not a claim"),
    ({"claims": [{"kind": "rumour"}]}, 'claims[0].kind is "rumour", and not percentage or casualty or date'),
    ({"claims": [{"kind": []}]}, "claims[0].kind is [], and not percentage or"),
    ({"people": [{"mentions": [5]}]}, "people[0].count is missing"),
    ({"engine": {"version": "0" * 90, "model": 5}}, "engine.model is 5, and not of type string"),
    ({"engine": "0" * 90}, f'engine is "{"0" * 38}…, and not an object'),
]  # fmt: skip


@pytest.mark.parametrize(("change", "reason"), SAID, ids=lambda value: str(value)[:30])
def test_the_error_says_where_and_what(change: dict[str, Any], reason: str) -> None:
    plain = {name: value for name, value in (BASE | change).items() if value is not ...}
    with pytest.raises(InputError) as caught:
        from_dict(plain, "a.jsonl:3")
    assert str(caught.value).startswith("a.jsonl:3: ")
    assert reason in str(caught.value)
    assert "extract" in str(caught.value)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e999", "true", '"41"', "1" + "0" * 400])
def test_numbers_are_finite_and_numbers(value: str) -> None:
    text = json.dumps(BASE).replace('"value": 41', f'"value": {value}', 1)
    with pytest.raises(InputError, match=r"claims\[\d+\]\.value is .*, and not a number"):
        from_json(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "malformed JSON at column 1"),
        ('{"a": ', "malformed JSON at column 7"),
        (b"\xff\xfe\xfa", "malformed JSON"),
        ("[" * 100_000, "malformed JSON"),
        ("9" * 5000, "malformed JSON"),
        ("[]", "not a record: records are JSON objects"),
        ("5", "not a record: records are JSON objects"),
    ],
    ids=lambda value: str(value)[:12],
)
def test_what_is_no_json_or_no_object_is_one_error(text: str | bytes, reason: str) -> None:
    with pytest.raises(InputError, match=f"^a.jsonl:1: {reason}") as caught:
        from_json(text, "a.jsonl:1")
    assert "\n" not in str(caught.value)
