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
    def _steps(self) -> tuple[Array, Array, float, Array]:
        """The scores of words and of moves as factors, the largest being 1, and what was taken off of each."""
        highest, top = self._scores.max(axis=2), float(self._transitions.max())
        return np.exp(self._scores - highest[:, :, None]), np.exp(self._transitions - top), top, highest

    @cached_property
    def _forward(self) -> Array:
        """Log of the sum over all taggings of the words up to each, by that word's tag.

        Sums stay factors from word to word, each made to add up to 1, and become logs at the end: one product of
        matrices a word, where adding logs would take an exponential for each move.
        """
        words, moves, top, highest = self._steps
        sums, logs = np.empty_like(words), np.cumsum(highest, axis=1)
        before = words[:, 0]
        for word in range(words.shape[1]):
            reached = before @ moves * words[:, word] if word else before
            total = reached.sum(axis=1)
            before = sums[:, word] = reached / total[:, None]
            logs[:, word:] += (np.log(total) + (top if word else 0.0))[:, None]
        return _log(sums) + logs[:, :, None]

    @cached_property
    def _backward(self) -> Array:
        """Log of the sum over all taggings of the words behind each, by that word's tag."""
        words, moves, top, highest = self._steps
        sums, logs = np.ones_like(words), np.zeros_like(highest)
        for word in range(words.shape[1] - 2, -1, -1):
            behind = (sums[:, word + 1] * words[:, word + 1]) @ moves.T
            total = behind.sum(axis=1)
            inside = word < self._last
            sums[:, word] = np.where(inside[:, None], behind / total[:, None], 1.0)
            logs[:, word] = np.where(inside, logs[:, word + 1] + highest[:, word + 1] + np.log(total) + top, 0.0)
        return _log(sums) + logs[:, :, None]

    @cached_property
    def _totals(self) -> Array:
        last = self._forward[self._rows, self._last]
        highest = last.max(axis=1)
        totals: Array = highest + np.log(np.exp(last - highest[:, None]).sum(axis=1))
        return totals


def _log(factors: Array) -> Array:
    """Log of what may be too small for a number, and then is as good as nothing."""
    logs: Array = np.log(np.maximum(factors, np.finfo(np.float64).tiny))
    return logs
