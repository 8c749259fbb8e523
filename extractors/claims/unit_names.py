"""The forms that the name of a unit or a currency takes beside a number, by the grammar of Arabic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from extractors.text import Document, fold_word
from extractors.text.normalise import PLAIN_WORDS
from extractors.text.phrases import ARTICLE

_TA: Final = "ة"
_DUAL_ENDINGS: Final = ("ين", "ان")
_UNSEEN: Final = str.maketrans("", "", "\u200e\u200f")

Form = tuple[str, int | None]
"""A form and how many of the unit it says by itself: 1 for the singular, 2 for the dual, None for the others."""


def inflected(noun: str, plurals: Iterable[str], adjective: str = "") -> Iterator[Form]:
    """Give the forms of a noun, with an adjective or without: متر مربع, مترا مربعا, أمتار مربعة, مترين مربعين.

    Args:
        noun: the singular.
        plurals: its plurals; things, so that their adjective is that of one woman.
        adjective: the adjective in the form for a man.
    """
    feminine = noun.endswith(_TA)
    of = adjective + _TA if feminine and adjective else adjective
    yield from ((form, 1) for form in (_both(noun, of), _both(definite(noun), definite(of))))
    if not feminine:
        yield _both(f"{noun}ا", of and f"{of}ا"), 1
    many = adjective and adjective + _TA
    for plural in plurals:
        yield from ((form, None) for form in (_both(plural, many), _both(definite(plural), definite(many))))
    yield from ((_both(dual(noun, ending), of and dual(of, ending)), 2) for ending in _DUAL_ENDINGS)


def definite(words: str) -> str:
    """Return words with ال on each."""
    return " ".join(ARTICLE + word for word in words.split())


def dual(word: str, ending: str) -> str:
    """Return the dual of a word: ليرة, ليرتين."""
    stem = word.removesuffix(_TA) + "ت" if word.endswith(_TA) else word
    return stem + ending


def spaced(form: str) -> str:
    """Return a form cut where tokens are cut: كم/س, US$, ر.س."""
    seen = form.translate(_UNSEEN)
    folded = fold_word(seen)
    if PLAIN_WORDS.fullmatch(folded):  # as nearly all are, and every start makes a thousand of them
        return folded
    return " ".join(token.form for sentence in Document(seen).sentences for token in sentence.tokens)


def _both(noun: str, adjective: str) -> str:
    return f"{noun} {adjective}".rstrip()
