"""One run over many articles, as `extract` has it: what reads, what is kept, what is shown, how it is stopped."""

# ruff: noqa: PLC0415  one article needs neither a cluster nor workers nor a journal

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

import typer

from cli import kinds, progress
from cli.account import Account
from cli.destination import Destination
from cli.output.target import output_file
from cli.talk import Talk
from extractors.corpus.interrupt import Interrupt
from extractors.corpus.job import Done, Failed, Here, Job
from extractors.corpus.plan import Plan
from extractors.errors import UsageError
from extractors.machine import processors
from extractors.pipeline import Extractor
from extractors.reading import STDIN

if TYPE_CHECKING:
    from extractors.corpus.identity import Identity
    from extractors.corpus.journal import Journal

INTERRUPTED: Final = 130
_LOCAL: Final = "local"
_RAY: Final = "ray"


@dataclass(frozen=True, slots=True)
class Where:
    """What reads: so many processes of this machine, or actors of a Ray cluster."""

    cluster: bool
    processes: int
    address: str | None = None


def engine_named(name: str, jobs: str, address: str | None) -> Where:
    """What reads, by the options that say so.

    Raises:
        UsageError: there is no such engine, no such number of processes, no such cluster.
    """
    if name not in {_LOCAL, _RAY}:
        raise UsageError(f"unknown engine: {name}; known are {_LOCAL}, {_RAY}")
    if address is not None and name != _RAY:
        raise UsageError("--address is that of a Ray cluster; add --engine ray")
    if jobs != "auto" and not (jobs.isascii() and jobs.isdigit() and int(jobs) > 0):
        raise UsageError(f"not a number of processes: {jobs}; --jobs takes one from 1 on, or auto")
    if jobs != "auto":
        return Where(name == _RAY, int(jobs), address)
    if name == _LOCAL:
        return Where(cluster=False, processes=processors())
    from extractors.corpus import cluster

    return Where(cluster=True, processes=cluster.processors(address), address=address)


@dataclass(frozen=True, slots=True)
class Work:
    """What to read, with what, and where to."""

    plan: Plan
    destination: Destination
    extractor: Extractor
    day: date | None
    where: Where

    def run(self, account: Account, asked: frozenset[str], *, afresh: bool) -> None:
        """Read and write everything; what the first Ctrl-C leaves undone can be done by the next run."""
        with ExitStack() as stack:
            journal = stack.enter_context(self.destination.journal(self.plan, afresh=afresh))
            interrupt = Interrupt(partial(_say_interrupted, account.talk))
            if self.plan.may_be_several:
                stack.enter_context(interrupt)
            if progress.wanted(quiet=account.talk.quiet, to_terminal=self._to_terminal) and self.plan.may_be_several:
                stack.enter_context(progress.shown(self.plan, account))
            results = self._results(journal, interrupt, stack)
            try:
                written = account.results(results, partial(kinds.kept, kinds=asked))
                self.destination.take(written, self.plan, journal, account)
            except KeyboardInterrupt:
                if journal:
                    account.talk.note(f"interrupted; articles done and kept for the next run: {account.done}")
                raise typer.Exit(INTERRUPTED) from None

    def _results(self, journal: Journal | None, interrupt: Interrupt, stack: ExitStack) -> Iterator[Done | Failed]:
        where = self.where
        if where.cluster:
            from extractors.corpus.cluster import Cluster

            actors, address = where.processes, where.address
            return Cluster(self.plan, self.extractor, self.day, actors, address, journal, interrupt).results()
        identity = self._identity() if journal else None
        if where.processes == 1 or not self.plan.may_be_several:
            here = Here(self.extractor, self.day)
            return Job(self.plan, here, identity, journal, interrupt, live=self._live).results()
        from extractors.corpus.workers import Workers

        several = stack.enter_context(Workers(self.extractor, self.day, where.processes))
        return Job(self.plan, several, identity, journal, interrupt, live=self._live).results()

    def _identity(self) -> Identity:
        from extractors.corpus.identity import Identity

        return Identity(self.extractor, self.day)

    @property
    def _to_terminal(self) -> bool:
        return self.destination.streams and sys.stdout is not None and sys.stdout.isatty()

    @property
    def _live(self) -> bool:
        """Whether someone waits for each record: at a terminal, or at the end of a pipe that begins elsewhere."""
        return self._to_terminal or (self.destination.streams and STDIN in self.plan.paths)


@contextmanager
def listed(errors: Path | None) -> Iterator[TextIO | None]:
    """The file for the failures, which is kept however the run ends.

    Raises:
        UsageError: it cannot be written.
    """
    if errors is None:
        yield None
        return
    ended: BaseException | None = None
    with output_file(errors) as stream:
        try:
            yield stream
        except BaseException as error:  # noqa: BLE001  it goes on when the file is there
            ended = error
    if ended:
        raise ended


def _say_interrupted(talk: Talk) -> None:
    """From inside a signal handler: streams may be in the middle of something."""
    if not talk.quiet:
        with suppress(OSError):  # closed, or full
            os.write(2, b"extract: finishing the articles in work; Ctrl-C again stops at once\n")
