"""Every rule against its twin of cases: the folder of its kind under tests/cases."""

from __future__ import annotations

from typing import Any

import pytest
from casefiles import cases

from extractors.claims import find_all, link
from extractors.records import Claim, to_dict
from extractors.text import Document

FOLDERS = {
    "percentages": "percentage",
    "money": "money",
    "measures": "measure",
    "counts": "count",
    "ordinals": "ordinal",
}


def fields_of(claim: Claim, wanted: dict[str, Any]) -> dict[str, Any]:
    """The fields that a case names; phrases by their words, "" for what is absent."""
    plain = to_dict(claim)
    found = {name: plain.get(name, "") for name in wanted}
    return {name: value["text"] if isinstance(value, dict) else value for name, value in found.items()}


@pytest.mark.parametrize(
    ("kind", "case"),
    [
        pytest.param(kind, *parameter.values, id=parameter.id, marks=parameter.marks)
        for folder, kind in FOLDERS.items()
        for parameter in cases(folder)
    ],
)
def test_claims_of_a_kind(kind: str, case: dict[str, Any]) -> None:
    document = Document(case["text"])
    claims = [claim for claim in link(find_all(document), ()) if claim.kind == kind]
    wanted = case["expect"]
    assert [claim.text for claim in claims] == [expected["text"] for expected in wanted], [c.rule for c in claims]
    for claim, expected in zip(claims, wanted, strict=True):
        assert fields_of(claim, expected) == expected, f"rule {claim.rule}"
