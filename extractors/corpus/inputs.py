"""Articles still to be read and records saved before, from the same files, folders and standard input."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, TypeGuard

from extractors.errors import InputError
from extractors.loading import from_dict
from extractors.reading import Article, lines_or_article, read_each, shown
from extractors.reading.lines import article
from extractors.records import Record

Input = Article | Record | InputError


def inputs(paths: Iterable[str], *, stdin: BinaryIO | None = None) -> Iterator[Input]:
    """What the inputs hold, in order, each read when it is asked for.

    Args:
        paths: files, folders, or "-", as for `articles`. A line of JSON Lines with "schema" and "claims" is a
            record, one with "text" an article; one file may mix the two. A .json file that is named outright is
            what `extract --format json` writes: a record, or an array of them.
        stdin: what "-" means; by default the standard input of the process.

    Yields:
        An article, a record, or the error that stands in its place. Nothing is raised.
    """
    return read_each(paths, _read, stdin=stdin)


def _read(path: str, stream: BinaryIO) -> Iterator[Input]:
    """What one input holds, by its name."""
    if path.endswith(".json"):
        return _records(shown(path), stream)
    return lines_or_article(path, stream, _line)


def _records(source: str, stream: BinaryIO) -> Iterator[Input]:
    plain = _parsed(stream.read())
    for item in plain if isinstance(plain, list) else [plain]:
        if _is_record(item):
            yield _loaded(item, source)
        else:
            yield InputError(source, "holds something else than records; name what extract --format json wrote")


def _line(source: str, number: int, data: bytes) -> Input:
    plain = _parsed(data)
    if not isinstance(plain, dict):
        reason = "malformed JSON; each line must be one JSON object, a record or an article"
        return InputError(f"{source}:{number}", reason)
    return _loaded(plain, f"{source}:{number}") if _is_record(plain) else article(source, number, data)


def _is_record(plain: object) -> TypeGuard[dict[str, Any]]:
    """Whether an object of JSON is a record, and not an article that waits to be read."""
    return isinstance(plain, dict) and "claims" in plain and "schema" in plain


def _loaded(plain: object, where: str) -> Record | InputError:
    try:
        return from_dict(plain, where)
    except InputError as error:
        return error


def _parsed(line: bytes) -> object:
    """What the JSON says; None where it is none."""
    try:
        return json.loads(line)  # bytes: a byte order mark is no error
    except (ValueError, RecursionError):
        return None
