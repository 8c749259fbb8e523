"""Casualties against their cases, and what must hold for every one of them."""

from __future__ import annotations

from typing import Any

import pytest
from casefiles import cases
from finding import claims_of
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.claims import find_all
from extractors.claims.casualties import RULES, link_casualties
from extractors.claims.lexicon.outcomes import OUTCOME
from extractors.records import Casualty, to_dict
from extractors.text import Document

LINKS = ("part_of", "same_as")
SEED = (
    "وإن أحدا لا يستطيع تحديد عدد الضحايا الذين قضوا في الغارات. "
    "وتضمنت العمليات 225 ضحية. وأعلن أيضا مقتل عامر الزيدي، وهو ساعي بريد."
)
EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def casualties(text: str) -> list[Casualty]:
    return [claim for claim in find_all(Document(text)).claims if isinstance(claim, Casualty)]


def plain(claim: Casualty, wanted: dict[str, Any], ids: dict[str, int]) -> dict[str, Any]:
    """The fields that a case names; phrases by their words, links by position, "" for what is absent."""
    found = {name: to_dict(claim).get(name, "") for name in wanted}
    for name, value in found.items():
        if name in LINKS and value:
            found[name] = ids[value]
        elif isinstance(value, dict):
            found[name] = value["text"]
    return found


@pytest.mark.parametrize("case", cases("casualties"))
def test_cases(case: dict[str, Any]) -> None:
    claims, wanted = casualties(case["text"]), case["expect"]
    rules = [claim.rule for claim in claims]
    assert [claim.text for claim in claims] == [expected["text"] for expected in wanted], rules
    ids = {claim.id: at for at, claim in enumerate(claims)}
    for claim, expected in zip(claims, wanted, strict=True):
        assert plain(claim, expected, ids) == expected, f"rule {claim.rule}"


def all_texts() -> list[str]:
    return [parameter.values[0]["text"] for parameter in cases("casualties")]


def test_there_are_cases_enough() -> None:
    texts = all_texts()
    negative = cases("casualties")
    assert len(texts) >= 150
    assert sum(not parameter.values[0]["expect"] for parameter in negative) >= 50
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_example_of_a_rule_is_found_by_it(rule: Any) -> None:
    assert rule.name in [claim.rule for claim in casualties(rule.example)]


def test_every_rule_has_a_case() -> None:
    found = {claim.rule for text in all_texts() for claim in casualties(text)}
    assert found == {rule.name for rule in RULES}


@pytest.mark.parametrize("text", all_texts())
def test_offsets_are_those_of_the_text(text: str) -> None:
    for claim in casualties(text):
        for phrase in (claim, claim.victims, claim.means, claim.actor):
            assert phrase is None or text[phrase.start : phrase.end] == phrase.text != ""


def readings(text: str) -> list[tuple[Any, ...]]:
    """What was found, without offsets and without the words as they were written."""
    return [
        (claim.outcome, claim.outcomes, claim.value, claim.low, claim.high, claim.bound, claim.rule, claim.toll)
        for claim in casualties(text)
    ]


def ornate(text: str, places: list[int], marks: list[str]) -> str:
    """A text with diacritics or tatweel put after some of its letters."""
    letters = list(text)
    for place, mark in zip(places, marks, strict=False):
        at = place % len(letters)
        if "\u0621" <= letters[at][0] <= "\u064a":
            letters[at] += mark
    return "".join(letters)


@settings(max_examples=150)
@given(
    text=st.sampled_from(all_texts()),
    places=st.lists(st.integers(0, 400), max_size=12),
    marks=st.lists(
        st.sampled_from(["\u064e", "\u064f", "\u0650", "\u0651", "\u0652", "\u0640", "\u0640\u0640"]), min_size=12
    ),
)
def test_diacritics_and_tatweel_change_offsets_only(text: str, places: list[int], marks: list[str]) -> None:
    written = ornate(text, places, marks)
    assert readings(written) == readings(text)
    assert all(written[claim.start : claim.end] == claim.text for claim in casualties(written))


@pytest.mark.parametrize("digits", [EASTERN, PERSIAN], ids=["arabic-indic", "persian"])
@pytest.mark.parametrize("text", all_texts())
def test_digit_systems_are_read_alike(text: str, digits: dict[int, int]) -> None:
    assert readings(text.translate(digits)) == readings(text)


@settings(max_examples=100)
@given(st.lists(st.sampled_from(sorted({word for text in all_texts() for word in text.split()})), max_size=40))
def test_no_order_of_words_breaks_it(words: list[str]) -> None:
    text = " ".join(words)
    for claim in casualties(text):
        assert text[claim.start : claim.end] == claim.text
        assert claim.part_of != claim.id
        assert claim.same_as != claim.id


def test_the_seed_has_its_two_casualties_and_no_other() -> None:
    assert [(claim.text, claim.outcome, claim.value) for claim in casualties(SEED)] == [
        ("225 ضحية", "unspecified", 225),
        ("مقتل عامر الزيدي", "killed", 1),
    ]


def test_links_are_settled_once() -> None:
    text = "مقتل 23 شخصا بينهم 7 أطفال.\nوقال مسؤول إن 23 شخصا قتلوا."
    found = find_all(Document(text))
    assert link_casualties(found.claims, found.views) == found.claims
    public = [(claim.id, claim.text, claim.part_of, claim.same_as) for claim in claims_of("casualty", text)]
    assert public == [(claim.id, claim.text, claim.part_of, claim.same_as) for claim in casualties(text)]


def test_words_of_the_lexicon_are_folded_as_the_text_is() -> None:
    (sentence,) = Document("مقتل وإصابة معلم مدرسة").sentences
    assert list(sentence.places(OUTCOME)) == [0, 1]
