"""A place where something happens, and how specific it is."""

from __future__ import annotations

from typing import NamedTuple

from extractors.claims.context import atlas
from extractors.claims.context.article import Name, Passage
from extractors.claims.context.place_words import bare
from extractors.claims.lexicon import places
from extractors.records import Phrase
from extractors.text import fold_word

REGION, COUNTRY, LARGE, TOWN, SITE = range(5)


class Spot(NamedTuple):
    """A place where something happens: tokens `first` to `to`, what to show, and how specific it is.

    Places of one `group` tell one place from near to far. `aside` says why it is seldom that of the deed: a court
    sits there ("court"), or who was hurt was brought there ("care").
    """

    first: int
    to: int
    phrase: Phrase
    rank: int
    group: int = 0
    aside: str = ""


def named_spot(passage: Passage, name: Name) -> Spot:
    """A place by its name."""
    text = passage.reading.sentence.document.text[name.start : name.end]
    return Spot(name.first, name.to, Phrase(text=text, start=name.start, end=name.end), _rank(passage, name))


def _rank(passage: Passage, name: Name) -> int:
    text = fold_word(passage.reading.sentence.document.text[name.start : name.end]).replace("_", " ")
    if text in places.REGIONS:
        return REGION
    head = text.split()[0] if text.split() else ""
    before = bare(passage.form(name.first - 1))
    for word in (head, before):
        if word in places.SITES or word in places.SMALL:
            return SITE
    if text in atlas.countries():
        return COUNTRY
    if text.split()[1:] and text.split()[-1] in atlas.countries():  # كردستان العراق
        return LARGE
    return LARGE if {head, before} & places.LARGE else TOWN
