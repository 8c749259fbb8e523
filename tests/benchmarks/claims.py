"""How fast claims are read, without entities, on one core: `python tests/benchmarks/claims.py NEWS.jsonl[.gz]`.

Prints characters a second over the first articles of the file (one JSON object a line with `text`), then over one
paragraph of 1 MB and of 10 MB made of the same sentences, with their ratio: 1.00 is exactly linear.
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
    options = parser.parse_args()
    articles = texts(options.news, options.articles)
    record = Extractor(entities=False).extract
    rate(articles[:20], record)  # lexicons are read once
    print(f"{len(articles)} articles, claims found: {rate(articles, found):,.0f} characters a second")
    print(f"{len(articles)} articles, whole records: {rate(articles, record):,.0f} characters a second")
    paragraph = " ".join(" ".join(articles).split())
    while len(paragraph) < 10 * MEGABYTE:
        paragraph += " " + paragraph
    one, ten = (rate([paragraph[: size * MEGABYTE]], record) for size in (1, 10))
    print(f"1 MB paragraph: {one:,.0f}; 10 MB paragraph: {ten:,.0f}; ratio {ten / one:.2f}")


if __name__ == "__main__":
    main()
