"""Figures of the same outcome, place and day set beside each other. They are compared and never added."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Final, Literal, NamedTuple

from extractors.corpus.toll.copies import Originals, Print
from extractors.corpus.toll.disagreement import Pair, disagreements, standing
from extractors.corpus.toll.figures import DayFrom, Figure, spelling
from extractors.records import OUTCOMES, Number, Outcome

_ANYONE: Final = frozenset({None, "people"})
_LAST: Final = "\U0010ffff"


class Key(NamedTuple):
    """What figures of one row have in common."""

    day: str | None
    day_from: DayFrom | None
    place: str
    toll: Literal["new", "cumulative"]
    outcomes: tuple[Outcome, ...]
    victims: str | None
    part: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure, and the articles that have it from the same wire story."""

    figure: Figure
    copies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """The figures for one outcome, place and day, in the order in which they were read.

    Args:
        key: what they have in common; `victims` is a kind of people, None for people in general, and `part`
            tells that each is a part of a total that stands in another row.
        place: the place as the first of them names it, None where none is named.
        entries: the figures, copies taken together.
    """

    key: Key
    place: str | None
    entries: tuple[Entry, ...]

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures, copies left out."""
        return tuple(entry.figure for entry in self.entries)

    @property
    def lowest(self) -> Figure | None:
        """The figure with the lowest number, None where there is no number; a denied one does not count."""
        return min(self._numbers, key=lambda figure: figure.lowest, default=None)

    @property
    def highest(self) -> Figure | None:
        """The figure with the highest number."""
        return max(self._numbers, key=lambda figure: figure.highest, default=None)

    @cached_property
    def latest(self) -> Figure | None:
        """The figure of the last article, a revised one before others of its day.

        None where that is not known: articles without a day, or different figures of the last day.
        """
        rest = standing(self._numbers or [figure for figure in self.figures if not figure.denied])
        if not _say_the_same(rest):
            rest = _of_last_day(rest)
        return max(rest, key=lambda figure: figure.written or "") if _say_the_same(rest) else None

    @cached_property
    def disagreements(self) -> tuple[Pair, ...]:
        """Pairs of figures of different sources that cannot both be true; () where that cannot be told.

        It can be told of new figures for a known day and place and the same people; not of cumulative ones,
        whose time is not the same, nor of parts of which nothing is said but their number.
        """
        key = self.key
        told = key.day and key.place and key.toll == "new" and (key.victims or not key.part)
        return disagreements(self.figures) if told and key.victims != "nationals" else ()

    @property
    def copies(self) -> int:
        """How many articles only repeat a wire story of this row."""
        return sum(len(entry.copies) for entry in self.entries)

    @property
    def restated(self) -> int:
        """How many more times the articles state their own figures."""
        return sum(figure.restated for figure in self.figures)

    @property
    def _numbers(self) -> list[Figure]:
        return [figure for figure in self.figures if figure.numbered and not figure.denied]


def compare(figures: Iterable[Figure]) -> list[Row]:
    """The rows, by day and place. Memory grows with the number of figures, and time nearly so."""
    groups: dict[Key, list[Figure]] = {}
    for figure in figures:
        groups.setdefault(_key(figure), []).append(figure)
    rows = [Row(key, group[0].place, _entries(group)) for key, group in groups.items()]
    return sorted(rows, key=_order)


def _key(figure: Figure) -> Key:
    claim = figure.claim
    return Key(
        day=figure.day,
        day_from=figure.day_from,
        place=spelling(figure.place),
        toll="cumulative" if figure.toll == "cumulative" else "new",
        outcomes=claim.outcomes or (claim.outcome,),
        victims=None if claim.victim_kind in _ANYONE else claim.victim_kind,
        part=figure.part,
    )


def _amount(figure: Figure) -> tuple[Number | str | None, ...]:
    claim = figure.claim
    return claim.value, claim.low, claim.high, claim.bound


def _say_the_same(figures: Sequence[Figure]) -> bool:
    """Whether figures have one number; none have none."""
    return len(set(map(_amount, figures))) == 1


def _of_last_day(figures: Sequence[Figure]) -> list[Figure]:
    """The figures of the last article; none where it is not known which that is."""
    days = {figure.written or "" for figure in figures}
    return [] if "" in days else [figure for figure in figures if figure.written == max(days)]


def _entries(figures: Sequence[Figure]) -> tuple[Entry, ...]:
    """Figures with their copies; only figures that say the same are compared by their sentences."""
    kept: list[tuple[Figure, dict[int, str]]] = []
    alike: dict[object, list[Print]] = {}
    for figure in figures:
        alike.setdefault(_amount(figure), []).extend(figure.prints)
    groups = {amount: Originals(prints) for amount, prints in alike.items()}
    for figure in figures:
        originals = groups[_amount(figure)]
        first = originals.of(figure.prints, partial(_may_copy, figure, kept))
        if first is None:
            originals.add(len(kept), figure.prints)
            kept.append((figure, {}))
        else:
            kept[first][1][figure.article] = figure.source
    return tuple(Entry(figure, tuple(copies.values())) for figure, copies in kept)


def _may_copy(figure: Figure, kept: Sequence[tuple[Figure, dict[int, str]]], number: int) -> bool:
    """Whether the other is of another article: two soldiers killed in one sentence are two."""
    first, copies = kept[number]
    return figure.article != first.article and figure.article not in copies


def _order(row: Row) -> tuple[object, ...]:
    key = row.key
    outcomes = tuple(map(OUTCOMES.index, key.outcomes))
    where = (key.day or _LAST, key.place or _LAST, key.day_from or "", key.toll == "cumulative")
    return (*where, outcomes, key.part, key.victims or "")
