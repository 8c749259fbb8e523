"""Corpora of both formats come out as the project's own tokens, proclitics outside the names."""

import json
from pathlib import Path

import pytest

from extractors.training.data import LONGEST, Annotated, Span, read, starts_missed, tag


def rows(path: Path) -> list[tuple[str, str]]:
    return [(token["text"], token["ner"]) for text in read(path) for sentence in tag(text) for token in sentence]


def test_bio(tmp_path: Path) -> None:
    path = tmp_path / "a.bio"
    path.write_text("زار\tO\nسعد\tB-PER\nالبكري\tI-PER\nوسوريا\tB-LOC\n\nعاد\tO\nوليد\tB-PER\n", encoding="utf-8")
    assert rows(path) == [
        ("زار", "O"),
        ("سعد", "B-PER"),
        ("البكري", "E-PER"),
        ("و", "O"),
        ("سوريا", "S-LOC"),
        ("عاد", "O"),
        ("وليد", "S-PER"),
    ]


def test_bio_of_unknown_types_is_outside(tmp_path: Path) -> None:
    path = tmp_path / "a.bio"
    path.write_text("كأس\tB-MISC\nالعالم\tI-MISC\n", encoding="utf-8")
    assert {label for _, label in rows(path)} == {"O"}


def test_bio_marks_count_in_the_span(tmp_path: Path) -> None:
    path = tmp_path / "a.bio"
    path.write_text("وَسُوريا\tB-LOC\n", encoding="utf-8")
    assert rows(path) == [("و", "O"), ("سوريا", "S-LOC")]


def test_standoff_keeps_the_longer_of_two(tmp_path: Path) -> None:
    text = "قالت وزارة الصيد وللبنان وفد"
    mentions = [
        {"type": "organization", "start": 5, "end": 16},
        {"type": "place", "start": 11, "end": 16},
        {"type": "place", "start": text.index("لبنان"), "end": text.index("لبنان") + 5},
    ]
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": text, "mentions": mentions}), encoding="utf-8")
    assert rows(path) == [
        ("قالت", "O"),
        ("وزارة", "B-ORG"),
        ("الصيد", "E-ORG"),
        ("و", "O"),
        ("ل", "O"),
        ("لبنان", "S-LOC"),
        ("وفد", "O"),
    ]


@pytest.mark.parametrize("words", [LONGEST, LONGEST + 1, 5 * LONGEST])
def test_long_sentences_are_cut_and_lose_nothing(words: int) -> None:
    text = " ".join(["كلمة"] * words)
    sentences = tag(Annotated(text, (Span("PER", 5 * (LONGEST - 1), 5 * (LONGEST - 1) + 4),)))
    assert sum(map(len, sentences)) == words
    assert max(map(len, sentences)) <= LONGEST


def test_names_that_begin_inside_a_token_are_counted() -> None:
    assert starts_missed(Annotated("قال فيصل", (Span("PER", 5, 8),))) == ["ال فيصل"]
