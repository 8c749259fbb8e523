"""Scores of words to names: the likeliest tags of each sentence, and how sure they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from extractors.entities.crf import Lattices
from extractors.entities.lexicon import tag_types
from extractors.entities.spans import TagSpan, decode

if TYPE_CHECKING:
    from numpy.typing import NDArray

SCORE_DIGITS: Final = 2  # the last bits of a sum differ between processors; records must not


class Decoded(NamedTuple):
    """A sentence's tags, one a word, and the names that they mark, each with its score."""

    tags: list[str]
    names: list[TagSpan]


class Decoder:
    """Finds the best tags of sentences under a linear-chain CRF.

    Args:
        tags: the names of the tags, by their ids.
        moves: (tags, tags) scores of moves from row to column, in nats.
    """

    def __init__(self, tags: Sequence[str], moves: NDArray[np.float32]) -> None:
        self._tags = tags
        self._moves = moves

    def __call__(self, scores: Sequence[NDArray[np.float32]]) -> list[Decoded]:
        """Decode sentences.

        Args:
            scores: of each sentence (words, tags), in nats; at least one word.
        """
        lengths = [len(rows) for rows in scores]
        padded = np.zeros((len(lengths), max(lengths, default=0), len(self._tags)), dtype=np.float32)
        for n, rows in enumerate(scores):
            padded[n, : len(rows)] = rows
        return list(self._decoded(Lattices(padded, lengths, self._moves))) if lengths else []

    def _decoded(self, found: Lattices) -> Iterator[Decoded]:
        for n, ids in enumerate(found.best()):
            tags = [self._tags[id_] for id_ in ids]
            spans = decode(tags, tag_types())
            scores = (found.probability(n, span.start, ids[span.start : span.end]) for span in spans)
            names = [span._replace(score=round(score, SCORE_DIGITS)) for span, score in zip(spans, scores, strict=True)]
            yield Decoded(tags, names)
