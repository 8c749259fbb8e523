"""How fast claims are read, without entities, on one core: `python tests/benchmarks/claims.py NEWS.jsonl[.gz]`.

Prints characters a second over the first articles of the file (one JSON object a line with `text`), then over one
paragraph of 1 MB and of 10 MB (`--megabytes` for another size) made of the same sentences, with their ratio: 1.00 is
exactly linear.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path

from extractors import Extractor
from extractors.claims import find_all
from extractors.text import Document

MEGABYTE = 1_000_000


def texts(path: Path, count: int) -> list[str]:
    """The texts of the first articles of a JSON Lines file, compressed or not."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in islice(lines, count)]


def rate(articles: Iterable[str], read: Callable[[str], object]) -> float:
    """Characters read a second of processor time."""
    characters, started = 0, time.process_time()
    for article in articles:
        read(article)
        characters += len(article)
    return characters / (time.process_time() - started)


def found(article: str) -> object:
    """The claims alone, before their context is read."""
    return find_all(Document(article))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--megabytes", type=int, default=10, help="millions of characters of the larger paragraph")
    options = parser.parse_args()
    articles = texts(options.news, options.articles)
    record = Extractor(entities=False).extract
    rate(articles[:20], record)  # lexicons are read once
    print(f"{len(articles)} articles, claims found: {rate(articles, found):,.0f} characters a second")
    print(f"{len(articles)} articles, whole records: {rate(articles, record):,.0f} characters a second")
    paragraph = " ".join(" ".join(articles).split())
    while len(paragraph) < options.megabytes * MEGABYTE:
        paragraph += " " + paragraph
    small, large = (rate([paragraph[: size * MEGABYTE]], record) for size in (1, options.megabytes))
    print(f"1 MB paragraph: {small:,.0f}; {options.megabytes} MB paragraph: {large:,.0f}; ratio {large / small:.2f}")


if __name__ == "__main__":
    main()
