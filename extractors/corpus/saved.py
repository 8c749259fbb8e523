"""Records that `extract` saved, read again: JSON Lines, JSON, and folders of both."""

from __future__ import annotations

import gzip
import itertools
import json
import zlib
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, Final

from extractors.errors import InputError
from extractors.loading import from_dict, from_json
from extractors.reading import Endings, read_each, shown
from extractors.records import Record

Item = Record | InputError

SUFFIXES: Final = (".jsonl", ".jsonl.gz", ".json")
"""What is read in a folder. A file named outright is read whatever it is called."""
_MARK: Final = b"\xef\xbb\xbf"  # a byte order mark


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
    return read_each(paths, _read, stdin=stdin, wanted=Endings(SUFFIXES))


def may_be_several(path: str) -> bool:
    """Whether an input may hold more than one record: all but a file that is one JSON object over several lines."""
    if not path.endswith(".json"):
        return True
    try:
        with open(path, "rb") as stream:  # noqa: PTH123  paths stay text as the user gave it
            return not stream.readline().removeprefix(_MARK).lstrip().startswith(b"{")
    except OSError:
        return True


def _read(path: str, stream: BinaryIO) -> Iterator[Item]:
    """What one input holds, by its name and by how it begins."""
    source = shown(path)
    unpacked = gzip.GzipFile(fileobj=stream) if path.endswith(".gz") else stream
    try:
        if path.removesuffix(".gz").endswith(".jsonl"):
            yield from _lines(source, unpacked)
        elif path.endswith(".json"):
            yield from _whole(source, unpacked.read())
        else:
            yield from _by_first_line(source, unpacked)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        yield InputError(source, "its compressed data is damaged or cut short; copy it again")


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
            yield _line(data.rstrip(b"\r\n"), f"{source}:{number}")
    if empty:
        yield InputError(source, "empty file; there are no records in it")


def _line(line: bytes, where: str) -> Item:
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
