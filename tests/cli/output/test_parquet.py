"""Parquet read back by pyarrow: the columns of CSV with their types."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from extracted import NAMES, hostile, samples

from cli.output import FORMATS, columns, parquet
from cli.output.target import Target
from extractors import Count, Extracted, Ordinal, Span, UsageError

TYPES = {"text": pa.string(), "whole": pa.int64(), "number": pa.float64(), "list": pa.list_(pa.string())}


def written(path: Path, *articles: Extracted) -> Any:
    with path.open("w", encoding="utf-8") as stream:
        FORMATS["parquet"](iter(articles), Target(stream, several=True))
    return pq.read_table(path)


def test_the_columns_are_those_of_csv_with_their_types(tmp_path: Path) -> None:
    schema = written(tmp_path / "a.parquet").schema
    assert dict(zip(schema.names, schema.types, strict=True)) == {
        name: TYPES[of] for name, of in columns.columns().items()
    }


def test_every_row_comes_back_exactly(tmp_path: Path) -> None:
    articles = [*samples(), hostile()]
    rows = written(tmp_path / "a.parquet", *articles).to_pylist()
    expected = [row for article in articles for row in columns.rows(article.record)]
    kept = [{name: value for name, value in row.items() if value is not None} for row in rows]
    told = [
        {name: list(value) if isinstance(value, tuple) else value for name, value in row.items() if value is not None}
        for row in expected
    ]
    assert kept == told
    names = [row["name"] for row in rows if row["source"] == hostile().record.source and row["name"]]
    assert names == [name for section in NAMES.values() for name in section]


def test_rows_are_written_in_groups_and_articles_asked_for_one_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "ROWS", 7)
    articles = samples()
    rows = [row for article in articles for row in columns.rows(article.record)]
    table = written(tmp_path / "a.parquet", *articles)
    assert table.num_rows == len(rows)
    file = pq.ParquetFile(tmp_path / "a.parquet")
    sizes = [file.metadata.row_group(number).num_rows for number in range(file.num_row_groups)]
    assert sizes == [7] * (len(rows) // 7) + [len(rows) % 7] * bool(len(rows) % 7)


def test_numbers_beyond_64_bits_are_no_error(tmp_path: Path) -> None:
    common: dict[str, Any] = {"text": "خبر", "start": 0, "end": 3, "sentence": Span(start=0, end=10**30), "rule": "r"}
    claims = (
        Count(id="c:1", **common, value=10**400, low=-(10**400), high=0.5),
        Ordinal(id="c:2", **common, value=10**30),
    )
    first, second = written(tmp_path / "a.parquet", replace(hostile(), record=replace(
        hostile().record, claims=claims, people=(), places=(), organizations=()
    ))).to_pylist()  # fmt: skip
    assert (first["value"], first["low"], first["high"]) == (sys.float_info.max, -sys.float_info.max, 0.5)
    assert (second["value"], second["sentence_start"], second["sentence_end"]) == (1e30, 0, None)


def test_a_terminal_gets_no_bytes() -> None:
    terminal = io.StringIO()
    terminal.isatty = lambda: True  # type: ignore[method-assign]
    with pytest.raises(UsageError, match="no text for a terminal; write it to a file with -o"):
        FORMATS["parquet"](samples(), Target(terminal, several=True))


def test_without_pyarrow_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(UsageError, match=r"pip install 'khabar\[parquet\]'"):
        written(tmp_path / "a.parquet")
