"""Saved records read again, from whatever `extract` wrote them to."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest

from extractors import Engine, InputError, Record
from extractors.corpus.saved import records

ENGINE = Engine(version="0")


def record(name: str) -> Record:
    return Record(source=name, sha256="0" * 64, encoding="utf-8", engine=ENGINE)


A, B, C = map(record, ("أ.txt", "b.txt", "c.txt"))
LINES = f"{A.to_json()}\n\n{B.to_json()}\n"
ARRAY = f"[{A.to_json(indent=2)}, {B.to_json(indent=2)}]"
MARK = "\ufeff"

WRITTEN = [
    ("a.jsonl", LINES, [A, B]),
    ("a.jsonl", MARK + LINES, [A, B]),
    ("a.jsonl", LINES.replace("\n", "\r\n"), [A, B]),
    ("a.json", A.to_json(indent=2), [A]),
    ("a.json", A.to_json(), [A]),
    ("a.json", MARK + ARRAY, [A, B]),
    ("a.json", "[]\n", []),
    ("saved", LINES, [A, B]),
    ("saved", MARK + LINES, [A, B]),
    ("saved", ARRAY, [A, B]),
    ("saved", A.to_json(indent=2), [A]),
]


@pytest.mark.parametrize(("name", "content", "expected"), WRITTEN)
def test_records_come_back_in_order(tmp_path: Path, name: str, content: str, expected: list[Record]) -> None:
    path = tmp_path / name
    path.write_bytes(content.encode())
    assert list(records([str(path)])) == expected
    packed = tmp_path / f"{name}.gz"
    packed.write_bytes(gzip.compress(content.encode()))
    if name != "a.json":
        assert list(records([str(packed)])) == expected


@pytest.mark.parametrize("content", [LINES, ARRAY, ARRAY.replace("\n", " ")])
def test_standard_input_holds_what_a_file_does(content: str) -> None:
    assert list(records(["-"], stdin=io.BytesIO(content.encode()))) == [A, B]


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "b.jsonl").write_text(B.to_json(), encoding="utf-8")
    (tmp_path / "a.json").write_text(A.to_json(), encoding="utf-8")
    (tmp_path / "sub" / "c.jsonl.gz").write_bytes(gzip.compress(C.to_json().encode()))
    for ignored in (".hidden.jsonl", "article.txt"):
        (tmp_path / ignored).write_text("خبر", encoding="utf-8")
    assert list(records([str(tmp_path), str(tmp_path / "b.jsonl")])) == [A, B, C, B]


SAID = [
    ("a.jsonl", f"{A.to_json()}\n{{\n{B.to_json()}", 2, ":2: malformed JSON at column 2; a record is one JSON object"),
    ("a.jsonl", '{"id": 1, "text": "خبر"}', 0, ":1: an article, and not a record; run extract on it first"),
    ("a.jsonl", "", 0, ": empty file; nothing to extract from"),
    ("a.json", f"[{A.to_json()}, 5]", 1, ": record 2: not a record: records are JSON objects"),
    ("a.json", "{}", 0, ": not a record that Khabar writes: claims is missing; extract the article again"),
    ("a.json", "0", 0, ": not a record: records are JSON objects"),
    ("a.json", "خبر", 0, ": malformed JSON at column 1; a record is one JSON object"),
    ("saved", "خبر", 0, ": malformed JSON at column 1; a record is one JSON object"),
    ("a.jsonl.gz", "no gzip", 0, ": not a gzip archive; give it its own suffix"),
]


@pytest.mark.parametrize(("name", "content", "good", "said"), SAID)
def test_what_is_no_record_is_one_error_and_the_others_are_read(
    tmp_path: Path, name: str, content: str, good: int, said: str
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    found = list(records([str(path)]))
    (error,) = (item for item in found if isinstance(item, InputError))
    assert str(error) == f"{path}{said}"
    assert len(found) == good + 1


def test_damaged_compressed_records_are_one_error(tmp_path: Path) -> None:
    whole = gzip.compress("".join(f"{A.to_json()}\n" for _ in range(99)).encode())
    path = tmp_path / "a.jsonl.gz"
    for broken in (whole[:-20], whole[:20] + b"\0" * 30 + whole[50:]):
        path.write_bytes(broken)
        *_, error = records([str(path)])
        assert isinstance(error, InputError)


def test_what_is_not_there_is_an_error(tmp_path: Path) -> None:
    (error,) = records([str(tmp_path / "missing.jsonl")])
    assert str(error).endswith("missing.jsonl: no such file; check the path")
    (error,) = records([str(tmp_path)])
    assert str(error).startswith(f"{tmp_path}: no .jsonl, .jsonl.gz or .json file in this folder; ")
