"""Who and where is named in how many articles. Names that are spelled alike are taken for one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from extractors.corpus.report.quotes import Quote
from extractors.corpus.toll.figures import spelling
from extractors.records import Entity

QUOTES: Final = 3
"""Sentences that are kept of each name."""
MANY: Final = 100_000
"""Different names after which those that only one article has are forgotten."""


@dataclass
class Name:
    """A name and how often it was met.

    Args:
        name: as it is spelled most.
        articles: how many articles name it.
        mentions: how many times they do in all.
        quotes: the first few sentences.
        entity: the last entity of that name that could be placed or said in Latin letters, else the first.
    """

    entity: Entity
    articles: int = 0
    mentions: int = 0
    quotes: list[Quote] = field(default_factory=list)
    spellings: Counter[str] = field(default_factory=Counter)

    @property
    def name(self) -> str:
        """The name as it is spelled in most articles, of several the one met first."""
        return max(self.spellings, key=lambda name: self.spellings[name])

    @property
    def located(self) -> bool:
        """Whether it is known where it is."""
        return self.entity.latitude is not None and self.entity.longitude is not None


@dataclass(frozen=True, slots=True)
class Ranking:
    """The names met most, those of most articles first.

    `different` is how many there were in all, `complete` whether none was forgotten on the way.
    """

    names: tuple[Name, ...]
    different: int
    complete: bool


class Names:
    """Counts the names of one kind."""

    def __init__(self) -> None:
        self._names: dict[str, Name] = {}
        self._complete = True

    def add(self, entities: Iterable[Entity]) -> list[tuple[Entity, Name]]:
        """Count the entities of an article; returns those of which more sentences are wanted."""
        met: dict[str, Entity] = {}
        for entity in entities:
            key = spelling(entity.name) or entity.name
            name = self._names.setdefault(key, Name(entity))
            name.articles += key not in met
            name.mentions += entity.count
            name.spellings[entity.name] += 1
            if name.entity.latitude is None and (entity.latitude is not None or entity.latin):
                name.entity = entity
            met.setdefault(key, entity)
        wanted = [(entity, self._names[key]) for key, entity in met.items() if len(self._names[key].quotes) < QUOTES]
        if len(self._names) > MANY:
            self._forget()
        return wanted

    def ranking(self, limit: int) -> Ranking:
        """The names of most articles, of as many those of most mentions."""
        return self._ranked(self._names.values(), limit)

    def located(self, limit: int) -> Ranking:
        """The same of those whose place is known."""
        return self._ranked((name for name in self._names.values() if name.located), limit)

    def _ranked(self, names: Iterable[Name], limit: int) -> Ranking:
        ordered = sorted(names, key=lambda name: (-name.articles, -name.mentions))
        return Ranking(tuple(ordered[:limit]), len(ordered), self._complete)

    def _forget(self) -> None:
        self._names = {key: name for key, name in self._names.items() if name.articles > 1}
        self._complete = False
