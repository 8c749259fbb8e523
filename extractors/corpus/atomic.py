"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


@contextmanager
def writing(path: Path) -> Iterator[TextIO]:
    """A UTF-8 stream whose content becomes the file when the block ends without an error.

    A symbolic link is followed. What is no regular file, /dev/stdout or a named pipe, is written to directly.

    Raises:
        OSError: the folder does not exist, the disk is full, and so on; the file is then as it was before.
    """
    if path.exists() and not path.is_file():
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        return
    goal = path.resolve()
    draft = goal.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with draft.open("x", encoding="utf-8", newline="\n") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if goal.exists():
            shutil.copymode(goal, draft)
        draft.replace(goal)
    finally:
        draft.unlink(missing_ok=True)
