"""The comparison of casualty figures as a table, as JSON and as CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import Any, Final, TextIO

from cli.output.cells import cell
from cli.output.values import SIGNS, grouped
from cli.talk import escaped
from extractors.corpus.toll import Entry, Figure, Row

Writer = Callable[[Sequence[Row], TextIO], None]
"""Writes the rows to a stream."""

_LISTED: Final = 4  # sources and disagreements that a cell of the table names


def amount(figure: Figure) -> str:
    """A figure with the sign of its bound: "≥ 30", "5–7", "vague"; never a number that the article does not say."""
    sign = SIGNS.get(figure.claim.bound, "")
    if not figure.numbered:
        return sign or "not stated"
    if figure.claim.bound == "range":
        return "–".join(dict.fromkeys(map(grouped, (figure.lowest, figure.highest))))
    return f"{sign}{grouped(figure.lowest)}"


def row_cells(row: Row) -> dict[str, str]:
    """The cells of a row by the heads of their columns."""
    key = row.key
    return {
        "Day": _day(row),
        "Place": row.place or "no place",
        "Outcome": " or ".join(key.outcomes),
        "Victims": _victims(row),
        "Toll": "" if key.toll == "new" else key.toll,
        "Lowest": _amount(row.lowest) or _without_number(row),
        "Highest": _amount(row.highest) or _without_number(row),
        "Latest": _amount(row.latest),
        "Disagree": _some([" ≠ ".join(map(amount, pair)) for pair in row.disagreements]),
        "Also": _remarks(row),
        "Sources": _some([entry.figure.source for entry in row.entries]),
        "Said by": _some([figure.speaker for figure in row.figures if figure.speaker]),
        "Copies": grouped(row.copies) if row.copies else "",
    }


def _day(row: Row) -> str:
    if row.key.day is None:
        return "undated"
    return f"written {row.key.day}" if row.key.day_from == "written" else row.key.day


def _victims(row: Row) -> str:
    who = row.key.victims or ""
    return f"of which {who}".rstrip() if row.key.part else who


def _amount(figure: Figure | None) -> str:
    return amount(figure) if figure else ""


def _without_number(row: Row) -> str:
    """What a row says that has no number."""
    return next((amount(figure) for figure in row.figures if not (figure.denied or figure.numbered)), "")


def _remarks(row: Row) -> str:
    """What the numbers of a row leave out."""
    without = [amount(figure) for figure in row.figures if row.lowest and not (figure.numbered or figure.denied)]
    revised = [
        f"revised to {amount(figure)}" for figure in row.figures if figure.toll == "revised" and not figure.denied
    ]
    denied = [f"denied: {amount(figure)}" for figure in row.figures if figure.denied]
    return _some([*without, *revised, *denied])


def _some(texts: Iterable[str]) -> str:
    """The first few different texts, and how many more there are."""
    different = list(dict.fromkeys(texts))
    rest = len(different) - _LISTED
    return ", ".join(different[:_LISTED]) + (f" and {rest} more" if rest > 0 else "")


# --- for machines ------------------------------------------------------------------------------------------


def _json(rows: Sequence[Row], stream: TextIO) -> None:
    text = json.dumps([_kept(_plain(row)) for row in rows], ensure_ascii=False, indent=2, allow_nan=False)
    stream.write(escaped(text) + "\n")


def _plain(row: Row) -> dict[str, Any]:
    return {
        **_common(row),
        "lowest": _number(row.lowest),
        "highest": _number(row.highest),
        "latest": _number(row.latest),
        "disagreements": [list(map(_number, pair)) for pair in row.disagreements],
        "copies": row.copies,
        "restated": row.restated,
        "figures": [_kept(_figure(entry)) for entry in row.entries],
    }


def _common(row: Row) -> dict[str, Any]:
    """What the figures of a row have in common."""
    return {
        "day": row.key.day,
        "day_from": row.key.day_from,
        "place": row.place,
        "outcomes": list(row.key.outcomes),
        "victims": row.key.victims,
        "part": row.key.part,
        "toll": row.key.toll,
    }


def _figure(entry: Entry) -> dict[str, Any]:
    figure = entry.figure
    return {
        **_numbers(figure),
        "text": figure.claim.text,
        "claim": figure.claim.id,
        "source": figure.source,
        "written": figure.written,
        "speaker": figure.speaker,
        "certainty": figure.claim.certainty,
        "toll": figure.toll,
        "part_of": figure.claim.part_of,
        "restated": figure.restated,
        "copies": list(entry.copies),
    }


def _number(figure: Figure | None) -> dict[str, Any] | None:
    """A figure and where it is from."""
    if figure is None:
        return None
    return _kept({**_numbers(figure), "source": figure.source, "written": figure.written, "speaker": figure.speaker})


def _numbers(figure: Figure) -> dict[str, Any]:
    return {name: getattr(figure.claim, name) for name in ("value", "low", "high", "bound")}


def _kept(plain: dict[str, Any]) -> dict[str, Any]:
    """The fields that are neither null nor empty, as in records; false and 0 say something."""
    return {name: value for name, value in plain.items() if not (value is None or value in ("", []))}


def _csv(rows: Sequence[Row], stream: TextIO) -> None:
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: cell(value) for name, value in _columns(row)})


COLUMNS: Final = (
    *("day", "day_from", "place", "outcomes", "victims", "part", "toll"),
    *("lowest", "lowest_bound", "highest", "highest_bound", "latest", "latest_bound", "latest_written"),
    *("disagreements", "without_number", "denied", "figures", "copies", "restated", "sources", "copied_by", "speakers"),
)
"""The columns of the CSV file; several values of one cell are separated by "; "."""


def _columns(row: Row) -> Iterator[tuple[str, object]]:
    yield from _common(row).items()
    yield from _limits(row)
    yield "latest_written", row.latest.written if row.latest else None
    yield "disagreements", [" ≠ ".join(map(amount, pair)) for pair in row.disagreements]
    yield "without_number", [amount(figure) for figure in row.figures if not figure.numbered]
    yield "denied", [amount(figure) for figure in row.figures if figure.denied]
    yield "figures", len(row.figures)
    yield "copies", row.copies
    yield "restated", row.restated
    yield "sources", [entry.figure.source for entry in row.entries]
    yield "copied_by", [source for entry in row.entries for source in entry.copies]
    yield "speakers", [figure.speaker for figure in row.figures if figure.speaker]


def _limits(row: Row) -> Iterator[tuple[str, object]]:
    """The lowest, highest and latest number, each with its bound."""
    for name, figure, end in (
        ("lowest", row.lowest, "lowest"),
        ("highest", row.highest, "highest"),
        ("latest", row.latest, "highest"),
    ):
        yield name, getattr(figure, end) if figure and figure.numbered else None
        yield f"{name}_bound", figure.claim.bound if figure else None


def _table(rows: Sequence[Row], stream: TextIO) -> None:
    import_module("cli.output.toll_table").write(rows, stream)  # Rich loads to print a table


FORMATS: Final[Mapping[str, Writer]] = MappingProxyType({"table": _table, "json": _json, "csv": _csv})
"""How the comparison is written, by the name for --format."""
