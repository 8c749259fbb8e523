"""Files that are written whole or not at all."""

from __future__ import annotations

import filecmp
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


@contextmanager
def writing(path: Path, draft: Path | None = None) -> Iterator[TextIO]:
    """A UTF-8 stream whose content becomes the file when the block ends without an error.

    A symbolic link is followed. What is no regular file, /dev/stdout or a named pipe, is written to directly.
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
    try:
        with draft.open("x", encoding="utf-8", newline="\n") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if goal.exists():
            if filecmp.cmp(goal, draft, shallow=False):
                return
            shutil.copymode(goal, draft)
        draft.replace(goal)
    finally:
        draft.unlink(missing_ok=True)
