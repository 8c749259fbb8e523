"""Records that `extract` saved, read again: JSON Lines, JSON, and folders of both."""

from __future__ import annotations

import gzip
import itertools
import json
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final

from extractors.errors import InputError
from extractors.loading import from_dict, from_json
from extractors.reading import STDIN
from extractors.records import Record

Item = Record | InputError

_MARK: Final = b"\xef\xbb\xbf"  # a byte order mark
_LINES: Final = (".jsonl", ".jsonl.gz")
_SUFFIXES: Final = (*_LINES, ".json")


def records(paths: Iterable[str], *, stdin: BinaryIO | None = None) -> Iterator[Item]:
    """The records that the inputs hold, in order, each read when it is asked for.

    Args:
        paths: files that `extract` wrote, folders of them, or "-" for standard input. A file holds a record a
            line (.jsonl, .jsonl.gz), or one record or an array of them (.json); of other files and of standard
            input the first line tells. Folders are read sorted by name, hidden files left out.
        stdin: what "-" means; by default the standard input of the process.

    Yields:
        A record, or the error that stands in its place. Nothing is raised for an input that cannot be read.
    """
    for path in paths:
        if path == STDIN:
            yield from _stdin(stdin or getattr(sys.stdin, "buffer", None))
        elif os.path.isdir(path):  # noqa: PTH112  paths stay text as the user gave it: Path drops "./"
            yield from _folder(path)
        else:
            yield from _file(path)


def _stdin(stream: BinaryIO | None) -> Iterator[Item]:
    if stream is None:
        yield InputError(STDIN, "standard input is closed; name a file")
    else:
        yield from _by_first_line(STDIN, stream)


def _folder(folder: str) -> Iterator[Item]:
    problems: list[OSError] = []
    paths = list(_files_in(folder, problems))
    for path in paths:
        yield from _file(path)
    for error in problems:
        yield InputError(_shown(str(error.filename)), _unreadable(error))
    if not paths and not problems:
        kinds = " or ".join(_SUFFIXES)
        yield InputError(_shown(folder), f"no {kinds} file in this folder; name what extract --format jsonl wrote")


def _files_in(folder: str, problems: list[OSError]) -> Iterator[str]:
    for where, folders, names in os.walk(folder, onerror=problems.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = os.path.join(where, name)  # noqa: PTH118  as above
            if name.endswith(_SUFFIXES) and not name.startswith(".") and os.path.isfile(path):  # noqa: PTH113
                yield path


def _file(path: str) -> Iterator[Item]:
    source = _shown(path)
    try:
        with gzip.open(path) if path.endswith(".gz") else Path(path).open("rb") as stream:
            if path.endswith(_LINES):
                yield from _lines(source, stream)
            elif path.endswith(".json"):
                yield from _whole(source, stream.read())
            else:
                yield from _by_first_line(source, stream)
    except FileNotFoundError:
        yield InputError(source, "no such file; check the path")
    except (EOFError, zlib.error):
        yield InputError(source, "its compressed data is damaged or cut short; copy it again")
    except OSError as error:
        yield InputError(source, _unreadable(error))


def _by_first_line(source: str, stream: Any) -> Iterator[Item]:  # noqa: ANN401  gzip's files are no BinaryIO
    """A record a line where the first line is one, else all of it is one piece of JSON."""
    first = stream.readline()
    if isinstance(_parsed(first.removeprefix(_MARK)), dict):
        yield from _lines(source, itertools.chain([first], stream))
    else:
        yield from _whole(source, first + stream.read())


def _lines(source: str, lines: Iterable[bytes]) -> Iterator[Item]:
    empty = True
    for number, line in enumerate(lines, start=1):
        data = line.removeprefix(_MARK) if number == 1 else line
        if data.strip():
            empty = False
            yield _read(data.rstrip(b"\r\n"), f"{source}:{number}")
    if empty:
        yield InputError(source, "empty file; there are no records in it")


def _read(line: bytes, where: str) -> Item:
    try:
        return from_json(line, where)
    except InputError as error:
        return error


def _whole(source: str, data: bytes) -> Iterator[Item]:
    plain = _parsed(data.removeprefix(_MARK))
    if plain is None:
        yield InputError(source, "malformed JSON; name what extract --format json or jsonl wrote")
        return
    named = [(source, plain)]
    if isinstance(plain, list):
        named = [(f"{source}: record {number}", item) for number, item in enumerate(plain, start=1)]
    for where, item in named:
        try:
            yield from_dict(item, where)
        except InputError as error:
            yield error


def _parsed(data: bytes) -> object:
    """What the JSON says; None where it is none."""
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _shown(path: str) -> str:
    """A path as text that can be written as UTF-8, whatever bytes the file system holds."""
    return path.encode("utf-8", "replace").decode()


def _unreadable(error: OSError) -> str:
    return f"cannot be read: {error.strerror or error}; check the file and its permissions"
