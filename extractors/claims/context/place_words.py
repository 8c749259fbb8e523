"""What the words around a name say of a place: what kind it is, and whether something happened there."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from extractors.claims.context.article import Passage
from extractors.claims.lexicon import events, places
from extractors.text import without_clitics

IN_WORDS: Final = ("في", "فى")
NISBA: Final = ("يه", "ي", "يتين")
_KNOWN: Final = places.HEADS | places.SITES
_SHORT: Final = 4  # letters of a word too short to tell an adjective by its ending
_ASIDE_REACH: Final = 6  # tokens between a court or a hospital and the name of its town
_LOOK_BACK: Final = 6  # tokens before a name in which its origin is said
_STRUCK: Final = 4  # tokens between what happened and the hospital that it happened to


@lru_cache(maxsize=65_536)
def bare(form: str) -> str:
    """A word without a preposition written onto it."""
    return next((bare for bare in without_clitics(form) if bare in _KNOWN), form)


def describes(passage: Passage, at: int) -> bool:
    """Whether a word says what a place is like, and is no name: استاد مكتظ, منطقة سكنية."""
    form = passage.form(at)
    nisba = form.endswith(NISBA) and not passage.definite(at) and len(form) > _SHORT
    return nisba or form in places.NO_NAMES


def of_event(passage: Passage, at: int) -> bool:
    """Whether a name says which event is meant: هجوم كذا, زلزال كذا."""
    before = passage.form(at - 1)
    return events.EVENTS.matches(before) or events.GATHERINGS.matches(before)


def is_object(passage: Passage, at: int) -> bool:
    """Whether the ب on a word is no place's, but owed by the word before it: الاعتراف بالقدس."""
    return passage.form(at - 1) in places.OWING_B


def aside(passage: Passage, at: int) -> str:
    """Why a place is not where the deed was done: it is that of a court or of a hospital, by the words before it."""
    for n in range(at, max(at - _ASIDE_REACH, -1), -1):
        for key, words in (("court", places.COURTS), ("care", places.HOSPITALS)):
            if words.matches(passage.form(n)):
                return "" if _is_struck(passage, n, key) else key
        inside = places.COURTS.matches(passage.form(n - 1))
        passes = passage.definite(n) or bare(passage.form(n)) in places.HEADS
        if n < at and not (passes or inside or passage.form(n) in IN_WORDS or n + 1 == at):
            return ""
    return ""


def _is_struck(passage: Passage, at: int, key: str) -> bool:
    """Whether a court or a hospital is itself where something happens: انفجار في مستشفى, داخل محكمة."""
    before = passage.form(at - 1)
    if key == "court":
        return at > 0 and before in places.LOCATIVE
    near = range(max(at - _STRUCK, 0), at)
    return before in places.STRUCK or any(of_event(passage, n + 1) for n in near)


def is_origin(passage: Passage, at: int) -> bool:
    """Whether a name is an origin, or part of what a group calls itself: يتحدر من كذا, الدولة الإسلامية في كذا."""
    if passage.form(at - 1) in IN_WORDS and passage.form(at - 2) in places.IN_NAMES:
        return True
    for n in range(at - 1, max(at - 1 - _LOOK_BACK, -1), -1):
        form = passage.form(n)
        if form in places.ORIGINS:
            return True
        if form in places.LOCATIVE and form not in IN_WORDS:
            return False
    return False


def refers_to_town(passage: Passage) -> bool:
    """Whether a sentence puts something in a town named before: أمام مركز في المدينة, بالبلدة."""
    towns = places.TOWN_NOUNS
    for at, form in enumerate(passage.reading.sentence.forms):
        if form[0] == "ب" and form[1:] in towns:
            return True
        if form in towns and places.LOCATIVE.matches(passage.form(at - 1)):
            return at + 1 not in passage.by_start
    return False
