"""Records that `extract` saved, read again: JSON Lines, JSON, and folders of both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

from extractors.errors import InputError
from extractors.files import opened
from extractors.loading import from_json
from extractors.parsing import json_items
from extractors.reading import Endings, lines, read_each, shown
from extractors.reading.encodings import LARGEST as LONGEST_LINE
from extractors.reading.legible import NotText
from extractors.records import Record

Item = Record | InputError

SUFFIXES: Final = (".jsonl", ".jsonl.gz", ".json")
"""What is read in a folder. A file named outright is read whatever it is called."""
LARGEST: Final = 256 << 20
"""Bytes that a file may have that is one piece of JSON; JSON Lines may have any number of lines."""

_MARK: Final = b"\xef\xbb\xbf"  # a byte order mark
_A_LINE: Final = 1 << 16  # bytes, of which a record on one line does not tell more than its beginning


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
        with opened(path) as stream:
            return not stream.readline(_A_LINE).removeprefix(_MARK).lstrip().startswith(b"{")
    except OSError:
        return True


def whole(source: str, stream: lines.Lines) -> Iterator[Item]:
    """The records of one piece of JSON: a record, or a list of them."""
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        yield InputError(source, f"larger than {LARGEST >> 20} MiB; save the records as .jsonl, one a line")
        return
    try:
        text = data.removeprefix(_MARK).decode()
    except UnicodeDecodeError as error:
        yield InputError(source, f"malformed JSON, not UTF-8 at byte {error.start}; name what extract wrote")
        return
    for number, item in enumerate(json_items(text), start=1):
        yield _record(item, f"{source}: record {number}" if text.lstrip().startswith("[") else source)


def _read(path: str, stream: BinaryIO) -> Iterator[Item]:
    """What one input holds, by its name and by how it begins."""
    unpacked = lines.unpacked(path, stream)
    try:
        if path.endswith(lines.SUFFIXES):
            yield from lines.each_line(path, unpacked, _line)
        elif path.removesuffix(lines.PACKED).endswith(".json"):
            yield from whole(shown(path), unpacked)
        else:
            yield from _by_first_line(path, unpacked)
    except NotText as error:
        yield InputError(shown(path), str(error))


def _by_first_line(path: str, stream: lines.Lines) -> Iterator[Item]:
    """A record a line where the first line is one, else all of it is one piece of JSON."""
    first = stream.readline(LONGEST_LINE + 1)
    if lines.is_object(first):
        yield from lines.each_line(path, lines.Rest(first, stream), _line)
    else:
        yield from whole(shown(path), lines.Rest(first, stream))


def _line(source: str, number: int, line: bytes) -> Item:
    return _record(line.rstrip(b"\r\n"), f"{source}:{number}")


def _record(text: str | bytes, where: str) -> Item:
    try:
        return from_json(text, where)
    except InputError as error:
        return error
