"""The words of dates by what they can be: names from CLDR, the rest from names.toml and words.toml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple, TypeVar

from babel import Locale

from extractors.claims.time_words import UnitWord, unit_word
from extractors.text import Phrases, fold_word, load_toml, without_clitics
from extractors.text.phrases import ARTICLE

MONTH: Final = "month"
HIJRI: Final = "hijri"
WEEKDAY: Final = "weekday"
NOW: Final = "now"
SEASON: Final = "season"
PART: Final = "part"
DECADE: Final = "decade"
CENTURY: Final = "century"
ROLES: Final = (MONTH, HIJRI, WEEKDAY, NOW, SEASON, PART, DECADE, CENTURY)

FIRST_YEAR: Final = 1000
LAST_YEAR: Final = 2100
_YEAR_DIGITS: Final = 4


Value = TypeVar("Value")


class Names(Phrases[Value]):
    """Phrases that know which words they open with."""

    def __init__(self, entries: Mapping[str, Value] | Iterable[tuple[str, Value]]) -> None:
        pairs = list(entries.items() if isinstance(entries, Mapping) else entries)
        super().__init__(pairs)
        self.openers = frozenset(fold_word(name).split()[0] for name, _ in pairs)


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
def month_names() -> Names[Month]:
    """Every Gregorian month name."""
    doubts = {fold_word(word): doubt for doubt, forms in names()["ambiguous"].items() for word in forms}
    found: dict[str, Month] = {}
    for code in names()["cldr"]["locales"]:
        for number, name in Locale.parse(code).months["format"]["wide"].items():
            found[fold_word(name)] = Month(number, doubts.get(fold_word(name), ""))
    for number, spellings in names()["months"].items():
        for name in spellings:
            found[fold_word(name)] = Month(int(number), doubts.get(fold_word(name), ""))
    return Names(found)


@cache
def hijri_names() -> Names[Month]:
    """Every month name of the Islamic calendar."""
    doubtful = frozenset(map(fold_word, names()["hijri_ambiguous"]["words"]))
    bare = frozenset(map(fold_word, names()["hijri_ambiguous"]["bare"]))
    found = {}
    for number, spellings in names()["hijri"].items():
        for name in map(fold_word, spellings):
            found[name] = Month(int(number), "verbs" if name in bare else "surnames" if name in doubtful else "")
    return Names(found)


@cache
def weekday_names() -> Names[int]:
    """The days of the week, Monday 1 to Sunday 7, under ال as news writes them."""
    found = {name: day + 1 for day, name in Locale.parse("ar").days["format"]["wide"].items()}
    found |= {name: int(day) for day, spellings in names()["weekdays"].items() for name in spellings}
    return Names(found)


@cache
def now_words() -> Names[int]:
    """اليوم, أمس, غدا and their company, as days from the day of writing."""
    return Names([(word, int(offset)) for offset, forms in words()["now"].items() for word in forms])


@cache
def seasons() -> Names[str]:
    """The seasons by their TIMEX3 codes, with and without ال."""
    table = words()["seasons"]
    return Names([(lead + word, code) for code, forms in table.items() for word in forms for lead in ("", ARTICLE)])


@cache
def parts() -> Names[str]:
    """Quarters and halves."""
    return Names([(word, part) for part, forms in words()["parts"].items() for word in forms])


@cache
def decades() -> Names[int]:
    """The decades by their tens: التسعينيات is 90."""
    table = words()["decades"]
    return Names(
        [
            (lead + stem + ending, int(tens))
            for tens, stem in table.items()
            if tens.isdigit()
            for ending in table["endings"]
            for lead in ("", ARTICLE)
        ]
    )


@cache
def _century() -> Names[bool]:
    return Names({"القرن": True})


@cache
def corresponding() -> Names[bool]:
    """What stands between a weekday or a Hijri date and the date it falls on: الموافق."""
    return Names(dict.fromkeys(words()["corresponding"]["words"], True))


@cache
def _first_words() -> dict[str, tuple[str, ...]]:
    """The roles that a folded word can open, by the word."""
    lexicons: Iterable[tuple[str, Names[Any]]] = zip(
        ROLES,
        (month_names(), hijri_names(), weekday_names(), now_words(), seasons(), parts(), decades(), _century()),
        strict=True,
    )
    found: dict[str, tuple[str, ...]] = {}
    for role, phrases in lexicons:
        for word in phrases.openers:
            found[word] = (*found.get(word, ()), role)
    return found


class Opening(NamedTuple):
    """What a word may open in a date: the roles it has there, and the unit of time that it names."""

    roles: tuple[str, ...]
    unit: UnitWord | None


@lru_cache(maxsize=65_536)
def opening(form: str) -> Opening | None:
    """What a folded token may open, whatever clitics it carries; None for most words, which open nothing."""
    found, unit = roles(form), unit_word(form)
    return Opening(found, unit) if found or unit else None


@lru_cache(maxsize=65_536)
def roles(form: str) -> tuple[str, ...]:
    """The roles that a folded token may open in a date, whatever clitics it carries; mostly none."""
    table = _first_words()
    return tuple({role: None for bare in without_clitics(form) for role in table.get(bare, ())})


def is_year(form: str) -> bool:
    """Whether digits can be a year."""
    return len(form) == _YEAR_DIGITS and form.isdigit() and FIRST_YEAR <= int(form) <= LAST_YEAR
