"""Parts of a casualty figure against the figure itself."""

from __future__ import annotations

import pytest

from extractors.claims import find_all
from extractors.text import Document


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("قتل 8 أشخاص بينهم 6 أطفال و3 نساء", "«قتل 8 أشخاص» is 8 and its parts are more: 6 + 3 = 9"),
        ("قتل 9 أشخاص بينهم 6 أطفال و5 نساء", "«قتل 9 أشخاص» is 9 and its parts are more: 6 + 5 = 11"),
        ("قتل 12 شخصا بينهم 7 أطفال و5 نساء", None),
        ("قتل أكثر من 5 أشخاص بينهم 7 أطفال", None),
        ("قتل 5 أشخاص وأصيب 7 آخرون", None),
    ],
)
def test_parts_that_exceed_their_total_are_told(text: str, warning: str | None) -> None:
    assert find_all(Document(text)).warnings == ((warning,) if warning else ())
