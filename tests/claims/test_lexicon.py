"""Lists of words: each declared, read, matchable and used, and a clear message where one is not."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from extractors.claims.lexicon import casualty, changes, events, people, places, reporting
from extractors.claims.lexicon.inflection import conjugated, with_objects
from extractors.claims.lexicon.lists import WordList, lists_of
from extractors.claims.lexicon.rooms import Room
from extractors.claims.sentence import SentenceView
from extractors.errors import LexiconError
from extractors.text import Document, without_clitics

CODE = Path(casualty.__file__).parents[2]
ROOMS = sorted(path for path in Path(casualty.__file__).parent.glob("*.py") if "Room(" in path.read_text("utf-8"))

BROKEN = [
    ('negated = ["لم"]', "context.negated", "test.toml: no context.negated, which the code reads; put it back"),
    ('[context]\nnegated = "لم"', "context.negated",
     "test.toml: context.negated: not a list of words; write it as […, …]"),
    (
        '[context]\nnegated = ["لم", "إن", "أن"]',
        "context.negated",
        "test.toml: context.negated: «إن» is there 2 times as it is read; keep one",
    ),
    (
        '[context]\nnegated = ["لا يتجاوز"]',
        "context.negated",
        "test.toml: context.negated: «لا يتجاوز» is several words, and the list is one of single words; split it",
    ),
    (
        '[context]\nnegated = ["ت.غ"]',
        "context.negated",
        "test.toml: context.negated: «ت.غ» is read as ['ت', '.', 'غ'], which it never matches; mend it",
    ),
    (
        '[context]\nnegated = ["لم", "ولم"]',
        "context.negated",
        "test.toml: context.negated: «ولم» is «لم» with و, which is understood; take it out",
    ),
    (
        '[context]\nnegated = ["لم"]\nnegatd = ["لن"]',
        "context.negated",
        "test.toml: nothing reads context.negatd; is context.negated meant?",
    ),
]  # fmt: skip


def room(toml: str) -> Room:
    return Room("tests", "test.toml", lambda _package, _file: tomli.loads(toml))


def read(room: Room, key: str) -> None:
    room.words(key, "before an outcome", "any")
    room.complete()


@pytest.mark.parametrize(("toml", "key", "message"), BROKEN, ids=[message for _, _, message in BROKEN])
def test_a_broken_list_is_named_with_what_to_do(toml: str, key: str, message: str) -> None:
    with pytest.raises(LexiconError) as raised:
        read(room(toml), key)
    assert str(raised.value) == message
    assert raised.value.exit_code == 2


def test_a_phrase_that_no_text_gives_is_named() -> None:
    with pytest.raises(LexiconError, match=r"test.toml: by: «برصاص\.ه» is read as .*, which it never matches; mend it"):
        room('by = ["على يد", "برصاص.ه"]').phrases("by", "who did it")


def test_what_is_no_toml_is_named() -> None:
    with pytest.raises(LexiconError, match=r"test\.toml: no TOML: "):
        room("negated = [")


def constants(path: Path) -> list[str]:
    """The lists that a file of the lexicon declares."""
    return [
        node.target.id
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and "_ROOM." in ast.unparse(node)
    ]


def names(tree: ast.AST) -> set[str]:
    """The names and attributes that a file uses, those that it assigns left out."""
    loaded = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    return loaded | {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


@pytest.mark.parametrize("path", ROOMS, ids=lambda path: path.stem)
def test_every_list_is_used(path: Path) -> None:
    declared = constants(path)
    assert declared
    own = names(ast.parse(path.read_text("utf-8")))
    for other in CODE.rglob("*.py"):
        source = other.read_text("utf-8")
        if other != path and path.stem in source:
            tree = ast.parse(source)
            own |= {
                node.attr
                for node in ast.walk(tree)
                if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == path.stem
            }
    assert [name for name in declared if name not in own] == []


ALLOWED = [
    (reporting.TIMES, "مطلع", True), (reporting.TIMES, "ومطلع", False),
    (reporting.COMPLEMENTIZERS, "وأن", True), (reporting.COMPLEMENTIZERS, "بلأن", False),
    (casualty.NEGATED, "ولم", True), (casualty.NEGATED, "ألم", False),
    (places.LOCATIVE, "بداخل", True), (places.LOCATIVE, "الداخل", False),
    (reporting.DOCUMENTS, "وبالتقرير", True), (reporting.DOCUMENTS, "للتقرير", True),
    (reporting.DOCUMENTS, "تقريرا", False),
    (events.EVENTS, "لهجوم", True), (changes.NOUNS, "وبزيادة", True), (people.COLLECTIVES, "لعائلة", True),
]  # fmt: skip


@pytest.mark.parametrize(("words", "text", "allowed"), ALLOWED)
def test_a_word_carries_the_proclitics_that_its_list_allows(words: WordList, text: str, allowed: bool) -> None:
    view = SentenceView(Document(text).sentences[0])
    assert view.has(0, words) is allowed
    assert words.matches(view.form(0)) is allowed
    assert (words in lists_of(view.form(0))) is allowed
    assert not view.has(1, words)
    assert not view.has(-1, words)


@given(st.sampled_from(sorted(casualty.PREPOSITIONS)), st.sampled_from(["", "و", "ف", "ب", "ل", "وب", "ول"]))
def test_classes_are_those_of_the_word_without_its_proclitics(word: str, proclitics: str) -> None:
    form = proclitics + word
    for words in (casualty.PREPOSITIONS, casualty.STOPS, casualty.ADVERBS):
        assert words.matches(form) is not words.isdisjoint(without_clitics(form))


CONJUGATED: list[tuple[str, str, dict[str, Any]]] = [
    ("قتل", "يقتل", {"قتل": 1, "قتلت": 1, "قتلوا": None, "قتلا": 2, "تقتل": 1, "يقتلون": None, "يقتلان": 2}),
    ("نفى", "ينفي", {"نفي": 1, "نفت": 1, "نفوا": None, "نفيا": 2, "نفتا": 2, "ينفون": None, "تنفي": 1}),
    ("خشي", "يخشى", {"خشي": 1, "خشيت": 1, "خشوا": None, "خشيتا": 2, "يخشي": 1, "يخشون": None}),
]


@pytest.mark.parametrize(("past", "present", "wanted"), CONJUGATED)
def test_conjugation(past: str, present: str, wanted: dict[str, Any]) -> None:
    forms = {form.text: form.number for form in conjugated(past, present)}
    assert {text: forms.get(text, "absent") for text in wanted} == wanted


def test_objects_are_written_onto_their_verb() -> None:
    forms = {form.text for form, _ in with_objects("أردى", "يردي")}
    assert {"ارداه", "ارداهم", "اردته", "اردوهم", "ترديه", "يرديهم"} <= forms
    assert {"يخشاه", "تخشاها"} <= {form.text for form, _ in with_objects("خشي", "يخشى")}
    assert "قتلاها" not in {form.text for form, _ in with_objects("قتل", "يقتل")}
