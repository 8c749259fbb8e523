"""Numbers with the noun they count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from extractors.claims.candidates import Candidate, Reading
from extractors.claims.counts.announced import HEADCOUNT_REACH, announced, is_crowd, is_headcount
from extractors.claims.counts.nouns import counted_noun
from extractors.claims.counts.words import any_listed, is_listed
from extractors.claims.lexicon import casualty, reporting
from extractors.claims.lexicon.outcomes import Role
from extractors.claims.lexicon.people import after_clitics
from extractors.claims.phrases import is_note, stops
from extractors.numbers import Quantity
from extractors.records import Count, Phrase
from extractors.text import WORD
from extractors.text.clitics import proclitic_cuts

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100
_AND: Final = "و"
_CENTURY: Final = 100
_COUNTING: Final = ("brings", "tells", "crowds", "counting")
_CLOSING: Final = (")", '"', "»")
_DENIED: Final = 5  # tokens between a verb of denial and what it denies


def read(reading: Reading) -> Iterable[Candidate]:
    """Find numbers with the noun they count, and those that عدد or a verb of many people makes a count."""
    for quantity in reading.quantities:
        if not may_count(reading, quantity):
            continue
        if found := counted_noun(reading, quantity):
            yield count(quantity, found.of, found.start, found.end)
        elif (of := announced(reading, quantity)) or _stands_alone(reading, quantity):
            yield count(quantity, of, quantity.start, quantity.end)


def read_victims(reading: Reading, stood: Sequence[Candidate]) -> Iterable[Candidate]:
    """Find people whom something befell: where no casualty was made of them, they are no count either."""
    for quantity in reading.quantities:
        free = reading.anchors and is_free(quantity, stood) and may_count(reading, quantity)
        found = counted_noun(reading, quantity) if free else None
        if found and _are_victims(reading, quantity, found.of):
            yield Candidate(None, found.start, found.end, (quantity.core, quantity.end))


def _stands_alone(reading: Reading, quantity: Quantity) -> bool:
    return is_headcount(reading, quantity) or is_crowd(reading, quantity)


def is_free(quantity: Quantity, stood: Sequence[Candidate]) -> bool:
    """Return whether no candidate that stood holds a number."""
    return not any(each.core[0] < quantity.end and quantity.core < each.core[1] for each in stood)


def count(quantity: Quantity, of: Phrase | None, start: int, end: int) -> Candidate:
    """Return the count that a number makes."""
    return Candidate(Count, start, end, (quantity.core, quantity.end), {**quantity.fields(), "of": of})


def may_count(reading: Reading, quantity: Quantity) -> bool:
    """Return whether a number can count anything.

    A fraction cannot, nor what is negative, may be a year, is a note in brackets on the word before it, or goes on a
    number in brackets.
    """
    if quantity.form in ("fraction", "several") or quantity.minus is not None or is_note(reading, quantity):
        return False
    return not _goes_on(reading, quantity) and not _may_be_a_year(reading, quantity)


def _goes_on(reading: Reading, quantity: Quantity) -> bool:
    """Whether a number is no more than the scale of another, which marks part from it: (40) ألف وجبة."""
    return reading.form(quantity.first - 1) in _CLOSING and reading.numbers.ending(quantity.first - 1) is not None


def _may_be_a_year(reading: Reading, quantity: Quantity) -> bool:
    """Whether four bare digits may be a year: all may that are not round, nor made a count by a bound, verb or عدد."""
    bare = quantity.form == "digits" and reading.form(quantity.first).isdigit()
    if not bare or not FIRST_YEAR <= (quantity.value or 0) <= LAST_YEAR:
        return False
    before, bound = reading.form(quantity.first - 1), quantity.first - quantity.begin
    if bound <= 1 and is_listed("years", before):
        return True
    return (quantity.value or 0) % _CENTURY != 0 and not _is_told(reading, quantity)


def _is_told(reading: Reading, quantity: Quantity) -> bool:
    """Whether a bound, a verb or عدد before four digits makes a count of them."""
    before = reading.form(quantity.first - 1)
    told = quantity.begin < quantity.first or before == _AND or any_listed(_COUNTING, before)
    near = range(max(0, quantity.first - HEADCOUNT_REACH), quantity.first)
    return told or any(is_listed("numbers", reading.form(at)) for at in near)


def _are_victims(reading: Reading, quantity: Quantity, of: Phrase) -> bool:
    """Whether something befell the people counted, who are a casualty then or nothing: توقيف 230 عونا."""
    at, to = reading.token_at(of.start), reading.token_from(of.end)
    if after_clitics(reading.form(at)) is None:
        return False
    to += reading.has(to, casualty.BEFORE_VERB) or reading.has(to, casualty.STILL)
    behind = not reading.is_joined(to) and _happened(reading, to, "verb")
    befell = behind and not _has_object(reading, to + 1)
    return befell or _happened(reading, min(quantity.begin, at) - 1, "verb", "masdar")


def _has_object(reading: Reading, at: int) -> bool:
    """Whether what stands behind a verb may be its object, so that its subject did it: قتلوا 18 شخصا, فقدت معيلها."""
    if at in reading.starts:
        return True
    form = reading.form(at)
    aside = stops(form) or any_listed(("settings", "never"), form) or proclitic_cuts(form)
    return at < len(reading.tokens) and reading.tokens[at].kind == WORD and not aside


def _happened(reading: Reading, at: int, *roles: Role) -> bool:
    """Whether a word says what befell people, no penalty and no flight, and nobody says that it did not."""
    anchor = reading.anchored.get(at)
    if anchor is None or anchor.word.outcome == "displaced" or reading.has(at, casualty.PENALTIES):
        return False
    denied = any(_denies(reading.form(n)) for n in range(max(0, at - _DENIED), at))
    return not denied and not anchor.word.roles.isdisjoint(roles)


def _denies(form: str) -> bool:
    """Whether a word is a verb of denial, which makes the figure a denied one: نفت مقتل 3 جنود."""
    verb = reporting.verb(form)
    return verb is not None and verb.certainty == "denied"
