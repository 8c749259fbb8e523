"""Which words are people: how many a noun stands for by its form, and what kind of people they are."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple

from extractors.claims.lexicon.inflection import ACCUSATIVE, PRONOUNS, TA, bound, owned, without_article
from extractors.claims.lexicon.rooms import Room
from extractors.text import fold_word, without_clitics
from extractors.text.phrases import ARTICLE

_ROOM: Final = Room("extractors.claims.lexicon", "people.toml")

KINDS: Final[dict[str, list[str]]] = _ROOM.entries("kinds")
"""Nouns for people by the kind of people, as `singular` or `singular|plural plural`."""
NATIONS: Final[list[str]] = _ROOM.entries("nations.words")
KIN: Final[dict[str, list[str]]] = _ROOM.entries("kin")
COLLECTIVES: Final = _ROOM.words(
    "collectives.words", "a group whose size follows: عائلة من ستة أفراد, خلية تضم سبعة", "any"
)
HOLDS: Final = _ROOM.words("collectives.holds", "before the number of a collective, how many it holds: خلية تضم سبعة")
KUNYAS: Final = _ROOM.words("names.kunyas", "words of a name that the next one belongs to: أبو عاقلة")
GIVEN_NAMES: Final = _ROOM.words("names.given", "given names, after which a name goes on")
TITLES: Final = _ROOM.words("names.titles", "titles before a name: الشيخ فلان")
RANKS: Final = _ROOM.words("names.ranks", "words of a rank within a name: الجندي أول فلان")
YEARS: Final = _ROOM.words("names.years", "words of an age: 63 عاما, البالغ")
NO_NAMES: Final = _ROOM.words("names.never", "words after مقتل or اعتقال that are no name")
COUNTRIES: Final = _ROOM.words(
    "countries.words", "who arrests or executes, never the victim; السعودية is no woman from there"
)
THINGS: Final = _ROOM.words("things.words", "counted nouns that are no people, whatever verb stands before the number")

_ROOM.complete()

NATIONALS: Final = "nationals"
_HAMZA, _SEATED = "ء", "ئؤ"


class Person(NamedTuple):
    """A noun for people: `number` is 1, 2 or None for a plural; `owned` says that a pronoun is attached (جنوده)."""

    number: int | None
    kind: str
    definite: bool = False
    owned: bool = False


@cache
def _nouns() -> dict[str, Person]:
    nouns: dict[str, Person] = {}
    entries = [(kind, entry) for kind, words in KINDS.items() for entry in words]
    for kind, entry in (*entries, *((NATIONALS, entry) for entry in NATIONS)):
        for form, count, own in _inflected(entry):
            nouns.setdefault(form, Person(count, kind, own, own))
    for title in sorted(TITLES):
        nouns.setdefault(without_article(title), Person(1, "people"))
    return _kin(nouns)


def _kin(nouns: dict[str, Person]) -> dict[str, Person]:
    """The nouns with those who are somebody's: زوجته, ابنتاه, زملاؤه. One person goes before all, many behind."""
    one, two, many = (Person(count, "people", definite=True, owned=True) for count in (1, 2, None))
    nouns |= {form: one for word in KIN["words"] for form in owned(fold_word(word))}
    for key, person in (("pairs", two), ("many", many)):
        for form in _owned_by(key):
            nouns.setdefault(form, person)
    return nouns | {fold_word(word) + pronoun: two for word in KIN["two"] for pronoun in ("", *PRONOUNS)}


def _owned_by(key: str) -> Iterator[str]:
    """The forms of two or many who are somebody's."""
    return (stem + pronoun for word in KIN[key] for stem in _stems(fold_word(word)) for pronoun in PRONOUNS)


def _stems(word: str) -> list[str]:
    """A noun as it is before a pronoun: زملاءه, زملاؤه, زملائه."""
    return sorted({word, *(word[:-1] + seat for seat in _SEATED)}) if word.endswith(_HAMZA) else [word]


def _inflected(entry: str) -> Iterator[tuple[str, int | None, bool]]:
    """The forms of an entry as (form, count, owned), the surest reading first."""
    singular, _, listed = entry.partition("|")
    noun = fold_word(singular)
    feminine = singular.endswith("ة")  # مشتبه ends in a letter of its own
    plurals = fold_word(listed).split()
    for plural in plurals:
        yield from _plural(plural)
    if "|" not in entry:  # «مسلحين» is read as the plural: the dual nearly always has اثنين after it
        yield from ((noun + ending, None, ending in ("و", "ي")) for ending in ("ون", "ين", "و", "ي"))
        yield from ((f"{noun}ي{pronoun}", None, True) for pronoun in PRONOUNS)
    yield from _singular(noun, feminine=feminine)
    if not feminine:
        yield from _singular(noun + TA, feminine=True)
        yield noun + "ات", None, False


def _singular(noun: str, *, feminine: bool) -> Iterator[tuple[str, int | None, bool]]:
    yield noun, 1, False
    if not feminine:
        yield noun + ACCUSATIVE, 1, False
    endings = ("ان", "ين", "ي") if feminine else ("ان", "ين")
    yield from (((bound(noun) if feminine else noun) + ending, 2, False) for ending in endings)


def _plural(plural: str) -> Iterator[tuple[str, int | None, bool]]:
    yield plural, None, False
    yield plural + ACCUSATIVE, None, False
    yield from ((form, None, True) for form in owned(plural))
    if plural.endswith("ين"):
        yield plural[:-1], None, True


@lru_cache(maxsize=65_536)
def person(form: str) -> Person | None:
    """The people that a folded word stands for, no proclitics on it but ال; None for any other word."""
    nouns = _nouns()
    if form in COUNTRIES or form in THINGS:
        return None
    if found := nouns.get(form):
        return found
    if form.startswith(ARTICLE) and (found := nouns.get(form[len(ARTICLE) :])):
        if found.owned and not (found.number == 1 and form.endswith(TA)):  # الزوجة, where زوجه is his
            return None
        return found._replace(definite=True, owned=False)
    return None


@lru_cache(maxsize=65_536)
def after_clitics(form: str) -> tuple[Person, int] | None:
    """The people in a word that may carry و, ف, ب, ل or ك, and how many letters those take."""
    for bare in without_clitics(form):
        if found := person(bare):
            return found, max(len(form) - len(bare), 0)
    return None


def thing(form: str) -> bool:
    """Whether a word is a counted noun that is no people, with or without ال."""
    return form in THINGS or form.removeprefix(ARTICLE) in THINGS


_NO_NAME_ENDINGS: Final = ("ه", "ها", "هم", "ات", "ون", "ين", "ان", "ا", "يه")
_SHORTEST_NAME: Final = 3
_PRONOUN_ENDINGS: Final = ("ها", "نا", "هما", "وا")
_LONGEST_VERB: Final = 5  # تشعل, يضم: short words that begin so are verbs
_LONG_NAME: Final = 7


@lru_cache(maxsize=65_536)
def name_like(form: str) -> bool:
    """Whether a folded word may be a name where one is expected: a known given name, or a word of no known kind."""
    if form in GIVEN_NAMES:
        return True
    if form in NO_NAMES or form in COUNTRIES or thing(form):
        return False
    if form.endswith("ي") and (form.startswith(ARTICLE) or person(form[:-1])):
        return form.startswith(ARTICLE)  # الحمدوني, but not the construct سائحي
    return not form.startswith(ARTICLE) and form[0] not in "وبل" and shaped_like_a_name(form)


def shaped_like_a_name(form: str) -> bool:
    """Whether a word ends and begins as names do: مارينوفا, but not جوعا; كوكس, but not تشعل."""
    if len(form) < _SHORTEST_NAME or (form[0] in "يت" and len(form) <= _LONGEST_VERB):
        return False
    long = len(form) >= _LONG_NAME and form.endswith("ا") and not form.endswith(_PRONOUN_ENDINGS)
    return long or not form.endswith(_NO_NAME_ENDINGS)
