"""The words of dates by what they can be: names from CLDR, the rest from names.toml and words.toml."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

from extractors.claims.lexicon import cldr
from extractors.text import Phrases, Trigger, fold_word, load_toml, without_clitics
from extractors.text.phrases import ARTICLE, CONJUNCTIONS
from extractors.text.word_counts import word_counts

FIRST_YEAR: Final = 1000
LAST_YEAR: Final = 2100
_YEAR_DIGITS: Final = 4
_PERSONS: Final = ("ي", "ت")  # of the imperfect: he, she
_SHORTEST_FUTURE: Final = 5
_SHORTEST_IMPERFECT: Final = 4
_MET: Final = 3  # times that a word is met, for it to be one


class Month(NamedTuple):
    """A month's name: its number, and what else the word may be (verb, surname, madda, make; empty for nothing)."""

    number: int
    doubt: str = ""


@cache
def words() -> dict[str, Any]:
    """The tables of words.toml."""
    return load_toml("extractors.claims.dates", "words.toml")


@cache
def names() -> dict[str, Any]:
    """The tables of names.toml."""
    return load_toml("extractors.claims.dates", "names.toml")


@cache
def listed(table: str, name: str = "words") -> frozenset[str]:
    """The folded words of one list of words.toml."""
    return frozenset(map(fold_word, words()[table][name]))


@lru_cache(maxsize=65_536)
def is_one_of(table: str, form: str, name: str = "words") -> bool:
    """Whether a folded word is in a list of words.toml, clitics allowed for."""
    return any(bare in listed(table, name) for bare in without_clitics(form))


@cache
def month_names() -> Phrases[Month]:
    """Every Gregorian month name."""
    doubts = {fold_word(word): doubt for doubt, forms in names()["ambiguous"].items() for word in forms}
    found: dict[str, Month] = {}
    for number, spellings in (*cldr.months().items(), *names()["months"].items()):
        for name in map(fold_word, spellings):
            found[name] = Month(int(number), doubts.get(name, ""))
    return Phrases(found)


@cache
def hijri_names() -> Phrases[Month]:
    """Every month name of the Islamic calendar."""
    doubtful = frozenset(map(fold_word, names()["hijri_ambiguous"]["words"]))
    bare = frozenset(map(fold_word, names()["hijri_ambiguous"]["bare"]))
    found = {}
    for number, spellings in names()["hijri"].items():
        for name in map(fold_word, spellings):
            found[name] = Month(int(number), "verbs" if name in bare else "surnames" if name in doubtful else "")
    return Phrases(found)


@cache
def weekday_names() -> Phrases[int]:
    """The days of the week, Monday 1 to Sunday 7, under ال as news writes them."""
    found = {name: day for day, name in enumerate(cldr.weekdays(), 1)}
    found |= {name: int(day) for day, spellings in names()["weekdays"].items() for name in spellings}
    return Phrases(found)


@cache
def now_words() -> Phrases[int]:
    """اليوم, أمس, غدا and their company, as days from the day of writing."""
    return Phrases([(word, int(offset)) for offset, forms in words()["now"].items() for word in forms])


@cache
def seasons() -> Phrases[str]:
    """The seasons by their TIMEX3 codes, with and without ال."""
    table = words()["seasons"]
    return Phrases([(lead + word, code) for code, forms in table.items() for word in forms for lead in ("", ARTICLE)])


@cache
def parts() -> Phrases[str]:
    """Quarters and halves."""
    return Phrases([(word, part) for part in ("quarter", "half") for word in words()["parts"][part]])


@cache
def decades() -> Phrases[int]:
    """The decades by their tens: التسعينيات is 90."""
    table = words()["decades"]
    return Phrases(
        [
            (lead + stem + ending, int(tens))
            for tens, stem in table.items()
            if tens.isdigit()
            for ending in table["endings"]
            for lead in ("", ARTICLE)
        ]
    )


@cache
def corresponding() -> Phrases[bool]:
    """What stands between a weekday or a Hijri date and the date it falls on: الموافق."""
    return Phrases(dict.fromkeys(words()["corresponding"]["words"], True))


@lru_cache(maxsize=65_536)
def is_future_verb(form: str) -> bool:
    """Whether a folded word is س with a verb: سيغادر, وستنطلق."""
    return any(
        bare[:1] == "س" and bare[1:2] in _PERSONS and len(bare) >= _SHORTEST_FUTURE and _is_met(bare[1:])
        for bare in _joined(form)
    )


@lru_cache(maxsize=65_536)
def is_imperfect(form: str) -> bool:
    """Whether a folded word is a verb in the imperfect, which news has of he and of she: يغادر, تغادر."""
    return any(
        bare[:1] in _PERSONS and all(_is_met(letter + bare[1:]) for letter in _PERSONS)
        for bare in _joined(form)
        if len(bare) >= _SHORTEST_IMPERFECT
    )


def _joined(form: str) -> tuple[str, ...]:
    """A word with and without the و or ف before it."""
    return (form, form[1:]) if form[:1] in CONJUNCTIONS else (form,)


def _is_met(word: str) -> bool:
    return word_counts().get(word) >= _MET


MONTH: Final = Trigger(lambda: month_names().openers())
HIJRI: Final = Trigger(lambda: hijri_names().openers())
WEEKDAY: Final = Trigger(lambda: weekday_names().openers())
NOW: Final = Trigger(lambda: now_words().openers())
SEASON: Final = Trigger(lambda: seasons().openers())
PART: Final = Trigger(lambda: parts().openers())
DECADE: Final = Trigger(lambda: decades().openers())
CENTURY: Final = Trigger(lambda: ("القرن",))


def is_year(form: str) -> bool:
    """Whether digits can be a year."""
    return len(form) == _YEAR_DIGITS and form.isdigit() and FIRST_YEAR <= int(form) <= LAST_YEAR
