"""One run over many inputs: read, skip what is known, have the rest read, keep it, and hand it on in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Protocol

from extractors.corpus import chunks
from extractors.corpus.chunks import Chunk, Slot
from extractors.corpus.interrupt import Interrupt
from extractors.corpus.plan import Input, Plan
from extractors.errors import InputError
from extractors.pipeline import Extractor
from extractors.reading import Article, articles
from extractors.records import Record

if TYPE_CHECKING:
    from extractors.corpus.identity import Identity
    from extractors.corpus.journal import Journal


@dataclass(frozen=True, slots=True)
class Done:
    """An article that was read; `known` where an earlier run had read it."""

    input: Input
    article: Article
    record: Record
    known: bool


@dataclass(frozen=True, slots=True)
class Failed:
    """An input or article that was not read."""

    input: Input | None
    error: InputError


class Engine(Protocol):
    """What reads chunks: this process or several of them."""

    @property
    def at_work(self) -> bool:
        """Whether it works on chunks while it asks for the next one."""

    def map(self, chunks: Iterator[Chunk]) -> Iterator[Chunk]:
        """The chunks in their order, each when its outcomes are there."""


@dataclass(frozen=True, slots=True)
class Here:
    """Reads chunks in this process."""

    extractor: Extractor
    day: date | None
    at_work: bool = field(default=False, init=False)

    def map(self, chunked: Iterator[Chunk]) -> Iterator[Chunk]:
        """The chunks in their order."""
        for chunk in chunked:
            if chunk.todo:
                chunk.done(chunks.read(self.extractor, chunk.articles, self.day))
            yield chunk


@dataclass(frozen=True)
class Job:
    """One run.

    Args:
        plan: what to read.
        engine: what reads it.
        identity: what its records depend on.
        journal: what earlier runs finished, and where to keep what this one does; None to keep nothing.
        interrupt: whether to stop.
        live: whether someone waits for each record: then no article waits for others to be read with it.
    """

    plan: Plan
    engine: Engine
    identity: Identity | None = None
    journal: Journal | None = None
    interrupt: Interrupt = field(default_factory=Interrupt)
    live: bool = False

    def results(self) -> Iterator[Done | Failed]:
        """What becomes of each article, in the order of the plan.

        Raises:
            KeyboardInterrupt: it was interrupted; what was read until then was handed on and kept.
            KhabarError: nothing can be read or kept, as without a model or on a full disk.
        """
        for chunk in self.engine.map(self._chunks()):
            self._keep(chunk)
            for slot in chunk.slots:
                yield handed_on(slot)
        self.interrupt.check()
        if self.journal:
            self.journal.finish()

    def _chunks(self) -> Iterator[Chunk]:
        """What there is to read; after an interrupt no more, not even a chunk that was begun."""
        for chunk in chunks.chunked(self._slots(), 1 if self.live else chunks.ARTICLES):
            if self.interrupt.asked:
                return
            yield self._known(chunk)

    def _slots(self) -> Iterator[Slot]:
        """The articles of the plan; none after an interrupt."""
        read = _articles(self.plan.inputs())
        while True:
            slot = self.interrupt.wait_for(lambda: next(read, None), at_work=self.engine.at_work)
            if slot is None:
                return
            yield slot

    def _known(self, chunk: Chunk) -> Chunk:
        """The chunk with the outcomes that earlier runs had."""
        if self.journal is None or self.identity is None:
            return chunk
        for slot in chunk.todo:
            if isinstance(slot.item, Article):
                slot.key = self.identity.key(slot.item)
        found = self.journal.found(slot.key for slot in chunk.slots if slot.key)
        for slot in chunk.slots:
            if slot.key in found:
                slot.outcome, slot.known = found[slot.key], True
        return chunk

    def _keep(self, chunk: Chunk) -> None:
        if self.journal is None:
            return
        fresh = {slot.key: slot.outcome for slot in chunk.slots if slot.key and not slot.known}
        records = {key: outcome for key, outcome in fresh.items() if isinstance(outcome, Record)}
        self.journal.keep(records, again=[slot.key for slot in chunk.slots if slot.key and slot.known])


def _articles(inputs: Iterable[Input | InputError]) -> Iterator[Slot]:
    for found in inputs:
        if isinstance(found, InputError):
            yield Slot(None, found)
        else:
            for item in articles([found.path]):
                yield Slot(found, item)


def handed_on(slot: Slot) -> Done | Failed:
    """What a slot with an outcome says."""
    match slot:
        case Slot(input=Input() as source, item=Article() as article, outcome=Record() as record):
            return Done(source, article, record, slot.known)
        case Slot(outcome=InputError() as error):
            return Failed(slot.input, error)
    raise AssertionError(slot)
