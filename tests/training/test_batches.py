"""Sentences as batches: none lost, like lengths together, nothing padded that is read."""

import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.training.batches import TAGS, Row, batches, read_soft, tensors, write_soft

PADDING = 1


def row(pieces: int, number: int = 5) -> Row:
    words = max(1, pieces // 2)
    soft = np.zeros((words, len(TAGS)), np.float16)
    soft[:, 4 + number % 13] = 1
    return Row(np.full(pieces, number + 2), np.arange(words), soft)


@given(st.lists(st.integers(1, 90), min_size=1, max_size=40), st.integers(1, 200))
def test_each_sentence_comes_once_and_a_batch_keeps_its_bound(sizes: list[int], most: int) -> None:
    rows = [row(size, n) for n, size in enumerate(sizes)]
    found = list(batches(rows, most))
    assert sorted(each.ids[0] for batch in found for each in batch) == sorted(each.ids[0] for each in rows)
    assert all(len(batch) == 1 or len(batch) * max(len(each.ids) for each in batch) <= most for batch in found)


def test_shuffled_batches_go_on_for_ever_and_are_even() -> None:
    rows = [row(size % 40 + 1, size) for size in range(400)]
    stream = batches(rows, 100, random.Random(1))
    first, second = ([next(stream) for _ in range(80)] for _ in range(2))
    assert [len(each.ids) for batch in first for each in batch] != [len(each.ids) for batch in second for each in batch]
    spread = [max(len(each.ids) for each in batch) - min(len(each.ids) for each in batch) for batch in first]
    assert sum(spread) / len(spread) < 4


@given(st.lists(st.integers(1, 12), min_size=1, max_size=6))
def test_padding_is_told_from_what_is_read(sizes: list[int]) -> None:
    rows = [row(size, n) for n, size in enumerate(sizes)]
    batch = tensors(rows, PADDING, "cpu")
    assert batch.ids[batch.inside].tolist() == [id_ for each in rows for id_ in each.ids]
    assert set(batch.ids[~batch.inside].tolist()) <= {PADDING}
    assert batch.last[batch.words].tolist() == [place for each in rows for place in each.last]
    assert batch.soft.sum(dim=2).tolist() == batch.words.float().tolist()
    assert batch.lengths.tolist() == [len(each.last) for each in rows]


@pytest.mark.parametrize("words", [["كلمة"], ["قال", "«", "\u00a0", "عمر"]])
def test_probabilities_are_read_back(tmp_path: Path, words: list[str]) -> None:
    soft = np.random.default_rng(1).random((len(words), len(TAGS))).astype(np.float16)
    write_soft(tmp_path / "soft.npz", [(words, soft), (["آخر"], soft[:1])])
    (first, own), (second, other) = read_soft(tmp_path / "soft.npz")
    assert (first, second) == (words, ["آخر"])
    assert np.array_equal(own, soft)
    assert np.array_equal(other, soft[:1])
