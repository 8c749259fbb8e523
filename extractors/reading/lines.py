"""JSON Lines, packed with gzip or not: an article a line, read one at a time and with a bound on each."""

from __future__ import annotations

import gzip
import hashlib
import re
import zlib
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any, BinaryIO, Final, Protocol, TypeVar

from extractors.errors import InputError
from extractors.parsing import Malformed, cut, json_value
from extractors.reading.article import Article, shown
from extractors.reading.encodings import LARGEST, TOO_LARGE
from extractors.reading.legible import NotText, require_arabic, require_length

SUFFIXES: Final = (".jsonl", ".jsonl.gz")
PACKED: Final = ".gz"

_MARK: Final = b"\xef\xbb\xbf"  # a byte order mark
_MOST_UNPACKED: Final = 200  # times the size of what is packed: JSON of articles comes to about five
_MUCH: Final = 1 << 20  # bytes: less does no harm, however it was packed
_DAMAGED: Final = "its compressed data is damaged or cut short; copy it again. What stands before was read"
_ENDLESS: Final = 16  # times the longest line: a longer one is not even skipped
_NEVER_ENDS: Final = f"has more than {LARGEST * _ENDLESS >> 20} MiB in one line; it and the rest were left, split it"
_HALF: Final = re.compile("[\ud800-\udfff]")  # half a surrogate pair, which no file in UTF-8 can hold
_BOMB: Final = f"unpacks to more than {_MOST_UNPACKED} times its size, which no articles do; unpack it, and look"

LONGEST_ID: Final = 1000
"""Characters of an "id", which stands in every message about its article."""

Line = tuple[int, bytes]
"""The number of a line, from 1 on, and its bytes."""


Item = TypeVar("Item")
LineReader = Callable[[str, int, bytes], Item | InputError]
"""Reads a line, given the name of its file, its number and its bytes."""


class Lines(Protocol):
    """What lines are read from."""

    def readline(self, size: int, /) -> bytes:
        """The next line, cut at so many bytes; none at the end."""

    def read(self, size: int, /) -> bytes:
        """So many bytes, or as many as there are."""


class Rest:
    """A stream that begins with a line that was taken from it already.

    Args:
        first: the line; not empty.
        stream: the others.
    """

    def __init__(self, first: bytes, stream: Lines) -> None:
        self._first = first
        self._stream = stream

    def readline(self, size: int, /) -> bytes:
        """The next line, or as much of it as there may be."""
        line, self._first = self._first, b""
        return line or self._stream.readline(size)

    def read(self, size: int, /) -> bytes:
        """So many bytes, or as many as there are."""
        first, self._first = self._first, b""
        return first + self._stream.read(max(0, size - len(first)))


class Unpacked:
    """What is packed in a gzip archive, which is left when it unfolds to more than articles do.

    Reading raises NotText where it does, or where the archive is damaged.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._packed = stream
        self._archive = gzip.GzipFile(fileobj=stream)

    def readline(self, size: int, /) -> bytes:
        """The next line, or as much of it as there may be."""
        return self._taken(self._archive.readline, size)

    def read(self, size: int, /) -> bytes:
        """So many bytes, or as many as there are."""
        data = b""
        while len(data) < size and (more := self._taken(self._archive.read, min(_MUCH, size - len(data)))):
            data += more
        return data

    def _taken(self, take: Callable[[int], bytes], size: int) -> bytes:
        done = self._archive.tell()
        if done > _MUCH and done > _MOST_UNPACKED * self._packed.tell():
            raise NotText(_BOMB)
        try:
            return take(size)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise NotText(_DAMAGED if done else "not a gzip archive; give it its own suffix") from error


def unpacked(path: str, stream: BinaryIO) -> Lines:
    """What a file holds; a name in .gz says that it is packed."""
    return Unpacked(stream) if path.endswith(PACKED) else stream


def numbered(path: str, stream: Lines) -> Iterator[Line | InputError]:
    """The lines of a file that are not blank, without a byte order mark.

    A line that is too long, damaged compression, and a file without a line are errors in their place.
    """
    source = shown(path)
    empty = True
    try:
        for number, data in _lines(stream):
            empty = False
            yield InputError(f"{source}:{number}", TOO_LARGE) if len(data) > LARGEST else (number, data)
    except NotText as error:
        yield InputError(source, str(error))
    else:
        if empty:
            yield InputError(source, "empty file; nothing to extract from")


def _lines(stream: Lines) -> Iterator[Line]:
    number = 0
    while data := stream.readline(LARGEST + 1):
        number += 1
        if number == 1:
            data = data.removeprefix(_MARK)
        if data.strip():
            yield number, data
        if len(data) > LARGEST:
            _skip_rest(data, stream)


def _skip_rest(data: bytes, stream: Lines) -> None:
    """Go on to the next line after the beginning of one that is too long.

    Raises:
        NotText: it does not end.
    """
    for _ in range(_ENDLESS):
        if data.endswith(b"\n") or not data:
            return
        data = stream.readline(LARGEST + 1)
    raise NotText(_NEVER_ENDS)


def each_line(path: str, stream: Lines, read: LineReader[Item]) -> Iterator[Item | InputError]:
    """What `read` makes of each line, or the error that stands in its place."""
    for line in numbered(path, stream):
        yield line if isinstance(line, InputError) else read(shown(path), *line)


def article(source: str, number: int, line: bytes) -> Article | InputError:
    """The article of a line that is a JSON object with "text", perhaps "id" and "date"."""
    try:
        fields = _parsed(line)
        text = _text(fields)
        name = _name(source, number, fields.get("id"))
        written = _day(fields.get("date"))
    except NotText as error:
        return InputError(f"{source}:{number}", str(error))
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Article(source=name, text=text, encoding="utf-8", sha256=digest, date=written)


def is_object(line: bytes) -> bool:
    """Whether a line is a JSON object."""
    try:
        return line.removeprefix(_MARK).lstrip().startswith(b"{") and isinstance(json_value(line), dict)
    except Malformed:
        return False


def _parsed(line: bytes) -> dict[str, Any]:
    try:
        fields = json_value(line.decode().rstrip("\r\n"))
    except UnicodeDecodeError as error:
        reason = f"undecodable bytes at offset {error.start} of the line; JSON Lines is UTF-8"
        raise NotText(reason) from error
    except Malformed as error:
        raise NotText(f"{error}; each line must be one JSON object") from error
    if not isinstance(fields, dict):
        raise NotText('not a JSON object; each line must be one, with a "text"')
    return fields


def _text(fields: dict[str, Any]) -> str:
    text = fields.get("text")
    if not isinstance(text, str):
        raise NotText('no "text" in this object; the article goes there, as a string')
    if not text.strip():
        raise NotText('"text" is empty; nothing to extract from')
    if _HALF.search(text):
        raise NotText('"text" holds half a surrogate pair; write the character whole')
    require_length(text)
    require_arabic(text)
    return text


def _name(source: str, number: int, value: object) -> str:
    """What a line is called in the results: by its id, else by its number."""
    if value is None:
        return f"{source}:{number}"
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise NotText('"id" is neither a string nor a whole number; make it one of them')
    name = str(value)
    if _HALF.search(name):
        raise NotText('"id" holds half a surrogate pair; write the character whole')
    if len(name) > LONGEST_ID:
        raise NotText(f'"id" is longer than {LONGEST_ID} characters; make it shorter')
    return f"{source}#{name}"


def _day(value: object) -> date | None:
    """The day in an ISO 8601 date or time."""
    if value is None:
        return None
    try:
        if isinstance(value, str):
            return datetime.fromisoformat(value).date()
    except ValueError:
        pass
    raise NotText(f"unknown date {cut(repr(value))}; write it as YYYY-MM-DD")
