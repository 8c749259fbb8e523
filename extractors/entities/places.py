"""Countries, provinces and cities by their Arabic names (DATA.md). Wrong is worse than missing."""

from __future__ import annotations

import gzip
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Final

from extractors.entities.aliases import Aliases, built_in
from extractors.entities.naming import Key, without_heads

DATA: Final = "gazetteer.tsv.gz"
COUNTRY: Final = "country"
PROVINCE: Final = "province"
CITY: Final = "city"
LARGE_ENOUGH: Final = 150_000  # inhabitants; a smaller place is taken only where the article names its country
SO_MUCH_LARGER: Final = 8  # than the next namesake abroad, to be meant where no country is named
AS_LARGE_AS_A_COUNTRY: Final = 1_000_000  # inhabitants of a city that may be meant by the name of a country
SO_MUCH_OFTENER: Final = 3  # is a country named than that of the next namesake, to be meant


@dataclass(frozen=True, slots=True)
class Place:
    """A place.

    Attributes:
        kind: country, province or city.
        country: ISO 3166-1 alpha-2.
        latin: its name at GeoNames; None where only the country is known.
        latitude: degrees north. Of a country or province the middle of its towns.
        longitude: degrees east.
        inhabitants: how many; 0 where not known.
        geonames: its number at GeoNames.
    """

    kind: str
    country: str
    latin: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    inhabitants: int = 0
    geonames: int | None = None


@dataclass(frozen=True, slots=True)
class Clues:
    """What an article says about where a place of it may be.

    Attributes:
        near: the countries named right beside it: «طرابلس اللبنانية».
        named: how often the article names each country, by itself or as an adjective.
        province: whether it is always called a province: «محافظة درعا».
    """

    near: frozenset[str] = frozenset()
    named: Mapping[str, int] = field(default_factory=dict)
    province: bool = False


def as_line(name: Key, place: Place) -> bytes:
    """A row of the gazetteer file."""
    cells = [
        " ".join(name), place.kind, place.country, place.latin, place.latitude, place.longitude, place.inhabitants,
        place.geonames,
    ]  # fmt: skip
    return "\t".join("" if cell is None else str(cell) for cell in cells).encode("utf-8")


def _place(line: bytes) -> Place:
    _, kind, country, latin, latitude, longitude, inhabitants, geonames = line.decode("utf-8").split("\t")
    return Place(
        kind,
        country,
        latin or None,
        float(latitude) if latitude else None,
        float(longitude) if longitude else None,
        int(inhabitants),
        int(geonames) if geonames else None,
    )


class Gazetteer:
    """Places by comparison key (see `naming.key`), read as they are asked for: most articles name a few.

    Args:
        lines: rows as `as_line` makes them, sorted; each country has a row of its code besides those of its names.
        aliases: other names of countries.
    """

    def __init__(self, lines: Sequence[bytes], aliases: Aliases | None = None) -> None:
        self._lines = lines
        self._aliases = aliases or built_in()
        self._read: dict[str, tuple[Place, ...]] = {}

    def named(self, name: str) -> tuple[Place, ...]:
        """The places of a name, or the country of a code."""
        if name not in self._read:
            prefix = name.encode("utf-8") + b"\t"
            at = bisect_left(self._lines, prefix)
            end = at
            while end < len(self._lines) and self._lines[end].startswith(prefix):
                end += 1
            self._read[name] = tuple(map(_place, self._lines[at:end]))
        return self._read[name]

    def knows(self, name: Key) -> bool:
        """Whether any place has this name."""
        return bool(self.named(" ".join(name))) or self.country(name) is not None

    def has_city(self, name: Key, country: str) -> bool:
        """Whether a city of the country has this name."""
        return any(place.kind == CITY and place.country == country for place in self.named(" ".join(name)))

    def country(self, name: Key) -> str | None:
        """The code of the country that has this name; None for anything else."""
        code = self._aliases.identity(name, "place") or self._aliases.identity(without_heads(name, "place"), "place")
        if code and self.named(code):
            return code
        return next((place.country for place in self.named(" ".join(name)) if place.kind == COUNTRY), None)

    def is_country_only(self, name: Key) -> bool:
        """Whether a name is that of a country and of no large place abroad, as عمان is and جورجيا."""
        code = self.country(name)
        return code is not None and not self._abroad(name, code)

    def _abroad(self, name: Key, code: str) -> list[Place]:
        """The large places of other countries that have the name of one."""
        namesakes = self.named(" ".join(name))
        return [place for place in namesakes if place.country != code and place.inhabitants >= AS_LARGE_AS_A_COUNTRY]

    def _namesake(self, name: Key, code: str, clues: Clues) -> Place | None:
        """The large place of another country that is meant by a country's name: the capital of Jordan, not Oman."""
        if code in clues.near:
            return None
        meant = [
            place
            for place in self._abroad(name, code)
            if place.country in clues.near or clues.named.get(place.country, 0) > clues.named.get(code, 0)
        ]
        return meant[0] if len({place.country for place in meant}) == 1 else None

    def find(self, names: Iterable[Key], clues: Clues | None = None) -> Place | None:
        """The one place that is meant, by the names of an entity and what its article says."""
        names = sorted(names, key=len, reverse=True)
        clues = clues or Clues()
        for name in names:
            if code := self.country(name):
                return self._namesake(name, code, clues) or self.named(code)[0]
        for name in names:
            namesakes = self.named(" ".join(name)) or self.named(" ".join(without_heads(name, "place")))
            if place := _meant([place for place in namesakes if place.kind != COUNTRY], clues):
                return place
        return None


def _meant(namesakes: Sequence[Place], clues: Clues) -> Place | None:
    """The one of several places of one name; None where that is not sure."""
    best = _best_of_each_country(namesakes, clues)
    near = [place for country, place in best.items() if country in clues.near]
    if near or not best:
        return near[0] if len(near) == 1 else None
    ranked = sorted(best.values(), key=lambda place: place.inhabitants, reverse=True)
    # A hamlet of a country that is named does not outweigh a metropolis that is not: Cairo in Egypt, Cairo in the US.
    known = [place for place in ranked if place.inhabitants * SO_MUCH_LARGER >= ranked[0].inhabitants]
    named = sorted((p for p in known if clues.named.get(p.country)), key=lambda p: -clues.named[p.country])
    if named:
        first, *others = named
        oftener = all(clues.named[first.country] >= SO_MUCH_OFTENER * clues.named[p.country] for p in others)
        return first if oftener else None
    sure = len(known) == 1 and (known[0].inhabitants >= LARGE_ENOUGH or _is_region(known[0]))
    return known[0] if sure else None


def _is_region(place: Place) -> bool:
    """Whether it is one of the well-known regions that GeoNames has no inhabitants of."""
    return place.kind == PROVINCE and not place.inhabitants


def _best_of_each_country(namesakes: Sequence[Place], clues: Clues) -> dict[str, Place]:
    """The place that is meant in each country: the city, unless it is called a province; the larger one."""

    def rank(place: Place) -> tuple[bool, int]:
        return (place.kind == PROVINCE) == clues.province, place.inhabitants

    return {place.country: place for place in sorted(namesakes, key=rank)}


@cache
def _shipped() -> tuple[bytes, ...]:
    packed = resources.files("extractors.entities").joinpath(DATA).read_bytes()
    return tuple(gzip.decompress(packed).splitlines())


def gazetteer(aliases: Aliases | None = None) -> Gazetteer:
    """The shipped gazetteer, with other names of countries than the project's own where they are given."""
    return Gazetteer(_shipped(), aliases)
