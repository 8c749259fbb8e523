"""What a word says inside a number, read from words.toml."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any, Final, Literal

from extractors.text import NUMBER, Token, Trigger, fold_word, load_toml
from extractors.text.phrases import ARTICLE, CONJUNCTIONS, PREPOSITIONS

GrammaticalNumber = Literal["one", "tanwin", "two", "many"]

_SHORTEST: Final = 2  # letters of the shortest number word, ست


@dataclass(frozen=True, slots=True)
class NumberWord:
    """The roles that one word can play in a number; the grammar decides which one it plays.

    `unit` is 1 to 10, `ten` 20 to 90, `hundred` 100 to 900. `scale` and `fraction` carry their grammatical number:
    "two" is the dual (مليونان, ثلثا). `at_least` is the least a vague plural means. `clitics` counts the folded
    letters of و, ف, ب, ل, ك and ال before the word.
    """

    unit: int | None = None
    teen: bool = False
    ten: int | None = None
    hundred: int | None = None
    scale: int | None = None
    scale_form: GrammaticalNumber | None = None
    fraction: Fraction | None = None
    fraction_form: GrammaticalNumber | None = None
    at_least: int | None = None
    few: tuple[int, int] | None = None
    excess: bool = False
    several: bool = False
    zero: bool = False
    conjunction: bool = False
    preposition: str = ""
    definite: bool = False
    clitics: int = 0

    @property
    def least(self) -> int | None:
        """The least that a plural without a number means: عشرات is 20 or more, ملايين two millions."""
        return self.at_least or (2 * self.scale if self.scale and self.scale_form == "many" else None)


NO_ROLE: Final = NumberWord()
"""What a token that is no number word says in a number."""


@cache
def number_words() -> dict[str, NumberWord]:
    """Every number word without clitics, by its folded form; a word with several roles has them all."""
    words: dict[str, NumberWord] = {}
    for spellings, roles in _roles(load_toml("extractors.numbers", "words.toml")):
        for form in map(fold_word, spellings):
            words[form] = replace(words.get(form, NumberWord()), **roles)
    return words


def _roles(table: dict[str, Any]) -> Iterator[tuple[list[str], dict[str, Any]]]:
    """The spellings of words.toml with the roles that its sections give them."""
    for section, role in (("units", "unit"), ("tens", "ten"), ("hundreds", "hundred"), ("vague", "at_least")):
        for value, spellings in table[section].items():
            yield spellings, {role: int(value)}
    yield table["units"]["10"], {"teen": True}
    for value, stems in table["fused_hundreds"].items():
        yield [stem + hundred for stem in stems for hundred in table["hundreds"]["100"]], {"hundred": int(value)}
    for value, forms in table["scales"].items():
        for form, spellings in forms.items():
            yield spellings, {"scale": int(value), "scale_form": form}
    for denominator, forms in table["fractions"].items():
        for form, spellings in forms.items():
            yield spellings, {"fraction": Fraction(1, int(denominator)), "fraction_form": form}
    yield table["few"]["words"], {"few": (table["few"]["low"], table["few"]["high"])}
    yield table["excess"]["words"], {"excess": True}
    yield table["several"]["words"], {"several": True}
    yield table["decimals"]["zero"], {"zero": True}


NUMBER_WORD: Final = Trigger(number_words, definite=True)


@cache
def not_numbers() -> frozenset[str]:
    """Whole words that only look like a clitic and a number."""
    return frozenset(map(fold_word, load_toml("extractors.numbers", "words.toml")["not_numbers"]["words"]))


@lru_cache(maxsize=65_536)
def number_word(form: str) -> NumberWord | None:
    """The number word in a folded token, whatever clitics it carries; None for any other word."""
    words = number_words()
    if word := words.get(form):
        return word
    if len(form) <= _SHORTEST or form in not_numbers():
        return None
    conjunction, preposition, definite = form[0] in CONJUNCTIONS, "", False
    rest = form[conjunction:]
    if rest not in words:
        preposition, rest = _without_preposition(rest)
        definite = rest.startswith(ARTICLE) and rest not in words
        rest = rest.removeprefix(ARTICLE) if definite else rest
    word, clitics = words.get(rest), len(form) - len(rest)
    return word and replace(word, conjunction=conjunction, preposition=preposition, definite=definite, clitics=clitics)


def _without_preposition(form: str) -> tuple[str, str]:
    """The ب, ل or ك at the head of a word, empty for none, and the rest: للعشرين is ل + العشرين, its ا unwritten."""
    if form[0] not in PREPOSITIONS:
        return "", form
    return form[0], "ا" + form[1:] if form.startswith("لل") else form[1:]


def joined_word(form: str) -> NumberWord | None:
    """The other reading of a word that is a number with and without its first letter: واحد عشر is و + أحد عشر."""
    word = number_words().get(form[1:]) if form[:1] in CONJUNCTIONS else None
    return replace(word, conjunction=True, clitics=1) if word else None


@cache
def _listed(section: str) -> dict[str, frozenset[str]]:
    """The lists of a section of words.toml, folded."""
    table = load_toml("extractors.numbers", "words.toml")[section]
    return {name: frozenset(map(fold_word, spellings)) for name, spellings in table.items()}


def percent_length(tokens: Sequence[Token], at: int) -> int:
    """How many tokens say per cent at `at`: 1 for % and بالمئة, 2 for في المئة, 0 for anything else."""
    return _rate_length("percent", tokens, at)


def per_mille_length(tokens: Sequence[Token], at: int) -> int:
    """How many tokens say per mille at `at`, behind a number: 1 for بالألف, 2 for في الألف, 0 for anything else."""
    length = _rate_length("per_mille", tokens, at) if at > 0 else 0
    if not length or not (tokens[at - 1].kind == NUMBER or number_word(tokens[at - 1].form)):
        return 0
    named = at + length < len(tokens) and tokens[at + length].form.startswith(ARTICLE)  # في الألف الثاني
    return 0 if named and length > 1 else length


def _rate_length(section: str, tokens: Sequence[Token], at: int) -> int:
    lexicon, form = _listed(section), tokens[at].form
    if form in lexicon["signs"] or form in lexicon["words"]:
        return 1
    after_in = form in _listed("percent")["prepositions"] and at + 1 < len(tokens)
    return 2 if after_in and tokens[at + 1].form in lexicon["after_in"] else 0


def is_point(form: str) -> bool:
    """Return whether a folded word is the spoken decimal mark."""
    return form in _listed("decimals")["point"]


def is_one(form: str) -> bool:
    """Return whether a folded word behind a noun says that there is one of it."""
    return form in _listed("one")["words"]


def is_minus(form: str) -> bool:
    """Return whether a folded word says that the number behind it is negative."""
    return form in _listed("minus")["words"]


def is_minus_sign(form: str) -> bool:
    """Return whether a mark is the sign of a negative number, where it is glued to one."""
    return form in _listed("minus")["signs"]


@cache
def _latin() -> dict[str, dict[str, int]]:
    table: dict[str, dict[str, int]] = load_toml("extractors.numbers", "words.toml")["latin"]
    return table


def latin_scale(form: str, *, priced: bool) -> int | None:
    """Return what a word in Latin letters multiplies the digits before it by: million, bn; $5k where it is `priced`."""
    word = form.lower()
    return _latin()["words"].get(word) or (_latin()["letters"].get(word) if priced else None)
