"""Sentences and tokens of an article, and what a sentence says of its tokens."""

from __future__ import annotations

import pytest

from extractors.text import LATIN, NUMBER, Document


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


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a/2024/7/16",
        "http://example.org/?page=3&id=12.5",
        "https://example.org/%D8%A7%D9%84/84#n5",
        "www.example.org/2019",
        "example.org/2019/5/6",
        "m.salim2015@example.org",
        "@kitab_24",
        "%D8%AE%D8%A8%D8%B1-84",
        "https://example.org/خبر-12",
    ],
)
@pytest.mark.parametrize("text", ["{}", "المصدر {} أو غيره", "({})", "راجع {}، ثم عد", "نشر في «{}».\nوانتهى"])
def test_an_address_is_one_token(address: str, text: str) -> None:
    tokens = [token for sentence in Document(text.format(address)).sentences for token in sentence.tokens]
    assert [(token.form, token.kind) for token in tokens if token.kind in (LATIN, NUMBER)] == [(address, LATIN)]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("84% ثم 12% د", ["84", "12"]),
        ("3 @ 5", ["3", "5"]),
        ("في 12/5/2018", ["12", "5", "2018"]),
        ("بسرعة 60 كم/س و70 كلم/ساعة", ["60", "70"]),
        ("اقرأ https://example.org/7. بلغ 12", ["12"]),
        ("كتب @kitab 12 رسالة", ["12"]),
    ],
)
def test_what_is_no_address_keeps_its_figures(text: str, figures: list[str]) -> None:
    tokens = [token for sentence in Document(text).sentences for token in sentence.tokens]
    assert [token.form for token in tokens if token.kind == NUMBER] == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("1،350 شخصا", ["1،350"]),
        ("1،250،000 دولار", ["1،250،000"]),
        ("١٢،٥٠٠ طن", ["12،500"]),
        ("كؤوس 1958،1962،1966", ["1958", "1962", "1966"]),
        ("في 12،13 أيار", ["12", "13"]),
        ("1، 350", ["1", "350"]),
        ("8ر336 مليون", ["8ر336"]),
        ("سعر 5ر2", ["5ر2"]),
        ("5 ر 2", ["5", "2"]),
        ("نمو .8 في المئة", [".8"]),
        ("منذ .1985 وقد", ["1985"]),
        ("بلغ 5.8", ["5.8"]),
        ("العدد.8", ["8"]),
    ],
)
def test_figures_and_their_separators(text: str, figures: list[str]) -> None:
    tokens = Document(text).sentences[0].tokens
    assert [token.form for token in tokens if token.kind == NUMBER] == figures
