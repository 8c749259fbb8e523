"""Phrases looked up among tokens, whatever clitics they carry."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, Generic, NamedTuple, TypeVar

from extractors.text.data import load_toml
from extractors.text.document import Token
from extractors.text.normalise import fold_words
from extractors.text.triggers import ARTICLE, CONJUNCTIONS, PREPOSITIONS, without_clitics

__all__ = ["ARTICLE", "CONJUNCTIONS", "PREPOSITIONS", "Match", "Phrases", "load_toml", "without_clitics"]

Value = TypeVar("Value")

_REMEMBERED: Final = 65_536  # words whose look-up is kept, per lexicon


class Match(NamedTuple, Generic[Value]):
    """A phrase found: tokens `first` to `to`, end exclusive, the value, and the clitic letters of its first word."""

    first: int
    to: int
    value: Value
    clitics: int


_Opening = tuple[str, list[tuple[tuple[str, ...], Value]]]
"""The first word of phrases, and of each the words behind it with the value."""


class Phrases(Generic[Value]):
    """Phrases of one or more words, each with a value.

    Args:
        entries: spelled phrases and their values; matching folds letters and marks by itself.
        clitics: whether و, ف, ب, ل and ك may stand before the first word.
    """

    def __init__(self, entries: Mapping[str, Value] | Iterable[tuple[str, Value]], *, clitics: bool = True) -> None:
        pairs: list[tuple[str, Value]] = list(entries.items() if isinstance(entries, Mapping) else entries)
        phrases = fold_words([phrase for phrase, _ in pairs])
        self._values = {tuple(phrase.split()): value for phrase, (_, value) in zip(phrases, pairs, strict=True)}
        self._clitics = clitics
        self._longest = max(map(len, self._values), default=0)
        self._lasts = {words[-1] for words in self._values}
        self._firsts: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        for words in sorted(self._values, key=len, reverse=True):
            self._firsts.setdefault(words[0], []).append((words[1:], self._values[words]))
        self._openings: dict[str, tuple[_Opening[Value], ...]] = {}

    def _opening(self, form: str) -> tuple[_Opening[Value], ...]:
        """The first words that a folded word may be, with what each goes on with, the longest first.

        Nearly every word of an article opens nothing, so what is found is remembered.
        """
        known = self._openings.get(form)
        if known is None:
            bare = without_clitics(form) if self._clitics else (form,)
            known = tuple((first, self._firsts[first]) for first in bare if first in self._firsts)
            if len(self._openings) > _REMEMBERED:
                self._openings.clear()
            self._openings[form] = known
        return known

    def opens(self, form: str) -> bool:
        """Whether a folded word can be the first of a phrase."""
        return bool(self._opening(form))

    def openers(self, only: Callable[[Value], bool] = lambda _: True) -> frozenset[str]:
        """The folded words that phrases begin with, those whose value passes a test: the words of a `Trigger`."""
        return frozenset(words[0] for words, value in self._values.items() if only(value))

    def starting(self, tokens: Sequence[Token], at: int) -> Match[Value] | None:
        """The longest phrase that begins at a token."""
        if at < 0 or at >= len(tokens):
            return None
        form = tokens[at].form
        opening = self._openings.get(form)  # nearly every word opens nothing: no call to learn that again
        for first, phrases in self._opening(form) if opening is None else opening:
            for rest, value in phrases:
                if not rest or _follow(rest, tokens, at + 1):
                    return Match(at, at + 1 + len(rest), value, max(len(form) - len(first), 0))
        return None

    def ending(self, tokens: Sequence[Token], to: int) -> Match[Value] | None:
        """The longest phrase that ends before a token."""
        if to <= 0 or not self._may_end(tokens[to - 1].form):
            return None
        for length in range(min(self._longest, to), 0, -1):
            match = self.starting(tokens, to - length)
            if match and match.to == to:
                return match
        return None

    def _may_end(self, form: str) -> bool:
        return form in self._lasts or any(first in self._lasts for first, _ in self._opening(form))

    def value(self, form: str) -> Value | None:
        """The value of a single folded word, clitics allowed for."""
        for bare in without_clitics(form) if self._clitics else (form,):
            if (bare,) in self._values:
                return self._values[bare,]
        return None


def _follow(words: Sequence[str], tokens: Sequence[Token], at: int) -> bool:
    """Whether some words stand from a token on."""
    if len(tokens) - at < len(words) or tokens[at].form != words[0]:
        return False
    return all(tokens[n].form == word for n, word in enumerate(words, at))
