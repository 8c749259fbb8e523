"""Articles still to be read and records saved before, from the same files, folders and standard input."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, Final, TypeGuard

from extractors.corpus import saved
from extractors.errors import InputError
from extractors.loading import from_dict
from extractors.parsing import Malformed, json_value
from extractors.reading import Article, lines_or_article, read_each, shown
from extractors.reading.lines import article
from extractors.records import Record

Input = Article | Record | InputError

_MEANT: Final = "each line must be one, a record or an article"


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
        return saved.whole(shown(path), stream)
    return lines_or_article(path, stream, _line)


def _line(source: str, number: int, data: bytes) -> Input:
    try:
        plain = json_value(data)
    except Malformed as error:
        return InputError(f"{source}:{number}", f"{error}; {_MEANT}")
    if not isinstance(plain, dict):
        return InputError(f"{source}:{number}", f"not a JSON object; {_MEANT}")
    return _loaded(plain, f"{source}:{number}") if _is_record(plain) else article(source, number, data)


def _is_record(plain: object) -> TypeGuard[dict[str, Any]]:
    """Whether an object of JSON is a record, and not an article that waits to be read."""
    return isinstance(plain, dict) and "claims" in plain and "schema" in plain


def _loaded(plain: object, where: str) -> Record | InputError:
    try:
        return from_dict(plain, where)
    except InputError as error:
        return error
