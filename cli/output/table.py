"""Tables for people: one a kind, in the terminal's width and colours, or plain and unwrapped elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from cli import terminal
from cli.output import values
from cli.output.target import Target
from cli.talk import clean, is_arabic, isolated
from extractors.records import (
    Casualty,
    Claim,
    Count,
    Date,
    Duration,
    Entity,
    Extracted,
    Measure,
    Money,
    Ordinal,
    Percentage,
    Record,
)

Row = Entity | Claim


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, and the field of a row that stands in it, or what makes a cell of a row.

    Numbers stand to the right, and so does Arabic. Columns of context share one where the terminal is narrow.
    """

    head: str
    content: str | Callable[[Any, Record], str]
    numeric: bool = False
    context: bool = False

    def cell(self, row: Row, record: Record) -> str:
        """The text of the cell, empty for a field that is absent."""
        if callable(self.content):
            return self.content(row, record)
        return values.shown(getattr(row, self.content))


Cells = dict[Column, list[str]]
"""What stands in each column, row by row."""
Printed = tuple[str, Literal["left", "right"], Sequence[terminal.Words | terminal.Labelled]]
"""A column ready to print: its head, the side it keeps to, its cells."""


@dataclass(frozen=True, slots=True)
class Section:
    """One table: its title, its rows (a field with entities, or a kind of claim), its columns.

    Columns with nothing in any row are left out when the table is printed.
    """

    title: str
    source: str | type[Claim]
    columns: tuple[Column, ...]

    def rows(self, record: Record) -> Sequence[Row]:
        """The rows in the order of the article."""
        if isinstance(self.source, str):
            entities: tuple[Entity, ...] = getattr(record, self.source)
            return entities
        return [claim for claim in record.claims if isinstance(claim, self.source)]


NAME: Final = Column("Name", "name")
MENTIONS: Final = (Column("Mentions", "count", numeric=True), Column("Also as", values.other_names))
AMOUNT: Final = Column("Value", values.amount, numeric=True)
TEXT: Final = Column("Text", "text")
CONTEXT: Final = (
    Column("Where", "place", context=True),
    Column("When", "date", context=True),
    Column("Said by", "speaker", context=True),
    Column("Certainty", values.certainty, context=True),
    TEXT,
)
CASUALTIES: Final = (
    AMOUNT,
    Column("Outcome", values.outcomes),
    Column("Victims", "victims"),
    Column("Toll", "toll", context=True),
    Column("Part of", values.part_of, context=True),
    Column("Same as", values.same_as, context=True),
    Column("By", "actor", context=True),
    Column("With", "means", context=True),
)
PERCENTAGES: Final = (
    Column("Value", values.per_cent, numeric=True),
    Column("Change", "change"),
    Column("Of", "of"),
    Column("Compared to", "compared_to"),
)
DATES: Final = (
    Column("Date", values.day),
    Column("Relative", values.distance),
    Column("Resolved", "resolved"),
)

SECTIONS: Final = (
    Section("People", "people", (NAME, Column("Title", "titles"), *MENTIONS)),
    Section("Places", "places", (NAME, Column("Country", "country"), *MENTIONS)),
    Section("Organizations", "organizations", (NAME, *MENTIONS)),
    Section("Percentages", Percentage, (*PERCENTAGES, *CONTEXT)),
    Section("Casualties", Casualty, (*CASUALTIES, *CONTEXT)),
    Section("Dates", Date, (*DATES, TEXT)),
    Section("Durations", Duration, (Column("Length", values.length), TEXT)),
    Section("Money", Money, (AMOUNT, Column("Currency", "currency"), *CONTEXT)),
    Section("Measures", Measure, (AMOUNT, Column("Unit", "unit"), *CONTEXT)),
    Section("Counts", Count, (AMOUNT, Column("Of", "of"), *CONTEXT)),
    Section("Ordinals", Ordinal, (Column("Rank", "value", numeric=True), TEXT)),
)
"""The tables in the order in which they are printed."""


def write(results: Iterable[Extracted], target: Target) -> None:
    """Print the tables of each record under its name, each as it is done."""
    console = terminal.console(target.stream)
    for result in results:
        _write_one(result.record, console)
        target.stream.flush()


def _write_one(record: Record, console: Console) -> None:
    console.print(Text(_heading(record), style="bold"), soft_wrap=True)
    for warning in record.warnings:
        console.print(Text(f"warning: {isolated(warning)}"), soft_wrap=True)
    tables = list(_tables(record, console))
    for table in tables:
        console.print()
        console.print(table, crop=False)  # cropping would cut isolates open
    if not tables:
        console.print("nothing found")
    console.print()


def _heading(record: Record) -> str:
    dated = f", written {record.reference_date}" if record.reference_date else ""
    return clean(record.source) + dated


def _tables(record: Record, console: Console) -> Iterator[Table]:
    for section in SECTIONS:
        rows = section.rows(record)
        cells = {column: [column.cell(row, record) for row in rows] for column in section.columns}
        shown = {column: texts for column, texts in cells.items() if any(texts)}
        if shown:
            yield _fitting(section.title, shown, console)


def _fitting(title: str, cells: Cells, console: Console) -> Table:
    """The table with a column each or, where that is too wide, with one column for all context."""
    wide = _table(title, [_plain(column, texts) for column, texts in cells.items()])
    context = {column: texts for column, texts in cells.items() if column.context}
    unbounded = console.options.update(max_width=terminal.UNWRAPPED)
    if len(context) < 2 or console.measure(wide, options=unbounded).maximum <= console.width:  # noqa: PLR2004
        return wide
    columns = [_plain(column, texts) for column, texts in cells.items() if not column.context]
    columns.insert(-1, _shared(context))
    return _table(title, columns)


def _plain(column: Column, texts: list[str]) -> Printed:
    to_the_right = column.numeric or any(map(is_arabic, texts))
    return column.head, "right" if to_the_right else "left", [terminal.Words(text) for text in texts]


def _shared(context: Cells) -> Printed:
    rows = zip(*context.values(), strict=True)
    labels = [column.head.lower() for column in context]
    phrases = [tuple(pair for pair in zip(labels, row, strict=True) if pair[1]) for row in rows]
    return "Context", "left", [terminal.Labelled(pairs) for pairs in phrases]


def _table(title: str, columns: list[Printed]) -> Table:
    table = Table(
        title=title,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
    )
    for head, justify, _ in columns:
        table.add_column(head, justify=justify, overflow="fold")
    for row in zip(*(cells for _, _, cells in columns), strict=True):
        table.add_row(*row)
    return table
