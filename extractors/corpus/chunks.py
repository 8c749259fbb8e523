"""Articles in small groups that a model reads together, and what is made of each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from extractors.corpus.plan import Input
from extractors.errors import ArticleBug, InputError, KhabarError
from extractors.pipeline import Extractor
from extractors.reading import Article
from extractors.records import Record

ARTICLES: Final = 16
"""The most articles of a chunk."""
_CHARACTERS: Final = 100_000
"""A chunk ends with the article that brings it here."""

Outcome = Record | InputError
"""What is made of an article: its record, or why there is none."""


@dataclass(slots=True)
class Slot:
    """One article of a run, or the error in place of it.

    Attributes:
        input: the file that it is from; None where the files of a folder could not be listed.
        item: what was read.
        key: the digest of all that its record depends on.
        outcome: what was made of it, once that is known.
        known: whether an earlier run had made it.
    """

    input: Input | None
    item: Article | InputError
    key: bytes | None = None
    outcome: Outcome | None = None
    known: bool = False


@dataclass(slots=True)
class Chunk:
    """Some consecutive slots of a run."""

    slots: list[Slot] = field(default_factory=list)

    @property
    def todo(self) -> list[Slot]:
        """Those that wait to be read."""
        return [slot for slot in self.slots if slot.outcome is None]

    @property
    def articles(self) -> list[Article]:
        """The articles of the slots that wait to be read."""
        return [slot.item for slot in self.todo if isinstance(slot.item, Article)]

    def done(self, outcomes: Iterable[Outcome]) -> None:
        """Take the outcomes of `articles`, in that order."""
        for slot, outcome in zip(self.todo, outcomes, strict=True):
            slot.outcome = outcome


def chunked(slots: Iterable[Slot], articles: int = ARTICLES) -> Iterator[Chunk]:
    """The slots in chunks; where one ends depends on the slots alone."""
    chunk, characters = Chunk(), 0
    for slot in slots:
        chunk.slots.append(slot)
        if isinstance(slot.item, InputError):
            slot.outcome = slot.item
        else:
            characters += len(slot.item.text)
        if len(chunk.slots) >= articles or characters >= _CHARACTERS:
            yield chunk
            chunk, characters = Chunk(), 0
    if chunk.slots:
        yield chunk


def read(extractor: Extractor, articles: list[Article], day: date | None) -> list[Outcome]:
    """The record of each article; where Khabar fails on one, the others are read all the same.

    Raises:
        KhabarError: nothing can be read, as without a model.
    """
    try:
        return [result.record for result in extractor.extract_many(articles, reference_date=day)]
    except KhabarError:
        raise
    except Exception as error:  # noqa: BLE001  whatever it is, it is one article's
        if len(articles) == 1:
            return [_failure(articles[0], error)]
    return [outcome for article in articles for outcome in read(extractor, [article], day)]


def _failure(article: Article, error: Exception) -> InputError:
    if isinstance(error, MemoryError):
        return InputError(article.source, "more than fits in memory; split it")
    what = f"{type(error).__name__}: {error}"
    return ArticleBug(article.source, f"a bug in Khabar: {what}; please report it with the article")
