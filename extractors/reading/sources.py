"""Where articles come from: files, standard input, JSON Lines and folders, read one at a time."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, Final, Protocol, TypeVar

from extractors.errors import InputError
from extractors.files import NotAFile, is_regular, opened
from extractors.reading import documents, lines
from extractors.reading.article import Article, shown
from extractors.reading.encodings import LARGEST, TOO_LARGE, decode
from extractors.reading.legible import NotText, require_length

Item = TypeVar("Item")
Reader = Callable[[str, BinaryIO], Iterator[Item | InputError]]
"""Reads what one input holds, given its path and its bytes."""

STDIN: Final = "-"
SUFFIXES: Final = (".txt", *lines.SUFFIXES, *documents.SUFFIXES)
"""What is read in a folder. A file named outright is read whatever it is called."""


def articles(paths: Iterable[str], *, stdin: BinaryIO | None = None) -> Iterator[Article | InputError]:
    """The articles of all the inputs, in order, each read when it is asked for.

    Args:
        paths: files, folders, or "-" for standard input. Of a folder the files that end in one of `SUFFIXES` are
            read, subfolders included, sorted by name, hidden ones left out.
        stdin: what "-" means; by default the standard input of the process.

    Yields:
        An article, or the error that stands in its place. Nothing is raised for an input that cannot be read.
    """
    return read_each(paths, articles_of, stdin=stdin)


def read_each(
    paths: Iterable[str], read: Reader[Item], *, stdin: BinaryIO | None = None, wanted: Wanted | None = None
) -> Iterator[Item | InputError]:
    """What `read` makes of every input, in order: files, those of folders, and standard input.

    Args:
        paths: as for `articles`.
        read: is given the path, or "-", and the bytes of one input.
        stdin: what "-" means; by default the standard input of the process.
        wanted: which files of a folder are read; by default those that hold articles by their names.
    """
    for path in paths:
        if path == STDIN:
            yield from _stdin(read, stdin or getattr(sys.stdin, "buffer", None))
        elif os.path.isdir(path):  # noqa: PTH112  paths stay text as the user gave it: Path drops "./"
            yield from _folder(path, read, wanted)
        else:
            yield from _file(path, read)


class Wanted(Protocol):
    """Which files of a folder to read; paths are relative to it, with "/" between their parts."""

    endings: str
    """What the files are called, for a message: ".txt or .jsonl"."""

    def file(self, path: str) -> bool:
        """Whether to read this file."""

    def folder(self, path: str) -> bool:
        """Whether to look into this folder."""


class Endings:
    """The files whose names end in one of some ways, of all folders.

    Args:
        suffixes: these ways; by default those of files that hold articles.
    """

    def __init__(self, suffixes: tuple[str, ...] = SUFFIXES) -> None:
        self._suffixes = suffixes
        self.endings = " or ".join([", ".join(suffixes[:-1]), suffixes[-1]])

    def file(self, path: str) -> bool:
        """Whether the name ends so."""
        return path.endswith(self._suffixes)

    def folder(self, _path: str) -> bool:
        """Every folder is looked into."""
        return True


def files_in(folder: str, problems: list[OSError] | None = None, wanted: Wanted | None = None) -> Iterator[str]:
    """The paths of the files in a folder that hold articles, in the order in which they are read.

    Hidden files and folders are left out, so are pipes and devices and what leads to them, and links to folders are
    not followed; a broken link is given, for its error. Folders that cannot be listed are left out, and the reasons
    appended to `problems`.
    """
    chosen = wanted or Endings()
    for where, folders, names in os.walk(folder, onerror=None if problems is None else problems.append):
        inside = "" if where == folder else f"{os.path.relpath(where, folder)}/".replace(os.sep, "/")
        folders[:] = (name for name in _not_hidden(folders) if chosen.folder(inside + name))
        for name in _not_hidden(names):
            path = os.path.join(where, name)  # noqa: PTH118  as above
            if chosen.file(inside + name) and _is_file_or_broken(path):
                yield path


def _not_hidden(names: Iterable[str]) -> list[str]:
    return sorted(name for name in names if not name.startswith("."))


def _is_file_or_broken(path: str) -> bool:
    """Whether it is a regular file, leads to one, or leads nowhere."""
    return is_regular(path) or not os.path.exists(path)  # noqa: PTH110  as above


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
        endings = (wanted or Endings()).endings
        yield InputError(shown(folder), f"no {endings} file in this folder; name the files themselves")


def _folder(folder: str, read: Reader[Item], wanted: Wanted | None) -> Iterator[Item | InputError]:
    for found in inputs_in(folder, wanted):
        if isinstance(found, InputError):
            yield found
        else:
            yield from _file(found, read)


def _unreadable(error: OSError) -> str:
    return f"cannot be read: {error.strerror}; check its permissions"


def _file(path: str, read: Reader[Item]) -> Iterator[Item | InputError]:
    try:
        with opened(path) as stream:
            yield from read(path, stream)
    except FileNotFoundError:
        yield InputError(shown(path), "no such file; check the path")
    except NotAFile as error:
        yield InputError(shown(path), f"{error.strerror}; give what comes out of it on standard input, as -")
    except OSError as error:
        yield InputError(shown(path), _unreadable(error))


def _stdin(read: Reader[Item], stream: BinaryIO | None) -> Iterator[Item | InputError]:
    if stream is None:
        yield InputError(STDIN, "standard input is closed; name a file")
    else:
        yield from read(STDIN, stream)


def articles_of(path: str, stream: BinaryIO) -> Iterator[Article | InputError]:
    """The articles that the bytes of one input hold, by its name and by how they begin."""
    return lines_or_article(path, stream, lines.article)


def lines_or_article(
    path: str, stream: BinaryIO, line: lines.LineReader[Item]
) -> Iterator[Item | Article | InputError]:
    """What `line` makes of each line of JSON Lines, or the one article that is something else.

    Standard input is JSON Lines when its first line is a JSON object.
    """
    first = stream.readline(LARGEST + 1) if path == STDIN else b""
    if path.endswith(lines.SUFFIXES):
        yield from lines.each_line(path, lines.unpacked(path, stream), line)
    elif lines.is_object(first):
        yield from lines.each_line(STDIN, lines.Rest(first, stream), line)
    else:
        yield _article(path, first + stream.read(LARGEST + 1 - len(first)))


def _article(path: str, data: bytes) -> Article | InputError:
    source, day = shown(path), None
    if len(data) > LARGEST:
        return InputError(source, TOO_LARGE)
    try:
        if kind := documents.kind_of(path, data):
            page = documents.read(kind, data)
            text, encoding, day = page.text, kind.name, page.date
        else:
            text, encoding = decode(data)
        require_length(text)
    except NotText as error:
        return InputError(source, str(error))
    return Article(source=source, text=text, encoding=encoding, sha256=hashlib.sha256(data).hexdigest(), date=day)
