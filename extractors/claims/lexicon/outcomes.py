"""What a word says about what happened to people: the outcome in it, and the parts that it can play."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import product
from typing import Final, Literal, NamedTuple

from extractors.claims.lexicon import casualty
from extractors.claims.lexicon.inflection import ACCUSATIVE, DUAL_ENDINGS, TA, bound, conjugated, owned, with_objects
from extractors.claims.lexicon.particles import AND
from extractors.records import OUTCOMES, Outcome
from extractors.text import Phrases, Trigger, fold_word, without_clitics
from extractors.text.phrases import ARTICLE

Role = Literal["verb", "masdar", "noun", "after", "before", "object", "both", "pronoun"]

PRESENT: Final = ("ي", "ت")
"""How verbs in the present begin."""
OBJECTS: Final = {"ه": 1, "ها": 1, "هم": None, "هن": None, "هما": 2}
"""The pronouns for victims, and how many they are."""
_DUAL: Final = 2

PHRASES: Final[tuple[tuple[str, Role, int | None], ...]] = (
    ("after", "after", 1), ("people_after", "after", 1),
    ("before", "before", None), ("before_two", "before", 2), ("before_one", "before", 1),
)  # fmt: skip
"""The lists of set phrases, the part each plays and the number of the people it speaks of."""


class Word(NamedTuple):
    """The outcome in a word. `roles` are the parts it can play; `count` is what its form says of the victims.

    `number` is 1, 2 or None for a plural: of a noun its own number, of a verb that of the noun it follows.
    `named` words make a victim of whatever name follows; `counted` masdars stand after a number themselves;
    `loose` nouns need one, `strict` verbs too, `mass` verbs a large one. `suffixed` verbs carry their object.
    `definite` words look back to a figure given before.
    """

    outcome: Outcome
    roles: frozenset[Role]
    number: int | None = 1
    named: bool = False
    counted: bool = False
    loose: bool = False
    passive: bool = False
    suffixed: bool = False
    strict: bool = False
    mass: bool = False
    definite: bool = False


@cache
def _words() -> dict[str, Word]:
    found: dict[str, Word] = {}
    for outcome in OUTCOMES:
        section = casualty.OUTCOME_WORDS[outcome]
        for form, word in (*_masdars(outcome, section), *_verbs(outcome, section), *_nouns(outcome, section)):
            known = found.get(form)
            same = known and known.outcome == outcome and known.suffixed == word.suffixed  # إصابة is no أصاب + ه
            found[form] = _merged(known, word) if known and same else known or word
    return found


def _merged(known: Word, word: Word) -> Word:
    return known._replace(
        roles=known.roles | word.roles,
        named=known.named or word.named,
        counted=known.counted or word.counted,
    )


def _verbs(outcome: Outcome, section: Mapping[str, list[str]]) -> Iterator[tuple[str, Word]]:
    role: frozenset[Role] = frozenset({"verb"})
    for key in ("verbs", "plain", "intransitive"):
        for past, present in (pair.split("/") for pair in section.get(key, ())):
            word = Word(outcome, role, passive=key == "intransitive", named=key == "verbs")
            for form in conjugated(past, present):
                named = word.named and form.text.startswith(fold_word(past))
                yield form.text, word._replace(number=form.number, named=named)
            for form, pronoun in with_objects(past, present, tuple(OBJECTS)) if key != "intransitive" else ():
                yield form.text, word._replace(number=OBJECTS[pronoun], suffixed=True)
    for key in ("died", "forms", "strict", "mass"):
        word = Word(outcome, role, named=key == "died", passive=True, strict=key == "strict", mass=key == "mass")
        yield from ((form, word._replace(number=_agreement(form))) for form in map(fold_word, section.get(key, ())))


def _agreement(form: str) -> int | None:
    if form.endswith(("وا", "ون")):
        return None
    return _DUAL if form.endswith("ا") else 1


def _masdars(outcome: Outcome, section: Mapping[str, list[str]]) -> Iterator[tuple[str, Word]]:
    for key in ("named", "masdars"):
        for form in section.get(key, ()):
            yield fold_word(form), Word(outcome, frozenset({"masdar"}), named=key == "named")
    for key in ("owned", "told"):
        word = Word(outcome, frozenset({"pronoun"}), suffixed=True, loose=key == "told")
        for noun in map(fold_word, section.get(key, ())):
            counts = zip(owned(noun, tuple(OBJECTS)), OBJECTS.values(), strict=True)
            yield from ((form, word._replace(number=count)) for form, count in counts)
    for form in map(fold_word, section.get("cases", ())):
        yield form, Word(outcome, frozenset({"masdar"}), counted=True)
        duals = (bound(form) + ending for ending in DUAL_ENDINGS) if form.endswith(TA) else ()
        yield from ((dual, Word(outcome, frozenset({"noun"}), _DUAL, counted=True)) for dual in duals)


def _nouns(outcome: Outcome, section: Mapping[str, list[str]]) -> Iterator[tuple[str, Word]]:
    entries: list[tuple[str, int | None, bool]] = [(form, None, False) for form in section.get("many", ())]
    entries += [(form, 1, False) for form in section.get("one", ())]
    for entry in section.get("loose", ()):
        one, _, many = entry.partition("|")
        entries += [*((form, None, True) for form in many.split()), (one, 1, True)]
    for form, count, loose in entries:
        word = Word(outcome, frozenset({"noun"}), count, loose=loose)
        yield from ((shape, word._replace(number=number)) for shape, number in _shapes(fold_word(form), count))


def _shapes(noun: str, count: int | None) -> Iterable[tuple[str, int | None]]:
    if count != 1:
        return [(noun, None), (noun + ACCUSATIVE, None)]
    feminine = (
        () if noun.endswith(TA) else ((noun + TA, 1), (noun + ACCUSATIVE, 1), (noun + "تين", 2), (noun + "تان", 2))
    )
    return [(noun, 1), *feminine, (bound(noun) + "ان", 2), (bound(noun) + "ين", 2)]


@lru_cache(maxsize=65_536)
def word(form: str) -> tuple[Word, int] | None:
    """The outcome in a folded token and how many letters of proclitics stand before it; None for most words."""
    words = _words()
    for bare in without_clitics(form):
        if found := words.get(bare):
            return found, max(len(form) - len(bare), 0)
        found = words.get(bare[len(ARTICLE) :]) if bare.startswith(ARTICLE) else None
        if found and ("noun" in found.roles or found.counted):
            return found._replace(definite=True), max(len(form) - len(bare), 0)
    return None


@cache
def phrases() -> Phrases[Word]:
    """The set phrases of several words."""
    pairs: list[tuple[str, Word]] = []
    for entry in casualty.SET_PHRASES:
        for key, role, number in PHRASES:
            word = Word(entry["outcome"], frozenset({role}), number, strict=key == "people_after")
            pairs += [(text, word) for text in entry.get(key, ())]
        links = product(*entry.get("chains", [()]))
        executed = Word(entry["outcome"], frozenset({"after"}), strict=True)
        pairs += [(" ".join(filter(None, chain)), executed) for chain in links]
    for split in casualty.SPLIT_VERBS:
        pairs += [(text, Word(split["outcome"], frozenset({"object"}))) for text in split["objects"]]
    pairs += [(text, Word("unspecified", frozenset({"both"}), None)) for text in casualty.BOTH.phrases]
    return Phrases(pairs)


@cache
def split_verbs() -> Mapping[str, tuple[frozenset[str], bool]]:
    """The verbs that await each object further on (لقي ... مصرعه), and whether only counted people stand between."""
    verbs = ((entry, frozenset(map(fold_word, entry["verbs"]))) for entry in casualty.SPLIT_VERBS)
    return {
        fold_word(noun): (forms, entry.get("counted", False)) for entry, forms in verbs for noun in entry["objects"]
    }


class State(NamedTuple):
    """The verbs after which a noun of an outcome is the state of who stands between: أردى ... قتيلا."""

    outcome: Outcome
    verbs: frozenset[str]


@cache
def states() -> tuple[State, ...]:
    """The verbs that bring people into a state, or find them in it."""
    return tuple(State(entry["outcome"], frozenset(map(fold_word, entry["verbs"]))) for entry in casualty.STATE_VERBS)


@cache
def _shares() -> Mapping[str, tuple[int, int]]:
    written = ((name.split("/"), words) for name, words in casualty.SHARES.items())
    return {fold_word(word): (int(parts), int(of)) for (parts, of), words in written for word in words}


def share(form: str) -> tuple[int, int] | None:
    """Numerator and denominator of a folded word such as نصفهم; None for any other word."""
    return _shares().get(form) or _shares().get(form.removeprefix(AND))


OUTCOME: Final = Trigger(lambda: {*_words(), *phrases().openers()}, definite=True)
CASE: Final = Trigger(lambda: casualty.CASES)
"""Without a word for an outcome, what makes a number one of people that something befell."""
EVENT_TOLL: Final = Trigger(lambda: casualty.TOLL_OF_EVENTS)
"""The same, before an event: حصيلة الانفجار."""
SHARE: Final = Trigger(_shares)
PART: Final = Trigger(lambda: casualty.PARTS.openers() | casualty.PART_LISTS)


@lru_cache(maxsize=65_536)
def sickness(form: str) -> int:
    """1 for a word of disease, -1 for one of violence or accident, 0 for any other."""
    if casualty.DISEASES.matches(form):
        return 1
    return -1 if casualty.TRAUMA.matches(form) else 0
