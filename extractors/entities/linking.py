"""Which place of the world a place of an article is, by what the article says of countries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from extractors.entities.lexicon import nationality, table
from extractors.entities.mentions import Context, Found
from extractors.entities.naming import Key, bare
from extractors.entities.places import CITY, COUNTRY, Clues, Gazetteer, Place

FURTHEST: Final = 4  # words from a name to its country: «طرابلس، في شمال لبنان»
KNOWN_TOWN: Final = 100_000  # inhabitants; things are called after smaller ones too, but after namesakes as often


@dataclass(frozen=True, slots=True)
class Named:
    """A place of an article: the forms of its name, its mentions."""

    names: tuple[Key, ...]
    mentions: tuple[Found, ...]


def link(named: Sequence[Named], contexts: Iterable[Context], gazetteer: Gazetteer) -> list[Place | None]:
    """The place that each is, None where that is not known or not sure.

    First by the countries that the article names, then also by those of the cities that this made sure.

    Args:
        named: the places of one article.
        contexts: its sentences.
        gazetteer: the known places.
    """
    countries = _Countries(named, contexts, gazetteer)
    first = [gazetteer.find(place.names, countries.clues(place)) for place in named]
    countries.add(
        (place.country, len(own.mentions))
        for place, own in zip(first, named, strict=True)
        if place and place.kind != COUNTRY
    )
    second = [place or gazetteer.find(own.names, countries.clues(own)) for place, own in zip(first, named, strict=True)]
    return [place or _around(own, countries.clues(own), gazetteer) for place, own in zip(second, named, strict=True)]


class _Countries:
    """How often an article names each country, and where."""

    def __init__(self, named: Sequence[Named], contexts: Iterable[Context], gazetteer: Gazetteer) -> None:
        self._at: dict[int, str] = {}  # by the offset of a word
        for place in named:
            if code := next(filter(None, map(gazetteer.country, place.names)), None):
                self._at |= {mention.start: code for mention in place.mentions}
        for context in contexts:
            adjectives = ((piece.start, nationality(piece.form)) for piece in context.pieces)
            self._at |= {start: code for start, code in adjectives if code and start not in self._at}
        self._counts = Counter(self._at.values())

    def add(self, counts: Iterable[tuple[str, int]]) -> None:
        """Count countries that are not named by themselves."""
        for country, count in counts:
            self._counts[country] += count

    def clues(self, place: Named) -> Clues:
        """What the article says of where a place is."""
        near = frozenset(country for mention in place.mentions for country in self._beside(mention))
        heads = table("words.toml")["heads"]["province"]
        return Clues(near, self._counts, all(_head(mention) in heads for mention in place.mentions))

    def _beside(self, mention: Found) -> Iterator[str]:
        pieces = mention.context.pieces
        for piece in pieces[mention.last : mention.last + FURTHEST]:
            if code := self._at.get(piece.start):
                yield code
            if code or piece.form not in table("words.toml")["heads"]["between"]:
                break
        if mention.first > 1 and bare(pieces[mention.first - 2].form) in table("words.toml")["heads"]["place"]:
            yield from filter(None, [nationality(pieces[mention.first - 1].form)])


def _head(mention: Found) -> str:
    return mention.context.pieces[mention.first - 1].form if mention.first else ""


def _around(place: Named, clues: Clues, gazetteer: Gazetteer) -> Place | None:
    """Only the country, of what is called after it, or after a town or province of it: مطار بغداد الدولي."""
    heads = table("words.toml")["heads"]["within"]
    for name in place.names:
        rest = name
        while rest and rest[0] in heads:
            rest = rest[1:]
        if rest != name:
            inner = (gazetteer.find([rest[:end]], clues) for end in range(len(rest), 0, -1))
            if code := next((found.country for found in inner if found and _is_known(found, clues)), None):
                return Place(COUNTRY, code)
        if len(name) > 1 and (code := nationality(name[-1])):
            return Place(COUNTRY, code)
    return None


def _is_known(place: Place, clues: Clues) -> bool:
    """Whether things are likely to be called after this place, not after a namesake or a word like it."""
    return place.kind != CITY or place.inhabitants >= KNOWN_TOWN or place.country in clues.near
