"""Records as JSON, and the schema that is made from their types."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from extractors.records import (
    CLAIM_TYPES,
    KINDS,
    Casualty,
    Count,
    Date,
    Duration,
    Engine,
    Entity,
    Measure,
    Mention,
    Money,
    Ordinal,
    Percentage,
    Phrase,
    Record,
    RelativeDate,
    Span,
    to_dict,
)
from extractors.schema import record_schema

COMMON: dict[str, Any] = {"text": "نص", "start": 0, "end": 2, "sentence": Span(start=0, end=2), "rule": "r"}
WORDS = Phrase(text="نص", start=0, end=2, entity="person:1")
CLAIMS = (
    Percentage(id="claim:1", **COMMON, value=3.5, change="increase", compared_to=WORDS, speaker=WORDS),
    Casualty(id="claim:2", **COMMON, low=3, bound="at_least", outcome="killed", outcomes=("killed", "injured")),
    Date(id="claim:3", **COMMON, value="XXXX-05", relative=RelativeDate(offset=-1, unit="month")),
    Duration(id="claim:4", **COMMON, value="P3W"),
    Money(id="claim:5", **COMMON, value=3, currency="USD"),
    Measure(id="claim:6", **COMMON, value=3, unit="km"),
    Count(id="claim:7", **COMMON, value=3, of=WORDS, certainty="denied"),
    Ordinal(id="claim:8", **COMMON, value=3),
)
PERSON = Entity(
    id="person:1",
    name="نص",
    count=1,
    mentions=(Mention(text="نص", start=0, end=2, score=0.5),),
    titles=("اللواء",),
    score=0.9,
)
RECORD = Record(
    source="a.txt",
    sha256="0" * 64,
    encoding="utf-8",
    people=(PERSON,),
    claims=CLAIMS,
    warnings=("شيء",),
    engine=Engine(version="0.1.0"),
)
VALIDATOR = Draft202012Validator(record_schema())


def test_every_kind_of_claim_is_among_these() -> None:
    assert tuple(map(type, CLAIMS)) == CLAIM_TYPES
    assert tuple(claim.kind for claim in CLAIMS) == KINDS


def test_the_schema_is_one_and_records_fit_it() -> None:
    Draft202012Validator.check_schema(record_schema())
    VALIDATOR.validate(to_dict(RECORD))
    VALIDATOR.validate(json.loads(RECORD.to_json()))
    VALIDATOR.validate(to_dict(Record(source="a", sha256="0", encoding="utf-8", engine=Engine(version="0"))))


def test_null_and_empty_fields_are_left_out_but_the_four_lists() -> None:
    record = to_dict(Record(source="a", sha256="0", encoding="utf-8", engine=Engine(version="0")))
    assert record == {
        "schema": 1,
        "source": "a",
        "sha256": "0",
        "encoding": "utf-8",
        "people": [],
        "places": [],
        "organizations": [],
        "claims": [],
        "engine": {"version": "0"},
    }
    assert list(to_dict(CLAIMS[0]))[:2] == ["id", "kind"]


def test_json_keeps_arabic_as_it_is() -> None:
    assert '"name": "نص"' in RECORD.to_json()
    assert json.loads(RECORD.to_json(indent=2)) == to_dict(RECORD)


def broken(path: str, value: object) -> dict[str, Any]:
    """The record with one thing set, or taken away where the value is `...`."""
    record: dict[str, Any] = copy.deepcopy(to_dict(RECORD))
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place: Any = record
    for step in way:
        place = place[step]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return record


WRONG = [
    ("extra", 1),
    ("schema", 2),
    ("sha256", ...),
    ("claims", ...),
    ("people", None),
    ("reference_date", None),
    ("warnings", []),
    ("engine.model", 5),
    ("people.0.mentions.0.start", "0"),
    ("people.0.extra", 1),
    ("people.0.mentions", ...),
    ("claims.0.kind", "casualty"),
    ("claims.0.kind", "rumour"),
    ("claims.0.id", ...),
    ("claims.0.bound", "about"),
    ("claims.0.value", "3"),
    ("claims.0.change", "up"),
    ("claims.0.outcome", "killed"),
    ("claims.0.compared_to.start", ...),
    ("claims.1.outcome", ...),
    ("claims.1.outcomes", []),
    ("claims.1.outcomes.0", "dead"),
    ("claims.2.relative.unit", ...),
    ("claims.2.value", 5),
    ("claims.5.unit", ...),
    ("claims.7.value", 3.5),
]


@pytest.mark.parametrize(("path", "value"), WRONG, ids=str)
def test_what_does_not_fit_the_contract_does_not_validate(path: str, value: object) -> None:
    assert not VALIDATOR.is_valid(broken(path, value))


def test_records_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        RECORD.source = "b.txt"  # type: ignore[misc]
