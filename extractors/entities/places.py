"""Countries and cities by their Arabic names, from CLDR and GeoNames (DATA.md). Wrong is worse than missing."""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from extractors.entities.naming import Key, alias, without_heads

DATA: Final = "gazetteer.tsv.gz"
COUNTRY: Final = "country"
CITY: Final = "city"
LARGE_ENOUGH: Final = 15_000  # inhabitants; a smaller place is taken only where the article names its country
SO_MUCH_LARGER: Final = 8  # than the next namesake abroad, to be meant where no country is named


@dataclass(frozen=True, slots=True)
class Place:
    """A place: ISO 3166-1 alpha-2 country, Latin name, degrees north and east (None for a whole country)."""

    kind: str
    country: str
    latin: str
    latitude: float | None = None
    longitude: float | None = None
    inhabitants: int = 0


class Gazetteer:
    """Places by comparison key (see `naming.key`).

    Args:
        rows: pairs of a name's words and a place that has it.
    """

    def __init__(self, rows: Iterable[tuple[Key, Place]]) -> None:
        self._places: defaultdict[Key, list[Place]] = defaultdict(list)
        self._countries: dict[str, Place] = {}
        for name, place in rows:
            self._places[name].append(place)
            if place.kind == COUNTRY:
                self._countries[place.country] = place

    def knows(self, name: Key) -> bool:
        """Whether any place has this name."""
        return name in self._places or self.country(name) is not None

    def has_city(self, name: Key, country: str) -> bool:
        """Whether a city of the country has this name."""
        return any(place.kind == CITY and place.country == country for place in self._places.get(name, []))

    def country(self, name: Key) -> str | None:
        """The code of the country that has this name; None for anything else."""
        code = alias(name, "place") or alias(without_heads(name, "place"), "place")
        if code in self._countries:
            return code
        return next((place.country for place in self._places.get(name, []) if place.kind == COUNTRY), None)

    def find(self, names: Sequence[Key], countries: Collection[str] = ()) -> Place | None:
        """The one place that is meant, by the names of an entity and the countries that its article names."""
        for name in sorted(names, key=len, reverse=True):
            code = self.country(name)
            if code:
                return self._countries[code]
        for name in names:
            namesakes = self._places.get(name) or self._places.get(without_heads(name, "place"), [])
            place = _meant([place for place in namesakes if place.kind == CITY], countries)
            if place:
                return place
        return None


def _meant(namesakes: Sequence[Place], countries: Collection[str]) -> Place | None:
    if not namesakes:
        return None
    largest = max(namesakes, key=lambda place: place.inhabitants)
    near = [place for place in namesakes if place.country in countries]
    if near:
        best = max(near, key=lambda place: place.inhabitants)
        clear = len({place.country for place in near}) == 1
        # A hamlet of a country that is named does not outweigh a metropolis that is not: Cairo in Egypt,
        # Cairo in the US.
        known = best.inhabitants * SO_MUCH_LARGER >= largest.inhabitants
        return best if clear and known else None
    abroad = [place.inhabitants for place in namesakes if place.country != largest.country]
    sure = largest.inhabitants >= SO_MUCH_LARGER * max(abroad, default=0)
    return largest if sure and largest.inhabitants >= LARGE_ENOUGH else None


@cache
def gazetteer() -> Gazetteer:
    """The shipped gazetteer."""
    packed = resources.files("extractors.entities").joinpath(DATA).read_bytes()
    return Gazetteer(map(_row, gzip.decompress(packed).decode("utf-8").splitlines()))


def _row(line: str) -> tuple[Key, Place]:
    name, kind, country, latin, latitude, longitude, inhabitants = line.split("\t")
    place = Place(
        kind,
        country,
        latin,
        float(latitude) if latitude else None,
        float(longitude) if longitude else None,
        int(inhabitants),
    )
    return tuple(name.split(" ")), place
