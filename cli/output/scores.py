"""Scores: a table for people, JSON for programs."""

from __future__ import annotations

import json as plain_json
from collections.abc import Callable, Sequence
from typing import Final, TextIO

from extractors.corpus.scoring import Score

Writer = Callable[[Sequence[Score], TextIO], None]


def table(scores: Sequence[Score], stream: TextIO) -> None:
    """One row a kind, one column a figure."""
    from cli import terminal  # noqa: PLC0415  Rich loads to print a table

    figures = list(dict.fromkeys(name for score in scores for name in score.figures))
    grid = terminal.table()
    grid.add_column("Scored")
    for head in (*figures, "gold", "found"):
        grid.add_column(head.replace("_", " ").capitalize(), justify="right")
    for score in scores:
        values = [f"{score.figures[name]:.4f}" if name in score.figures else "" for name in figures]
        grid.add_row(score.name, *values, str(score.gold), str(score.found))
    terminal.console(stream).print(grid)


def json(scores: Sequence[Score], stream: TextIO) -> None:
    """An object with one object a kind."""
    plain = {score.name: {**score.figures, "gold": score.gold, "found": score.found} for score in scores}
    stream.write(plain_json.dumps(plain, indent=2) + "\n")


FORMATS: Final[dict[str, Writer]] = {"table": table, "json": json}
