"""The comparison of casualty figures as a table for people; narrow terminals get one column for all remarks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Literal, TextIO

from cli import terminal
from cli.output.toll import row_cells
from cli.talk import is_arabic
from extractors.corpus.toll import Row

if TYPE_CHECKING:
    from rich.table import Table

Printed = tuple[str, Literal["left", "right"], Sequence[terminal.Words | terminal.Labelled]]
"""A column ready to print: its head, the side it keeps to, its cells."""

_NUMERIC: Final = frozenset({"Lowest", "Highest", "Latest", "Copies"})
_REMARKS: Final = ("Victims", "Toll", "Disagree", "Also", "Sources", "Said by", "Copies")
"""Columns that share one where the terminal is narrow."""


def write(rows: Sequence[Row], stream: TextIO) -> None:
    """Print the rows as wide as the stream is."""
    console = terminal.console(stream)
    if not rows:
        console.print("no casualty figures found")
        return
    lines = [row_cells(row) for row in rows]
    cells = {head: [line[head] for line in lines] for head in lines[0] if any(line[head] for line in lines)}
    wide = _drawn([_plain_column(head, texts) for head, texts in cells.items()])
    unbounded = console.options.update(max_width=terminal.UNWRAPPED)
    fits = console.measure(wide, options=unbounded).maximum <= console.width
    console.print(wide if fits else _narrow(cells), crop=False)  # cropping would cut isolates open


def _narrow(cells: dict[str, list[str]]) -> Table:
    """The table with one column for all that is no figure, and none of which needs to stand in line."""
    columns = [_plain_column(head, texts) for head, texts in cells.items() if head not in _REMARKS]
    shared = [head for head in cells if head in _REMARKS]
    phrases = (
        zip(map(str.lower, shared), row, strict=True) for row in zip(*(cells[head] for head in shared), strict=True)
    )
    labelled = [terminal.Labelled(tuple(pair for pair in pairs if pair[1])) for pairs in phrases]
    return _drawn([*columns, ("Remarks", "left", labelled)])


def _plain_column(head: str, texts: list[str]) -> Printed:
    to_the_right = head in _NUMERIC or any(map(is_arabic, texts))
    return head, "right" if to_the_right else "left", list(map(terminal.Words, texts))


def _drawn(columns: Sequence[Printed]) -> Table:
    table = terminal.table()
    for head, side, _ in columns:
        table.add_column(head, justify=side, overflow="fold")
    for row in zip(*(cells for _, _, cells in columns), strict=True):
        table.add_row(*row)
    return table
