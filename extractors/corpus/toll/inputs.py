"""Articles still to be read and records saved before, from the same files, folders and standard input."""

from __future__ import annotations

import io
import itertools
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Final

from extractors.corpus.toll.saved import Plain, Reported, is_record, loaded
from extractors.errors import InputError
from extractors.reading import STDIN, Article, articles, files_in

Input = Article | Reported | InputError

_MARK: Final = b"\xef\xbb\xbf"  # a byte order mark


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
    for path in paths:
        if path == STDIN:
            yield from _stdin(stdin or getattr(sys.stdin, "buffer", None))
        elif os.path.isdir(path):  # noqa: PTH112  paths stay text as the user gave it: Path drops "./"
            yield from _folder(path)
        else:
            yield from _file(path)


def _folder(folder: str) -> Iterator[Input]:
    problems: list[OSError] = []
    empty = True
    for path in files_in(folder, problems):
        empty = False
        yield from _file(path)
    if empty:
        yield from articles([folder])  # which says why there is nothing in it
        return
    for error in problems:
        yield InputError(str(error.filename), f"cannot be read: {error.strerror}; check its permissions")


def _file(path: str) -> Iterator[Input]:
    read = next((reader for ending, reader in _READERS.items() if path.endswith(ending)), None)
    if read is None or not os.path.isfile(path):  # noqa: PTH113  as above
        yield from articles([path])
        return
    source = path.encode("utf-8", "replace").decode()
    try:
        with Path(path).open("rb") as stream:
            yield from read(source, stream)
    except OSError as error:
        yield InputError(source, f"cannot be read: {error.strerror}; check its permissions")


def _stdin(stream: BinaryIO | None) -> Iterator[Input]:
    if stream is None:
        yield InputError(STDIN, "standard input is closed; name a file")
        return
    first = stream.readline()
    if isinstance(_parsed(first), dict):
        yield from _lines(STDIN, itertools.chain([first], stream))
    else:
        yield from articles([STDIN], stdin=io.BytesIO(first + stream.read()))


def _lines(source: str, lines: Iterable[bytes]) -> Iterator[Input]:
    empty = True
    for number, line in enumerate(lines, start=1):
        data = line.removeprefix(_MARK) if number == 1 else line
        if data.strip():
            empty = False
            yield _line(f"{source}:{number}", source, data)
    if empty:
        yield InputError(source, "empty file; there is nothing to compare")


def _records(source: str, stream: BinaryIO) -> Iterator[Input]:
    plain = _parsed(stream.read())
    for item in plain if isinstance(plain, list) else [plain]:
        if is_record(item):
            yield _loaded(item, source)
        else:
            yield InputError(source, "holds something else than records; name what extract --format json wrote")


_READERS: Final[dict[str, Callable[[str, BinaryIO], Iterator[Input]]]] = {".jsonl": _lines, ".json": _records}


def _line(where: str, source: str, data: bytes) -> Input:
    plain = _parsed(data)
    if not isinstance(plain, dict):
        return InputError(where, "malformed JSON; each line must be one JSON object, a record or an article")
    return _loaded(plain, where) if is_record(plain) else _article(where, source, data)


def _loaded(plain: Plain, where: str) -> Reported | InputError:
    try:
        return loaded(plain, where)
    except InputError as error:
        return error


def _article(where: str, source: str, line: bytes) -> Input:
    """The article of one line, as `articles` reads it, under the name of its own file."""
    (item,) = articles([STDIN], stdin=io.BytesIO(line))
    if isinstance(item, InputError):
        return InputError(where, item.reason)
    own = item.source.removeprefix(STDIN)
    return replace(item, source=f"{source}{own}" if own.startswith("#") else where)


def _parsed(line: bytes) -> object:
    """What a line of JSON says; None where it is not JSON."""
    try:
        return json.loads(line)  # bytes: a byte order mark is no error
    except (ValueError, RecursionError):
        return None
