"""Calibration from counted mentions: what rises, what is pooled, and how far scores were from what they say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.entities.calibration import Calibration
from extractors.training.calibrate import Judged, crossed, fit, points, reliability


def mentions(raw: float | None, right: int, wrong: int, type_: str = "person") -> list[Judged]:
    return [Judged(n, type_, raw, n < right) for n in range(right + wrong)]


def test_each_bin_has_the_share_that_is_right() -> None:
    found = points([*mentions(0.4, 10, 30), *mentions(0.9, 39, 1)])
    assert found == [(0.4, pytest.approx(11 / 42, abs=0.001)), (0.9, pytest.approx(40 / 42, abs=0.001))]


def test_shares_that_fall_are_pooled() -> None:
    assert points([*mentions(0.4, 30, 10), *mentions(0.8, 20, 20)]) == [(0.6, pytest.approx(51 / 82, abs=0.001))]


def test_few_mentions_wait_for_more() -> None:
    assert len(points([*mentions(0.3, 3, 3), *mentions(0.5, 20, 20)])) == 1


@given(st.lists(st.tuples(st.integers(0, 100), st.booleans()), min_size=1, max_size=300))
def test_points_rise(pairs: list[tuple[int, bool]]) -> None:
    found = points([Judged(n, "person", raw / 100, right) for n, (raw, right) in enumerate(pairs)])
    assert found == sorted(found)
    assert all(0 < share < 1 for _, share in found)


def test_types_and_repeats_are_apart() -> None:
    table = fit([*mentions(0.5, 20, 20), *mentions(0.9, 40, 0, "place"), *mentions(None, 8, 0, "place")])
    assert set(table) == {"person", "place", "repeat"}
    assert table["repeat"] == 0.9
    assert Calibration(table, 0.9).score("person", 0.1) == 0.5


def test_the_error_is_how_far_scores_are_from_what_they_say() -> None:
    rows, error = reliability([(0.95, True)] * 8 + [(0.95, False)] * 2)
    assert error == pytest.approx(0.15)
    assert rows == ["0.9 to 1.0     10  0.950  0.800"]


def test_calibration_is_judged_on_articles_that_it_has_not_seen() -> None:
    found = [*mentions(0.9, 60, 60), *mentions(None, 4, 0)]
    after = list(crossed(found))
    assert len(after) == 120
    assert reliability(after)[1] < reliability([(m.raw, m.right) for m in found if m.raw is not None])[1]
