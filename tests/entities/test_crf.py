"""The best tags and the probability of a span are what trying all taggings gives."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stanza.models.common.crf import viterbi_decode

from extractors.entities.crf import Lattices

LENGTHS = (4, 2, 1)
TAGS = 3


@pytest.fixture
def scores() -> tuple[np.ndarray, np.ndarray]:
    draw = np.random.default_rng(3)
    return draw.normal(size=(3, 4, TAGS)).astype(np.float32), draw.normal(size=(TAGS, TAGS)).astype(np.float32)


def weight(tagging: tuple[int, ...], unary: np.ndarray, moves: np.ndarray) -> float:
    steps = sum(unary[n, tag] for n, tag in enumerate(tagging))
    return float(np.exp(steps + sum(moves[a, b] for a, b in itertools.pairwise(tagging))))


@pytest.mark.parametrize(
    ("sentence", "start", "tags"),
    [(0, 0, [1, 2]), (0, 2, [1, 2]), (0, 1, [0]), (0, 0, [0] * 4), (1, 0, [1, 2]), (1, 1, [0]), (2, 0, [2])],
)
def test_probability_by_enumeration(
    scores: tuple[np.ndarray, np.ndarray], sentence: int, start: int, tags: list[int]
) -> None:
    unary, moves = scores
    taggings = list(itertools.product(range(TAGS), repeat=LENGTHS[sentence]))
    total = sum(weight(tagging, unary[sentence], moves) for tagging in taggings)
    some = sum(weight(t, unary[sentence], moves) for t in taggings if list(t[start : start + len(tags)]) == tags)
    assert Lattices(unary, LENGTHS, moves).probability(sentence, start, tags) == pytest.approx(some / total)


def test_the_best_by_enumeration(scores: tuple[np.ndarray, np.ndarray]) -> None:
    unary, moves = scores
    for sentence, tags in enumerate(Lattices(unary, LENGTHS, moves).best()):
        taggings = itertools.product(range(TAGS), repeat=LENGTHS[sentence])
        assert tuple(tags) == max(taggings, key=lambda tagging: weight(tagging, unary[sentence], moves))


@given(st.integers(0, 1000), st.lists(st.integers(1, 9), min_size=1, max_size=5))
def test_the_best_is_what_stanza_finds(seed: int, lengths: list[int]) -> None:
    draw = np.random.default_rng(seed)
    unary = draw.normal(size=(len(lengths), max(lengths), 5)).astype(np.float32)
    moves = draw.normal(size=(5, 5)).astype(np.float32)
    theirs = [viterbi_decode(row[:length], moves)[0] for row, length in zip(unary, lengths, strict=True)]
    assert Lattices(unary, lengths, moves).best() == theirs
