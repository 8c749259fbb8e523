"""Where a result is written to."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, TextIO

import typer

from cli.talk import forget_what_is_left
from extractors.corpus.atomic import writing
from extractors.errors import UsageError

READER_GONE = 141  # what a shell reports for a program that a closed pipe ended


@dataclass(frozen=True, slots=True)
class Target:
    """A stream to write to.

    Args:
        stream: where the text goes.
        several: whether the inputs may hold more than one article.
        csv_bom: whether CSV begins with a byte order mark.
    """

    stream: TextIO
    several: bool
    csv_bom: bool = False

    @property
    def binary(self) -> BinaryIO:
        """Where the bytes go, for formats that are no text.

        Raises:
            UsageError: the stream is a terminal.
        """
        if self.stream.isatty():
            raise UsageError("this format is no text for a terminal; write it to a file with -o")
        self.stream.flush()
        return self.stream.buffer


@contextmanager
def standard_output() -> Iterator[TextIO]:
    """Standard output in UTF-8, whatever the locale; when its reader goes away the program ends, quietly.

    Raises:
        UsageError: it is closed, or cannot be written to.
    """
    if sys.stdout is None:
        raise UsageError("standard output is closed; write to a file with -o")
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        forget_what_is_left(sys.stdout)
        raise typer.Exit(READER_GONE) from None
    except OSError as error:
        forget_what_is_left(sys.stdout)
        raise UsageError(f"standard output cannot be written to: {error.strerror}") from error


@contextmanager
def output_file(path: Path, draft: Path | None = None) -> Iterator[TextIO]:
    """A file that is written whole or not at all, first as the draft if one is given.

    Raises:
        UsageError: it cannot be written.
    """
    if path.is_dir():
        raise UsageError(f"{path}: is a folder; name a file to write to")
    try:
        with writing(path, draft) as stream:
            yield stream
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}; nothing was") from error
