"""JSON Lines: one record a line, written as each article is done."""

from __future__ import annotations

from collections.abc import Iterable

from cli.output.target import Target
from cli.talk import escaped
from extractors.records import Extracted


def write(results: Iterable[Extracted], target: Target) -> None:
    """Write one line a record, each handed on at once."""
    for result in results:
        target.stream.write(escaped(result.record.to_json()) + "\n")
        target.stream.flush()
