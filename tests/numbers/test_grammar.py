"""Numerals one by one, as the grammar reads them before bounds and ranges are put around them."""

from __future__ import annotations

from typing import Any

import pytest
from casefiles import cases

from extractors.numbers import Quantities
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


@pytest.mark.parametrize(
    ("text", "value", "to"),
    [
        ("ساعتين ونصف الساعة", 1 / 2, 2),
        ("ساعتين و نصف", 1 / 2, 3),
        ("مترا وربع المتر", 1 / 4, 2),
        ("ساعتين نصف", None, 0),
        ("ساعتين وبنصف", None, 0),
        ("ساعتين وخمس", None, 0),  # five
        ("ساعتين وثلثي الساعة", None, 0),
        ("ساعتين وعشرين", None, 0),
        ("ساعتين", None, 0),
    ],
)
def test_a_share_is_joined_to_its_unit(text: str, value: float | None, to: int) -> None:
    share = Grammar(Document(text).sentences[0]).share_after(1)
    assert (share and (float(share.value), share.to)) == (value and (value, to))


def test_quantities_are_found_by_where_they_begin_and_end() -> None:
    quantities = Quantities(Document("قتل 5 وأصيب 3 ملايين").sentences[0])
    five, three = quantities.found
    assert [quantities.starting(at) for at in range(5)] == [None, five, None, three, None]
    assert [quantities.ending(at) for at in range(6)] == [None, None, five, None, None, three]
