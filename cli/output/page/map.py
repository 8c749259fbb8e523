"""The map of a report: linked places as circles on the outlines of countries, in equirectangular projection."""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, NamedTuple

from cli.output.page.shell import HERE

WIDTH: Final = 960
HEIGHT: Final = 600
"""Pixels of the whole map."""
_STEPS: Final = 100  # to a degree, in the paths of the outlines
_NARROWEST: Final = 5.0  # degrees of longitude that are shown at least
_MARGIN: Final = 0.14  # of the box of the places
_COVERED: Final = 0.96  # share of the articles whose places the map must show
_LARGEST: Final = 24  # pixels, the radius that no circle exceeds
_SINGLE: Final = 7.5  # that of a place that one article names, where there is room
_SMALLEST: Final = 3.5
_LABELS: Final = 28
_CHARACTER: Final = 8.2  # pixels that a letter takes
_LINE: Final = 20  # and a line of them
_BEHIND: Final = {"start": 0, "end": 1, "middle": 0.5}  # how much of a name stands left of where it is anchored

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


class Spot(NamedTuple):
    """A place: where it is in degrees, how many articles name it, and what is written and said of it."""

    longitude: float
    latitude: float
    weight: int
    name: str
    said: str
    anchor: str


class Circle(NamedTuple):
    """A place on the map: its middle and radius, and where its name stands, if it has room."""

    spot: Spot
    x: float
    y: float
    radius: float
    label: tuple[float, float, str] | None


class Country(NamedTuple):
    """An outline, and how much of the articles name the country: a step from 0 to 4."""

    code: str
    path: str
    step: int
    articles: int


@dataclass(frozen=True, slots=True)
class Map:
    """What is drawn: outlines with the transformation that lays them under the circles, and the net of degrees."""

    countries: tuple[Country, ...]
    transform: str
    circles: tuple[Circle, ...]
    meridians: tuple[tuple[float, str], ...]
    parallels: tuple[tuple[float, str], ...]
    outside: int


def drawn(spots: Sequence[Spot], articles: dict[str, int]) -> Map | None:
    """The map of some places; None where there are none.

    Args:
        spots: the places.
        articles: how many articles name each country, by ISO 3166-1 code.
    """
    if not spots:
        return None
    view = _View(spots)
    inside = [spot for spot in spots if view.shows(spot)]
    most = max(articles.values(), default=1)
    countries = [
        Country(code, path, _step(articles.get(code, 0), most), articles.get(code, 0))
        for code, (box, path) in outlines().items()
        if view.meets(box)
    ]
    return Map(
        countries=tuple(countries),
        transform=view.transform,
        circles=tuple(_circles(inside, view)),
        meridians=tuple(view.meridians()),
        parallels=tuple(view.parallels()),
        outside=len(spots) - len(inside),
    )


@cache
def outlines() -> dict[str, tuple[Any, str]]:
    """The box and the path of each country: see extractors/training/outlines.py."""
    loaded: dict[str, tuple[Any, str]] = json.loads(
        gzip.decompress((HERE / "assets" / "outlines.json.gz").read_bytes())
    )
    return loaded


def _step(articles: int, most: int) -> int:
    """From 0 for a country that no article names to 4 for the one that most do."""
    return 1 + round(3 * math.log1p(articles) / math.log1p(most)) if articles else 0


class _View:
    """The part of the world that is shown: almost all of what the articles name, and a little around it."""

    def __init__(self, spots: Sequence[Spot]) -> None:
        chosen = _central(spots)
        west, east = min(spot.longitude for spot in chosen), max(spot.longitude for spot in chosen)
        south, north = min(spot.latitude for spot in chosen), max(spot.latitude for spot in chosen)
        middle = (south + north) / 2
        self._narrowing = max(0.2, math.cos(math.radians(min(75.0, abs(middle)))))
        width = max(east - west, _NARROWEST) * (1 + 2 * _MARGIN)
        height = max(north - south, _NARROWEST / 2) * (1 + 2 * _MARGIN)
        width = min(360.0, max(width, height * WIDTH / HEIGHT / self._narrowing))
        self._scale = WIDTH / width  # pixels to a degree of longitude
        self._down = self._scale / self._narrowing  # and of latitude
        self._west = max(-180.0, min((west + east) / 2 - width / 2, 180.0 - width))
        self._north = min(90.0, middle + HEIGHT / self._down / 2)

    def x(self, longitude: float) -> float:
        return round((longitude - self._west) * self._scale, 1)

    def y(self, latitude: float) -> float:
        return round((self._north - latitude) * self._down, 1)

    def shows(self, spot: Spot) -> bool:
        return 0 <= self.x(spot.longitude) <= WIDTH and 0 <= self.y(spot.latitude) <= HEIGHT

    def meets(self, box: Sequence[float]) -> bool:
        west, south, east, north = box
        return self.x(east) >= 0 and self.x(west) <= WIDTH and self.y(south) >= 0 and self.y(north) <= HEIGHT

    @property
    def transform(self) -> str:
        """From hundredths of a degree, latitude downwards, to pixels."""
        across, down = self._scale / _STEPS, self._down / _STEPS
        return f"matrix({across:.5f} 0 0 {down:.5f} {-self._west * self._scale:.2f} {self._north * self._down:.2f})"

    def meridians(self) -> list[tuple[float, str]]:
        east = self._west + WIDTH / self._scale
        return [(self.x(at), _degrees(at, "EW")) for at in _round_steps(self._west, east)]

    def parallels(self) -> list[tuple[float, str]]:
        south = self._north - HEIGHT / self._down
        return [(self.y(at), _degrees(at, "NS")) for at in _round_steps(max(-90.0, south), self._north)]


def _central(spots: Sequence[Spot]) -> list[Spot]:
    """The places nearest to the middle of all that together have almost all articles."""
    longitude = _median([(spot.longitude, spot.weight) for spot in spots])
    latitude = _median([(spot.latitude, spot.weight) for spot in spots])
    ordered = sorted(spots, key=lambda spot: math.hypot(spot.longitude - longitude, spot.latitude - latitude))
    wanted = _COVERED * sum(spot.weight for spot in spots)
    chosen: list[Spot] = []
    for spot in ordered:
        if sum(each.weight for each in chosen) >= wanted:
            break
        chosen.append(spot)
    return chosen


def _median(weighted: list[tuple[float, int]]) -> float:
    half = sum(weight for _, weight in weighted) / 2
    for value, weight in sorted(weighted):
        half -= weight
        if half <= 0:
            return value
    return weighted[-1][0]


def _round_steps(low: float, high: float) -> list[float]:
    """Round numbers of degrees between two, about five of them."""
    step = next((step for step in (0.5, 1, 2, 5, 10, 20, 30) if (high - low) / step <= 6), 60)  # noqa: PLR2004
    return [step * number for number in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _degrees(at: float, sides: str) -> str:
    return f"{abs(at):g}°{'' if at == 0 else sides[at < 0]}"


# --- circles and their names ---------------------------------------------------------------------------------------


def _circles(spots: Sequence[Spot], view: _View) -> list[Circle]:
    """The places, larger ones first so that smaller ones lie on top, and as many names as have room."""
    most = max((spot.weight for spot in spots), default=1)
    size = min(_SINGLE, _LARGEST / math.sqrt(most))
    placed = [
        (spot, view.x(spot.longitude), view.y(spot.latitude), round(max(_SMALLEST, size * math.sqrt(spot.weight)), 1))
        for spot in sorted(spots, key=lambda spot: -spot.weight)
    ]
    taken: list[Box] = [(x - r * 0.7, y - r * 0.7, x + r * 0.7, y + r * 0.7) for _, x, y, r in placed]
    circles: list[Circle] = []
    for spot, x, y, radius in placed:
        labelled = sum(circle.label is not None for circle in circles)
        label = _label(spot.name, x, y, radius, taken) if labelled < _LABELS else None
        circles.append(Circle(spot, x, y, radius, label))
    return circles


def _label(name: str, x: float, y: float, radius: float, taken: list[Box]) -> tuple[float, float, str] | None:
    """Where a name has room beside its circle: its x and y and where it is anchored there. The room is taken then."""
    width = _CHARACTER * len(name)
    gap = radius + 4
    for at, line, anchor in (
        (x + gap, y, "start"),
        (x - gap, y, "end"),
        (x, y - radius - _LINE / 2, "middle"),
        (x, y + radius + _LINE / 2, "middle"),
    ):
        left = at - _BEHIND[anchor] * width
        box = (left, line - _LINE / 2, left + width, line + _LINE / 2)
        if _is_drawn(box) and not any(_meet(box, other) for other in taken):
            taken.append(box)
            return round(at, 1), round(line, 1), anchor
    return None


def _is_drawn(box: Box) -> bool:
    """Whether a box lies within the map."""
    left, top, right, bottom = box
    return left >= 0 and top >= 0 and right <= WIDTH and bottom <= HEIGHT


def _meet(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
