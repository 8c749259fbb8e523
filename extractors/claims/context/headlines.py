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
    if source is None or source.to != colon or not source.known:
        return None
    name = passage.by_start.get(0)
    if colon == 1 and (name is None or name.kind == "person") and passage.form(0) in atlas.one_word():
        return None  # a town that the tagger took for a man
    if name and name.kind == "place" and not _speaks(passage, name.to):
        return None
    return source


def _speaks(passage: Passage, colon: int) -> bool:
    topic = passage.by_start[0].entity.country
    others = {name.entity.country for name in passage.names if name.kind == "place" and name.first > colon}
    return bool(topic) and bool(others - {None}) and topic not in others
