"""Triggers: the places where anything may begin, found in one pass."""

from __future__ import annotations

import pytest

from extractors.claims.dates.lexicon import MONTH
from extractors.claims.time_words import UNIT
from extractors.numbers.lexicon import NUMBER_WORD
from extractors.text import FIGURE, Document, Trigger, fold_word


@pytest.mark.parametrize(
    ("text", "trigger", "places"),
    [
        ("في 5 أيار و12 آذار", FIGURE, [1, 4]),
        ("في ٥ أيار وبآذار", MONTH, [2, 3]),
        ("للأيام الثلاثة", UNIT, [0]),
        ("وبالثلاثة للعشرين", NUMBER_WORD, [0, 1]),
        ("كلام لا يقول شيئا", NUMBER_WORD, []),
    ],
)
def test_places_of_a_trigger(text: str, trigger: Trigger, places: list[int]) -> None:
    assert list(Document(text).sentences[0].places(trigger)) == places


def test_places_of_several_are_in_order() -> None:
    assert list(Document("ثلاثة و5 في أيار").sentences[0].places(FIGURE, MONTH, NUMBER_WORD)) == [0, 2, 4]


def test_only_a_definite_trigger_allows_the_article() -> None:
    bare, definite = Trigger(lambda: [fold_word("زنبقة")]), Trigger(lambda: [fold_word("زنبقة")], definite=True)
    sentence = Document("زنبقة والزنبقة").sentences[0]
    assert (list(sentence.places(bare)), list(sentence.places(definite))) == ([0], [0, 1])
