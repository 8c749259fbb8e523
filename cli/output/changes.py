"""What `extract diff` found: in words with what made each change, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from types import MappingProxyType
from typing import Any, Final, TextIO

from cli.output.values import grouped
from cli.talk import clean, escaped
from extractors.corpus.comparison import Caused, Compared

Writer = Callable[[Sequence[Compared], TextIO], None]
"""Writes the records that differ to a stream."""

_ALONE: Final = MappingProxyType({"+": "only in the new records", "-": "only in the old records"})


def _table(changed: Sequence[Compared], stream: TextIO) -> None:
    """Each record that differs and beneath it what differs; at the end what made how many changes."""
    from cli import terminal  # noqa: PLC0415  Rich loads to print a table

    console = terminal.console(stream)
    for compared in changed:
        console.print(f"{clean(compared.source)}: {_told(compared)}", style="bold", soft_wrap=True)
        for caused in compared.differences:
            console.print(f"  {clean(f'{caused.difference}  [{caused.cause}]')}", soft_wrap=True)
    if causes := list(_causes(changed)):
        table = terminal.table()
        table.add_column("Changed by", overflow="fold")
        table.add_column("Changes", justify="right")
        table.add_column("Records", justify="right")
        for cause, changes, records in causes:
            table.add_row(clean(cause), grouped(changes), grouped(records))
        console.print()
        console.print(table)


def _told(compared: Compared) -> str:
    count = len(compared.differences)
    return _ALONE.get(compared.sign, f"{count} difference" + ("s" if count > 1 else ""))


def _causes(changed: Sequence[Compared]) -> Iterator[tuple[str, int, int]]:
    """What made changes, how many, and of how many records; the most first."""
    found: dict[str, list[int]] = {}
    for number, compared in enumerate(changed):
        for caused in compared.differences:
            found.setdefault(caused.cause, []).append(number)
    for cause, numbers in sorted(found.items(), key=lambda item: (-len(item[1]), item[0])):
        yield cause, len(numbers), len(set(numbers))


def _json(changed: Sequence[Compared], stream: TextIO) -> None:
    """An object: the records that differ, and what made how many changes."""
    causes = [{"cause": cause, "changes": changes, "records": records} for cause, changes, records in _causes(changed)]
    plain = {"records": [_record(compared) for compared in changed], "causes": causes}
    stream.write(escaped(json.dumps(plain, ensure_ascii=False, indent=2)) + "\n")


def _record(compared: Compared) -> dict[str, Any]:
    told = {"source": compared.source, "sign": compared.sign}
    return {**told, "differences": [_difference(caused) for caused in compared.differences]}


def _difference(caused: Caused) -> dict[str, Any]:
    difference = caused.difference
    changes = [{"field": change.field, "old": change.old, "new": change.new} for change in difference.changes]
    fields = {
        "sign": difference.sign,
        "kind": difference.kind,
        "subject": difference.subject,
        "start": difference.start,
        "rule": difference.rule,
        "cause": caused.cause,
        "changes": changes,
    }
    return {name: value for name, value in fields.items() if value not in (None, [])}


FORMATS: Final = MappingProxyType({"table": _table, "json": _json})
"""How what changed is written, by the name for --format."""
