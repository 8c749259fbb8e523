"""The number grammar against its cases and its invariants."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from casefiles import cases
from hypothesis import given
from hypothesis import strategies as st

from extractors.numbers import Quantity, find
from extractors.numbers.digits import figure


def shown(text: str, quantity: Quantity) -> str:
    return text[quantity.start : quantity.end]


def exact(limit: float) -> Fraction | None:
    """A limit as a case writes it: 0 for an open side."""
    return Fraction(str(limit)) if limit else None


@pytest.mark.parametrize("case", cases("numbers"))
def test_numbers_in_text(case: dict[str, Any]) -> None:
    text = case["text"]
    found = find(text)
    if "numbers" in case:
        expected = [(words, Fraction(str(value))) for words, value in case["numbers"]]
        assert [(shown(text, q), q.value) for q in found] == expected
    if "vague" in case:
        expected = [(words, low or None, high or None) for words, low, high in case["vague"]]
        assert [(shown(text, q), q.low, q.high) for q in found] == expected
        assert {q.bound for q in found} == {"vague"}
        assert {q.value for q in found} == {None}
    if "bounded" in case:
        bounded = [(words, bound, exact(low), exact(high)) for words, bound, low, high in case["bounded"]]
        assert [(shown(text, q), q.bound, q.low, q.high) for q in found] == bounded


@pytest.mark.parametrize(
    ("form", "scaled", "value"),
    [
        ("3700", False, 3700),
        ("3,700", False, 3700),
        ("3,700", True, Fraction("3.7")),
        ("3٬700", True, 3700),
        ("0,700", False, Fraction("0.7")),
        ("1234,567", False, Fraction("1234.567")),
        ("1.2.3", False, None),
        ("17.05.2018", False, None),
        ("9" * 24, False, int("9" * 24)),
        ("9" * 25, False, None),
        ("1٫700", False, Fraction("1.7")),
    ],
)
def test_separators(form: str, scaled: bool, value: Fraction | int | None) -> None:
    if form == "3٬700":
        assert figure(form, scaled=False) == value
    else:
        assert figure(form, scaled=scaled) == value


@pytest.mark.parametrize(
    ("text", "after"), [("90 سيارة على الأقل", (2, 4)), ("نحو 90 سيارة على الأكثر", None), ("90 سيارة", None)]
)
def test_a_bound_after_a_number_has_its_place(text: str, after: tuple[int, int] | None) -> None:
    assert find(text)[0].after_bound == after


@pytest.mark.parametrize(("text", "value"), [("90 سيارة", 90), ("7.5 أمتار", 7.5), ("ثلاثة ملايين", 3_000_000)])
def test_whole_numbers_are_written_as_whole_numbers(text: str, value: float) -> None:
    fields = find(text)[0].fields()
    assert (fields["value"], type(fields["value"])) == (value, type(value))


WORDS = ["ثلاثة وعشرون ألفا ومئتان", "مليون و200 ألف", "أكثر من 3.7 مليون", "بين 10 و15", "عشرات الآلاف", "ثلثا السكان"]
MARKS = ["\u064e", "\u064f", "\u0650", "\u0651", "\u0640", "\u200f", "\u202b"]


@given(st.sampled_from(WORDS), st.data())
def test_marks_and_bidi_controls_change_offsets_only(text: str, data: st.DataObject) -> None:
    places = data.draw(st.lists(st.integers(1, len(text) - 1), max_size=6))
    marked = text
    for place in sorted(places, reverse=True):
        if text[place - 1].isalpha():
            marked = marked[:place] + data.draw(st.sampled_from(MARKS)) + marked[place:]
    plain, noisy = find(text), find(marked)
    assert [(q.value, q.low, q.high, q.bound) for q in noisy] == [(q.value, q.low, q.high, q.bound) for q in plain]
    assert all(0 <= q.start < q.end <= len(marked) for q in noisy)


@given(st.integers(0, 10**15), st.sampled_from(["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"]))
def test_digit_systems_are_equal(number: int, digits: str) -> None:
    western = f"وصل {number} صندوقا"
    other = western.translate({ord(str(value)): digits[value] for value in range(10)})
    assert find(other) == find(western)
    assert find(western)[0].value == number


@given(st.integers(1, 10**12), st.sampled_from([",", ".", "٬", "\u00a0", "\u202f", "'"]))
def test_grouped_thousands(number: int, separator: str) -> None:
    text = f"{number:,}".replace(",", separator) + " صندوق"
    (quantity,) = find(text)
    assert quantity.value == number
    assert text[quantity.start : quantity.end] == text.removesuffix(" صندوق")


@given(st.text(alphabet="0123456789.,٫٬ و-/%ثلاثةمئألفعشربيننصفإى", max_size=60))
def test_any_text_gives_spans_in_order(text: str) -> None:
    end = 0
    for quantity in find(text):
        assert end <= quantity.start <= quantity.core < quantity.end <= len(text)
        end = quantity.end
