"""Who speaks in a headline that opens with a name and a colon."""

from __future__ import annotations

from typing import Final

from extractors.claims.context import atlas
from extractors.claims.context.article import Passage
from extractors.claims.context.sources import Source, read_source

_TOPIC: Final = 8  # tokens before the colon of a headline


def speaking_topic(passage: Passage) -> Source | None:
    """A source before the colon of a headline; a place there is one where the news is of another country."""
    if passage.apart != "headline":
        return None
    colon = next((n for n in range(min(_TOPIC, len(passage.tokens))) if passage.form(n) == ":"), None)
    source = read_source(passage, 0) if colon else None
    spoken = source and source.to == colon and source.known and not _is_place(passage, source.to)
    return source if spoken else None


def _is_place(passage: Passage, colon: int) -> bool:
    """Whether what stands before a colon is where the news is from, and speaks not."""
    name = passage.by_start.get(0)
    if name and name.kind == "place" and not _speaks(passage, name.to):
        return True
    town = name is None or name.kind == "person"  # which the tagger took for a man
    return colon == 1 and town and passage.form(0) in atlas.one_word()


def _speaks(passage: Passage, colon: int) -> bool:
    topic = passage.by_start[0].entity.country
    others = {name.entity.country for name in passage.names if name.kind == "place" and name.first > colon}
    return bool(topic) and bool(others - {None}) and topic not in others
