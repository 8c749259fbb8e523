"""Proclitics are cut where the rest is a word, and the pieces are the article's own characters."""

import gzip
import tomllib
from collections import Counter
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.text import Document, fold_word
from extractors.text.clitics import pieces, proclitic_cuts, written
from extractors.text.word_counts import WordCounts, word_counts
from extractors.training.word_counts import pack

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/entities/clitics.toml").read_text(encoding="utf-8"))
WHOLE = [word for group in CASES["whole"] for word in group["words"].split()]
LETTERS = st.sampled_from("وفبلكاأإآٱلتسرىيةهمنعدـًُّ\u200f\u200cﻻﷲﺳ")
TEXTS = st.text(st.one_of(LETTERS, st.sampled_from(" 4.،\n")), max_size=60)


def cut(text: str) -> list[str]:
    document = Document(text)
    return [text[p.start : p.end] for s in document.sentences for p in pieces(document, s)]


@pytest.mark.parametrize("case", CASES["cut"], ids=lambda case: case["word"])
def test_proclitics_are_pieces_of_their_own(case: dict[str, str]) -> None:
    assert cut(case["word"]) == case["pieces"].split()


@pytest.mark.parametrize("word", WHOLE)
def test_words_that_look_cut_stay_whole(word: str) -> None:
    assert proclitic_cuts(fold_word(word)) == ()


@given(TEXTS)
def test_pieces_cover_their_tokens_without_gap_or_overlap(text: str) -> None:
    document = Document(text)
    for sentence in document.sentences:
        covered = [n for piece in pieces(document, sentence) for n in range(piece.start, piece.end)]
        assert covered == [n for token in sentence.tokens for n in range(token.start, token.end)]


@given(TEXTS)
def test_no_piece_is_empty_and_each_can_be_read(text: str) -> None:
    document = Document(text)
    for sentence in document.sentences:
        for piece in pieces(document, sentence):
            assert piece.start < piece.end
            assert piece.form
            assert written(document, piece)


@given(st.text("وفبلكالسعراق", min_size=1, max_size=12))
def test_cuts_leave_a_word(word: str) -> None:
    cuts = proclitic_cuts(word)
    assert list(cuts) == sorted(set(cuts))
    assert all(0 < at < len(word) for at in cuts)
    assert not any(word[at:] == "" for at in cuts)


def test_a_ligature_that_is_one_character_is_not_cut() -> None:
    assert cut("ﻻيران") in (["ﻻيران"], ["ﻻ", "يران"])


def test_counts_are_of_folded_words() -> None:
    assert word_counts().get("سوريا") > word_counts().get("وسوريا")
    lines = gzip.decompress(resources.files("extractors.text").joinpath("word_counts.gz").read_bytes()).decode("utf-8")
    start, _, rest = next(line for line in lines.splitlines() if len(line) > 2000).partition("\t")
    assert all(fold_word(start + end) == start + end for end in rest.split(" ")[::2])


@given(
    st.dictionaries(st.text("ابتج", min_size=1, max_size=5), st.integers(1, 9999), max_size=30),
    st.text("ابتج", max_size=5),
)
def test_counts_come_back_as_they_were_packed(counts: dict[str, int], word: str) -> None:
    read = WordCounts(pack(Counter(counts)))
    assert {known: read.get(known) for known in counts} == counts
    assert read.get(word) == counts.get(word, 0)
