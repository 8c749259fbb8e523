"""Where articles come from: files, standard input, JSON Lines and folders, read one at a time."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO, Final, Protocol

from extractors.errors import InputError
from extractors.reading.encodings import NotText, decode, has_arabic

STDIN: Final = "-"
SUFFIXES: Final = (".txt", ".jsonl")
"""What is read in a folder. A file named outright is read whatever it is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as it was read.

    `source` is the name for the record: the path as given, "-" for standard input, and for a line of JSON
    Lines "file.jsonl#id", or "file.jsonl:LINE" where the line has no id. `sha256` digests the file's bytes;
    for a line, the text in UTF-8. `date` is the day that a line of JSON Lines says it was written.
    """

    source: str
    text: str
    encoding: str
    sha256: str
    date: date | None = None


def articles(paths: Iterable[str], *, stdin: BinaryIO | None = None) -> Iterator[Article | InputError]:
    """The articles of all the inputs, in order, each read when it is asked for.

    Args:
        paths: files, folders, or "-" for standard input. Of a folder the .txt and .jsonl files are read,
            subfolders included, sorted by name, hidden ones left out.
        stdin: what "-" means; by default the standard input of the process.

    Yields:
        An article, or the error that stands in its place. Nothing is raised for an input that cannot be read.
    """
    for path in paths:
        if path == STDIN:
            yield from _stdin(stdin or getattr(sys.stdin, "buffer", None))
        elif os.path.isdir(path):  # noqa: PTH112  paths stay text as the user gave it: Path drops "./"
            yield from _folder(path)
        else:
            yield from _file(path)


class Wanted(Protocol):
    """Which files of a folder to read; paths are relative to it, with "/" between their parts."""

    endings: str
    """What the files are called, for a message: ".txt or .jsonl"."""

    def file(self, path: str) -> bool:
        """Whether to read this file."""

    def folder(self, path: str) -> bool:
        """Whether to look into this folder."""


class KnownEndings:
    """The files that hold articles by their names."""

    endings: Final = " or ".join(SUFFIXES)

    def file(self, path: str) -> bool:
        """Whether the name ends in one of the known ways."""
        return path.endswith(SUFFIXES)

    def folder(self, _path: str) -> bool:
        """Every folder is looked into."""
        return True


def files_in(folder: str, problems: list[OSError] | None = None, wanted: Wanted | None = None) -> Iterator[str]:
    """The paths of the files in a folder that hold articles, in the order in which they are read.

    Hidden files and folders are left out, and links to folders are not followed. Folders that cannot be listed are
    left out, and the reasons appended to `problems`.
    """
    chosen = wanted or KnownEndings()
    for where, folders, names in os.walk(folder, onerror=None if problems is None else problems.append):
        inside = "" if where == folder else f"{os.path.relpath(where, folder)}/".replace(os.sep, "/")
        folders[:] = sorted(name for name in folders if not name.startswith(".") and chosen.folder(inside + name))
        for name in sorted(names):
            path = os.path.join(where, name)  # noqa: PTH118  as above
            if not name.startswith(".") and chosen.file(inside + name) and _is_file_or_link(path):
                yield path


def _is_file_or_link(path: str) -> bool:
    """Reading a named pipe in a folder would wait for ever; a broken link is worth an error."""
    return os.path.isfile(path) or os.path.islink(path)  # noqa: PTH113, PTH114  as above


def inputs_in(folder: str, wanted: Wanted | None = None) -> Iterator[str | InputError]:
    """The files of a folder as `files_in` finds them, then an error for each part of it that cannot be listed."""
    problems: list[OSError] = []
    empty = True
    for path in files_in(folder, problems, wanted):
        empty = False
        yield path
    for error in problems:
        yield InputError(shown(str(error.filename)), _unreadable(error))
    if empty and not problems:
        endings = (wanted or KnownEndings()).endings
        yield InputError(shown(folder), f"no {endings} file in this folder; name the files themselves")


def _folder(folder: str) -> Iterator[Article | InputError]:
    for found in inputs_in(folder):
        if isinstance(found, InputError):
            yield found
        else:
            yield from _file(found)


def _unreadable(error: OSError) -> str:
    return f"cannot be read: {error.strerror}; check its permissions"


def _file(path: str) -> Iterator[Article | InputError]:
    source = shown(path)
    try:
        with Path(path).open("rb") as stream:
            if path.endswith(".jsonl"):
                yield from _lines(source, stream)
            else:
                yield _article(source, stream.read())
    except FileNotFoundError:
        yield InputError(source, "no such file; check the path")
    except OSError as error:
        yield InputError(source, _unreadable(error))


def _stdin(stream: BinaryIO | None) -> Iterator[Article | InputError]:
    """Standard input is JSON Lines when its first line is a JSON object, else one article."""
    if stream is None:
        yield InputError(STDIN, "standard input is closed; name a file")
        return
    first = stream.readline()
    if _is_object(first):
        yield from _lines(STDIN, itertools.chain([first], stream))
    else:
        yield _article(STDIN, first + stream.read())


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False


def _article(source: str, data: bytes) -> Article | InputError:
    try:
        text, encoding = decode(data)
    except NotText as error:
        return InputError(source, str(error))
    return Article(source=source, text=text, encoding=encoding, sha256=hashlib.sha256(data).hexdigest())


def _lines(source: str, lines: Iterable[bytes]) -> Iterator[Article | InputError]:
    empty = True
    for number, line in enumerate(lines, start=1):
        data = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if data.strip():
            empty = False
            yield _line_article(source, number, data)
    if empty:
        yield InputError(source, "empty file; nothing to extract from")


def _line_article(source: str, number: int, line: bytes) -> Article | InputError:
    try:
        fields = _parsed(line)
        text = _text(fields)
        name = f"{source}#{fields['id']}" if fields.get("id") is not None else f"{source}:{number}"
        written = _day(fields.get("date"))
    except NotText as error:
        return InputError(f"{source}:{number}", str(error))
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Article(source=shown(name), text=text, encoding="utf-8", sha256=digest, date=written)


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
    if not has_arabic(text):
        raise NotText("no Arabic text in it; Khabar reads Arabic news")
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


def shown(path: str) -> str:
    """A path as text that can be written as UTF-8, whatever bytes the file system holds."""
    return path.encode("utf-8", "replace").decode()
