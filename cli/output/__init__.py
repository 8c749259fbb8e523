"""The formats of a result, one file each, and the table that `--format` is looked up in.

A format is imported when it is written: the help and the first article would wait for nine others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from importlib import import_module
from types import MappingProxyType
from typing import Final

from cli.output.target import Target
from extractors.records import Extracted

Writer = Callable[[Iterable[Extracted], Target], None]
"""Writes the articles' records to the target as they come."""


def _write(name: str, articles: Iterable[Extracted], target: Target) -> None:
    import_module(f"cli.output.{name}").write(articles, target)


NAMES: Final = ("table", "json", "jsonl", "csv", "parquet", "html", "markdown", "conll", "ftm", "w3c")
FORMATS: Final[dict[str, Writer]] = {name: partial(_write, name) for name in NAMES}
NEED_TEXT: Final = frozenset({"html", "conll", "w3c"})
"""Formats that cannot be written of a record alone: `Extracted.text` must be there."""
ENDINGS: Final = MappingProxyType({"md": "markdown", "htm": "html"})
"""What else the name of an output may end in for a format; any may end in the format's name."""
