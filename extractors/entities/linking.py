"""Which place of the world a place of an article is, by what the article says of countries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from extractors.entities.lexicon import nationality, table
from extractors.entities.mentions import PLACE, Context, Found
from extractors.entities.naming import ADJECTIVE_ENDINGS, Key, bare, without_heads
from extractors.entities.places import CITY, COUNTRY, Clues, Gazetteer, Place

FURTHEST: Final = 4  # words from a name to its country: «طرابلس، في شمال لبنان»
FEWEST_CLUES: Final = 5  # that an article gives of a country, to be all about it
NEARLY_ALL: Final = 0.6  # of its clues
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
    places = [gazetteer.find(place.names, countries.clues(place)) for place in named]
    countries.add(zip(named, places, strict=True))
    places = _each_missing(named, places, lambda own: gazetteer.find(own.names, countries.clues(own)))
    whole = {
        without_heads(name, PLACE): place
        for own, place in zip(named, places, strict=True)
        if place and place.kind == COUNTRY
        for name in own.names
    }
    places = _each_missing(named, places, lambda own: _short_for(own, whole))
    places = _each_missing(named, places, lambda own: _around(own, countries.clues(own), gazetteer))
    return _each_missing(named, places, countries.of_village)


def _each_missing(
    named: Sequence[Named], places: Sequence[Place | None], find: Callable[[Named], Place | None]
) -> list[Place | None]:
    return [place or find(own) for own, place in zip(named, places, strict=True)]


class _Countries:
    """How often an article names each country, and where."""

    def __init__(self, named: Sequence[Named], contexts: Iterable[Context], gazetteer: Gazetteer) -> None:
        self._at: dict[int, str] = {}  # by the offset of a word
        for place in named:
            sure = (gazetteer.country(name) for name in place.names if gazetteer.is_country_only(name))
            if code := next(sure, None):
                self._at |= {mention.start: code for mention in place.mentions}
        for context in contexts:
            adjectives = ((piece.start, nationality(piece.form)) for piece in context.pieces)
            self._at |= {start: code for start, code in adjectives if code and start not in self._at}
        self._counts = Counter(self._at.values())
        self._towns: dict[int, str] = {}

    def add(self, linked: Iterable[tuple[Named, Place | None]]) -> None:
        """Count the countries of cities and provinces, which are named with them."""
        for own, place in linked:
            if place and place.kind != COUNTRY:
                self._counts[place.country] += len(own.mentions)
                self._towns |= {mention.start: place.country for mention in own.mentions}

    def of_village(self, place: Named) -> Place | None:
        """Only the country, of a place that is too small to be known: the one that nearly all of the article is about.

        «قرية X في ريف حمص» is there by itself; else it has to be called a village, a hill, a front.
        """
        beside = {country for mention in place.mentions for country in self._inside(mention)}
        if len(beside) == 1:
            return Place(COUNTRY, beside.pop())
        heads = table("words.toml")["heads"]["small"]
        is_small = any(_head(mention) in heads or mention.forms[0] in heads for mention in place.mentions)
        (country, count), total = self._counts.most_common(1)[0] if self._counts else ("", 0), self._counts.total()
        sure = count >= FEWEST_CLUES and count >= NEARLY_ALL * total
        return Place(COUNTRY, country) if is_small and sure else None

    def _inside(self, mention: Found) -> Iterator[str]:
        """The country of the town or province that a mention says it is in."""
        heads = table("words.toml")["heads"]
        called = False
        for piece in mention.context.pieces[mention.last : mention.last + FURTHEST]:
            code = self._towns.get(piece.start)
            if code and called:
                yield code
            called = called or piece.form in {"في", "ب"} or bare(piece.form) in heads["place"]
            if code or not (piece.form in heads["between"] or bare(piece.form) in heads["place"]):
                break

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


def _short_for(place: Named, countries: Mapping[Key, Place]) -> Place | None:
    """The one country of the article whose name begins so: الكونغو, of الكونغو الديمقراطية."""
    begun = {country for name, country in countries.items() if len(name) > 1 and name[:1] in place.names}
    return begun.pop() if len(begun) == 1 else None


def _around(place: Named, clues: Clues, gazetteer: Gazetteer) -> Place | None:
    """Only the country, of what is called after it, or after a town or province of it: مطار بغداد الدولي."""
    heads = table("words.toml")["heads"]["within"]
    for name in place.names:
        first = next((n for n, word in enumerate(name) if word not in heads), 0)
        last = len(name)
        while last > first + 1 and name[last - 1].endswith(ADJECTIVE_ENDINGS):
            last -= 1
        inner = [gazetteer.find([name[first:end]], clues) for end in (len(name), last) if first]
        if code := next((found.country for found in inner if found and _is_known(found, clues)), None):
            return Place(COUNTRY, code)
        if len(name) > 1 and (code := nationality(name[-1])):
            return Place(COUNTRY, code)
    return None


def _is_known(place: Place, clues: Clues) -> bool:
    """Whether things are likely to be called after this place, not after a namesake or a word like it."""
    large = place.inhabitants >= KNOWN_TOWN and place.country in clues.named
    return place.kind != CITY or large or place.country in clues.near
