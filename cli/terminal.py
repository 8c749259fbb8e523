"""Data on a terminal: its console, width and colour, and words that run right to left in columns.

Each wrapped line is isolated for itself, so that neither columns nor digits change places around it. Rich loads here,
so this is imported only where something is printed with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final, TextIO

from rich import box
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from cli.talk import clean, isolated

UNWRAPPED: Final = 1_000_000
"""Columns of a console that never wraps: output for files and pipes is as wide as its content."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the article in a table cell: cleaned, wrapped, isolated line by line."""

    text: str

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement.get(console, options, Text(clean(self.text)))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in wrapped(self.text, console, options.max_width):
            gap = options.max_width - line.cell_len if options.justify == "right" else 0
            yield Segment(" " * gap + isolated(line.plain))
            yield Segment.line()


@dataclass(frozen=True, slots=True)
class Labelled:
    """Several phrases of the article in one cell, each on lines of its own behind a label."""

    phrases: tuple[tuple[str, str], ...]

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        lines = "\n".join(f"{label} {clean(text)}" for label, text in self.phrases)
        return Measurement.get(console, options, Text(lines))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for label, text in self.phrases:
            indent = len(label) + 1 if options.max_width >= 2 * len(label) else 0
            lines = wrapped(text, console, options.max_width - indent)
            first = f"{label} ".ljust(indent) if indent else label[: options.max_width] + "\n"
            for number, line in enumerate(lines):
                yield Segment((first if number == 0 else " " * indent) + isolated(line.plain))
                yield Segment.line()


def wrapped(text: str, console: Console, width: int) -> Iterator[Text]:
    """The clean lines of a text in so many columns."""
    for line in Text(clean(text)).wrap(console, width, overflow="fold"):
        line.rstrip()
        yield line


def console(stream: TextIO) -> Console:
    """The console for data: as the terminal is, or plain and unwrapped where the stream is no terminal."""
    plain = partial(Console, file=stream, markup=False, highlight=False, emoji=False)
    if stream.isatty():
        return plain()
    return plain(width=UNWRAPPED, force_terminal=False, color_system=None)


def table() -> Table:
    """Return a table without columns, in the one style that all commands print."""
    return Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
