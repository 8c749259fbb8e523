"""Parquet for data frames and databases: the columns of CSV with their types, written in row groups."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, Final

from cli.output.columns import Row, Type, columns, rows
from cli.output.target import Target
from extractors.errors import UsageError
from extractors.records import Extracted

ROWS: Final = 16_384
"""Rows of a row group: what is held in memory."""
_WHOLE: Final = range(-(2**63), 2**63)


def write(results: Iterable[Extracted], target: Target) -> None:
    """Write one table. Words are as in the article, numbers are doubles, offsets 64-bit integers.

    Raises:
        UsageError: pyarrow is not installed, or the output is no file and no pipe.
    """
    arrow = _arrow()
    types = columns()
    schema = arrow.schema([(name, _type(arrow, of)) for name, of in types.items()])
    with arrow.parquet.ParquetWriter(_Sink(target.binary), schema, compression="zstd") as file:
        for group in _groups(results):
            plain = [{name: _value(value, types[name]) for name, value in row.items()} for row in group]
            file.write_table(arrow.Table.from_pylist(plain, schema))


def _arrow() -> Any:  # noqa: ANN401  pyarrow publishes no types
    try:
        import pyarrow.parquet  # noqa: PLC0415  only who asks for Parquet pays for it
    except ModuleNotFoundError as error:
        raise UsageError("parquet needs pyarrow; install it with: pip install 'khabar[parquet]'") from error
    return pyarrow


def _type(arrow: Any, of: Type) -> Any:  # noqa: ANN401  as above
    types = {"text": arrow.string(), "whole": arrow.int64(), "number": arrow.float64()}
    return arrow.list_(arrow.string()) if of == "list" else types[of]


def _groups(results: Iterable[Extracted]) -> Iterator[list[Row]]:
    """The rows of all articles, so many at a time."""
    waiting: list[Row] = []
    for result in results:
        waiting.extend(rows(result.record))
        while len(waiting) >= ROWS:
            yield waiting[:ROWS]
            del waiting[:ROWS]
    if waiting:
        yield waiting


def _value(value: Any, of: Type) -> Any:  # noqa: ANN401  a cell
    """A cell as its type can hold it: integers beyond 64 bits are null, or the largest double."""
    if of == "whole":
        return value if value in _WHOLE else None
    if of == "number":
        return float(max(min(value, sys.float_info.max), -sys.float_info.max)) if isinstance(value, int) else value
    return value


class _Sink:
    """What Parquet is written to: a pipe cannot tell its position, so that is counted here."""

    closed = False

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._written = 0

    def write(self, data: bytes) -> int:
        self._stream.write(data)
        self._written += len(data)
        return len(data)

    def tell(self) -> int:
        return self._written

    def flush(self) -> None:
        self._stream.flush()

    def close(self) -> None:
        self._stream.flush()
