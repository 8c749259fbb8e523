"""Arabic names in Latin letters: by the table, and never with an Arabic letter left."""

import tomllib
from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from extractors.entities.lexicon import table
from extractors.entities.romanisation import romanised
from extractors.text import fold_word

CASES = Path(__file__).parents[1] / "cases/entities/romanisation.toml"
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوىيةءآأؤإئ"


@pytest.mark.parametrize(
    "case", tomllib.loads(CASES.read_text(encoding="utf-8"))["case"], ids=lambda case: str(case["latin"])
)
def test_cases(case: dict[str, str]) -> None:
    assert romanised(case["name"]) == case["latin"]


@given(st.text(LETTERS + " -()«»12aZ"))
def test_no_arabic_letter_is_left_and_no_word_lost(name: str) -> None:
    latin = romanised(name)
    assert not regex.search(r"\p{Arabic}", latin)
    assert latin.count(" ") >= name.count(" ")


def test_listed_words_are_folded_and_have_no_article() -> None:
    for word in table("romanisation.toml")["words"]:
        assert fold_word(word) == word
        assert not (word.startswith("ال") and len(word) > 4), word
