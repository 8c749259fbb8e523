"""Lists of words, and which of them a token belongs to.

Every list has a bit of its own. The lists that a word of a text belongs to, its classes, are worked out once for each
distinct word and remembered, so that whether a token is in a list is one look at a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, Literal, Self

from extractors.text import Phrases, Token, without_clitics
from extractors.text.phrases import ARTICLE, CONJUNCTIONS

Proclitics = Literal["none", "conjunction", "any", "article"]
"""What may be written onto a word of a list in a text: nothing; و or ف; those and ب, ل, ك; all of them and ال."""

_WORDS: Final[dict[Proclitics, dict[str, int]]] = {"none": {}, "conjunction": {}, "any": {}, "article": {}}
"""The bits of the lists that a word is in: of all lists, and of those that a word with so much taken off is in."""
_INDEXES: Final[dict[Proclitics, tuple[Proclitics, ...]]] = {
    "none": ("none",),
    "conjunction": ("none", "conjunction"),
    "any": ("none", "any"),
    "article": ("none", "any", "article"),
}
_LISTS: Final[list[WordList]] = []


class WordList(frozenset[str]):
    """Single words, folded, of one list.

    `form in LIST` compares a folded word as it is written; `LIST.matches(form)` allows for the proclitics that were
    declared. A sentence view does the latter for its tokens.

    Args:
        words: the words, folded.
        name: the file and the key of the list.
        purpose: what it is for.
        proclitics: what a text may write onto them.
    """

    __slots__ = ("bit", "name", "proclitics", "purpose")

    bit: int
    name: str
    purpose: str
    proclitics: Proclitics

    def __new__(cls, words: Iterable[str], name: str, purpose: str, proclitics: Proclitics = "none") -> Self:
        """Make the list and give it its bit."""
        made = super().__new__(cls, words)
        made.name, made.purpose, made.proclitics = name, purpose, proclitics
        made.bit = 1 << len(_LISTS)
        _LISTS.append(made)
        for index in (_WORDS[name] for name in _INDEXES[proclitics]):
            for word in made:
                index[word] = index.get(word, 0) | made.bit
        classes.cache_clear()
        return made

    def matches(self, form: str) -> bool:
        """Return whether a folded word is in the list, the proclitics that it may carry taken off."""
        return bool(classes(form) & self.bit)


class PhraseList(Phrases[str]):
    """Phrases of one list, each with its own words as its value.

    Args:
        phrases: the phrases as they are printed.
        name: the file and the key of the list.
        purpose: what it is for.
        proclitics: whether a text may write any ("any") or none ("none") onto the first word.
    """

    def __init__(self, phrases: Iterable[str], name: str, purpose: str, proclitics: Proclitics = "any") -> None:
        self.phrases = tuple(phrases)
        super().__init__(((phrase, phrase) for phrase in self.phrases), clitics=proclitics != "none")
        self.name = name
        self.purpose = purpose
        self.single = frozenset(words[0] for words in self._values if len(words) == 1)


@lru_cache(maxsize=262_144)
def classes(form: str) -> int:
    """Return the bits of all lists that a folded word belongs to."""
    found = _WORDS["none"].get(form, 0)
    if form[:1] in CONJUNCTIONS:
        found |= _WORDS["conjunction"].get(form[1:], 0)
    for bare in without_clitics(form):
        found |= _WORDS["any"].get(bare, 0)
        if bare.startswith(ARTICLE):
            found |= _WORDS["article"].get(bare[len(ARTICLE) :], 0)
    return found


def has(tokens: Sequence[Token], at: int, words: WordList) -> bool:
    """Return whether the word at a token is in a list, as its view says it."""
    return 0 <= at < len(tokens) and words.matches(tokens[at].form)


def lists_of(form: str) -> tuple[WordList, ...]:
    """Return the lists that a folded word belongs to, in the order in which they were declared."""
    bits = classes(form)
    return tuple(each for each in _LISTS if each.bit & bits)
