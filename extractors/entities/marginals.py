"""How sure a CRF tagger is of a name: the probability of its tags over all taggings of the sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Lattice:
    """The taggings of one sentence under a linear-chain CRF, summed forward and backward.

    Args:
        scores: (words, tags) unary scores, in nats.
        transitions: (tags, tags) scores from row to column.
        ids: the row of each tag in both.
    """

    def __init__(self, scores: NDArray[np.float32], transitions: NDArray[np.float32], ids: Mapping[str, int]) -> None:
        self._scores = scores.astype(np.float64)
        self._transitions = transitions.astype(np.float64)
        self._ids = ids
        self._forward = self._summed(self._scores, self._transitions)
        backward = self._summed(self._scores[::-1], self._transitions.T)[::-1]
        self._backward = backward - self._scores
        self._total = _log_sum(self._forward[-1][:, None])[0]

    @staticmethod
    def _summed(scores: NDArray[np.float64], transitions: NDArray[np.float64]) -> NDArray[np.float64]:
        summed = np.empty_like(scores)
        summed[0] = scores[0]
        for word in range(1, len(scores)):
            summed[word] = scores[word] + _log_sum(summed[word - 1][:, None] + transitions)
        return summed

    def probability(self, start: int, tags: Sequence[str]) -> float | None:
        """The probability, 0 to 1, that the words from ``start`` on have these tags; None for unknown tags."""
        if any(tag not in self._ids for tag in tags):
            return None
        ids = [self._ids[tag] for tag in tags]
        log = self._forward[start, ids[0]] - self._total
        for step, (before, here) in enumerate(pairwise(ids), start + 1):
            log += self._transitions[before, here] + self._scores[step, here]
        log += self._backward[start + len(ids) - 1, ids[-1]]
        return float(min(1.0, np.exp(log)))


def _log_sum(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log of the sum of exponentials, down each column."""
    highest = values.max(axis=0)
    summed: NDArray[np.float64] = highest + np.log(np.exp(values - highest).sum(axis=0))
    return summed
