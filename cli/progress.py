"""How far a long run is, on standard error while it goes on; only for someone who looks at a terminal."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final, Protocol

from extractors.corpus.plan import Input, Plan
from extractors.errors import KhabarError
from extractors.files import opened
from extractors.reading import lines
from extractors.reading.legible import NotText

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_TIMES_A_SECOND: Final = 4
_BLOCK: Final = 1 << 20


class Counts(Protocol):
    """What a run has done so far."""

    done: int
    failed: int
    files: int


@contextmanager
def shown(plan: Plan, counts: Counts) -> Iterator[None]:
    """Show the counts, the rate and the time left until the block ends."""
    from rich.console import Console  # noqa: PLC0415  most runs show nothing
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415  as above

    columns = (
        TextColumn("{task.fields[counts].files} files, {task.fields[counts].done} articles"),
        BarColumn(bar_width=None),
        TextColumn("{task.fields[rate]:.1f} a second, left"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[failures]}", style="red"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as progress:
        task = progress.add_task("", total=None, counts=counts, rate=0.0, failures="")
        ended = threading.Event()
        threads = [threading.Thread(target=_follow, args=(progress, task, counts, ended), daemon=True)]
        if plan.can_be_repeated:
            threads.append(threading.Thread(target=_measure, args=(progress, task, plan, ended), daemon=True))
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            ended.set()
            threads[0].join()


def wanted(*, quiet: bool, to_terminal: bool) -> bool:
    """Whether someone sees it, and is shown nothing else."""
    return not quiet and not to_terminal and sys.stderr is not None and sys.stderr.isatty()


def _follow(progress: Progress, task: TaskID, counts: Counts, ended: threading.Event) -> None:
    while True:
        elapsed = progress.tasks[0].elapsed or 0.0
        rate = counts.done / elapsed if elapsed else 0.0
        failures = f"{counts.failed} failed" if counts.failed else ""
        progress.update(task, completed=counts.done + counts.failed, rate=rate, failures=failures)
        progress.refresh()
        if ended.wait(1 / _TIMES_A_SECOND):
            return


def _measure(progress: Progress, task: TaskID, plan: Plan, ended: threading.Event) -> None:
    """Count the articles there are, meanwhile: names alone do not tell how many a file of JSON Lines has."""
    total = 0
    with suppress(KhabarError):  # the run itself will meet it, and say so
        for found in plan.inputs():
            if ended.is_set():
                return
            total += _articles(found) if isinstance(found, Input) else 1
        progress.update(task, total=total)


def _articles(found: Input) -> int:
    if not found.may_be_several:
        return 1
    try:
        with opened(found.path) as stream:
            held = lines.unpacked(found.path, stream)
            return sum(block.count(b"\n") for block in iter(lambda: held.read(_BLOCK), b""))
    except (OSError, NotText):
        return 1
