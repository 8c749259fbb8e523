"""Folding keeps a way back to the characters of the article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.text import Document, fold, fold_word, fold_words, plain
from extractors.text.normalise import FOLD, TATWEEL

ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئةى٠١٢٣٤٥٦٧٨٩۰۱۲.,،؛ \n%٪-/"
NOISE = "\u064b\u064e\u0650\u0651\u0670\u0640\u200e\u200f\u202b\u202c\u2067\u2069\ufeff"
TEXTS = st.text(alphabet=ARABIC + NOISE + "ﻻﷲﺑﭖabcXYZ😀", max_size=80)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("إلى أُمَّـــةٍ", "الي امه"),
        ("٣٫٧ و۱۲۳", "3٫7 و123"),
        ("ﻣﺤﻤﺪ", "محمد"),
        ("ﷲ", "الله"),
        ("\u200f17\u200f/05", "17/05"),
        ("کیلو", "كيلو"),
        ("قتل\u200bخمسة", "قتل خمسه"),
        ("غيغا\u200cبايت", "غيغابايت"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold_word(text) == folded


def test_plain_keeps_the_letters() -> None:
    assert plain("إلـى أُمّةٍ\u200f") == "إلى أمة"


@given(TEXTS)
def test_every_folded_character_has_its_place(text: str) -> None:
    folded = fold(text)
    if folded.offsets is None:
        assert len(folded.text) == len(text)
        return
    assert len(folded.offsets) == len(folded.text) + 1
    assert list(folded.offsets) == sorted(folded.offsets)
    assert folded.offsets[-1] == len(text)


@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(TEXTS)
def test_tokens_and_sentences_are_spans_of_the_article(text: str) -> None:
    document = Document(text)
    end = 0
    for sentence in document.sentences:
        assert end <= sentence.start < sentence.end <= len(text)
        end = sentence.end
        last = sentence.start
        for token in sentence.tokens:
            assert last <= token.start < token.end <= sentence.end
            written = text[token.start : token.end]
            dash = token.form == "-" and set(written) == {TATWEEL}  # between digits
            assert dash or fold_word(written).strip() == token.form
            last = token.start


@given(st.text(alphabet=ARABIC, min_size=1, max_size=60), st.data())
def test_marks_never_split_a_token(text: str, data: st.DataObject) -> None:
    places = data.draw(st.lists(st.integers(1, len(text)), max_size=5, unique=True))
    marked = text
    for place in sorted(places, reverse=True):
        if text[place - 1].isalpha():
            marked = marked[:place] + "\u064e" + marked[place:]

    def forms(whole: str) -> list[str]:
        return [token.form for sentence in Document(whole).sentences for token in sentence.tokens]

    assert forms(marked) == forms(text)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("وصل الوفد. ثم غادر.", ["وصل الوفد.", "ثم غادر."]),
        ("بلغ 3.7 مليون. وانتهى", ["بلغ 3.7 مليون.", "وانتهى"]),
        ("قال أ. ب. سالم ذلك", ["قال أ. ب. سالم ذلك"]),
        ("قال إس.كومار وإم.في بابو.وغادر", ["قال إس.كومار وإم.في بابو.", "وغادر"]),
        ("العنوان\r\nالمتن", ["العنوان", "المتن"]),
        ("منذ العام 2014.وأضاف", ["منذ العام 2014.", "وأضاف"]),
        ("قال لموقع المرفأ.نت. وعمره 19 عاما.ثم عاد", ["قال لموقع المرفأ.نت.", "وعمره 19 عاما.", "ثم عاد"]),
        ("هل وصل؟ نعم!", ["هل وصل؟", "نعم!"]),
        ("", []),
        (" \n ", []),
        ("في حلب\\nوأصيب", ["في حلب\\n", "وأصيب"]),
        ("في حلب\\r\\n\\nوأصيب", ["في حلب\\r\\n\\n", "وأصيب"]),
        ("المجلد C:\\news هنا", ["المجلد C:\\news هنا"]),
        ("راجع https://example.org/?a=1!bc. ثم عد", ["راجع https://example.org/?a=1!bc.", "ثم عد"]),
        ("هل زرت https://example.org؟ نعم", ["هل زرت https://example.org؟", "نعم"]),
    ],
)
def test_sentence_breaks(text: str, sentences: list[str]) -> None:
    assert [text[sentence.start : sentence.end] for sentence in Document(text).sentences] == sentences


def test_text_without_full_stops_is_cut_at_spaces() -> None:
    text = "كلمة " * 5000
    document = Document(text)
    assert len(document.sentences) > 1
    assert all(not text[s.start : s.end].startswith(" ") for s in document.sentences)
    assert sum(len(s.tokens) for s in document.sentences) == 5000


@given(st.text(alphabet=[*map(chr, FOLD), *"بحرA1 ,"]))
def test_an_article_is_folded_letter_by_letter_as_the_table_says(text: str) -> None:
    assert fold(text).text == text.translate(FOLD)


@given(st.lists(st.text(alphabet="أىةبًـﷺ \n1٢", max_size=6)))
def test_words_folded_at_once_are_those_folded_one_by_one(words: list[str]) -> None:
    assert fold_words(words) == list(map(fold_word, words))
