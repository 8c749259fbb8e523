"""A linear-chain CRF over a batch of sentences: the best tags of each, and how sure they are.

Stanza decodes one sentence after the other and keeps no probabilities; here each step is one operation for all
sentences of a batch.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


class Lattices:
    """All taggings of the sentences of a batch.

    Args:
        scores: (sentences, words, tags) unary scores, in nats; what is behind a sentence's end is never read.
        lengths: words of each sentence, at least one.
        transitions: (tags, tags) scores from row to column.
    """

    def __init__(self, scores: NDArray[np.float32], lengths: Sequence[int], transitions: NDArray[np.float32]) -> None:
        self._scores = scores.astype(np.float64)
        self._transitions = transitions.astype(np.float64)
        self._lengths = np.asarray(lengths)
        self._last = self._lengths - 1
        self._rows = np.arange(len(self._lengths))

    def best(self) -> list[list[int]]:
        """The likeliest tags of each sentence (Viterbi); of equals the first."""
        reached = self._scores[:, 0]
        came_from = np.zeros(self._scores.shape, dtype=np.intp)
        ends = np.empty_like(reached)
        for word in range(self._scores.shape[1]):
            if word:
                ways = reached[:, :, None] + self._transitions
                came_from[:, word] = ways.argmax(axis=1)
                reached = self._scores[:, word] + ways.max(axis=1)
            ends[self._last == word] = reached[self._last == word]
        return self._traced(came_from, ends.argmax(axis=1))

    def _traced(self, came_from: NDArray[np.intp], tag: NDArray[np.intp]) -> list[list[int]]:
        tags = np.zeros(came_from.shape[:2], dtype=np.intp)
        for word in range(came_from.shape[1] - 1, -1, -1):
            inside = word <= self._last
            tags[inside, word] = tag[inside]
            tag = np.where(inside, came_from[self._rows, word, tag], tag)
        return [row[:length].tolist() for row, length in zip(tags, self._lengths, strict=True)]

    def probability(self, sentence: int, start: int, tags: Sequence[int]) -> float:
        """The probability, 0 to 1, that the words of a sentence from `start` on have these tags."""
        log = self._forward[sentence, start, tags[0]] - self._totals[sentence]
        for word, (before, here) in enumerate(pairwise(tags), start + 1):
            log += self._transitions[before, here] + self._scores[sentence, word, here]
        log += self._backward[sentence, start + len(tags) - 1, tags[-1]]
        return float(min(1.0, np.exp(log)))

    @cached_property
    def _forward(self) -> Array:
        """Log of the sum over all taggings of the words up to each, by that word's tag."""
        summed = self._scores.copy()
        for word in range(1, summed.shape[1]):
            summed[:, word] += _log_sum(summed[:, word - 1, :, None] + self._transitions)
        return summed

    @cached_property
    def _backward(self) -> Array:
        """Log of the sum over all taggings of the words behind each, by that word's tag."""
        summed = np.zeros_like(self._scores)
        for word in range(summed.shape[1] - 2, -1, -1):
            behind = _log_sum((self._scores[:, word + 1] + summed[:, word + 1])[:, :, None] + self._transitions.T)
            summed[:, word] = np.where((word < self._last)[:, None], behind, 0.0)
        return summed

    @cached_property
    def _totals(self) -> Array:
        return _log_sum(self._forward[self._rows, self._last][:, :, None])[:, 0]


def _log_sum(values: Array) -> Array:
    """Log of the sum of exponentials over the middle axis of three."""
    highest = values.max(axis=1)
    summed: Array = highest + np.log(np.exp(values - highest[:, None]).sum(axis=1))
    return summed
