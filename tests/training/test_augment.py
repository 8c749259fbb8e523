"""Copies of sentences with other names: the context stays, the tags fit the new names."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.training.augment import Names, augmented, spans_of, swapped
from extractors.training.data import Tagged, bioes

SENTENCE: Tagged = [
    {"text": "زار", "ner": "O"},
    {"text": "سعد", "ner": "B-PER"},
    {"text": "بن", "ner": "I-PER"},
    {"text": "وليد", "ner": "E-PER"},
    {"text": "وزارة", "ner": "B-ORG"},
    {"text": "النقل", "ner": "E-ORG"},
    {"text": "في", "ner": "O"},
    {"text": "تونس", "ner": "S-LOC"},
    {"text": ".", "ner": "O"},
]
NAMES = Names(
    first=["هادي"],
    family=["الزيدي"],
    foreign=["بيتر"],
    near=[("حقل", "الورد")],
    far=[("ليون",)],
    organizations={"وزارة": [("وزارة", "المياه", "والزراعة")]},
)


def words(sentence: Tagged) -> list[str]:
    return [token["text"] for token in sentence]


def test_each_name_is_swapped_and_the_rest_stays() -> None:
    copy = swapped(SENTENCE, NAMES, random.Random(1))
    spans = [(span.type, words(copy)[span.start : span.end]) for span in spans_of(copy)]
    assert [kind for kind, _ in spans] == ["PER", "ORG", "LOC"]
    person, organization, place = (name for _, name in spans)
    assert person in (["هادي", "بن", "الزيدي"], ["بيتر", "بن", "بيتر"])
    assert organization == ["وزارة", "المياه", "والزراعة"]
    assert place in (["حقل", "الورد"], ["ليون"])
    outside = [token["text"] for token in copy if token["ner"] == "O"]
    assert outside == ["زار", "في", "."]


def test_a_name_whose_article_is_cut_off_stays() -> None:
    glued: Tagged = [{"text": "لل", "ner": "O"}, {"text": "بصرة", "ner": "S-LOC"}]
    assert swapped(glued, NAMES, random.Random(1)) == glued


def test_an_organization_like_no_other_stays() -> None:
    alone: Tagged = [{"text": "الناتو", "ner": "S-ORG"}]
    assert swapped(alone, NAMES, random.Random(1)) == alone


@pytest.mark.parametrize(("share", "copies"), [(0.0, 0), (1.0, 3)])
def test_only_sentences_with_names_are_copied(share: float, copies: int) -> None:
    plain: Tagged = [{"text": "لا", "ner": "O"}]
    rows = augmented([SENTENCE, plain, SENTENCE, SENTENCE], NAMES, share, random.Random(1))
    assert rows[:4] == [SENTENCE, plain, SENTENCE, SENTENCE]
    assert len(rows) == 4 + copies


def test_lists_are_read_from_a_folder(tmp_path: Path) -> None:
    (tmp_path / "first_last_names.tsv").write_text("هادي\tfirst-m\nسلمى\tfirst-f\nالزيدي\tlast\nرأ\tfirst-m\n")
    (tmp_path / "wikidata_name_tokens_folded.tsv").write_text("بيتر\tpeter\n")
    (tmp_path / "geonames_region_ar.tsv").write_text("حقل الورد\tSY\t1\tx\nقرية من قرى الجبل\tSY\t1\tx\n")
    (tmp_path / "geonames_world_ar.tsv").write_text("ليون\tFR\t1\tLyon\n")
    names = Names.read(tmp_path, [SENTENCE])
    assert names.first == ["سلمى", "هادي"]
    assert names.family == ["الزيدي", "سلمى", "هادي"]
    assert names.near == [("حقل", "الورد")]
    assert names.organizations == {"وزارة": [("وزارة", "النقل")]}


@given(st.lists(st.tuples(st.sampled_from(["PER", "LOC", "ORG"]), st.integers(0, 2), st.integers(1, 4)), max_size=5))
def test_tags_say_the_spans_they_were_made_of(parts: list[tuple[str, int, int]]) -> None:
    spans, at = [], 0
    for kind, gap, length in parts:
        spans.append((kind, at + gap, at + gap + length))
        at += gap + length
    tags = bioes(at + 1, spans)
    sentence = [{"text": "x", "ner": tag} for tag in tags]
    assert [(span.type, span.start, span.end) for span in spans_of(sentence)] == spans
