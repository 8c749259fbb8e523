"""Records as tables: what stands in each cell."""

from __future__ import annotations

import io
from typing import Any

import pytest

from cli.output import FORMATS, values
from cli.output.target import Target
from extractors.records import (
    Casualty,
    Count,
    Date,
    Duration,
    Engine,
    Entity,
    Extracted,
    Measure,
    Mention,
    Money,
    Ordinal,
    Percentage,
    Phrase,
    Record,
    RelativeDate,
    Span,
)

COMMON: dict[str, Any] = {"text": "النص", "start": 0, "end": 4, "sentence": Span(start=0, end=9), "rule": "r"}


def phrase(text: str) -> Phrase:
    return Phrase(text=text, start=0, end=len(text))


def entity(number: int, name: str, *mentions: str, **more: Any) -> Entity:
    told = tuple(Mention(text=text, start=0, end=len(text)) for text in mentions)
    return Entity(id=f"x:{number}", name=name, count=len(told), mentions=told, **more)


RECORD = Record(
    source="a.txt",
    sha256="0" * 64,
    encoding="utf-8",
    reference_date="2018-06-05",
    people=(entity(1, "توماس فيلي", "توماس فيلي", "فيلي", "فيلي", titles=("الكولونيل",)),),
    places=(entity(2, "بغداد", "بغداد", country="IQ"),),
    organizations=(entity(3, "البنتاغون", "البنتاغون"),),
    claims=(
        Percentage(
            id="c:1", **COMMON, value=304, change="increase", compared_to=phrase("آذار"), of=phrase("الغارات")
        ),
        Casualty(
            id="c:2", **(COMMON | {"text": "مقتل 23"}), value=23, outcome="killed", toll="cumulative",
            speaker=phrase("المتحدث"), certainty="reported",
        ),
        Casualty(
            id="c:3", **COMMON, value=7, outcome="killed", victims=phrase("أطفال"), part_of="c:2", certainty="stated"
        ),
        Casualty(id="c:4", **COMMON, value=17, outcome="killed", outcomes=("killed", "injured"), same_as="c:2"),
        Date(
            id="c:5", **COMMON, value="XXXX-WXX-2", resolved="2018-06-05",
            relative=RelativeDate(offset=0, unit="day"),
        ),
        Date(id="c:6", **COMMON, value="1440-12-03", until="1440-12-09", calendar="hijri", direction="past"),
        Duration(id="c:7", **COMMON, value="P3W", bound="at_least"),
        Money(id="c:8", **COMMON, value=2000000, currency="USD"),
        Measure(id="c:9", **COMMON, value=40, unit="km"),
        Count(id="c:10", **COMMON, low=3700000, bound="more_than", of=phrase("عراقي")),
        Ordinal(id="c:11", **COMMON, value=36),
    ),
    warnings=("مشكوك فيه",),
    engine=Engine(version="0"),
)  # fmt: skip


def printed(*records: Record) -> str:
    stream = io.StringIO()
    FORMATS["table"](map(Extracted, records), Target(stream, several=False))
    return stream.getvalue().replace("\u2067", "").replace("\u2069", "")


def rows(title: str) -> list[list[str]]:
    """The head and the rows of one table."""
    table = printed(RECORD).split(f"\n{title}", 1)[1].split("\n\n", 1)[0].splitlines()
    head, _, *body = table[1:]
    return [[cell.strip() for cell in line.split("   ") if cell.strip()] for line in [head, *body]]


TABLES = {
    "People": [["Name", "Title", "Mentions", "Also as"], ["توماس فيلي", "الكولونيل", "3", "فيلي"]],
    "Places": [["Name", "Country", "Mentions"], ["بغداد", "IQ", "1"]],
    "Organizations": [["Name", "Mentions"], ["البنتاغون", "1"]],
    "Percentages": [
        ["Value", "Change", "Of", "Compared to", "Text"],
        ["304 %", "increase", "الغارات", "آذار", "النص"],
    ],
    "Casualties": [
        ["Value", "Outcome", "Victims", "Toll", "Part of", "Same as", "Said by", "Certainty", "Text"],
        ["23", "killed", "cumulative", "المتحدث", "reported", "مقتل 23"],
        ["7", "killed", "أطفال", "مقتل 23", "النص"],
        ["17", "killed, injured", "مقتل 23", "النص"],
    ],
    "Dates": [
        ["Date", "Relative", "Resolved", "Text"],
        ["XXXX-WXX-2", "+0 day", "2018-06-05", "النص"],
        ["1440-12-03/1440-12-09 AH", "past", "النص"],
    ],
    "Durations": [["Length", "Text"], ["≥ P3W", "النص"]],
    "Money": [["Value", "Currency", "Text"], ["2,000,000", "USD", "النص"]],
    "Measures": [["Value", "Unit", "Text"], ["40", "km", "النص"]],
    "Counts": [["Value", "Of", "Text"], ["> 3,700,000", "عراقي", "النص"]],
    "Ordinals": [["Rank", "Text"], ["36", "النص"]],
}


@pytest.mark.parametrize("title", TABLES)
def test_each_kind_has_its_table_without_the_columns_nobody_fills(title: str) -> None:
    assert rows(title) == TABLES[title]


def test_the_article_is_named_with_its_day_and_warnings() -> None:
    assert printed(RECORD).splitlines()[:2] == ["a.txt, written 2018-06-05", "warning: مشكوك فيه"]


def test_a_record_without_anything_says_so() -> None:
    empty = Record(source="a.txt", sha256="0", encoding="utf-8", engine=Engine(version="0"))
    assert printed(empty) == "a.txt\nnothing found\n\n"


AMOUNTS: list[tuple[dict[str, Any], str]] = [
    ({"value": 12}, "12"),
    ({"value": 3.7}, "3.7"),
    ({"value": 1234567}, "1,234,567"),
    ({"value": 0}, "0"),
    ({"value": 40, "low": 40, "high": 40, "bound": "approx"}, "~ 40"),
    ({"value": 40, "low": 40, "bound": "at_least"}, "≥ 40"),
    ({"low": 40, "bound": "at_least"}, "≥ 40"),
    ({"high": 40, "bound": "at_most"}, "≤ 40"),
    ({"low": 40, "bound": "more_than"}, "> 40"),
    ({"high": 40, "bound": "less_than"}, "< 40"),
    ({"low": 15, "high": 20, "bound": "range"}, "15–20"),
    ({"value": 17.5, "low": 15, "high": 20, "bound": "range"}, "15–20"),
    ({"bound": "vague"}, "vague"),
    ({"low": 20, "bound": "vague"}, "vague (≥ 20)"),
    ({"low": 20, "high": 99, "bound": "vague"}, "vague (20–99)"),
    ({"bound": "none_stated"}, "not stated"),
]


@pytest.mark.parametrize(("fields", "shown"), AMOUNTS)
def test_the_bound_of_a_number_is_shown(fields: dict[str, Any], shown: str) -> None:
    assert values.amount(Count(id="c", **COMMON, **fields), RECORD) == shown
