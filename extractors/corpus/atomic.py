"""Files that are written whole or not at all."""

from __future__ import annotations

import filecmp
import os
import secrets
import shutil
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Final, TextIO

_ENDING: Final = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
_drafts: list[tuple[int, Path]] = []
"""What is being written, each with the process that writes it: a fork is not to remove its parent's."""


@contextmanager
def writing(path: Path, draft: Path | None = None) -> Iterator[TextIO]:
    """A UTF-8 stream whose content becomes the file when the block ends without an error.

    However this process is ended, SIGKILL apart, nothing half done stays. A symbolic link is followed. What is no
    regular file, /dev/stdout or a named pipe, is written to directly.
    A file that has that content already is left as it is.

    Args:
        path: the file.
        draft: where to write first, on the same disk; what lies there is overwritten. By default a name that
            nobody else has.

    Raises:
        OSError: the folder does not exist, the disk is full, and so on; the file is then as it was before.
    """
    if path.exists() and not path.is_file():
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        return
    goal = path.resolve()
    draft = draft or goal.with_name(f".{secrets.token_hex(8)}.part")
    draft.unlink(missing_ok=True)
    with _gone_at_the_end(draft):
        with draft.open("x", encoding="utf-8", newline="\n") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if goal.exists():
            if filecmp.cmp(goal, draft, shallow=False):
                return
            shutil.copymode(goal, draft)
        draft.replace(goal)


@contextmanager
def _gone_at_the_end(draft: Path) -> Iterator[None]:
    """Remove the draft when the block ends, or when a signal ends the process that would do nothing else."""
    own = os.getpid(), draft
    _drafts.append(own)
    taken = []
    if threading.current_thread() is threading.main_thread():
        taken = [number for number in _ENDING if signal.getsignal(number) is signal.SIG_DFL]
    for number in taken:
        signal.signal(number, _end)
    try:
        yield
    finally:
        draft.unlink(missing_ok=True)
        _drafts.remove(own)
        for number in taken:
            signal.signal(number, signal.SIG_DFL)


def _end(number: int, _frame: FrameType | None) -> None:
    """Remove the drafts of this process, and end it as the signal would have."""
    for process, draft in _drafts:
        if process == os.getpid():
            with suppress(OSError):
                draft.unlink(missing_ok=True)
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)
