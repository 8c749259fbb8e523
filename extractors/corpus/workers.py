"""Chunks of articles read by several processes, in order, however they fare.

Each worker has a pipe and an extractor of its own and is sent one chunk at a time, so that a worker that is killed
takes nothing with it but that chunk, and it is known which. That chunk is read once more, article by article; an
article that a worker dies of again is named as a failure. `concurrent.futures` breaks a whole pool instead, and its
workers outlive a killed parent; these end when their pipe does.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from typing import Final, Self

from extractors.corpus.chunks import Chunk, Outcome, Slot, read
from extractors.corpus.interrupt import unheard
from extractors.errors import InputError, KhabarError, ModelError
from extractors.machine import processors
from extractors.pipeline import Extractor
from extractors.reading import Article

_AHEAD: Final = 4
"""Chunks in work or waiting for an earlier one, for each worker; this bounds the memory of a run."""
_WARM: Final = "خبر"
_CONTEXT: Final = multiprocessing.get_context("spawn")
"""A fork of a process that has threads, as torch does, may hang; a new process has its own everything."""


@dataclass(slots=True)
class _Task:
    """Articles of a chunk that are sent together; alone, an article has its second and last try."""

    slots: list[Slot]
    again: bool = False

    @property
    def articles(self) -> list[Article]:
        return [slot.item for slot in self.slots if isinstance(slot.item, Article)]


class _Worker:
    """The parent's end of one process."""

    def __init__(self, extractor: Extractor, day: date | None, threads: int) -> None:
        self.task: _Task | None = None
        self.pipe, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=_serve, args=(theirs, extractor, day, threads), daemon=True)
        resource_tracker.ensure_running()  # started with the process, it would let SIGINT through again
        with unheard():  # Ctrl-C is the parent's affair
            self._process.start()
        theirs.close()
        self.ready = False

    def send(self, task: _Task) -> None:
        self.task = task
        try:
            self.pipe.send(task.articles)
        except OSError:  # it died while idle; receiving will tell
            return

    def receive(self) -> list[Outcome] | None:
        """What it made of its task; None if it died. Its first answer is that it is ready.

        Raises:
            KhabarError: what keeps it from reading anything.
        """
        try:
            answer: list[Outcome] | KhabarError = self.pipe.recv()
        except (EOFError, OSError):
            return None
        if isinstance(answer, KhabarError):
            raise answer
        return answer

    def finished(self, outcomes: list[Outcome]) -> None:
        """Hand over what it made, and be idle."""
        assert self.task
        for slot, outcome in zip(self.task.slots, outcomes, strict=True):
            slot.outcome = outcome
        self.task = None

    def end(self) -> str:
        """Kill it, and say with which exit code it ended."""
        self.pipe.close()
        self._process.kill()
        self._process.join()
        return f"exit code {self._process.exitcode}"


@dataclass
class Workers:
    """Reads chunks with several processes.

    Args:
        extractor: what each worker gets a copy of.
        day: the day of writing of articles that have none.
        jobs: how many processes.
    """

    extractor: Extractor
    day: date | None
    jobs: int
    _stillborn: int = field(default=0, init=False)
    _workers: list[_Worker] = field(default_factory=list, init=False)
    _window: deque[Chunk] = field(default_factory=deque, init=False)
    _tasks: deque[_Task] = field(default_factory=deque, init=False)

    def __enter__(self) -> Self:
        return self

    @property
    def at_work(self) -> bool:
        """Whether a chunk was taken and not yet handed back."""
        return bool(self._window)

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.end()

    def map(self, chunks: Iterator[Chunk]) -> Iterator[Chunk]:
        """The chunks in their order, each when its outcomes are there.

        Raises:
            KhabarError: the workers cannot read anything, as without a model.
        """
        more = True
        while more or self._window:
            while self._window and not self._window[0].todo:
                yield self._window.popleft()
            more = more and self._fill(chunks)
            self._hand_out()
            if any(worker.task for worker in self._workers):
                self._collect()

    def _fill(self, chunks: Iterator[Chunk]) -> bool:
        """Take chunks until there is enough to do; whether there may be more."""
        while len(self._window) < self.jobs * _AHEAD and len(self._tasks) < self.jobs:
            chunk = next(chunks, None)
            if chunk is None:
                return False
            self._window.append(chunk)
            if chunk.todo:
                self._tasks.append(_Task(chunk.todo))
        return True

    def _hand_out(self) -> None:
        while self._tasks:
            idle = next((worker for worker in self._workers if worker.task is None), None)
            if idle is None and len(self._workers) < self.jobs:
                idle = _Worker(self.extractor, self.day, max(1, processors() // self.jobs))
                self._workers.append(idle)
            if idle is None:
                return
            idle.send(self._tasks.popleft())

    def _collect(self) -> None:
        """Wait for a worker, and take what it made."""
        busy = {worker.pipe: worker for worker in self._workers if worker.task}
        for pipe in wait(list(busy)):
            assert isinstance(pipe, Connection)
            worker = busy[pipe]
            outcomes = worker.receive()
            if outcomes is None:
                self._died(worker)
            elif not worker.ready:
                worker.ready, self._stillborn = True, 0
            else:
                worker.finished(outcomes)

    def _died(self, worker: _Worker) -> None:
        """Have the articles of a dead worker read by another, or name the one that killed it."""
        self._workers.remove(worker)
        code, task = worker.end(), worker.task
        assert task
        if not worker.ready:
            self._stillborn += 1
            if self._stillborn > self.jobs:
                raise ModelError(f"workers die while they load the model ({code}); give a smaller number of --jobs")
            self._tasks.appendleft(task)
        elif task.again:
            (slot,) = task.slots
            reason = f"a worker died reading it, twice ({code}); it may need more memory than there is"
            slot.outcome = InputError(task.articles[0].source, reason)
        else:
            self._tasks.extendleft(_Task([slot], again=True) for slot in reversed(task.slots))


def _serve(pipe: Connection, extractor: Extractor, day: date | None, threads: int) -> None:
    """What a worker does: read the articles it is sent until the pipe ends."""
    try:
        pipe.send(_prepared(extractor, threads))
        while True:
            pipe.send(_answer(extractor, pipe.recv(), day))
    except (EOFError, OSError):
        return


def _prepared(extractor: Extractor, threads: int) -> list[Outcome] | KhabarError:
    """Load all there is to load, so that what goes wrong then is not taken for an article's fault."""
    try:
        if extractor.tagger:
            extractor.tagger.threads = threads
        extractor.extract(_WARM)
    except KhabarError as error:
        return error
    return []


def _answer(extractor: Extractor, articles: list[Article], day: date | None) -> list[Outcome] | KhabarError:
    try:
        return read(extractor, articles, day)
    except KhabarError as error:
        return error
