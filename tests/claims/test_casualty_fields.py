"""The fields of casualties over sentences annotated before the reader saw them: none may get worse."""

from __future__ import annotations

import pytest
from benchmarks.casualty_fields import Judged, cases, judge, tallies, verdicts

from extractors import Extractor

FLOORS = {
    "precision": 0.97,
    "recall": 0.94,
    "outcome": 0.93,
    "number": 0.94,
    "toll": 0.92,
    "certainty": 0.90,
    "part_of": 0.75,
    "speaker": 0.80,
    "kind": 0.84,
    "term": 1.0,
    "nothing found in a negative": 0.95,
}
"""What the benchmark of the same name printed when last looked at, rounded down. Raise them, never lower them."""


@pytest.fixture(scope="module")
def judged() -> list[Judged]:
    return verdicts(Extractor(entities=False))


@pytest.mark.parametrize("field", FLOORS)
def test_no_field_gets_worse(judged: list[Judged], field: str) -> None:
    tally = tallies(judged)[field]
    wrong = [
        f"{verdict.wanted} / {verdict.got}: {verdict.sentence}"
        for verdict in judged
        if verdict.field == field and not verdict.right
    ]
    assert tally.share >= FLOORS[field], "\n".join(wrong)


def test_there_are_sentences_enough() -> None:
    texts = [case["text"] for case in cases()]
    assert len(set(texts)) == len(texts) >= 220
    assert sum(not case["expect"] for case in cases()) >= 60


def test_a_figure_that_is_not_found_has_every_field_wrong() -> None:
    case = {"text": "هدوء في المدينة", "expect": [{"at": "المدينة", "outcome": "killed", "value": 3, "part_of": 0}]}
    fields = [verdict for verdict in judge(case, Extractor(entities=False)) if verdict.field != "precision"]
    assert {verdict.field for verdict in fields} == {"recall", "outcome", "number", "toll", "certainty", "part_of"}
    assert not any(verdict.right for verdict in fields)
