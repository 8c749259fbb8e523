"""Dates against their cases, and what must hold of them whatever the text."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from casefiles import cases
from finding import claims_of
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.claims import dates
from extractors.claims.dates.resolution import resolve
from extractors.claims.dates.when import When
from extractors.records import Claim, RelativeDate, to_dict
from extractors.text import Document

CASES = cases("dates")
DRAWN = st.sampled_from([case.values[0]["text"] for case in CASES])
MARKS = ["\u064e", "\u0651", "\u0640", "\u200f", "\u202b", "\u2067"]
EASTERN = {ord(str(value)): digit for value, digit in enumerate("٠١٢٣٤٥٦٧٨٩")}
WESTERN = {ord(digit): str(value) for value, digit in enumerate("٠١٢٣٤٥٦٧٨٩")}
WRITTEN = date(2018, 6, 5)


def read(text: str, reference: str | None = None) -> tuple[Claim, ...]:
    return claims_of("date", text, date.fromisoformat(reference) if reference else None)


def values(text: str) -> list[dict[str, Any]]:
    plain = [to_dict(claim) for claim in claims_of("date", text, WRITTEN)]
    return [{k: v for k, v in item.items() if k not in ("id", "text", "start", "end", "sentence")} for item in plain]


@pytest.mark.parametrize("case", CASES)
def test_dates(case: dict[str, Any]) -> None:
    found = read(case["text"], case.get("reference"))
    wanted = case["expect"]
    assert [claim.text for claim in found] == [item["text"] for item in wanted], [claim.rule for claim in found]
    for claim, expected in zip(found, wanted, strict=True):
        plain = to_dict(claim)
        assert {name: plain.get(name, "") for name in expected} == expected, f"rule {claim.rule}"


@given(DRAWN, st.data())
def test_marks_and_controls_change_offsets_only(text: str, data: st.DataObject) -> None:
    places = sorted(data.draw(st.sets(st.integers(1, len(text)), max_size=12)), reverse=True)
    marked = text
    for place in places:
        if "\u0621" <= text[place - 1] <= "\u064a":
            marked = marked[:place] + data.draw(st.sampled_from(MARKS)) + marked[place:]
    assert values(marked) == values(text)


@given(DRAWN)
def test_the_digit_system_changes_nothing(text: str) -> None:
    assert values(text.translate(EASTERN)) == values(text.translate(WESTERN))


@given(DRAWN, DRAWN)
def test_sentences_do_not_touch_each_other(first: str, second: str) -> None:
    assert values(f"{first}\n{second}") == values(first) + values(second)


@settings(max_examples=300)
@given(
    st.builds(
        When,
        month=st.none() | st.integers(1, 12),
        day=st.none() | st.integers(1, 31),
        weekday=st.none() | st.integers(1, 7),
        direction=st.sampled_from([None, "past", "current", "future"]),
        hijri=st.booleans(),
        relative=st.none()
        | st.builds(
            RelativeDate,
            offset=st.integers(-5000, 5000),
            unit=st.sampled_from(["hour", "day", "week", "month", "quarter", "year", "decade", "century"]),
        ),
        distance=st.booleans(),
    ),
    st.dates(),
    st.booleans(),
)
def test_whatever_is_said_resolves_or_stays_open(when: When, reference: date, ahead: bool) -> None:
    resolved = resolve(when, reference, ahead=ahead) if when.possible else None
    if resolved and len(resolved) == 10:
        assert date.fromisoformat(resolved)


@given(st.integers(1, 12), st.integers(1, 28), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_the_past_is_before_and_the_future_after(month: int, day: int, reference: date) -> None:
    def resolved(direction: Any) -> date:
        return date.fromisoformat(resolve(When(month=month, day=day, direction=direction), reference) or "")

    assert resolved("past") < reference < resolved("future")
    assert -366 < (resolved(None) - reference).days <= 31


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("صنعاء، 5 حزيران 2018 (وكالات) - وصل الوفد", "2018-06-05"),
        ("2018-06-05\nوصل الوفد", "2018-06-05"),
        ("وصول الوفد\nالجزائر – 12 جويلية 2018 - وصل الوفد", "2018-07-12"),
        ("الثلاثاء 5 يونيو 2018\nوصل الوفد", "2018-06-05"),
        ("عمان (وكالات) 5 يونيو 2018 - وصل الوفد", "2018-06-05"),
        ("جدة 20 رمضان 1439 هـ الموافق 4 يونيو 2018 م\nوصل الوفد", "2018-06-04"),
        ("ذكرى أحداث 11 سبتمبر 2001\nأحيت المدينة الذكرى", None),
        ("وصل الوفد في 5 حزيران 2018 إلى العاصمة", None),
        ("بيروت، 5 حزيران (وكالات) - وصل الوفد", None),
        ("نشر في: 05/06/2018 آخر تحديث: 06/06/2018\nوصل الوفد", None),
        ("عنوان\nمقدمة\n2018-06-05\nوصل الوفد", None),
        ("وصل الوفد إلى العاصمة. عاد الوزير من جولته.\n2018-06-05", "2018-06-05"),
        ("\nوصل الوفد إلى العاصمة. عاد الوزير من جولته.\n2018-06-05", "2018-06-05"),
        ("بيروت،5 حزيران 2018 (وكالات) - وصل الوفد", "2018-06-05"),
        ("بيروت، 5 حزيران 2018- وصل الوفد", "2018-06-05"),
        ("سان فرانسيسكو في 5 حزيران 2018 / وكالات / وصل الوفد", "2018-06-05"),
        ("بيروت في 5 حزيران 2018 (وكالات) وصل الوفد", "2018-06-05"),
        ("الأمم المتحدة / سان فرانسيسكو، 5 حزيران 2018 - وصل الوفد", "2018-06-05"),
        ("بيروت / دمشق / (سانا)، 5 حزيران 2018 - وصل الوفد", "2018-06-05"),
        ("نشر في: 5 حزيران 2018 الساعة 14:30\nوصل الوفد", "2018-06-05"),
        ("جدة 20 رمضان 1439 هـ الموافق 4 يونيو 2018 م (واس)\nوصل الوفد", "2018-06-04"),
        ("«النكسة» - «العبور» - (ملف) - 6 أكتوبر 1973، حرب غيرت المنطقة", None),
        ("6 أكتوبر 1973، حرب غيرت المنطقة", None),
        ("صدر القرار 15 في 5 حزيران 2018 (الجريدة الرسمية)", None),
        ("وصل الوفد في 5 حزيران 2018، ثم غادر", None),
        ("مكة المكرمة - الرياض (واس) يوم الاثنين 20 رمضان 1439 هـ الموافق 4 يونيو 2018 م\nوصل الوفد", "2018-06-04"),
        ("الخميس - 12 شوال 1439 هـ - 26 يونيو 2018 م\nوصل الوفد", "2018-06-26"),
        ("السبت 3 ذو القعدة 1440 / 6 يوليو 2019\nوصل الوفد", "2019-07-06"),
        ("يونيو 5, 2018\nوصل الوفد", "2018-06-05"),
        ("June 5, 2018\nوصل الوفد", "2018-06-05"),
        ("معركة الخميس 12 شوال 1439 هـ - 26 يونيو 2018 م\nوصل الوفد", None),
        ("", None),
    ],
)
def test_datelines(text: str, day: str | None) -> None:
    found = dates.dateline(Document(text))
    assert (found.isoformat() if found else None) == day


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "الأربعاء الموافق 5 يونيو 2018",
            ("«الأربعاء الموافق 5 يونيو 2018»: 2018-06-05 is a Tuesday, not a Wednesday",),
        ),
        ("الثلاثاء الموافق 5 يونيو 2018", ()),
        ("15 رمضان 1439 هـ الموافق 4 يونيو 2018", ("«15 رمضان 1439 هـ»: 1439-09-15 is 2018-05-30, not 2018-06-04",)),
        ("15 رمضان 1439 هـ الموافق 31 مايو 2018", ()),
        ("الأربعاء 5 يونيو", ()),
    ],
)
def test_warnings(text: str, lines: tuple[str, ...]) -> None:
    assert dates.warnings(claims_of("date", text)) == lines


@pytest.mark.parametrize(
    ("season", "direction", "reference", "year"),
    [
        ("SU", "past", "2018-06-05", 2017),
        ("SU", "future", "2018-06-05", 2018),
        ("SU", "past", "2018-10-05", 2018),
        ("WI", "past", "2018-06-05", 2017),
        ("WI", "past", "2018-01-05", 2016),
        ("WI", "current", "2018-01-05", 2017),
        ("SU", "current", "2018-07-05", 2018),
        ("WI", "future", "2018-06-05", 2018),
        ("SP", "past", "2018-06-05", 2017),
        ("FA", "future", "2018-11-05", 2019),
    ],
)
def test_seasons(season: str, direction: Any, reference: str, year: int) -> None:
    assert resolve(When(part=season, direction=direction), date.fromisoformat(reference)) == f"{year}-{season}"


def test_a_season_without_a_direction_stays_open() -> None:
    assert resolve(When(part="SU"), WRITTEN) is None


@given(
    st.integers(1, 12),
    st.integers(1, 29),
    st.booleans(),
    st.dates(date(1930, 1, 1), date(2070, 1, 1)),
    st.sampled_from(["past", "current", "future"]),
)
def test_a_direction_outweighs_a_sentence_that_looks_ahead_in_either_calendar(
    month: int, day: int, hijri: bool, reference: date, direction: Any
) -> None:
    when = When(month=month, day=day, hijri=hijri, direction=direction)
    assert resolve(when, reference, ahead=True) == resolve(when, reference, ahead=False)
