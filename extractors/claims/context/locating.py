"""Whether the words before a name put something there: في مدينة كذا, هاجم المسلحون قرية كذا."""

from __future__ import annotations

from typing import Final

from extractors.claims.context.article import Name, Passage
from extractors.claims.context.place_words import IN_WORDS, bare, is_object
from extractors.claims.lexicon import places
from extractors.records import Casualty
from extractors.text import fold_word, without_clitics

_LOOK_BACK: Final = 6  # tokens before a name in which a preposition places something there
CHAIN: Final = 5  # tokens between names of one place: منطقة منجي بمقاطعة شانجي
_SUBJECT: Final = 5  # tokens between a verb and its object
_FLED: Final = 3  # tokens between people who fled and من
IN: Final = "ب"
_AND, _OF = "و", "من"
_CAPITAL: Final = ("العاصمه", "عاصمه", "المدينه")
_SOFT: Final = ("#", '"', "(", "«", "،", ",")


def proclitics(passage: Passage, name: Name) -> str:
    """The letters written onto a name that are no part of it."""
    token = passage.tokens[name.first]
    return fold_word(passage.reading.sentence.document.text[token.start : name.start]).strip()


def place_before(passage: Passage, first: int, *, chained: bool) -> bool:
    """Whether a preposition of place leads to a name, over words such as مدينة and شمال."""
    for at in range(first - 1, max(first - 1 - _LOOK_BACK, -1), -1):
        form = passage.form(at)
        if form == _OF and (_passes(passage, at, first) or _fled(passage, at)):
            return True
        if places.LOCATIVE.matches(form):
            return True
        if bare(form) != form:
            placed = form.startswith((IN, _AND + IN)) and not is_object(passage, at)
            return placed or leads(form)
        if not _passes(passage, at, first):
            return _is_struck(passage, at) or (
                chained and at == first - 1 and form in places.HEADS
            )
    return False


def _is_struck(passage: Passage, at: int) -> bool:
    """Whether a verb that hits a place stands before its subject: هاجم المسلحون قرية كذا, استهدف فجر أمس بلدة كذا."""
    for n in range(at, max(at - _SUBJECT, -1), -1):
        form = passage.form(n)
        if not places.STRIKES.isdisjoint((form, form.removeprefix(_AND))):
            return n < at
        if form in places.AWAY or passage.is_mark(n) or form in IN_WORDS:
            return False
    return False


def _fled(passage: Passage, at: int) -> bool:
    """Whether من says where people were driven from, which is where that happened: نزح 90 ألف مدني من كذا."""
    return any(
        isinstance(claim, Casualty) and claim.outcome == "displaced" and first < at <= to + _FLED
        for first, to, claim in passage.events
    )


def leads(form: str) -> bool:
    """Whether a head carries ل as the object of an attack: قصف لحي."""
    return form in places.LOCATIVE


def _passes(passage: Passage, at: int, first: int) -> bool:
    """Whether a word before a name is part of the way to it: مدينة, العاصمة العراقية, a mark."""
    form = passage.form(at)
    if form == _OF:
        return passage.form(at - 1) in places.SIDES or _is_part(passage, at)
    if form in places.AWAY:
        return False
    if at in passage.dated or any(form in words for words in (places.HEADS, places.SITES, places.BETWEEN)):
        return True
    if passage.is_mark(at):
        return form in _SOFT
    owners = {form, *without_clitics(passage.form(at - 1))} if at else {form}
    if not owners.isdisjoint(places.BUILDINGS):  # في منزل مختار قرية كذا
        return True
    near_capital = any(passage.form(n) in _CAPITAL for n in range(max(at - 1, 0), at))
    return near_capital and passage.definite(at) and first - at <= CHAIN


def _is_part(passage: Passage, at: int) -> bool:
    """Whether من leads from a place to the larger one that it lies in: منطقة صحراوية من محافظة كذا."""
    heads = places.HEADS
    return passage.form(at + 1) in heads and any(bare(passage.form(n)) in heads for n in (at - 1, at - 2))
