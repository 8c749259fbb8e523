"""What a page shows, put back into the order of reading, against an independent bidirectional algorithm."""

from __future__ import annotations

import pytest
from bidi.algorithm import get_display
from hypothesis import given
from hypothesis import strategies as st

from extractors.reading.visual import is_reversed, logical

WORDS = ["قتل", "الحلة،", "(الحلة)", "«لا يمكن»", "مساء.", "العدد:", "الإصابات", "أما", "شيء"]
FIGURES = ["12", "3,700.5", "5/6/2018", "10:30", "40%", "٤٠٪", "2015-2016", "(34)"]
LATIN = ["WHO", "Microsoft Office", "(WHO)", "BBC."]
ITEMS = st.lists(st.sampled_from(FIGURES) | st.sampled_from(LATIN), min_size=1, max_size=12)


@given(ITEMS, st.randoms(use_true_random=False))
def test_what_is_laid_out_is_read_back(items: list[str], chance: object) -> None:
    """Arabic stands around each figure and Latin word: two of them beside each other may have been either way."""
    words = iter(WORDS * 20)
    line = " ".join(word for item in items for word in (next(words), item, next(words)))
    assert logical([list(get_display(line, base_dir="R"))]) == [line]


def test_a_line_without_arabic_stays_as_it_is() -> None:
    assert logical([list("World Health Organization (WHO) 2018")]) == ["World Health Organization (WHO) 2018"]


def test_presentation_forms_become_letters_in_the_order_of_reading() -> None:
    assert logical([["ﺔ", "ﻨ", "ﺳ", " ", "ﻼ", "ﻓ", " ", "ﺍ", "ﺫ", "ﺎ", "ﻣ"]]) == ["ماذا فلا سنة"]


MEANT = "قال المسؤول (من الحلة) إن الغارة «لم» تصب"


@pytest.mark.parametrize("mirrored", [True, False])
def test_brackets_face_each_other_whatever_the_file_holds(mirrored: bool) -> None:
    shown = get_display(MEANT, base_dir="R") if mirrored else MEANT[::-1]
    assert logical([list(shown)]) == [MEANT]


def test_lines_laid_out_from_the_left_by_mistake_are_read_from_the_left() -> None:
    line = "أعلنت وزارة الصحة في بغداد أن الإصابات في المدينة زادت خلال السنة الماضية"
    assert logical([list(line)]) == [line]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("قال المتحدث إن الإصابات في المدينة زادت خلال السنة", False),
        ("لا شيء إلا هذا ولا ذاك، فلا تسأل", False),
        ("ةنسلا لالخ تداز ةنيدملا يف تاباصلإا نإ ثدحتملا لاق دادغب يف ةحصلا ةرازو تنلعأ", True),
        ("12 34", False),
    ],
)
def test_reversed_letters_are_told_by_how_words_begin_and_end(text: str, wrong: bool) -> None:
    assert is_reversed(text) is wrong
