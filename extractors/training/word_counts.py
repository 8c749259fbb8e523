"""Make extractors/text/word_counts.gz: how often folded words are met in news, and which names there are.

    python -m extractors.training.word_counts NEWS.jsonl.gz NAMES_DIR OUT.gz

NAMES_DIR holds tab-separated lists, the Arabic name first: GeoNames (CC BY 4.0), CLDR (Unicode licence),
Wikidata (CC0). Only counts of single words are kept of the articles.
"""

# ruff: noqa: T201  heavy modules load when the work begins; a script reports by printing

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from extractors.text import WORD, Document
from extractors.text.word_counts import START

FEWEST = 3  # rarer words are mostly typing errors
NAME_WORTH = 2
NAME_FILES = (
    "countries_ar.tsv",
    "regions_ar.tsv",
    "geonames_region_ar.tsv",
    "geonames_world_ar.tsv",
    "wikidata_name_tokens_folded.tsv",
)


def words(text: str) -> Iterator[str]:
    """The folded Arabic words of a text."""
    for sentence in Document(text).sentences:
        for token in sentence.tokens:
            if token.kind == WORD:
                yield token.form


def count_words(articles: Iterable[str], names: Iterable[str]) -> Counter[str]:
    """Counts of the words met at least three times, plus 2 for each word that names are made of."""
    met = Counter(word for text in articles for word in words(text))
    counts = Counter({word: count for word, count in met.items() if count >= FEWEST})
    for word in {word for name in names for word in words(name) if len(word) > 1}:
        counts[word] += NAME_WORTH
    return counts


def pack(counts: Counter[str]) -> bytes:
    """Write counts as `extractors.text.word_counts` reads them; gzipped without a time stamp."""
    starts: defaultdict[str, list[str]] = defaultdict(list)
    for word, count in sorted(counts.items()):
        starts[word[:START]].append(f"{word[START:]} {count}")
    lines = [f"{start}\t{' '.join(words)}\n" for start, words in sorted(starts.items())]
    return gzip.compress("".join(lines).encode("utf-8"), mtime=0)


def _texts(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]


def main() -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(description="Count the words of news for the proclitic splitter.")
    parser.add_argument("news", type=Path)
    parser.add_argument("names", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    names = [
        line.split("\t")[0]
        for file in NAME_FILES
        for line in (options.names / file).read_text(encoding="utf-8").splitlines()
    ]
    counts = count_words(_texts(options.news), names)
    options.out.write_bytes(pack(counts))
    print(f"{len(counts):,} words, {options.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
