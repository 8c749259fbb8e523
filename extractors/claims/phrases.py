"""Where a noun phrase ends: shared by the rules that name what was counted, measured or compared."""

from __future__ import annotations

from functools import cache
from typing import Final

from extractors.claims.candidates import Reading
from extractors.numbers import Quantity
from extractors.numbers.ordinals import in_series
from extractors.records import Phrase
from extractors.text import WORD, Phrases, load_toml, plain
from extractors.text.clitics import proclitic_cuts

LONGEST: Final = 8  # tokens of a noun phrase worth showing
_AND: Final = "و"
_FIRST_TEEN: Final = 11
_HUNDRED: Final = 100
_COUNTED: Final = ("ا", "ة")  # a noun in the accusative of counting


@cache
def _stops() -> Phrases[bool]:
    return Phrases(dict.fromkeys(load_toml("extractors.claims", "change.toml")["words"]["stops"], True), clitics=False)


def stops(form: str) -> bool:
    """Whether a folded word cannot be part of a noun phrase: a preposition, particle or pronoun."""
    return any(_stops().value(bare) for bare in (form, form.removeprefix(_AND)))


def joined(form: str) -> bool:
    """Whether a folded word begins with و as a conjunction (وزيادة), not as a letter of its own (وزارة)."""
    return form.startswith(_AND) and proclitic_cuts(form)[:1] == (1,)


def noun_phrase(reading: Reading, at: int, *, clitics: int = 0, longest: int = LONGEST) -> Phrase | None:
    """The words from token `at` up to the next preposition, conjunction, number or mark; None where there are none."""
    to = at
    while to < min(at + longest, len(reading.tokens)):
        token = reading.tokens[to]
        if token.kind != WORD or stops(token.form) or reading.numbers.grammar.word(to):
            break
        if to > at and joined(token.form):
            break
        to += 1
    return reading.phrase(at, to, clitics) if to > at else None


def construct(reading: Reading, at: int, clitics: int = 0) -> Phrase:
    """A noun with the definite words that complete it: رجال الدين, المتظاهرين السلميين."""
    to = at + 1
    while to < min(at + 3, len(reading.tokens)) and reading.has_article(to) and not stops(reading.form(to)):
        if joined(reading.form(to)) or reading.numbers.grammar.word(to):
            break
        to += 1
    return reading.phrase(at, to, clitics)


def counted(reading: Reading, at: int) -> Phrase:
    """A counted noun with the adjectives that agree with it: منظمات عالمية."""
    to = at + 1
    while to < len(reading.tokens) and to - at < 3 and _agrees(reading, to):  # noqa: PLR2004  two adjectives at most
        to += 1
    return reading.phrase(at, to)


def _agrees(reading: Reading, at: int) -> bool:
    token = reading.tokens[at]
    if token.kind != WORD or stops(token.form) or reading.numbers.grammar.word(at):
        return False
    if proclitic_cuts(token.form) and not joined(token.form):
        return False  # 100 فرد لتغطية
    return len(token.form) > 4 and token.form.endswith(("يه", "ييين", "يين", "يون"))  # noqa: PLR2004  no short nouns


def is_note(reading: Reading, quantity: Quantity) -> bool:
    """Return whether a figure in brackets tells something of the word before it: a minute, an age, a note, a rank.

    It counts what comes next where nothing is before it or a word that needs it, a mark or a number over a hundred,
    or where the noun behind it stands in the form that eleven to ninety-nine ask for: ضبط (14) مخالفا.
    """
    if reading.form(quantity.begin) != "(" or reading.form(quantity.to - 1) != ")":
        return False
    if _is_one_of_many(reading, quantity):
        return True
    if _asks_for_more(reading, quantity.begin - 1):
        return False
    if in_series(reading.form(quantity.begin - 1)) or quantity.value is None or quantity.value < _FIRST_TEEN:
        return True
    return quantity.value < _HUNDRED and not _is_accusative(reading, quantity.to)


def _is_one_of_many(reading: Reading, quantity: Quantity) -> bool:
    """Whether a figure in brackets numbers an item at the start, or stands in a row: بونجاح (65) غويري (74)."""
    numbers_item = quantity.begin == 0 and quantity.value is not None and quantity.value < _FIRST_TEEN
    return numbers_item or reading.form(quantity.to + 1) == "("


def _asks_for_more(reading: Reading, at: int) -> bool:
    """Whether what stands at a token leaves open what comes: nothing, a mark, a particle, a clitic by itself."""
    form = reading.form(at)
    return len(form) <= 1 or reading.is_mark(at) or stops(form)


def _is_accusative(reading: Reading, at: int) -> bool:
    """Whether a noun stands as eleven to ninety-nine ask for it."""
    if at >= len(reading.tokens):
        return False
    token = reading.tokens[at]
    return plain(reading.document.text[token.start : token.end]).endswith(_COUNTED)
