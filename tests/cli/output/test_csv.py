"""CSV read back by Python's own reader, and what a spreadsheet would make of its cells."""

from __future__ import annotations

import csv
import io
import unicodedata
from typing import Any

import pytest
from extracted import NAMES, hostile, samples
from hypothesis import given
from hypothesis import strategies as st

from cli.output import FORMATS, columns
from cli.output.cells import cell
from cli.output.target import Target
from cli.talk import clean
from extractors import Extracted, to_dict
from extractors.records import ENTITY_KINDS


def written(*articles: Extracted, **options: Any) -> str:
    stream = io.StringIO()
    FORMATS["csv"](articles, Target(stream, several=True, **options))
    return stream.getvalue()


def read(*articles: Extracted) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(*articles), newline=""), strict=True))


def leaves(plain: Any, name: str = "") -> list[tuple[str, Any]]:
    """Every value in a claim or entity with the name of the column it belongs in."""
    if isinstance(plain, dict):
        found = []
        for key, value in plain.items():
            own = {"text": name, "entity": f"{name}_id", "claim": f"{name}_id"}.get(key, f"{name}_{key}")
            found.extend(leaves(value, own if name else key))
        return found
    return [(name, plain)]


@pytest.mark.parametrize("article", [*samples(), hostile()], ids=lambda article: article.record.source)
def test_every_value_of_every_claim_and_mention_is_in_its_column(article: Extracted) -> None:
    rows = iter(read(article))
    record = to_dict(article.record)
    for section, kind in ENTITY_KINDS.items():
        for entity in record[section]:
            mentions, score = entity.pop("mentions"), entity.pop("score", None)
            for mention in mentions:
                row = next(rows)
                expected = {"row": "mention", "kind": kind, **entity, **mention, "entity_score": score}
                assert_filled(row, expected, record)
    for claim in record["claims"]:
        told = dict(leaves(claim))
        if isinstance(told.get("value"), str):
            told["timex"] = told.pop("value")
        assert_filled(next(rows), {"row": "claim", **told}, record)
    assert not list(rows)


def assert_filled(row: dict[str, str], expected: dict[str, Any], record: dict[str, Any]) -> None:
    every = {"source": record["source"], "reference_date": record.get("reference_date")}
    values = {name: value for name, value in (every | expected).items() if value is not None}
    assert {name: text for name, text in row.items() if text} == {name: cell(value) for name, value in values.items()}


def test_the_first_columns_are_those_that_a_person_looks_for() -> None:
    head = written().strip().split(",")
    assert head == list(columns.columns())
    assert head[:12] == [
        *("source", "reference_date", "row", "kind", "id", "name", "text", "start", "end", "value", "low", "high"),
    ]


def test_excel_is_told_that_it_is_utf_8() -> None:
    assert written(csv_bom=True) == "\ufeff" + written()


def test_hostile_words_stay_in_their_cells_and_are_no_formulas() -> None:
    rows = read(hostile())
    assert len(rows) == sum(map(len, NAMES.values())) + len(hostile().record.claims)
    names = [row["name"] for row in rows if row["row"] == "mention"]
    assert names == [
        "'=HYPERLINK(1)", "<script>alert('x')</script>", "'@علي txt.exe", '"عمر, الحسن"',
        "بغداد الجديدة", "'-البصرة", "| الموصل |", "'+نينوى�[31m",
        "**[نقابة](javascript:alert(1))**", "`www.khabar.example`", "&lt;وزارة&gt;", "شركة\\", "a@b.example",
    ]  # fmt: skip
    assert rows[0]["source"] == "'=cmd|<b>`x`#1.txt"
    assert rows[0]["titles"] == "'=HYPERLINK(1); =1"
    for row in rows:
        for text in row.values():
            assert text == clean(text)


CELLS = [
    (None, ""), (5, "5"), (-5, "-5"), (-0.5, "-0.5"), (True, "true"), ("=1", "'=1"), ("+1", "'+1"), ("-1", "'-1"),
    ("@a", "'@a"), ("\t=1", "'=1"), ("\r=1", "'=1"), ("\u202e=1", "'=1"), ("＝1", "'＝1"), ("a=1", "a=1"),
    ("'=1", "'=1"), (("=1", "b", "=1"), "'=1; b"), ([], ""), ("", ""), ("a\nb", "a b"), ("\x00=1", "\ufffd=1"),
    ("\u200f =1", "'=1"), ("\u200d=1", "'\u200d=1"), ("\u200c +1", "'\u200c +1"), ("\u3164@a", "'\u3164@a"),
    ("\u034f-1", "'\u034f-1"), ("\u115f\u2800\ufe0f=1", "'\u115f\u2800\ufe0f=1"), ("\u200dأ=1", "\u200dأ=1"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "text"), CELLS, ids=repr)
def test_cells(value: object, text: str) -> None:
    assert cell(value) == text


@given(st.text() | st.lists(st.text()))
def test_no_words_are_ever_a_formula(value: object) -> None:
    text = cell(value)
    assert not text.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    seen = (character for character in text if unicodedata.category(character)[0] not in "ZCM")
    assert next(seen, "") not in {"=", "+", "-", "@"} or text in {"", " "}


@given(st.lists(st.sampled_from(" \t\xa0\u200c\u200d\u200e\u202e\u2067\ufeff\u034f\u3164"), min_size=1).map("".join))
def test_nothing_that_has_no_shape_hides_a_formula(before: str) -> None:
    assert cell(f"{before}=1").startswith("'")


@given(st.lists(st.tuples(st.text(), st.text()), min_size=1))
def test_what_was_written_is_what_is_read(rows: list[tuple[str, str]]) -> None:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows([cell(one), cell(other)] for one, other in rows)
    assert list(csv.reader(io.StringIO(stream.getvalue()))) == [[cell(one), cell(other)] for one, other in rows]
