"""The formats of a result, one file each, and the table that `--format` is looked up in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import MappingProxyType
from typing import Final

from cli.output import conll, csv, ftm, html, json, jsonl, markdown, parquet, table, w3c
from cli.output.target import Target
from extractors.records import Extracted

Writer = Callable[[Iterable[Extracted], Target], None]
"""Writes the articles' records to the target as they come."""

FORMATS: Final[dict[str, Writer]] = {
    "table": table.write,
    "json": json.write,
    "jsonl": jsonl.write,
    "csv": csv.write,
    "parquet": parquet.write,
    "html": html.write,
    "markdown": markdown.write,
    "conll": conll.write,
    "ftm": ftm.write,
    "w3c": w3c.write,
}
NEED_TEXT: Final = frozenset({"html", "conll", "w3c"})
"""Formats that cannot be written of a record alone: `Extracted.text` must be there."""
ENDINGS: Final = MappingProxyType({"md": "markdown", "htm": "html"})
"""What else the name of an output may end in for a format; any may end in the format's name."""
