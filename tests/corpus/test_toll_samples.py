"""Over the project's own articles: in `extract toll` no total stands with its parts, and nothing is added up."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors import Extractor
from extractors.corpus.toll import Reported, Row, compare, figures_of, reported

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))


@pytest.fixture(scope="module")
def articles() -> list[Reported]:
    extractor = Extractor(entities=False)
    texts = ((path.name, path.read_bytes().decode("utf-8", errors="replace")) for path in SAMPLES)
    return [reported(extractor.extract(text, source=name), text) for name, text in texts]


@pytest.fixture(scope="module")
def rows(articles: list[Reported]) -> list[Row]:
    return compare(figures_of(articles))


def test_the_samples_have_parts_to_tell_from_totals(articles: list[Reported]) -> None:
    linked = [claim for article in articles for claim in article.casualties if claim.part_of]
    assert len(linked) >= 5
    totals = {(article.source, claim.id) for article in articles for claim in article.casualties}
    assert all(
        (article.source, claim.part_of) in totals
        for article in articles
        for claim in article.casualties
        if claim.part_of
    )


def test_no_row_holds_a_total_with_its_part(rows: list[Row]) -> None:
    for row in rows:
        claims = {(figure.source, figure.claim.id) for figure in row.figures}
        parts = {(figure.source, figure.claim.part_of) for figure in row.figures if figure.claim.part_of}
        assert not claims & parts
        assert {bool(figure.claim.part_of) for figure in row.figures} == {row.key.part}


def test_no_number_comes_out_that_no_sample_states(articles: list[Reported], rows: list[Row]) -> None:
    stated = {(claim.value, claim.low, claim.high) for article in articles for claim in article.casualties}
    shown = [figure for row in rows for figure in (*row.figures, row.lowest, row.highest, row.latest) if figure]
    assert shown
    assert {(figure.claim.value, figure.claim.low, figure.claim.high) for figure in shown} <= stated


def test_the_figures_of_a_row_are_never_more_than_were_claimed(articles: list[Reported], rows: list[Row]) -> None:
    claimed = sum(len(article.casualties) for article in articles)
    counted = sum(len(row.figures) + row.restated + row.copies for row in rows)
    assert 0 < counted <= claimed
