"""Counts: how many of something, with the counted noun. The weakest reading of a number, so the last in the table."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

from extractors.claims.candidates import Candidate, Reading
from extractors.claims.phrases import construct, counted, is_note, stops
from extractors.numbers import Quantity
from extractors.numbers.ordinals import ordinal
from extractors.records import Count, Phrase
from extractors.text import WORD, Phrases, load_toml
from extractors.text.clitics import proclitic_cuts
from extractors.text.phrases import ARTICLE

_OF: Final = "من"
_AND: Final = "و"
_HEADCOUNT_REACH: Final = 3  # tokens between عددهم and its number
_SHORTEST_NOUN: Final = 2
_PLURAL_VERB: Final = "وا"
_SHORTEST_VERB: Final = 5  # قتلوا, but not عضوا
_TWO: Final = 2
_POSSESSIVES: Final = ("ها", "هم", "هن")
_SHORTEST_OWNED: Final = 5
_DUAL: Final = ("ين", "ان")
_TOLD_REACH: Final = 12  # tokens from عدد over what is counted to إلى or بلغ and the number
_THEY: Final = "ي"
_THEY_ALL: Final = "ون"
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100


@cache
def _listed(name: str) -> Phrases[bool]:
    return Phrases(dict.fromkeys(load_toml("extractors.claims", "counts.toml")[name], True), clitics=name == "numbers")



def read(reading: Reading) -> Iterable[Candidate]:
    """Numbers with the noun they count, after them or, definite, before them (البنود الثلاثة)."""
    for quantity in reading.quantities:
        if _counts_nothing(reading, quantity):
            continue
        if of := _dual_before(reading, quantity):
            yield _count(quantity, of, of.start, quantity.end)
        elif of := _noun_after(reading, quantity):
            yield _count(quantity, of, quantity.start, of.end)
        elif of := _noun_before(reading, quantity):
            yield _count(quantity, of, of.start, quantity.end)
        elif (of := _told(reading, quantity)) or _headcount(reading, quantity):
            yield _count(quantity, of, quantity.start, quantity.end)


def _counts_nothing(reading: Reading, quantity: Quantity) -> bool:
    """Whether a number is a fraction, maybe a year, negative, or a note in brackets on the word before it."""
    if quantity.form in ("fraction", "several") or _may_be_a_year(reading, quantity):
        return True
    return quantity.minus is not None or is_note(reading, quantity)


def _count(quantity: Quantity, of: Phrase | None, start: int, end: int) -> Candidate:
    return Candidate(Count, start, end, (quantity.core, quantity.end), {**quantity.fields(), "of": of})


def _noun_after(reading: Reading, quantity: Quantity) -> Phrase | None:
    """The noun that a number counts: 40 صاروخا, عشرات المنازل, ثلاثة من الجنود, 3 # مدارس."""
    at = quantity.to + (reading.form(quantity.to) == "#")
    if reading.form(at) == _OF:
        return construct(reading, at + 1) if _is_definite(reading, at + 1) else None
    if at >= len(reading.tokens) or reading.tokens[at].kind != WORD or _excluded(reading, at):
        return None
    if quantity.bound == "vague":
        return construct(reading, at)
    return None if quantity.definite or reading.has_article(at) else counted(reading, at)


def _is_definite(reading: Reading, at: int) -> bool:
    """Whether a noun is definite, or the one after it that completes it: من القادة, من أصحاب المتاجر."""
    return (reading.has_article(at) or reading.has_article(at + 1)) and not _excluded(reading, at)


def _excluded(reading: Reading, at: int) -> bool:
    form = reading.form(at)
    if len(form) < _SHORTEST_NOUN or stops(form) or reading.numbers.grammar.word(at):
        return True
    verb = form.endswith(_PLURAL_VERB) and len(form) >= _SHORTEST_VERB
    if verb or (form.startswith(_THEY) and form.endswith(_THEY_ALL)):
        return True  # تجمعوا, يعارضون: a verb, not what was counted
    return _listed("never").value(form) is not None or bool(proclitic_cuts(form))


def _may_be_a_year(reading: Reading, quantity: Quantity) -> bool:
    """Whether four bare digits stand where years do: in 2016 حكما nobody can tell the year from the count."""
    if quantity.form != "digits" or quantity.value is None or not reading.form(quantity.first).isdigit():
        return False
    return (
        FIRST_YEAR <= quantity.value <= LAST_YEAR and _listed("years").value(reading.form(quantity.first - 1)) is True
    )


def _noun_before(reading: Reading, quantity: Quantity) -> Phrase | None:
    """The definite noun before a definite number in words: البنود الثلاثة, أطفالها الثلاثة."""
    at, grammar = quantity.first - 1, reading.numbers.grammar
    if not quantity.definite or quantity.form != "words" or at < 0:
        return None
    if grammar.role(quantity.first).preposition or ordinal(grammar, at):
        return None  # «عن عمر يناهز السادسة والسبعين»
    return reading.phrase(at, at + 1) if _is_determined(reading, at) and not _excluded(reading, at) else None


def _is_determined(reading: Reading, at: int) -> bool:
    """Whether a noun stands under ال or is somebody's: البنود, أطفالها."""
    form = reading.form(at)
    owned = form.endswith(_POSSESSIVES) and len(form) >= _SHORTEST_OWNED and not form.startswith(_AND)
    return owned or (form.startswith(ARTICLE) and reading.has_article(at))


def _dual_before(reading: Reading, quantity: Quantity) -> Phrase | None:
    """The indefinite dual before اثنين: انتحاريين اثنين."""
    at = quantity.first - 1
    two = quantity.form == "words" and quantity.value == _TWO and not quantity.definite
    if not two or not reading.form(at).endswith(_DUAL) or reading.has_article(at):
        return None
    word = reading.numbers.grammar.word(at) or stops(reading.form(at))
    return None if word else reading.phrase(at, at + 1, _clitics(reading.form(at)))


def _clitics(form: str) -> int:
    """How many letters of a preposition stand before a noun: لروسيين."""
    return next((cut for cut in proclitic_cuts(form)), 0)


def _told(reading: Reading, quantity: Quantity) -> Phrase | None:
    """What is counted where its number comes further on: «عدد منصات الحفر إلى 862», «عدد المحتجين ... إلى الآلاف»."""
    if quantity.percent or not (reading.is_by(quantity) or _listed("brings").value(reading.form(quantity.begin - 1))):
        return None
    for at in range(quantity.begin - 1, max(-1, quantity.begin - _TOLD_REACH), -1):
        token = reading.tokens[at]
        if token.kind != WORD or any(other.begin <= at < other.to for other in reading.quantities):
            return None
        if _listed("heads").value(token.form):
            return construct(reading, at + 1) if at + 1 < quantity.begin else None
    return None


def _headcount(reading: Reading, quantity: Quantity) -> bool:
    """Whether a number without a noun follows عدد or عددهم."""
    for at in range(max(0, quantity.begin - _HEADCOUNT_REACH), quantity.begin):
        if _listed("numbers").value(reading.form(at)):
            return True
    return False
