"""Articles and saved records from the same inputs: which is which, and what is neither."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from extractors import Extractor
from extractors.corpus.inputs import inputs
from extractors.errors import InputError
from extractors.reading import Article
from extractors.records import Record

TEXT = "قتل 23 شخصا بينهم 7 أطفال في انفجار في مدينة الموصل يوم الثلاثاء 5 حزيران 2018، حسبما قالت الشرطة."


def test_lines_are_records_or_articles_by_what_they_hold(tmp_path: Path) -> None:
    record = Extractor(entities=False).extract(TEXT, source="first.txt").to_json()
    lines = [record, json.dumps({"id": "a", "text": TEXT}), "", json.dumps({"text": TEXT}), "[]", "{", '{"id": 1}']
    path = tmp_path / "mixed.jsonl"
    path.write_text("\ufeff" + "\n".join(lines), encoding="utf-8")
    found = list(inputs([str(path)]))
    assert [type(item) for item in found] == [Record, Article, Article, *[InputError] * 3]
    sources = [item.source.removeprefix(str(path)) for item in found]
    assert sources == ["first.txt", "#a", ":4", ":5", ":6", ":7"]


@pytest.mark.parametrize(
    ("content", "kinds"),
    [
        pytest.param("{record}", [Record], id="one record"),
        pytest.param("[{record}, {record}]", [Record, Record], id="an array of them"),
        pytest.param("[]", [], id="an empty array"),
        pytest.param('[{record}, {{"text": "خبر"}}]', [Record, InputError], id="something else"),
        pytest.param("خبر", [InputError], id="no json"),
    ],
)
def test_json_named_outright_holds_records(tmp_path: Path, content: str, kinds: list[type]) -> None:
    path = tmp_path / "records.json"
    record = Extractor(entities=False).extract(TEXT).to_json(indent=2)
    path.write_text(content.format(record=record), encoding="utf-8")
    assert [type(item) for item in inputs([str(path)])] == kinds


def test_standard_input_is_read_as_files_are() -> None:
    record = Extractor(entities=False).extract(TEXT, source="first.txt").to_json()
    lines = f"{record}\n{json.dumps({'text': TEXT})}\n"
    assert [item.source for item in inputs(["-"], stdin=io.BytesIO(lines.encode()))] == ["first.txt", "-:2"]
    assert [type(item) for item in inputs(["-"], stdin=io.BytesIO(TEXT.encode()))] == [Article]


def test_a_folder_gives_articles_and_records_and_an_empty_one_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(Extractor(entities=False).extract(TEXT).to_json(), encoding="utf-8")
    (tmp_path / "empty").mkdir()
    assert [type(item) for item in inputs([str(tmp_path)])] == [Article, Record]
    (error,) = inputs([str(tmp_path / "empty")])
    assert isinstance(error, InputError)
    assert "file in this folder" in error.reason
