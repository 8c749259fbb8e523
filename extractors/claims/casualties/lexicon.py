"""What a word says about what happened to people, read from casualties.toml."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import product
from typing import Any, Final, Literal, NamedTuple

from extractors.claims.casualties.people import ARTICLE, PACKAGE, bound
from extractors.records import OUTCOMES, Outcome
from extractors.text import Phrases, Token, Trigger, fold_word, load_toml, without_clitics

Role = Literal["verb", "masdar", "noun", "after", "before", "object", "both", "pronoun"]

AND: Final = "و"
OF: Final = "من"
EACH: Final = "كل"
PRESENT: Final = ("ي", "ت")
"""How verbs in the present begin."""
_DUAL: Final = 2
_WEAK: Final = "ي"  # ى, folded
OBJECTS: Final = {"ه": 1, "ها": 1, "هم": None, "هن": None, "هما": 2}


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
def table() -> dict[str, Any]:
    """The lexicon of outcomes."""
    return load_toml(PACKAGE, "casualties.toml")


@cache
def _words() -> dict[str, Word]:
    found: dict[str, Word] = {}
    for outcome in OUTCOMES:
        section = table()[outcome]
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


def _verbs(outcome: Outcome, section: dict[str, Any]) -> Iterator[tuple[str, Word]]:
    role: frozenset[Role] = frozenset({"verb"})
    for key in ("verbs", "plain", "intransitive"):
        for pair in section.get(key, ()):
            past, present = fold_word(pair).split("/")
            word = Word(outcome, role, passive=key == "intransitive", named=key == "verbs")
            for form, count in _conjugated(past, present):
                yield form, word._replace(number=count, named=word.named and form.startswith(past))
                plain = count != _DUAL or past.endswith(_WEAK)  # قتلاها are her dead, but أرداها is أردى
                if key != "intransitive" and plain:
                    stem = form[:-1] if form.endswith("وا") else form
                    yield from (
                        (stem + pronoun, word._replace(number=many, suffixed=True)) for pronoun, many in OBJECTS.items()
                    )
    for key in ("died", "forms", "strict", "mass"):
        word = Word(outcome, role, named=key == "died", passive=True, strict=key == "strict", mass=key == "mass")
        yield from ((form, word._replace(number=_agreement(form))) for form in map(fold_word, section.get(key, ())))


def _conjugated(past: str, present: str) -> Iterator[tuple[str, int | None]]:
    yield past, 1
    stem = past[:-1] if past.endswith(_WEAK) else past  # أردى, أردت, أردوا
    yield from ((stem + "ت", 1), (stem + "وا", None), (stem + "ن", None), (stem + "ا", 2), (stem + "تا", 2))
    if not present:
        return
    feminine = "ت" + present[1:]
    yield from ((present, 1), (feminine, 1), (present + "ان", 2))
    yield from ((present + ending, None) for ending in ("ون", "وا", "ن"))


def _agreement(form: str) -> int | None:
    if form.endswith(("وا", "ون")):
        return None
    return 2 if form.endswith("ا") else 1


def _masdars(outcome: Outcome, section: dict[str, Any]) -> Iterator[tuple[str, Word]]:
    for key in ("named", "masdars"):
        for form in section.get(key, ()):
            yield fold_word(form), Word(outcome, frozenset({"masdar"}), named=key == "named")
    for key in ("owned", "told"):
        word = Word(outcome, frozenset({"pronoun"}), suffixed=True, loose=key == "told")
        for stem in (bound(fold_word(form)) for form in section.get(key, ())):
            yield from ((stem + pronoun, word._replace(number=count)) for pronoun, count in OBJECTS.items())
    for form in section.get("cases", ()):
        yield fold_word(form), Word(outcome, frozenset({"masdar"}), counted=True)


def _nouns(outcome: Outcome, section: dict[str, Any]) -> Iterator[tuple[str, Word]]:
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
        return [(noun, None), (noun + "ا", None)]
    feminine = () if noun.endswith("ه") else ((noun + "ه", 1), (noun + "ا", 1), (noun + "تين", 2), (noun + "تان", 2))
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
    for entry in table()["phrases"]:
        for key, role, number in PHRASES:
            word = Word(entry["outcome"], frozenset({role}), number, strict=key == "people_after")
            pairs += [(text, word) for text in entry.get(key, ())]
        links = product(*entry.get("chains", [()]))
        executed = Word(entry["outcome"], frozenset({"after"}), strict=True)
        pairs += [(" ".join(filter(None, chain)), executed) for chain in links]
    for split in table()["split"]:
        pairs += [(text, Word(split["outcome"], frozenset({"object"}))) for text in split["objects"]]
    pairs += [(text, Word("unspecified", frozenset({"both"}), None)) for text in table()["both"]["phrases"]]
    return Phrases(pairs)


@cache
def means() -> Phrases[bool]:
    """What kills and injures: غارة جوية, عبوة ناسفة, زلزال."""
    return Phrases(dict.fromkeys(table()["means"]["words"], True))


@cache
def split_verbs() -> Mapping[str, tuple[frozenset[str], bool]]:
    """The verbs that await each object further on (لقي ... مصرعه), and whether only counted people stand between."""
    verbs = ((entry, frozenset(map(fold_word, entry["verbs"]))) for entry in table()["split"])
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
    return tuple(State(entry["outcome"], frozenset(map(fold_word, entry["verbs"]))) for entry in table()["state"])


@cache
def both_outcomes() -> tuple[Outcome, ...]:
    """What «بين قتيل وجريح» says."""
    return tuple(table()["both"]["outcomes"])


@cache
def _shares() -> Mapping[str, tuple[int, int]]:
    written = ((name.split("/"), words) for name, words in table()["shares"].items())
    return {fold_word(word): (int(parts), int(of)) for (parts, of), words in written for word in words}


def share(form: str) -> tuple[int, int] | None:
    """Numerator and denominator of a folded word such as نصفهم; None for any other word."""
    return _shares().get(form) or _shares().get(form.removeprefix(AND))


@cache
def listed(section: str, name: str) -> frozenset[str]:
    """A list of single words, folded."""
    return frozenset(map(fold_word, table()[section][name]))


@cache
def lookup(section: str, name: str) -> Phrases[str]:
    """A list of phrases, to be found among tokens whatever proclitics they carry."""
    return Phrases((text, text) for text in table()[section][name])


OUTCOME: Final = Trigger(lambda: {*_words(), *phrases().openers()}, definite=True)
CASE: Final = Trigger(lambda: listed("case", "words"))
"""Without a word for an outcome, what makes a number one of people that something befell."""
SHARE: Final = Trigger(_shares)
PART: Final = Trigger(lambda: lookup("subset", "openers").openers() | listed("subset", "lists"))


def has(tokens: tuple[Token, ...], at: int, section: str, name: str) -> bool:
    """Whether the word at a token, proclitics or not, is in a list."""
    if not 0 <= at < len(tokens):
        return False
    return not listed(section, name).isdisjoint(without_clitics(tokens[at].form))


@lru_cache(maxsize=65_536)
def sickness(form: str) -> int:
    """1 for a word of disease, -1 for one of violence or accident, 0 for any other."""
    forms = without_clitics(form)
    if not listed("disease", "words").isdisjoint(forms):
        return 1
    return -1 if not listed("disease", "trauma").isdisjoint(forms) else 0
