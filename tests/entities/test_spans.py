"""Tags of any shape become spans; long sentences are covered by windows and put together again."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.entities.spans import TagSpan, decode, joined, windows

TYPES = {"PER": "person", "LOC": "place"}


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("O S-PER O", [("person", 1, 2)]),
        ("B-PER E-PER O", [("person", 0, 2)]),
        ("B-PER I-PER E-PER S-LOC", [("person", 0, 3), ("place", 3, 4)]),
        ("B-PER I-PER O", [("person", 0, 2)]),
        ("B-PER B-PER", [("person", 0, 1), ("person", 1, 2)]),
        ("I-PER I-PER", [("person", 0, 2)]),
        ("B-PER I-LOC", [("person", 0, 1), ("place", 1, 2)]),
        ("S-PER S-PER", [("person", 0, 1), ("person", 1, 2)]),
        ("E-LOC", [("place", 0, 1)]),
        ("B-MISC I-MISC B-LOC", [("place", 2, 3)]),
        ("O O", []),
        ("", []),
    ],
)
def test_decode(tags: str, expected: list[tuple[str, int, int]]) -> None:
    assert [(span.type, span.start, span.end) for span in decode(tags.split(), TYPES)] == expected


@given(st.lists(st.sampled_from(["O", "B-PER", "I-PER", "E-PER", "S-PER", "B-LOC", "I-LOC"]), max_size=30))
def test_spans_are_ordered_and_do_not_overlap(tags: list[str]) -> None:
    spans = decode(tags, TYPES)
    edges = [edge for span in spans for edge in (span.start, span.end)]
    assert edges == sorted(edges)
    assert all(span.start < span.end <= len(tags) for span in spans)


@given(st.integers(1, 2000))
def test_windows_cover_every_word_and_are_no_longer_than_allowed(length: int) -> None:
    found = windows(length, 50, 20)
    assert {n for start, end in found for n in range(start, end)} == set(range(length))
    assert all(end - start <= 50 for start, end in found)
    assert all(later[0] < earlier[1] for earlier, later in pairwise(found))


@given(st.integers(1, 400), st.data())
def test_short_names_seen_by_every_window_come_out_once(length: int, data: st.DataObject) -> None:
    names = data.draw(st.sets(st.integers(0, length - 1), max_size=20))
    found = []
    for start, end in windows(length, 50, 20):
        found.append(
            ((start, end), [TagSpan("person", n - start, n - start + 1) for n in sorted(names) if start <= n < end])
        )
    assert [span.start for span in joined(found)] == sorted(names)
