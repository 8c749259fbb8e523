"""The articles of saved records, read again from where the records say that they are."""

from __future__ import annotations

import os
import re
import tempfile
import typing
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any, BinaryIO, Final

from extractors.errors import InputError
from extractors.files import is_regular
from extractors.parsing import cut
from extractors.reading import STDIN, Article, articles
from extractors.records import Extracted, Record, Span

_LONGEST_PATH: Final = 4096
"""Characters of a path; no file has a longer one."""
_OF_LINES: Final = re.compile(r"\.jsonl(?:\.gz)?(?=[#:])")


def with_texts(items: Iterable[Record | InputError], folder: str = "") -> Iterator[Extracted | InputError]:
    """Each record with the text of its article, verified; errors are handed on where they stand.

    A file of many articles is read once where its records come in its order, as `extract` writes them.

    Args:
        items: records, and errors of those that could not be read.
        folder: where the paths in `source` begin; by default the current directory, as when extract ran there.

    Yields:
        The record and its text: `text[start:end]` is the text of every mention, claim and phrase. Where the article
        is gone or has changed, an error that says what to do.
    """
    with Texts(folder) as texts:
        for item in items:
            yield item if isinstance(item, InputError) else _joined(item, texts)


def _joined(record: Record, texts: Texts) -> Extracted | InputError:
    try:
        return Extracted(record, texts.of(record))
    except InputError as error:
        return error


class Texts:
    """Looks articles up by the records that were made of them; close it when done.

    Args:
        folder: where the paths in `source` begin; by default the current directory.
    """

    def __init__(self, folder: str = "") -> None:
        self._folder = folder
        self._file: _File | None = None

    def __enter__(self) -> typing.Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file:
            self._file.close()

    def of(self, record: Record) -> str:
        """The text of the article that a record was made of.

        Raises:
            InputError: the article is gone, or is not what it was when the record was made.
        """
        path = self._path(record.source)
        if self._file is None or self._file.path != path:
            self.__exit__()
            self._file = _File(path)
        text = self._file.find(record)
        if wrong := next((found for found in _spans(record) if not _fits(found, text)), None):
            reason = f"its article reads otherwise at {wrong.start}:{wrong.end} than the record says"
            raise InputError(record.source, f"{reason}; extract it again")
        return text

    def _path(self, source: str) -> str:
        """The file of an article, which in JSON Lines is followed by "#id" or ":LINE"."""
        if source == STDIN or source.startswith((f"{STDIN}#", f"{STDIN}:")):
            reason = "the article came from standard input, which is not kept; extract it again from a file"
            raise InputError(source, reason)
        whole = os.path.join(self._folder, source)  # noqa: PTH118  paths stay text: Path drops "./"
        ends = [len(whole), *(match.end() for match in _OF_LINES.finditer(whole[:_LONGEST_PATH]))]
        path = next((whole[:end] for end in sorted(ends, reverse=True) if is_regular(whole[:end])), None)
        if path is None:
            reason = "the article is needed for this and is not there"
            advice = "run this where extract ran, or name the folder with --articles"
            raise InputError(cut(source, _LONGEST_PATH), f"{reason}; {advice}")
        return path


class _File:
    """A file of one article or many, read once from top to end, and once more if any is asked for out of order.

    The second time all are laid by on disk, so that no order of the records makes the work more than linear.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._rest = _readable(path)
        self._aside: BinaryIO | None = None
        self._index: dict[str, tuple[int, int]] = {}

    def find(self, record: Record) -> str:
        """The article with the digest that the record names.

        Raises:
            InputError: there is none.
        """
        if self._aside is None:
            for article in self._rest:
                if article.sha256 == record.sha256:
                    return article.text
            self._lay_aside()
        if self._aside is None or record.sha256 not in self._index:
            reason = "the article is no longer what it was when the record was made"
            raise InputError(record.source, f"{reason}; extract it again")
        start, size = self._index[record.sha256]
        self._aside.seek(start)
        return self._aside.read(size).decode()

    def close(self) -> None:
        """Let go of what was laid aside."""
        if self._aside:
            self._aside.close()

    def _lay_aside(self) -> None:
        self._aside = typing.cast("BinaryIO", tempfile.TemporaryFile())  # noqa: SIM115  `close` closes it
        for article in _readable(self.path):
            start = self._aside.tell()
            self._index[article.sha256] = start, self._aside.write(article.text.encode())


def _readable(path: str) -> Iterator[Article]:
    return (article for article in articles([path]) if isinstance(article, Article))


def _spans(part: Any) -> Iterator[Any]:  # noqa: ANN401  a record or a part of one
    """Everything in a record that has a place in the article."""
    if isinstance(part, tuple):
        for item in part:
            yield from _spans(item)
    elif is_dataclass(part):
        if hasattr(part, "start"):
            yield part
        for field in fields(part):
            yield from _spans(getattr(part, field.name))


def _fits(found: Any, text: str) -> bool:  # noqa: ANN401  whatever has a place
    if not 0 <= found.start <= found.end <= len(text):
        return False
    return isinstance(found, Span) or text[found.start : found.end] == found.text
