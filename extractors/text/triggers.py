"""Trigger words: which words of a sentence anything can begin at, found in one pass for all rules.

Most words open nothing. A rule names the words that open what it reads, once, as a `Trigger`; for each distinct
folded word one remembered look-up says which triggers it opens, and a sentence knows the places of each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import Final

CONJUNCTIONS: Final = ("و", "ف")
PREPOSITIONS: Final = ("ب", "ل", "ك")
ARTICLE: Final = "ال"
_SHORTEST: Final = 2  # letters that must remain when a clitic is taken off


@lru_cache(maxsize=65_536)
def without_clitics(form: str) -> tuple[str, ...]:
    """A folded word as it is, then with a conjunction, a preposition or both taken off, the likeliest first.

    The article stays: for للعراق the last form is العراق.
    """
    forms = [form]
    rest = form
    if rest[:1] in CONJUNCTIONS and len(rest) > _SHORTEST:
        rest = rest[1:]
        forms.append(rest)
    if rest[:2] == "لل" and len(rest) > _SHORTEST + 1:
        forms.append("ا" + rest[1:])
    elif rest[:1] in PREPOSITIONS and len(rest) > _SHORTEST:
        forms.append(rest[1:])
    return tuple(forms)


_ALL: Final[list[Trigger]] = []


@cache
def _by_word() -> tuple[dict[str, tuple[Trigger, ...]], dict[str, tuple[Trigger, ...]]]:
    """The triggers by the words that open them: all, and those that ال may stand before."""
    bare: dict[str, tuple[Trigger, ...]] = {}
    definite: dict[str, tuple[Trigger, ...]] = {}
    for trigger in _ALL:
        for word in frozenset(trigger.words()):
            bare[word] = (*bare.get(word, ()), trigger)
            if trigger.definite:
                definite[word] = (*definite.get(word, ()), trigger)
    return bare, definite


@lru_cache(maxsize=262_144)
def opened_by(form: str) -> tuple[Trigger, ...]:
    """The triggers that a folded token opens; none for most."""
    if form[form[0] == "." :][:1].isdecimal():
        return (FIGURE,)
    bare, definite = _by_word()
    found: tuple[Trigger, ...] = ()
    for word in without_clitics(form):
        found += bare.get(word, ())
        if word.startswith(ARTICLE):
            found += definite.get(word[len(ARTICLE) :], ())
    return tuple(dict.fromkeys(found)) if found else ()


class Trigger:
    """Words at which something may begin, whatever و ف ب ل ك they carry. Made once, where a module is loaded.

    Args:
        words: gives the folded words; called when the first sentence is read.
        definite: whether ال may stand before them as well.
    """

    def __init__(self, words: Callable[[], Iterable[str]], *, definite: bool = False) -> None:
        self.words = words
        self.definite = definite
        _ALL.append(self)
        _by_word.cache_clear()
        opened_by.cache_clear()


FIGURE: Final = Trigger(tuple)
"""What every number in digits opens."""
