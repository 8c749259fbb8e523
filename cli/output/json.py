"""JSON for people and `jq`: one object for one article, an array where there may be several."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from cli.output.target import Target
from cli.talk import escaped
from extractors.records import Extracted


def write(results: Iterable[Extracted], target: Target) -> None:
    """Write indented JSON. Whether it is an array depends on the inputs named, not on how many succeed."""
    texts = (escaped(result.record.to_json(indent=2)) for result in results)
    if not target.several:
        target.stream.writelines(f"{text}\n" for text in texts)
        return
    before = "[\n"
    for text in texts:
        target.stream.write(before + textwrap.indent(text, "  "))
        before = ",\n"
    target.stream.write("[]\n" if before == "[\n" else "\n]\n")
