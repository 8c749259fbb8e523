"""How often a place gets the right country: `python tests/benchmarks/countries.py SHARED [--errors]`.

countries.json beside this file has 200 places of news2018/dev, drawn by chance from its 531 and checked by hand: the
number of the article, where the place is named, the name, and its ISO country ([] for seas, continents and regions
of several countries; two where the world does not agree). SHARED is the folder with ner/news2018, which belongs to
its publishers and is not part of this repository. A place is right with its country, or with none where it has none;
unlinked without one; wrong with another.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from extractors import Extractor, Record

GOLD = Path(__file__).with_name("countries.json")


def country_of(place: dict[str, Any], record: Record) -> str | None:
    """The country of the first place that overlaps with this one; None where there is none."""
    overlapping = (
        entity
        for entity in record.places
        for mention in entity.mentions
        if mention.start < place["end"] and place["start"] < mention.end
    )
    entity = next(overlapping, None)
    return entity.country if entity else None


def verdict(expected: list[str], found: str | None) -> str:
    """right, unlinked or wrong."""
    if found is None:
        return "unlinked" if expected else "right"
    return "right" if found in expected else "wrong"


def main() -> None:
    """Extract the articles of the list, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--errors", action="store_true", help="print what is not right")
    options = parser.parse_args()
    places = json.loads(GOLD.read_text(encoding="utf-8"))
    articles = (options.shared / "ner/news2018/dev.jsonl").read_text(encoding="utf-8").splitlines()
    extractor = Extractor()
    records = {n: extractor.extract(json.loads(articles[n])["text"]) for n in sorted({p["article"] for p in places})}
    tally: Counter[str] = Counter()
    for place in places:
        found = country_of(place, records[place["article"]])
        tally[verdict(place["countries"], found)] += 1
        if options.errors and verdict(place["countries"], found) != "right":
            print(place["article"], place["name"], place["countries"], found)
    total = tally.total()
    shares = ", ".join(f"{name} {tally[name]} ({tally[name] / total:.1%})" for name in ("right", "unlinked", "wrong"))
    print(f"countries of {total} places: {shares}")


if __name__ == "__main__":
    main()
