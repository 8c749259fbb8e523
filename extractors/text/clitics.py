"""Proclitics cut off the words they are written onto: و ف ب ل ك, alone or two together, and لل.

«وبالعراق» is read as و + ب + العراق, so that a name begins where its own letters begin, in training as in
use. The article ال stays with its word. A word is cut where the rest is attested as a word of its own far
more plausibly than the whole; the counts behind that are those of 8,000 news articles, and the names of
GeoNames, CLDR and Wikidata.

Cutting too much can be mended by a tagger (ب + غداد can still be one name), cutting too little cannot: of two
unknown readings the cut is taken.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from extractors.text.data import load_toml
from extractors.text.document import WORD
from extractors.text.normalise import plain
from extractors.text.word_counts import word_counts

if TYPE_CHECKING:
    from extractors.text.document import Document, Sentence

ARTICLE: Final = "ال"
FUSED: Final = "لل"  # ل + ال, written without the alif
CONJUNCTIONS: Final = "وف"
PREPOSITIONS: Final = "بلك"
SHORTEST: Final = 3

# How often, at most, proclitic + word is written for each time the word stands alone. Above it the whole is a
# word itself: وزير is met 1,700 times, زير once. ف and ك are rare before names and common at the head of
# words (كوريا، فرنسا).
RATIO: Final = {"و": 2.0, "ف": 0.3, "ب": 0.6, "ل": 0.6, "ك": 0.06}
RATIO_BEFORE_ARTICLE: Final = (
    5.0  # in والفوعة even a rare word is sure: few words begin with وال, بال, كال by themselves
)
RATIO_SHORT: Final = 0.2  # three letters say little: فان، وهو، لبي
CUT_WHEN_UNKNOWN: Final = "وبل"
SLACK: Final = 2  # a whole word met so rarely may be nothing but its cut reading
SECOND_HAND: Final = 0.1  # weight of a word met without its own preposition, in و + ب + word


class Piece(NamedTuple):
    """A token or a part of one: `form` is folded, `start` and `end` are offsets in the article."""

    form: str
    start: int
    end: int


@cache
def whole_words() -> frozenset[str]:
    """Words that are never cut, whatever the counts say (clitics.toml)."""
    groups = load_toml("extractors.text", "clitics.toml")["whole"].values()
    return frozenset(word for group in groups for word in group)


@lru_cache(maxsize=100_000)
def proclitic_cuts(form: str) -> tuple[int, ...]:
    """Where to cut a folded word, as offsets into it, rising; empty for a word without proclitics.

    >>> proclitic_cuts("وبالعراق"), proclitic_cuts("للعراق"), proclitic_cuts("بغداد")
    ((1, 2), (2,), ())
    """
    cuts: list[int] = []
    for letters in (CONJUNCTIONS, PREPOSITIONS):
        done = cuts[-1] if cuts else 0
        length = _proclitic(form[done:], letters)
        if length:
            cuts.append(done + length)
    return tuple(cuts)


def _proclitic(word: str, letters: str) -> int:
    """The length of the proclitic at the head of a word, 0 where there is none."""
    if len(word) < SHORTEST or word[0] not in letters or word in whole_words():
        return 0
    if word.startswith(FUSED) and len(word) > SHORTEST + 1:
        return 1 if word_counts().get(word[1:]) > word_counts().get(ARTICLE + word[2:]) else 2
    return int(_is_cut(word))


def _is_cut(word: str) -> bool:
    """Whether the first letter of a word is a proclitic: the rest is met far more often than the whole."""
    own, attested = word_counts().get(word), _attested(word[1:], word[0])
    if not attested and not own:
        return word[0] in CUT_WHEN_UNKNOWN
    slack = SLACK if attested and word[0] in CONJUNCTIONS else 0
    return own <= _ratio(word) * attested + slack


def _ratio(word: str) -> float:
    if _has_article(word[1:]) and word[0] != "ل":
        return RATIO_BEFORE_ARTICLE
    ratio = RATIO[word[0]]
    return min(ratio, RATIO_SHORT) if len(word) == SHORTEST else ratio


def _attested(rest: str, proclitic: str) -> float:
    """How well the rest of a word is known as a word, in counts."""
    counts = word_counts()
    best = float(counts.get(rest))
    if _has_article(rest):
        best = max(best, counts.get(rest[2:]) / 2, 1.0)
    if proclitic in CONJUNCTIONS and len(rest) > SHORTEST and rest[0] in PREPOSITIONS:
        best = max(best, SECOND_HAND * counts.get(rest[1:]))
        if rest.startswith(FUSED):
            best = max(best, SECOND_HAND * counts.get(ARTICLE + rest[2:]))
    return best


def _has_article(word: str) -> bool:
    return word.startswith(ARTICLE) and len(word) > len(ARTICLE) + 2


def pieces(document: Document, sentence: Sentence) -> tuple[Piece, ...]:
    """The tokens of a sentence with proclitics as pieces of their own; offsets are those of the article.

    The pieces of a token cover it without gap or overlap. A word is not cut inside a ligature that is one
    code point.
    """
    found: list[Piece] = []
    for token in sentence.tokens:
        cuts = proclitic_cuts(token.form) if token.kind == WORD else ()
        bounds = [0, *cuts, len(token.form)]
        edges = [token.start, *(document.original(token.at + cut) for cut in cuts), token.end]
        if len(set(edges)) < len(edges):
            bounds, edges = [0, len(token.form)], [token.start, token.end]
        found.extend(
            Piece(token.form[bounds[n] : bounds[n + 1]], edges[n], edges[n + 1]) for n in range(len(edges) - 1)
        )
    return tuple(found)


def written(document: Document, piece: Piece) -> str:
    """What a tagger reads of a piece: the article's own letters without marks, tatweel and controls."""
    return plain(document.text[piece.start : piece.end]) or piece.form
