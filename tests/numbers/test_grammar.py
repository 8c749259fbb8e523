"""Numerals one by one, as the grammar reads them before bounds and ranges are put around them."""

from __future__ import annotations

from typing import Any

import pytest
from casefiles import cases

from extractors.numbers.grammar import Grammar
from extractors.text import Document

EXACTLY = 1e-4


@pytest.mark.parametrize("case", cases("numerals"))
def test_numeral(case: dict[str, Any]) -> None:
    at = case.get("at", 0)
    numeral = Grammar(Document(case["text"]).sentences[0]).numeral(at)
    if "to" not in case:
        assert numeral is None
        return
    assert numeral is not None
    assert (numeral.first, numeral.to, numeral.form, numeral.unit) == (at, case["to"], case["form"], case["unit"])
    value = case.get("value")
    assert numeral.definite == case.get("definite", False)
    for name, expected in (("value", value), ("low", case.get("low", value)), ("high", case.get("high", value))):
        found = getattr(numeral, name)
        assert (found is None) == (expected is None), name
        assert found is None or float(found) == pytest.approx(expected, abs=EXACTLY), name
