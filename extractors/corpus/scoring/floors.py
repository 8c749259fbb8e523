"""Floors: the figures that scores must reach, kept in a TOML file.

[claims.casualty]
precision = 0.95
f1 = 0.94
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from extractors.corpus.atomic import writing
from extractors.corpus.scoring.measures import Score
from extractors.errors import UsageError
from extractors.files import contents
from extractors.parsing import LARGEST_TOML, Malformed, shown, toml_table

Floors = Mapping[tuple[str, str], float]
"""By the name of the score and of its figure: ("claims.casualty", "f1")."""

_HEAD: Final = """\
# What `extract score` must reach, from 0 to 1. `extract score ... --update` raises these figures to what it measures
# and lowers none without --allow-regression.
"""


class _NoFloor(Exception):  # noqa: N818  it never leaves this file
    """What stands where a floor should."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A figure below its floor; `measured` is None where it was not measured at all."""

    name: str
    figure: str
    floor: float
    measured: float | None

    def __str__(self) -> str:
        """One line: "claims.casualty f1 is 0.91, below its floor of 0.94"."""
        if self.measured is None:
            return f"{self.name} {self.figure} was not measured, and has a floor of {self.floor}"
        return f"{self.name} {self.figure} is {self.measured}, below its floor of {self.floor}"


def floors_of(scores: Iterable[Score]) -> Floors:
    """Floors at what was measured; none for spans, over which annotators differ."""
    return {key: value for key, value in _measured(scores).items() if key[1] != "exact_spans"}


def breaches(floors: Floors, scores: Iterable[Score]) -> list[Breach]:
    """Every figure that is below its floor or was not measured."""
    measured = _measured(scores)
    found = [Breach(*key, floor, measured.get(key)) for key, floor in floors.items()]
    return [breach for breach in found if breach.measured is None or breach.measured < breach.floor]


def read_floors(path: Path) -> Floors:
    """The floors of a file.

    Raises:
        UsageError: it cannot be read, or holds something else.
    """
    try:
        return dict(_flat(toml_table(contents(path, LARGEST_TOML)), ()))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}; make it with --update") from error
    except (Malformed, _NoFloor) as error:
        raise UsageError(f"{path}: not a file of floors: {error}") from error


def write_floors(path: Path, floors: Floors) -> None:
    """Write a file of floors, whole or not at all.

    Raises:
        OSError: it cannot be written.
    """
    tables: dict[str, list[str]] = {}
    for (name, figure), floor in floors.items():
        tables.setdefault(name, []).append(f"{figure} = {float(floor)}\n")
    with writing(path) as stream:
        stream.write(_HEAD)
        for name, lines in tables.items():
            stream.write(f"\n[{name}]\n" + "".join(lines))


def _measured(scores: Iterable[Score]) -> Floors:
    return {(score.name, figure): value for score in scores for figure, value in score.figures.items()}


def _flat(table: Mapping[str, Any], names: tuple[str, ...]) -> Iterator[tuple[tuple[str, str], float]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, (*names, name))
        elif isinstance(value, int | float) and not isinstance(value, bool) and names and 0 <= value <= 1:
            yield (".".join(names), name), float(value)
        else:
            raise _NoFloor(f"{'.'.join((*names, name))} is {shown(value)}; floors go from 0 to 1")
