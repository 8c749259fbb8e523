"""What became of each article of a run: counted, told, listed, and the exit code that follows."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TextIO

import typer

from cli import run
from cli.talk import escaped
from extractors.corpus.job import Done, Failed
from extractors.corpus.plan import Input
from extractors.errors import ArticleBug, InputError
from extractors.records import Extracted, Record


@dataclass
class Account(run.Tally):
    """The counts of a run.

    Args:
        errors: where each failure is written as a line of JSON.
        summary: whether to say at the end how it went, even if nothing failed.
    """

    errors: TextIO | None = None
    summary: bool = False
    files: int = field(default=0, init=False)
    known: int = field(default=0, init=False)
    bugs: int = field(default=0, init=False)
    _began: float = field(default_factory=time.monotonic, init=False)
    _last: Input | None = field(default=None, init=False)

    def results(
        self, items: Iterable[Done | Failed], view: Callable[[Record], Record]
    ) -> Iterator[tuple[Input, Extracted]]:
        """What is written of the articles that were read; the failures of the others are told at once."""
        for item in items:
            if isinstance(item, Failed):
                self.failure(item.error)
                continue
            article, record = item.article, view(item.record)
            size = f"{len(article.text)} characters in {article.encoding}"
            self.talk.detail(f"{article.source}: {size}, {len(record.claims)} claims" + ", known" * item.known)
            yield item.input, Extracted(record, article.text)
            self.done += 1
            self.known += item.known
            self.files += item.input is not self._last
            self._last = item.input

    def failure(self, error: InputError) -> None:
        """Count, tell and list a failure."""
        self.fail(str(error))
        self.bugs += isinstance(error, ArticleBug)
        if self.errors:
            line = json.dumps({"source": error.source, "reason": error.reason}, ensure_ascii=False)
            self.errors.write(escaped(line) + "\n")

    @property
    def exit_code(self) -> int:
        """What the run ends with."""
        if self.bugs:
            return ArticleBug.exit_code
        return run.SOME_FAILED if self.failed else 0

    def finish(self) -> None:
        """Without a single readable input no output file is left behind."""
        if self.failed and not self.done:
            raise typer.Exit(self.exit_code)

    def sum_up(self) -> None:
        """Say how it went."""
        if not self.done or not (self.failed or self.summary):
            return
        said = [f"articles done: {self.done}"]
        if self.known:
            said.append(f"of them known from earlier runs: {self.known}")
        said.append(f"failed: {self.failed}")
        if self.summary and self.done > self.known:
            rate = (self.done - self.known) / (time.monotonic() - self._began)
            said.append(f"{rate:.1f} a second")
        self.talk.note(", ".join(said))
