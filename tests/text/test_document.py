"""Sentences and tokens of an article, and what a sentence says of its tokens."""

from __future__ import annotations

import pytest

from extractors.text import Document


@pytest.mark.parametrize(
    ("text", "glued"),
    [
        ("عام 2014", [False, False]),
        ("الـ73 دولة", [False, True, False]),
        ("14:30", [False, True, True]),
        ("14 :30", [False, False, True]),
    ],
)
def test_a_token_is_glued_to_the_one_before_it(text: str, glued: list[bool]) -> None:
    sentence = Document(text).sentences[0]
    assert [sentence.glued(at) for at in range(len(sentence.tokens))] == glued
    assert not sentence.glued(-1)
    assert not sentence.glued(len(sentence.tokens))
