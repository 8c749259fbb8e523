"""Copies of a wire story, recognised by their sentences: near-duplicates, found without comparing all with all.

Two sentences are copies when the three-word runs of their folded words overlap by a Jaccard index of SIMILAR or
more. Sets that alike share at least one of the few smallest elements of each (prefix filtering: Chaudhuri, Ganti
and Kaushik, ICDE 2006), so only those are indexed, and nothing is missed. A saved record has no words; its
sentences are recognised by their length and by the place of the claim in them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterator
from functools import lru_cache
from hashlib import blake2b
from typing import Final, NamedTuple

from extractors.records import Casualty
from extractors.text import MARK, Document

SIMILAR: Final = 0.8
RUN: Final = 3  # words
SHORTEST: Final = 6  # words; «مقتل خمسة أشخاص في بغداد» is written by anyone
_SHORTEST_LENGTH: Final = 40  # code points, where there are no words to count


class Print(NamedTuple):
    """What a sentence is recognised by: exact marks of it, and hashes of its runs of words."""

    exact: tuple[Hashable, ...]
    runs: frozenset[bytes]


def printed(claim: Casualty, sha256: str, words: str | None) -> Print:
    """The print of a claim's sentence.

    Args:
        claim: the claim.
        sha256: the digest of its article: the same article is a copy, however short its sentences.
        words: the sentence, None where only a record is left of it.
    """
    length = claim.sentence.end - claim.sentence.start
    exact: list[Hashable] = [(sha256, claim.start, claim.end)]
    if length >= _SHORTEST_LENGTH:
        exact.append((length, claim.start - claim.sentence.start, claim.text))
    return Print(tuple(exact), _runs(words) if words else frozenset())


@lru_cache(maxsize=64)  # several claims of one sentence share its runs
def _runs(sentence: str) -> frozenset[bytes]:
    words = [token.form for part in Document(sentence).sentences for token in part.tokens if token.kind != MARK]
    if len(words) < SHORTEST:
        return frozenset()
    runs = (" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
    return frozenset(blake2b(run.encode(), digest_size=8).digest() for run in runs)


class Originals:
    """Sentences met so far, numbered as they come, and the search for those that a new one copies."""

    def __init__(self) -> None:
        self._exact: dict[Hashable, list[int]] = {}
        self._prefixes: dict[bytes, list[tuple[int, frozenset[bytes]]]] = {}

    def add(self, number: int, prints: tuple[Print, ...]) -> None:
        """Keep the sentences of a figure under its number."""
        for sentence in prints:
            for mark in sentence.exact:
                self._exact.setdefault(mark, []).append(number)
            for run in _prefix(sentence.runs):
                self._prefixes.setdefault(run, []).append((number, sentence.runs))

    def of(self, prints: tuple[Print, ...], accept: Callable[[int], bool]) -> int | None:
        """The number of the first figure with a sentence that one of these copies, if any is acceptable."""
        found = {number for sentence in prints for number in self._like(sentence) if accept(number)}
        return min(found, default=None)

    def _like(self, sentence: Print) -> Iterator[int]:
        for mark in sentence.exact:
            yield from self._exact.get(mark, ())
        for run in _prefix(sentence.runs):
            for number, runs in self._prefixes.get(run, ()):
                if _similar(sentence.runs, runs):
                    yield number


def _prefix(runs: frozenset[bytes]) -> list[bytes]:
    """The smallest elements, so many that a set without any of them cannot be similar."""
    return sorted(runs)[: len(runs) - math.ceil(SIMILAR * len(runs)) + 1] if runs else []


def _similar(one: frozenset[bytes], other: frozenset[bytes]) -> bool:
    return len(one & other) >= SIMILAR * len(one | other)
