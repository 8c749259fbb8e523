"""Copies of a wire story, recognised by their sentences: near-duplicates, found without comparing all with all.

Two sentences are copies when the three-word runs of their folded words overlap by a Jaccard index of SIMILAR or
more. Sets that alike share at least one of the few rarest elements of each (prefix filtering: Chaudhuri, Ganti
and Kaushik, ICDE 2006), so only those are indexed, and nothing is missed. A saved record has no words; its
sentences are recognised by their length and by the place of the claim in them.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
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
    """What the sentence of a claim is recognised by.

    `place` is the article with the claim's offsets; `shape` the claim's words, their offset in the sentence and the
    length of that, None for a short one; `runs` hashes of its runs of words, None where its words are not known.
    """

    place: tuple[str, int, int]
    shape: tuple[str, int, int] | None
    runs: frozenset[bytes] | None


def printed(claim: Casualty, sha256: str, words: str | None) -> Print:
    """The print of a claim's sentence.

    Args:
        claim: the claim.
        sha256: the digest of its article: the same article is a copy, however short its sentences.
        words: the sentence, None where only a record is left of it.
    """
    length = claim.sentence.end - claim.sentence.start
    shape = (claim.text, claim.start - claim.sentence.start, length) if length >= _SHORTEST_LENGTH else None
    return Print((sha256, claim.start, claim.end), shape, None if words is None else _runs(words))


@lru_cache(maxsize=64)  # several claims of one sentence share its runs
def _runs(sentence: str) -> frozenset[bytes]:
    words = [token.form for part in Document(sentence).sentences for token in part.tokens if token.kind != MARK]
    if len(words) < SHORTEST:
        return frozenset()
    runs = (" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
    return frozenset(blake2b(run.encode(), digest_size=8).digest() for run in runs)


class Originals:
    """Sentences met so far, by the number of their figure, and the search for those that a new one copies.

    Args:
        everything: all the sentences that are going to be looked for; what is rare among them is told by them.
    """

    def __init__(self, everything: Iterable[Print]) -> None:
        self._common = Counter(run for sentence in everything for run in sentence.runs or ())
        self._places: dict[tuple[str, int, int], list[int]] = {}
        self._shapes: dict[tuple[str, int, int], list[tuple[int, bool]]] = {}
        self._prefixes: dict[bytes, list[tuple[int, frozenset[bytes]]]] = {}

    def add(self, number: int, prints: tuple[Print, ...]) -> None:
        """Keep the sentences of a figure under its number."""
        for place, shape, runs in prints:
            self._places.setdefault(place, []).append(number)
            if shape:
                self._shapes.setdefault(shape, []).append((number, runs is not None))
            for run in self._prefix(runs or frozenset()):
                self._prefixes.setdefault(run, []).append((number, runs or frozenset()))

    def of(self, prints: tuple[Print, ...], accept: Callable[[int], bool]) -> int | None:
        """The number of the first figure with a sentence that one of these copies, if any is acceptable."""
        found = {number for sentence in prints for number in self._like(sentence) if accept(number)}
        return min(found, default=None)

    def _like(self, sentence: Print) -> Iterator[int]:
        yield from self._places.get(sentence.place, ())
        for number, worded in self._shapes.get(sentence.shape, ()) if sentence.shape else ():
            if not worded or sentence.runs is None:  # where both have words, these decide
                yield number
        own = sentence.runs or frozenset()
        for run in self._prefix(own):
            for number, runs in self._prefixes.get(run, ()):
                if _similar(own, runs):
                    yield number

    def _prefix(self, runs: frozenset[bytes]) -> list[bytes]:
        """The rarest elements, so many that a set without any of them cannot be similar."""
        rarest = sorted(runs, key=lambda run: (self._common[run], run))
        return rarest[: len(runs) - math.ceil(SIMILAR * len(runs)) + 1] if runs else []


def _similar(one: frozenset[bytes], other: frozenset[bytes]) -> bool:
    return len(one & other) >= SIMILAR * len(one | other)
