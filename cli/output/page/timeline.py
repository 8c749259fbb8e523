"""The timeline of a report: casualty figures by day and size, and the days of other claims in lanes below."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

WIDTH: Final = 960
LEFT: Final = 92
RIGHT: Final = 24
TOP: Final = 18
CHART: Final = 290
"""Pixels: the whole, the margins, and the height of the chart above the lanes."""
LANE: Final = 26
AXIS: Final = 34
_LABELS: Final = 12  # figures whose number stands beside them
_AHEAD: Final = 62  # days before the first article of which events still belong to it
_MONTHS: Final = 80  # days above which ticks are months
_YEARS: Final = 1100  # and above which they are years
_TICKS: Final = 9
_CHARACTER: Final = 7.5  # pixels that a digit takes
_LINE: Final = 15  # and a line of them
_REACH: Final = 6  # from the middle of a dot to its edge
_FEW: Final = 20  # points of which none is too far off to be drawn
_TAIL: Final = 0.03  # share of more points that may be, at either end


class Point(NamedTuple):
    """What stands on the timeline: its stretch of days, its number, its look, and where it leads.

    `low` and `high` are the ends of what is said of the same; `lane` is empty for casualties.
    """

    first: date
    last: date
    low: float
    high: float
    kind: str
    label: str
    said: str
    anchor: str
    lane: str = ""

    def meets(self, first: date, last: date) -> bool:
        """Whether one of its days lies in a stretch of them."""
        return first <= self.last and self.first <= last


class Dot(NamedTuple):
    """A point with its place: x, y, the y of the other end of its range, the x of the ends of its days."""

    point: Point
    x: float
    y: float
    to: float
    begin: float
    end: float
    labelled: bool


class Tick(NamedTuple):
    """A line of an axis, by its place and its label."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything that is drawn, in pixels, and how many points have no place on it."""

    dots: tuple[Dot, ...]
    marks: tuple[Dot, ...]
    days: tuple[Tick, ...]
    numbers: tuple[Tick, ...]
    lanes: tuple[Tick, ...]
    outside: int

    @property
    def height(self) -> float:
        """The height of the whole."""
        return TOP + CHART + LANE * len(self.lanes) + AXIS

    @property
    def foot(self) -> float:
        """Where the labels of days stand."""
        return self.height - AXIS + 20


def drawn(points: Sequence[Point], written: tuple[str | None, str | None]) -> Timeline | None:
    """The timeline of points; None where there is nothing to draw.

    Args:
        points: casualty figures, and other claims, which have a lane.
        written: the first and the last day of writing, ISO 8601, if known.
    """
    window = _window(points, written)
    if window is None:
        return None
    first, last = window
    inside = [point for point in points if point.meets(first, last)]
    figures = [point for point in inside if not point.lane]
    others = [point for point in inside if point.lane]
    lanes = list(dict.fromkeys(point.lane for point in others))
    scale = _Scale(first, last, max((point.high for point in figures), default=1), lanes)
    return Timeline(
        dots=tuple(_labelled([*map(scale.dot, figures)])),
        marks=tuple(map(scale.dot, others)),
        days=tuple(Tick(scale.x(day), label) for day, label in _ticks(first, last)),
        numbers=tuple(Tick(scale.y(number), f"{number:,}") for number in scale.powers() if figures),
        lanes=tuple(Tick(scale.lane(lane), lane) for lane in lanes),
        outside=len(points) - len(inside),
    )


def _window(points: Sequence[Point], written: tuple[str | None, str | None]) -> tuple[date, date] | None:
    """The first and the last day that are drawn: those of the articles, with what happened shortly before them."""
    if not points:
        return None
    days = sorted(point.first for point in points)
    if written[0] and written[1]:
        begin, end = date.fromisoformat(written[0]), date.fromisoformat(written[1])
        own = [day for day in days if day <= end and (begin - day).days <= _AHEAD]
        days = sorted([*own, begin, end])
    elif len(days) > _FEW:
        days = days[int(len(days) * _TAIL) : len(days) - int(len(days) * _TAIL)]
    first, last = days[0], days[-1]
    spare = max(2, round((last - first).days * 0.02))
    return date.fromordinal(max(1, first.toordinal() - spare)), date.fromordinal(
        min(date.max.toordinal(), last.toordinal() + spare)
    )


class _Scale:
    """From days and numbers to pixels."""

    def __init__(self, first: date, last: date, highest: float, lanes: list[str]) -> None:
        self._first = first.toordinal()
        self._span = max(1, last.toordinal() - self._first)
        self._decades = max(1, math.ceil(math.log10(max(highest, 1)) * 4 + 0.2) / 4)
        self._lanes = lanes

    def x(self, day: date) -> float:
        share = (day.toordinal() - self._first) / self._span
        return round(LEFT + min(1.0, max(0.0, share)) * (WIDTH - LEFT - RIGHT), 1)

    def y(self, number: float) -> float:
        """Each power of ten takes the same height."""
        share = math.log10(max(number, 1)) / self._decades
        return round(TOP + CHART - 16 - share * (CHART - 24), 1)

    def lane(self, lane: str) -> float:
        return TOP + CHART + LANE * self._lanes.index(lane) + LANE / 2

    def powers(self) -> list[int]:
        return [10**power for power in range(math.floor(self._decades) + 1)]

    def dot(self, point: Point) -> Dot:
        begin, end = self.x(point.first), self.x(point.last)
        if point.lane:
            at = self.lane(point.lane)
            return Dot(point, round((begin + end) / 2, 1), at, at, begin, end, labelled=False)
        return Dot(
            point, round((begin + end) / 2, 1), self.y(point.high), self.y(point.low), begin, end, labelled=False
        )


def _labelled(dots: list[Dot]) -> Iterator[Dot]:
    """The dots, the highest of them labelled where their labels meet neither each other nor another dot."""
    taken = [(dot.x - _REACH, dot.x + _REACH, dot.y) for dot in dots]
    labelled: set[Dot] = set()
    for dot in sorted(dots, key=lambda dot: -dot.point.high):
        left = max(dot.x, dot.end) + _REACH + 1
        right = left + _CHARACTER * len(dot.point.label)
        clear = all(abs(dot.y - y) > _LINE or left > end or right < begin for begin, end, y in taken)
        if len(labelled) < _LABELS and clear and right < WIDTH:
            labelled.add(dot)
            taken.append((left, right, dot.y))
    return (dot._replace(labelled=dot in labelled) for dot in dots)


def _ticks(first: date, last: date) -> Iterable[tuple[date, str]]:
    """Days to name on the axis."""
    span = (last - first).days
    if span > _YEARS:
        step = max(1, math.ceil((last.year - first.year) / _TICKS))
        years = range(first.year + 1, last.year + 1)
        return [(date(year, 1, 1), str(year)) for year in years if year % step == 0]
    if span > _MONTHS:
        months = [(first.year * 12 + first.month + number) for number in range(span // 28 + 2)]
        step = max(1, math.ceil(len(months) / _TICKS))
        starts = [date(month // 12, month % 12 + 1, 1) for month in months if month % step == 0]
        return [(day, day.strftime("%Y-%m")) for day in starts if first <= day <= last]
    step = max(1, math.ceil(span / _TICKS))
    days = [date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1, step)]
    return [(day, day.isoformat()[5:] if number else day.isoformat()) for number, day in enumerate(days)]
