"""Whether two checkouts give the same records, and which reads claims faster.

    OLD/bin/python tests/benchmarks/unchanged.py record BASELINE SHARED [--news 2000] [--no-entities]
    python tests/benchmarks/unchanged.py compare BASELINE [--ignore rule] [--show 20] [--only SOURCE] [--jobs 2]
    python tests/benchmarks/unchanged.py speed BASELINE --old OLD/bin/python [--rounds 3] [--articles 400]

`record` is run once, by the Python of the checkout to compare with: it writes the records of SHARED/gold/train, dev
and dev2025, of samples/ beside this file's checkout, and of the first articles of SHARED/news, each with its text, as
JSON Lines. That file holds publishers' articles and belongs in no repository.

`compare` makes the claims anew, with the entities of the old records, and says how many records are the same to the
byte; of the others it shows the first differences, field by field. Exit code 1 says that some differ.

`speed` reads the same articles with both checkouts in turn, each time in a process of its own, and prints the
characters of claims and their context a second of processor time, the median of all rounds, and their ratio.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from inspect import signature
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from extractors import Extractor, claims, reading
from extractors.errors import InputError
from extractors.loading import from_dict
from extractors.reading import Article
from extractors.records import Claim, Record, to_dict
from extractors.text import Document

SAMPLES = Path(__file__).parents[2] / "samples"
GOLD = ("train", "dev", "dev2025")
AT_ONCE = 16  # articles, as `extract` reads folders
WARM = 40  # articles read before the clock starts
IGNORED = ("engine", "people", "places", "organizations")  # taken over from the old record, or no matter


class Difference(NamedTuple):
    """A field that differs: of which article and claim, and what it was and is."""

    source: str
    where: str
    old: Any
    new: Any


# --- record ------------------------------------------------------------------------------------------------


def articles(shared: Path, news: int) -> Iterator[Article]:
    """Every article that is compared."""
    folders = {f"gold/{name}": shared / "gold" / name for name in GOLD} | {"samples": SAMPLES}
    for name, folder in folders.items():
        for path in sorted(folder.glob("*.txt")):
            for read in reading.articles([str(path)]):
                if isinstance(read, InputError):
                    raise read
                yield replace(read, source=f"{name}/{path.name}")
    with gzip.open(shared / "news" / "news.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in islice(lines, news):
            row = json.loads(line)
            yield Article(source=f"news/{row['id']}", text=row["text"], encoding="utf-8", sha256="")


def record(options: argparse.Namespace) -> int:
    """Write the records of the checkout whose Python runs this."""
    extractor = Extractor(entities=options.entities)
    waiting = articles(options.shared, options.news)
    written = 0
    with options.baseline.open("w", encoding="utf-8") as lines:
        while batch := list(islice(waiting, AT_ONCE)):
            for made in extractor.extract_many(batch):
                row = {"text": made.text, "record": to_dict(made.record)}
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")
            written += len(batch)
    print(f"{written} records written to {options.baseline}")
    return 0


# --- compare -----------------------------------------------------------------------------------------------


def compare(options: argparse.Namespace) -> int:
    """Print how many records are the same, and the first differences of the others."""
    with options.baseline.open(encoding="utf-8") as lines, ProcessPoolExecutor(options.jobs) as pool:
        wanted = (line for line in lines if options.only is None or options.only in line)
        results = list(pool.map(partial(differences, ignored=frozenset(options.ignore)), wanted, chunksize=16))
    differing = [found for found in results if found]
    shown = [one for found in differing for one in found]
    for one in shown[: options.show]:
        print(f"{one.source} {one.where}\n  - {_shown(one.old)}\n  + {_shown(one.new)}")
    if len(shown) > options.show:
        print(f"… and {len(shown) - options.show} more differences")
    print(f"{len(results) - len(differing)}/{len(results)} records identical")
    return 1 if differing else 0


def differences(line: str, ignored: frozenset[str] = frozenset()) -> list[Difference]:
    """The fields in which the claims made now differ from a line of the baseline."""
    row = json.loads(line)
    old = row["record"]
    new = made_anew(row["text"], from_dict(old))
    return [
        Difference(old["source"], where, *values)
        for where, *values in _compared("", without(old, ignored), without(new, ignored))
    ]


def made_anew(text: str, old: Record) -> dict[str, Any]:
    """A record with the same entities and new claims, as plain JSON types."""
    found, linked = claims_of(text, old)
    day = found.reference_date.isoformat() if found.reference_date else None
    made = {"claims": to_dict(tuple(linked)), "warnings": list(found.warnings), "reference_date": day}
    kept = {name: value for name, value in to_dict(old).items() if name not in made}
    return kept | {name: value for name, value in made.items() if value or name == "claims"}


def claims_of(text: str, old: Record) -> tuple[Any, Sequence[Claim]]:
    """What is found in a text and the claims that are made of it, with the entities of an old record."""
    document = Document(text)
    found = claims.find_all(document)
    link: Any = claims.link
    context = (document, old.entities) if "document" in signature(link).parameters else (old.entities,)
    return found, link(found, *context)  # older checkouts ask for the article again


def without(value: Any, ignored: frozenset[str]) -> Any:
    """A record without some of its fields, on every level."""
    if isinstance(value, dict):
        return {
            name: without(item, ignored) for name, item in value.items() if name not in ignored and name not in IGNORED
        }
    return [without(item, ignored) for item in value] if isinstance(value, list) else value


def _compared(where: str, old: Any, new: Any) -> Iterator[tuple[str, Any, Any]]:
    """Each part in which two plain values differ. Claims are set side by side by kind, place and outcome."""
    if old == new and list(_keys(old)) == list(_keys(new)):
        return
    if where == ".claims":
        before, after = _named(old), _named(new)
        for name in dict.fromkeys((*before, *after)):
            yield from _compared(f"{where[1:-1]} {name}", before.get(name), after.get(name))
        if list(before) != list(after):
            yield f"{where[1:-1]} order", list(before), list(after)
    elif isinstance(old, dict) and isinstance(new, dict):
        for name in dict.fromkeys((*old, *new)):
            yield from _compared(f"{where}.{name}", old.get(name), new.get(name))
    else:
        yield where, old, new


def _keys(value: Any) -> Iterable[str]:
    return value if isinstance(value, dict) else ()


def _named(found: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Claims by what tells them apart: kind, words, place and outcome."""
    names = (f"{each['kind']} {each['start']}:{each['end']} {each.get('outcome', '')}" for each in found)
    named: dict[str, dict[str, Any]] = {}
    for name, each in zip(names, found, strict=True):
        named[name + "'" * (name in named)] = each
    return named


def _shown(value: Any) -> str:
    if isinstance(value, dict) and "text" in value:
        value = {name: item for name, item in value.items() if name not in ("sentence", "start", "end")}
    return json.dumps(value, ensure_ascii=False)


# --- speed -------------------------------------------------------------------------------------------------


def speed(options: argparse.Namespace) -> int:
    """Print how fast both checkouts read, measured in turn."""
    rates: dict[str, list[float]] = {"old": [], "new": []}
    for _ in range(options.rounds):
        for name, python in (("old", options.old), ("new", sys.executable)):
            command = [python, __file__, "clock", str(options.baseline), "--articles", str(options.articles)]
            done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
            rates[name].append(float(done.stdout))
    old, new = (statistics.median(rates[name]) for name in ("old", "new"))
    print(f"old {old:,.0f}, new {new:,.0f} characters a second: {new / old:.2f} times as fast")
    return 0


def clock(options: argparse.Namespace) -> int:
    """Print how many characters a second of processor time this checkout reads."""
    with options.baseline.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in islice(lines, WARM + options.articles)]
    known = [(row["text"], from_dict(row["record"])) for row in rows]
    for text, old in known[:WARM]:
        claims_of(text, old)
    gc.collect()
    gc.freeze()  # what is in memory for measuring alone is not looked through again and again
    began = time.process_time()
    for text, old in known[WARM:]:
        claims_of(text, old)
    taken = time.process_time() - began
    print(sum(len(text) for text, _ in known[WARM:]) / taken)
    return 0


def main() -> int:
    """The command line of this module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    modes = parser.add_subparsers(required=True)
    for name, run in (("record", record), ("compare", compare), ("speed", speed), ("clock", clock)):
        mode = modes.add_parser(name)
        mode.set_defaults(run=run)
        mode.add_argument("baseline", type=Path)
        if name == "record":
            mode.add_argument("shared", type=Path)
            mode.add_argument("--news", type=int, default=2000)
            mode.add_argument("--no-entities", dest="entities", action="store_false")
        elif name == "compare":
            mode.add_argument("--ignore", nargs="*", default=[], metavar="FIELD")
            mode.add_argument("--show", type=int, default=20)
            mode.add_argument("--only")
            mode.add_argument("--jobs", type=int, default=2)
        else:
            mode.add_argument("--articles", type=int, default=400)
        if name == "speed":
            mode.add_argument("--old", required=True)
            mode.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    result: int = options.run(options)
    return result


if __name__ == "__main__":
    sys.exit(main())
