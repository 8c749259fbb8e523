"""Scores after calibration: what the table says between its points, in the same order, and what a bad table says."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.entities import EntityExtractor
from extractors.entities.calibration import FILE, Calibration
from extractors.entities.models import embedded_folder
from extractors.errors import ModelError, UsageError
from extractors.text import Document

TABLE = Calibration({"person": [(0.2, 0.1), (0.6, 0.5), (1.0, 0.9)]}, 0.7)
SHIPPED = Calibration.read(embedded_folder() / FILE)
TEXT = "قال هيثم إن المطر نزل في حمص. أعلنت أوبك في وهران نتائجها."


@pytest.mark.parametrize(("raw", "worth"), [(0.0, 0.1), (0.2, 0.1), (0.4, 0.3), (0.6, 0.5), (0.8, 0.7), (1.0, 0.9)])
def test_points_and_between_them(raw: float, worth: float) -> None:
    assert TABLE.score("person", raw) == pytest.approx(worth)


def test_a_type_without_points_keeps_its_scores() -> None:
    assert TABLE.score("place", 0.37) == 0.37


@given(st.floats(0, 1), st.floats(0, 1))
def test_order_stays(one: float, other: float) -> None:
    low, high = sorted((one, other))
    for type_ in ("person", "place", "organization"):
        assert 0 <= SHIPPED.score(type_, low) <= SHIPPED.score(type_, high) <= 1


def test_a_model_without_a_table_keeps_its_scores(tiny_model: Path) -> None:
    assert Calibration.of(tiny_model) == Calibration.of("stanza") == Calibration()


@pytest.mark.parametrize(
    "content",
    ["", "[]", '{"person": 3}', '{"person": [[0.5]]}', '{"person": [[0.5, 2]]}', '{"person": [[0.5, 0.5], [0.4, 0.6]]}',
     '{"person": [[0.5, 0.5], [0.6, 0.4]]}'],
)  # fmt: skip
def test_a_damaged_table_is_one_line_that_names_it(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE).write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match=FILE) as caught:
        Calibration.read(tmp_path / FILE)
    assert "\n" not in str(caught.value)


def test_a_folder_s_table_makes_the_scores_and_the_threshold_goes_by_them(stanza_folder: Path) -> None:
    table = {kind: [[0.0, 0.0], [1.0, 0.4 if kind == "place" else 0.8]] for kind in ("person", "place", "organization")}
    (stanza_folder / FILE).write_text(json.dumps(table), encoding="utf-8")
    try:
        all_of_them = EntityExtractor(stanza_folder).extract(Document(TEXT))
        some = EntityExtractor(stanza_folder, threshold=0.5).extract(Document(TEXT))
    finally:
        (stanza_folder / FILE).unlink()
    assert all(place.score is not None and place.score <= 0.4 for place in all_of_them.places)
    assert [place.name for place in all_of_them.places] == ["حمص", "وهران"]
    assert some.places == ()
    assert some.people == all_of_them.people


@pytest.mark.parametrize("threshold", [-0.1, 1.1, float("nan")])
def test_a_threshold_that_is_no_score_is_refused(threshold: float) -> None:
    with pytest.raises(UsageError, match="scores are from 0 to 1"):
        EntityExtractor(threshold=threshold)
