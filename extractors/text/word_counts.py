"""How often folded words are met in news, from word_counts.gz (made by `extractors.training.word_counts`)."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from functools import cache
from typing import Final

from extractors.text.data import shipped

START: Final = 2
"""Letters by which words are kept together: an article needs few starts, and to read them all takes 50 ms."""


class WordCounts:
    """Counts of words, read start by start as they are asked for.

    Args:
        packed: a line for each start of two letters: the start, a tab, then the rest of each word and its count, all
            between single blanks; gzipped.
    """

    def __init__(self, packed: bytes) -> None:
        lines = (line.partition(b"\t") for line in gzip.decompress(packed).split(b"\n"))
        self._lines = {start: rest for start, _, rest in lines}
        self._read: dict[str, Mapping[str, int]] = {}

    def get(self, word: str, default: int = 0) -> int:
        """Return how often a folded word is met; names that are not met count as 2."""
        start = word[:START]
        counts = self._read.get(start)
        if counts is None:
            counts = self._read[start] = self._counts(start)
        return counts.get(word[START:], default)

    def _counts(self, start: str) -> Mapping[str, int]:
        fields = self._lines.get(start.encode("utf-8"), b"").decode("utf-8").split(" ")
        return dict(zip(fields[::2], map(int, fields[1::2]), strict=False))


@cache
def word_counts() -> WordCounts:
    """Return the counts that ship."""
    return WordCounts(shipped("extractors.text", "word_counts.gz"))
