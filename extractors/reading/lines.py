"""JSON Lines, packed with gzip or not: an article a line, read one at a time and with a bound on each."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any, BinaryIO, Final, Protocol, TypeVar, cast

from extractors.errors import InputError
from extractors.reading.article import Article, shown
from extractors.reading.encodings import LARGEST, TOO_LARGE
from extractors.reading.legible import NotText, require_arabic

SUFFIXES: Final = (".jsonl", ".jsonl.gz")

_MARK: Final = b"\xef\xbb\xbf"  # a byte order mark
_MOST_UNPACKED: Final = 200  # times the size of what is packed: JSON of articles comes to about five
_MUCH: Final = 1 << 20  # bytes: less does no harm, however it was packed
_DAMAGED: Final = "its compressed data is damaged or cut short; copy it again. What stands before was read"
_BOMB: Final = f"unpacks to more than {_MOST_UNPACKED} times its size, which no articles do; unpack it, and look"

Line = tuple[int, bytes]
"""The number of a line, from 1 on, and its bytes."""


Item = TypeVar("Item")
LineReader = Callable[[str, int, bytes], Item | InputError]
"""Reads a line, given the name of its file, its number and its bytes."""


class Lines(Protocol):
    """What lines are read from."""

    def readline(self, size: int, /) -> bytes:
        """The next line, cut at so many bytes; none at the end."""


def numbered(path: str, stream: Lines) -> Iterator[Line | InputError]:
    """The lines of a file that are not blank, without a byte order mark; a name in .gz says that it is packed.

    A line that is too long, damaged compression, and a file without a line are errors in their place.
    """
    source = shown(path)
    empty = True
    try:
        for number, data in _unpacked(cast("BinaryIO", stream)) if path.endswith(".gz") else _lines(stream):
            empty = False
            yield InputError(f"{source}:{number}", TOO_LARGE) if len(data) > LARGEST else (number, data)
    except NotText as error:
        yield InputError(source, str(error))
    except (EOFError, zlib.error, gzip.BadGzipFile):
        yield InputError(source, "not a gzip archive; give it its own suffix" if empty else _DAMAGED)
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
        while len(data) > LARGEST and not data.endswith(b"\n"):  # the rest of a line that is too long
            data = stream.readline(LARGEST + 1)


def _unpacked(stream: BinaryIO) -> Iterator[Line]:
    """The lines of a gzip archive.

    Raises:
        NotText: it unpacks to more than articles do.
        EOFError, zlib.error, gzip.BadGzipFile: it is damaged.
    """
    archive = gzip.GzipFile(fileobj=stream)

    class Bounded:
        """The archive, which is left when it unfolds."""

        def readline(self, size: int, /) -> bytes:
            if archive.tell() > _MUCH and archive.tell() > _MOST_UNPACKED * stream.tell():
                raise NotText(_BOMB)
            return archive.readline(size)

    yield from _lines(Bounded())


def each_line(path: str, stream: Lines, read: LineReader[Item]) -> Iterator[Item | InputError]:
    """What `read` makes of each line, or the error that stands in its place."""
    for line in numbered(path, stream):
        yield line if isinstance(line, InputError) else read(shown(path), *line)


def article(source: str, number: int, line: bytes) -> Article | InputError:
    """The article of a line that is a JSON object with "text", perhaps "id" and "date"."""
    try:
        fields = _parsed(line)
        text = _text(fields)
        name = f"{source}#{fields['id']}" if fields.get("id") is not None else f"{source}:{number}"
        written = _day(fields.get("date"))
    except NotText as error:
        return InputError(f"{source}:{number}", str(error))
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Article(source=shown(name), text=text, encoding="utf-8", sha256=digest, date=written)


def is_object(line: bytes) -> bool:
    """Whether a line is a JSON object."""
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _parsed(line: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(line.decode().rstrip("\r\n"))
    except UnicodeDecodeError as error:
        reason = f"undecodable bytes at offset {error.start} of the line; JSON Lines is UTF-8"
        raise NotText(reason) from error
    except (ValueError, RecursionError) as error:
        where = f" at column {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        raise NotText(f"malformed JSON{where}; each line must be one JSON object") from error
    if not isinstance(fields, dict):
        raise NotText('not a JSON object; each line must be one, with a "text"')
    return fields


def _text(fields: dict[str, Any]) -> str:
    text = fields.get("text")
    if not isinstance(text, str):
        raise NotText('no "text" in this object; the article goes there, as a string')
    if not isinstance(fields.get("id", ""), str | int | None):
        raise NotText('"id" is neither a string nor a whole number; make it one of them')
    if not text.strip():
        raise NotText('"text" is empty; nothing to extract from')
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise NotText('"text" holds half a surrogate pair; write the character whole')
    require_arabic(text)
    return text


def _day(value: object) -> date | None:
    """The day in an ISO 8601 date or time."""
    if value is None:
        return None
    try:
        if isinstance(value, str):
            return datetime.fromisoformat(value).date()
    except ValueError:
        pass
    raise NotText(f"unknown date {value!r}; write it as YYYY-MM-DD")
