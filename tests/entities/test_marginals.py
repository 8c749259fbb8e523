"""The probability of a span is what summing over all taggings gives."""

import itertools

import numpy as np
import pytest

from extractors.entities.marginals import Lattice

TAGS = ("O", "B-PER", "E-PER")


@pytest.fixture
def scores() -> tuple[np.ndarray, np.ndarray]:
    draw = np.random.default_rng(3)
    return draw.normal(size=(4, 3)).astype(np.float32), draw.normal(size=(3, 3)).astype(np.float32)


def weight(tagging: tuple[int, ...], unary: np.ndarray, moves: np.ndarray) -> float:
    steps = sum(unary[n, tag] for n, tag in enumerate(tagging))
    return float(np.exp(steps + sum(moves[a, b] for a, b in itertools.pairwise(tagging))))


@pytest.mark.parametrize(
    ("start", "tags"), [(0, ["B-PER", "E-PER"]), (2, ["B-PER", "E-PER"]), (1, ["O"]), (0, ["O"] * 4)]
)
def test_probability_by_enumeration(scores: tuple[np.ndarray, np.ndarray], start: int, tags: list[str]) -> None:
    unary, moves = scores
    wanted = tuple(TAGS.index(tag) for tag in tags)
    taggings = list(itertools.product(range(3), repeat=4))
    total = sum(weight(tagging, unary, moves) for tagging in taggings)
    some = sum(weight(t, unary, moves) for t in taggings if t[start : start + len(wanted)] == wanted)
    lattice = Lattice(unary, moves, {tag: n for n, tag in enumerate(TAGS)})
    assert lattice.probability(start, tags) == pytest.approx(some / total)


def test_an_unknown_tag_has_no_probability(scores: tuple[np.ndarray, np.ndarray]) -> None:
    assert Lattice(*scores, {"O": 0}).probability(0, ["S-PER"]) is None
