"""The formats of a result, one file each, and the table that `--format` is looked up in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from cli.output import html, json, jsonl, table
from cli.output.target import Target
from extractors.records import Extracted

Writer = Callable[[Iterable[Extracted], Target], None]
"""Writes the articles' records to the target as they come."""

FORMATS: Final[dict[str, Writer]] = {
    "table": table.write,
    "json": json.write,
    "jsonl": jsonl.write,
    "html": html.write,
}
