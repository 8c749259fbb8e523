"""The view of a sentence: where its clauses end, what is definite, what is denied or in doubt."""

from __future__ import annotations

import pytest

from extractors.claims.sentence import SentenceView, clauses, views
from extractors.text import Document


def seen(text: str) -> SentenceView:
    (view,) = views(Document(text))
    return view


BOUNDARIES = [
    ("قتل 5، وأصيب 3", "،", clauses.COMMA, True),
    ("قتل 5، وأصيب 3", "واصيب", clauses.JOINED, True),
    ("قتل 5 وأصيب 3", "واصيب", clauses.JOINED, False),
    ("قتل 5؛ أصيب 3", "؛", clauses.SEMICOLON | clauses.STOP, True),
    ("قتل 5 (جنود)", "(", clauses.STOP, False),
    ("قتل 5 فيما أصيب 3", "فيما", clauses.EVENT, True),
    ("قتل 5 فيما يتعلق بالحادث", "فيما", clauses.EVENT, False),
    ("قتل 5 في حين أصيب 3", "حين", clauses.EVENT, True),
    ("قتل 5 حين انفجر لغم", "حين", clauses.EVENT, False),
    ("قتل 5، ووقع انفجار", "ووقع", clauses.BESIDES, True),
    ("قتل 5 ووقع انفجار", "ووقع", clauses.BESIDES, False),
    ("قال إن 5 قتلوا", "ان", clauses.BREAK | clauses.OPENING, True),
    ("الرجل الذي قتل", "الذي", clauses.SUBORDINATE, True),
    ("الرجل الذي قتل", "الذي", clauses.BREAK, False),
]


@pytest.mark.parametrize(("text", "form", "kinds", "ends"), BOUNDARIES)
def test_a_boundary_is_of_its_kinds(text: str, form: str, kinds: int, ends: bool) -> None:
    view = seen(text)
    at = next(at for at, token in enumerate(view.tokens) if token.form == form)
    assert view.boundaries[at] & kinds == (kinds if ends else 0)
    assert view.ends_clause(at, kinds) is ends
    assert view.same_clause(at, at + 1, kinds) is not ends


def test_no_place_outside_a_sentence_ends_a_clause() -> None:
    view = seen("قتل 5؛ أصيب 3.")
    assert not view.ends_clause(-1, clauses.STOP)
    assert not view.ends_clause(len(view.tokens), clauses.STOP)


def test_a_clause_runs_from_the_boundary_that_opens_it_to_the_next() -> None:
    view = seen("قتل 5 فيما أصيب 3 بينما فقد 2")
    assert [view.clause_around(at, at + 1, clauses.EVENT) for at in (0, 3, 6)] == [(0, 2), (2, 5), (5, 8)]


DEFINITE = [
    ("الجيش", True, True, True),
    ("والجيش", False, True, True),
    ("للجيش", False, True, False),
    ("وكالة", False, True, False),
    ("إلى", False, False, False),
    ("بالغ", False, True, False),
]


@pytest.mark.parametrize(("text", "nothing", "letters", "proclitics"), DEFINITE)
def test_definite_by_what_may_stand_before_the_article(
    text: str, nothing: bool, letters: bool, proclitics: bool
) -> None:
    view = seen(text)
    assert (view.definite(0), view.definite(0, "letters"), view.definite(0, "proclitics")) == (
        nothing,
        letters,
        proclitics,
    )


HAPPENED = [
    ("مقتل 5", 0, True), ("لم يقتل أحد", 1, False), ("لم يحضر، قتل في الطريق", 3, True), ("محاولة قتل فلان", 1, False),
    ("محاولة الانقلاب عن مقتل 5", 3, True), ("اقترح أن يقتل 5", 2, False), ("قبل أن يقتل 5", 2, True),
    ("قد يؤدي إلى مقتل 5", 3, False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "at", "happened"), HAPPENED)
def test_what_happened_and_what_did_not(text: str, at: int, happened: bool) -> None:
    assert seen(text).happened(at) is happened


def test_doubt_ends_with_its_clause() -> None:
    view = seen("مخاوف من مقتل 5، ومقتل 3")
    assert view.is_feared(2)
    assert view.is_doubted(3, 4)
    assert not view.is_doubted(6, 7)
