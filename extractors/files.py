"""Files from outside, opened so that nothing waits and read so that nothing is endless.

A named pipe waits for a writer, /dev/zero never ends, and a link may lead to either. So only regular files are opened,
and what standard input is under another name: /dev/stdin.
"""

from __future__ import annotations

import errno
import io
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, cast

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_KINDS: Final = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISSOCK, "a socket"),
)
_STANDARD_INPUT: Final = 0


class NotAFile(OSError):  # noqa: N818  a state of the path, which the reader words as an error of its own
    """What is at a path is no regular file; `strerror` says what it is, in words."""


class TooLarge(OSError):  # noqa: N818  as above
    """A file has more bytes than it may; `strerror` says how many those are."""


def opened(path: str | Path) -> BinaryIO:
    """Open a regular file to read its bytes, without waiting for anything.

    Raises:
        NotAFile: it is a pipe, a device or a socket, and not that of standard input.
        OSError: there is none, it is a folder, or it may not be read.
    """
    about = os.stat(path)  # noqa: PTH116  paths stay text as the user gave it
    if _is_standard_input(about):
        return open(path, "rb")  # noqa: PTH123  as above; the caller closes it
    if (kind := _kind(about)) is not None:
        raise NotAFile(errno.EINVAL, f"{kind} and no file", str(path))
    return io.BufferedReader(_NeverWaits(path, opener=_without_waiting))


def contents(path: str | Path, largest: int) -> bytes:
    """Read a whole file of so many bytes at most.

    Raises:
        TooLarge: it has more.
        OSError: as `opened`.
    """
    with opened(path) as stream:
        data = stream.read(largest + 1)
    if len(data) > largest:
        raise TooLarge(errno.EFBIG, f"larger than {largest >> 20} MiB", str(path))
    return data


def is_regular(path: str) -> bool:
    """Say whether a path leads to a regular file."""
    return os.path.isfile(path)  # noqa: PTH113  Path's own raises where a name is too long


def _kind(about: os.stat_result) -> str | None:
    """What it is in words where it is neither a regular file nor a folder, which opening refuses by itself."""
    return next((name for is_one, name in _KINDS if is_one(about.st_mode)), None)


def _is_standard_input(about: os.stat_result) -> bool:
    try:
        return os.path.samestat(about, os.fstat(_STANDARD_INPUT))
    except OSError:  # it is closed
        return False


def _without_waiting(path: str, flags: int) -> int:
    """Open it so that it does not wait, should it have become a pipe meanwhile; on regular files this does nothing."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


class _NeverWaits(io.FileIO):
    """A file of which nothing is left where it would have to wait: some under /proc look regular, and wait."""

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        count = cast("int | None", super().readinto(buffer))
        if count is None:
            raise BlockingIOError(errno.EAGAIN, "it never ends")
        return count
