"""Lengths of time against their cases, and how they are written down."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from casefiles import cases
from finding import claims_of
from hypothesis import given
from hypothesis import strategies as st

from extractors.claims import clock, durations
from extractors.claims.candidates import Reading
from extractors.records import to_dict
from extractors.text import Document


@pytest.mark.parametrize("case", cases("durations"))
def test_durations(case: dict[str, Any]) -> None:
    found = claims_of("duration", case["text"])
    wanted = case["expect"]
    assert [claim.text for claim in found] == [item["text"] for item in wanted], [claim.rule for claim in found]
    for claim, expected in zip(found, wanted, strict=True):
        plain = to_dict(claim)
        assert {name: plain.get(name, "") for name in expected} == expected, f"rule {claim.rule}"


@pytest.mark.parametrize(
    ("amounts", "value"),
    [
        ({"year": Fraction(7, 2)}, "P3Y6M"),
        ({"month": Fraction(5, 2)}, "P2.5M"),
        ({"week": Fraction(3, 2)}, "P1.5W"),
        ({"day": Fraction(1, 2)}, "PT12H"),
        ({"hour": Fraction(3, 4)}, "PT45M"),
        ({"minute": Fraction(5, 2)}, "PT2M30S"),
        ({"decade": Fraction(3, 2)}, "P15Y"),
        ({"century": Fraction(1, 4)}, "P25Y"),
        ({"day": Fraction(2), "hour": Fraction(3)}, "P2DT3H"),
        ({}, "P0D"),
    ],
)
def test_iso(amounts: dict[str, Fraction], value: str) -> None:
    assert durations.iso(amounts) == value


@given(
    st.integers(1, 999), st.sampled_from([("يوما", "P{}D"), ("ساعة", "PT{}H"), ("شهرا", "P{}M"), ("أسبوعا", "P{}W")])
)
def test_figures_are_kept(number: int, unit: tuple[str, str]) -> None:
    word, form = unit
    (found,) = claims_of("duration", f"استمر {number} {word} في المدينة")
    assert to_dict(found)["value"] == form.format(number)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("الساعة السابعة والنصف مساء بتوقيت غرينتش", "19:30"),
        ("عند الساعة 14:30", "14:30"),
        ("الثامنة إلا ربعا صباحا", "07:45"),
        ("الساعة 0648 بتوقيت غرينتش", "06:48"),
        ("الساعة 23,35 في الضاحية", "23:35"),
        ("في 9:15 مساء", "21:15"),
        ("الساعة الثالثة وعشر دقائق فجرا", "03:10"),
        ("الساعة 15 بتوقيت مكة", "15:00"),
        ("الواحدة والثلث ظهرا", "13:20"),
        ("في 9 مساء الجمعة", "21:00"),
    ],
)
def test_clock_times_are_read_and_claim_nothing(text: str, time: str) -> None:
    (found,) = clock.read(Reading(Document(text).sentences[0]))
    assert found.record is None
    assert found.fields["value"] == time


@pytest.mark.parametrize(
    "text", ["المرة الثانية", "الثالثة على التوالي", "فاز 3:1", "المرتبة الثامنة", "قتل 12 مساء الجمعة"]
)
def test_no_clock_times(text: str) -> None:
    assert not list(clock.read(Reading(Document(text).sentences[0])))
