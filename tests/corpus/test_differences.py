"""What changed between two records, in words."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from extractors.corpus.differences import differences

Plain = dict[str, Any]


def claim(number: int, kind: str, start: int, text: str, **fields: object) -> Plain:
    return {
        "id": f"claim:{number}", "kind": kind, "text": text, "start": start, "end": start + len(text),
        "sentence": {"start": 0, "end": 99}, "rule": "r", **fields,
    }  # fmt: skip


def person(number: int, name: str, start: int, **fields: object) -> Plain:
    mention = {"text": name, "start": start, "end": start + len(name)}
    return {"id": f"person:{number}", "name": name, "count": 1, "mentions": [mention], **fields}


OLD: Plain = {
    "schema": 1,
    "source": "samples/a.txt",
    "sha256": "ab",
    "encoding": "utf-8",
    "people": [person(1, "توماس فيلي", 40), person(2, "الحمدوني", 70)],
    "places": [],
    "organizations": [],
    "claims": [
        claim(1, "casualty", 5, "مقتل 23", value=23, outcome="killed"),
        claim(2, "casualty", 20, "7 أطفال", value=7, outcome="killed", part_of="claim:1"),
        claim(
            3, "count", 50, "4 منظمات", value=4,
            speaker={"text": "فيلي", "start": 45, "end": 49, "entity": "person:1"},
        ),
    ],
    "engine": {"version": "0.1.0"},
}  # fmt: skip


def changed(**fields: object) -> Plain:
    return copy.deepcopy(OLD) | fields


def told(new: Plain) -> list[str]:
    return [str(difference) for difference in differences(OLD, new)]


def test_nothing_is_told_of_records_that_agree_or_only_came_from_elsewhere() -> None:
    assert told(changed()) == []
    assert told(changed(source="elsewhere/a.txt", engine={"version": "9", "model": "x"})) == []


def test_a_field_that_changed_is_told_with_both_values() -> None:
    new = changed()
    new["claims"][0] |= {"value": 32, "outcome": "injured", "bound": "approx"}
    assert told(new) == [
        "~ casualty «مقتل 23» at 5: value 23 -> 32; outcome killed -> injured; bound nothing -> approx"
    ]


def test_a_claim_more_renumbers_the_rest_without_changing_it() -> None:
    new = changed()
    first = claim(1, "count", 0, "12", value=12, bound="exact")
    rest = [item | {"id": f"claim:{number}"} for number, item in enumerate(new["claims"], start=2)]
    rest[1]["part_of"] = "claim:2"
    new["claims"] = [first, *rest]
    assert told(new) == ["+ count «12» at 0: value 12; bound exact; rule r"]


def test_a_claim_gone_and_an_entity_gone_are_told() -> None:
    new = changed(people=OLD["people"][:1], claims=OLD["claims"][:2])
    assert told(new) == ["- people: «الحمدوني» at 70: count 1", "- count «4 منظمات» at 50: value 4; rule r"]


def test_a_reference_to_another_claim_is_told() -> None:
    new = changed()
    del new["claims"][1]["part_of"]
    assert told(new) == ["~ casualty «7 أطفال» at 20: part_of claim:1 -> nothing"]


def test_a_claim_whose_span_grew_is_the_same_claim() -> None:
    new = changed()
    new["claims"][0] |= {"text": "مقتل 23 شخصا", "end": 17}
    assert told(new) == ["~ casualty «مقتل 23 شخصا» at 5: text مقتل 23 -> مقتل 23 شخصا; end 12 -> 17"]


def test_a_claim_of_another_kind_is_another_claim() -> None:
    new = changed()
    new["claims"][0] = claim(1, "count", 5, "مقتل 23", value=23)
    assert [line[:10] for line in told(new) if "part_of" not in line] == ["- casualty", "+ count «م"]


def test_an_entity_under_another_name_is_told_as_renamed() -> None:
    new = changed(people=[person(1, "توماس فيلي", 40, titles=["الكولونيل"]), person(2, "عامر الحمدوني", 70)])
    lines = told(new)
    assert lines[0] == "~ people: «توماس فيلي» at 40: titles nothing -> الكولونيل"
    assert lines[1].startswith("~ people: «عامر الحمدوني» at 70: name الحمدوني -> عامر الحمدوني; mentions ")


@pytest.mark.parametrize(("score", "lines"), [(0.95, 0), (0.88, 0), (0.7, 1)])
def test_scores_may_differ_by_what_a_processor_makes_of_them(score: float, lines: int) -> None:
    old = changed(people=[person(1, "توماس فيلي", 40, score=0.92)])
    new = changed(people=[person(1, "توماس فيلي", 40, score=score)])
    old["people"][0]["mentions"][0]["score"] = 0.92
    new["people"][0]["mentions"][0]["score"] = score
    assert len(differences(old, new)) == lines


def test_phrases_are_told_in_words() -> None:
    new = changed()
    new["claims"][2]["speaker"] = {"text": "الحمدوني", "start": 70, "end": 78, "entity": "person:2"}
    assert told(new) == ["~ count «4 منظمات» at 50: speaker «فيلي» at 45 person:1 -> «الحمدوني» at 70 person:2"]


@pytest.mark.parametrize(
    ("field", "value", "line"),
    [
        ("sha256", "cd", "~ record: sha256 ab -> cd"),
        ("reference_date", "2018-06-05", "~ record: reference_date nothing -> 2018-06-05"),
        ("warnings", ["شيء"], "~ record: warnings nothing -> شيء"),
    ],
)
def test_fields_of_the_record_are_told(field: str, value: object, line: str) -> None:
    assert told(changed(**{field: value})) == [line]


def test_not_even_other_ids_go_unseen() -> None:
    new = changed(people=[person(1, "توماس فيلي", 40), person(9, "الحمدوني", 70)])
    assert told(new) == ["~ the same entities and claims under other ids or in another order"]
