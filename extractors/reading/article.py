"""What reading gives: an article as it was read, under the name that its record will have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as it was read.

    `source` is the name for the record: the path as given, "-" for standard input, and for a line of JSON
    Lines "file.jsonl#id", or "file.jsonl:LINE" where the line has no id. `encoding` is Python's name of that of
    plain text; html, docx or pdf say that `text` is what the reader of that kind took from the file. `sha256`
    digests the file's bytes; for a line, the text in UTF-8. `date` is the day on which the line or the web page
    says it was written.
    """

    source: str
    text: str
    encoding: str
    sha256: str
    date: date | None = None


def shown(path: str) -> str:
    """A path as text that can be written as UTF-8, whatever bytes the file system holds."""
    return path.encode("utf-8", "replace").decode()
