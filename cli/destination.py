"""Where the records of a run go: one stream, one file, or a folder that mirrors the inputs."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from cli import run
from cli.account import Account
from cli.output import Writer
from cli.output.target import Target
from extractors.corpus.atomic import writing
from extractors.corpus.plan import Input, Plan
from extractors.errors import InputError, UsageError
from extractors.reading import STDIN, shown
from extractors.records import Extracted

if TYPE_CHECKING:
    from extractors.corpus.journal import Journal

Results = Iterable[tuple[Input, Extracted]]
_FOR_ALL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO})
"""Errors in writing one file that writing any other will meet too."""


@dataclass(frozen=True, slots=True)
class Destination:
    """What was named after -o.

    Args:
        path: the file or folder; None for standard output.
        folder: whether it is a folder, to write one file an input to.
        ending: what the files in a folder end in.
        write: the format.
        target: makes the target of a stream, and of whether it may hold several articles.
    """

    path: Path | None
    folder: bool
    ending: str
    write: Writer
    target: Callable[[TextIO, bool], Target]

    @property
    def streams(self) -> bool:
        """Whether it is a stream that somebody reads while it is written, and not a file."""
        return self.path is None or str(self.path) == STDIN or (self.path.exists() and not self._regular)

    @property
    def _regular(self) -> bool:
        return self.path is not None and (self.path.is_file() or self.path.is_dir())

    def journal(self, plan: Plan, *, afresh: bool) -> AbstractContextManager[Journal | None]:
        """The journal of a run that may be long, beside its output.

        Raises:
            UsageError: another run is writing there, or there is no such folder.
        """
        if self.path is None or self.streams or not (self.folder or plan.may_be_several):
            return nullcontext()
        from extractors.corpus.journal import Journal  # noqa: PLC0415  SQLite, which one article needs not

        if self.folder:
            with _or_refused(self.path):
                self.path.mkdir(parents=True, exist_ok=True)
            return Journal(self.path / ".journal", self.path, afresh=afresh)
        goal = self.path.resolve()
        return Journal(goal.with_name(f".{goal.name}.journal"), self.path, afresh=afresh)

    def take(self, results: Results, plan: Plan, journal: Journal | None, account: Account) -> None:
        """Write the results.

        Raises:
            UsageError: the output cannot be written to.
        """
        if self.folder:
            assert journal
            for found, group in groupby(results, key=itemgetter(0)):
                self._file(found, (result for _, result in group), journal, account)
            return
        with run.opened(self.path, journal.draft if journal else None) as stream:
            self.write((result for _, result in results), self.target(stream, plan.may_be_several))
            account.finish()

    def _file(self, found: Input, results: Iterable[Extracted], journal: Journal, account: Account) -> None:
        """Write the file of one input."""
        try:
            path = self._place(found)
            path.parent.mkdir(parents=True, exist_ok=True)
            with writing(path, journal.draft) as stream:
                self.write(results, self.target(stream, found.may_be_several))
        except InputError as error:
            account.failure(error)
        except OSError as error:
            if error.errno in _FOR_ALL:
                reason = f"{error.strerror}; what is done is kept, run it again"
                raise UsageError(f"{self.path}: cannot be written: {reason}") from error
            account.failure(InputError(shown(found.path), f"its output cannot be written: {error.strerror}"))

    def _place(self, found: Input) -> Path:
        assert self.path
        path = self.path / f"{found.inside}.{self.ending}"
        if not path.resolve().is_relative_to(self.path.resolve()):
            reason = f"its output would be outside {self.path}, where a link leads; remove the link"
            raise InputError(shown(found.path), reason)
        return path


@contextmanager
def _or_refused(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}; nothing was") from error
