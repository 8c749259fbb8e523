"""Readers of documents in a process of their own, which has a limit of memory and of processor time.

The process is started at the first document, serves one after the other, and is started anew after one that it did
not survive. What a document makes its parser do stays there: a crash, a loop, a gigabyte that unfolds from a kilobyte.
"""

from __future__ import annotations

import atexit
import importlib
import json
import os
import signal
import struct
import subprocess
import sys
from contextlib import suppress
from datetime import date
from typing import IO, Any, Final

from extractors.reading.legible import NotText, require_length
from extractors.reading.page import Page

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]

MEMORY: Final = 2 << 30
"""Bytes of address space that the process may have."""
SECONDS: Final = 30
"""Of processor time that one document may take."""

_LENGTH: Final = struct.Struct(">Q")
_OUT_OF_TIME: Final = "takes too long to read; save its text as a plain text file"
_OUT_OF_MEMORY: Final = "takes too much memory to read; save its text as a plain text file"
_CRASHED: Final = "its reader crashed on it; save its text as a plain text file"


class Crashed(Exception):  # noqa: N818  it never leaves this file
    """The process ended before it answered; holds its exit status."""


class Process:
    """The parent's end of the process that reads."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self._child = subprocess.Popen(  # noqa: S603  this very file
            [sys.executable, "-P", "-m", __name__, str(MEMORY), str(SECONDS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is the parent's business
        )

    def ask(self, kind: str, data: bytes) -> dict[str, Any]:
        """What the reader of a kind answers to these bytes.

        Raises:
            Crashed: it ended instead.
        """
        assert self._child.stdin
        assert self._child.stdout
        try:
            for message in (kind.encode(), data):
                _send(self._child.stdin, message)
            answer: dict[str, Any] = json.loads(_received(self._child.stdout))
        except (BrokenPipeError, EOFError) as error:
            raise Crashed(self._child.wait()) from error
        return answer

    def has_ended(self) -> bool:
        """Whether it runs no more."""
        return self._child.poll() is not None

    def close(self) -> None:
        """End the process."""
        self._child.kill()
        for pipe in (self._child.stdin, self._child.stdout):
            with suppress(OSError):
                pipe.close()  # type: ignore[union-attr]
        self._child.wait()


_running: list[Process] = []


def confined(kind: str, data: bytes) -> Page:
    """What `extractors.reading.KIND.read` makes of some bytes, read in the other process.

    Raises:
        NotText: as that function; or it took too much time or memory, or failed in a way of its own.
    """
    try:
        answer = _process().ask(kind, data)
    except Crashed as crash:
        close()
        late = crash.args[0] == -getattr(signal, "SIGXCPU", 0)
        raise NotText(_OUT_OF_TIME if late else _CRASHED) from None
    if "refused" in answer:
        raise NotText(answer["refused"])
    return Page(answer["text"], date.fromisoformat(answer["date"]) if answer["date"] else None)


def _process() -> Process:
    if _running and _running[0].owner != os.getpid():
        _running.clear()  # a fork has its parent's, and may not speak to it
    if _running and _running[0].has_ended():
        close()  # by something else than what is read next
    if not _running:
        _running.append(Process())
    return _running[0]


def close() -> None:
    """End the process, if this one started it."""
    while _running:
        process = _running.pop()
        if process.owner == os.getpid():
            process.close()


atexit.register(close)


# --- the other process -------------------------------------------------------------------------------------------


def _serve(requests: IO[bytes], answers: IO[bytes], seconds: int) -> None:
    """Answer until there are no more requests, each in so many seconds of processor time."""
    while True:
        try:
            kind, data = _received(requests).decode(), _received(requests)
        except EOFError:
            return
        _limit_time(seconds)
        _send(answers, json.dumps(_answer(kind, data)).encode())


def _answer(kind: str, data: bytes) -> dict[str, Any]:
    try:
        page: Page = importlib.import_module(f"extractors.reading.{kind}").read(data)
        require_length(page.text)
    except NotText as error:
        return {"refused": str(error)}
    except MemoryError:
        return {"refused": _OUT_OF_MEMORY}
    except Exception as error:  # noqa: BLE001  parsers raise anything on damaged files
        reason = f"damaged, or not of a kind that is understood ({type(error).__name__})"
        return {"refused": f"{reason}; open it and save it again"}
    text = page.text.encode("utf-8", "replace").decode()  # half surrogates are no text
    return {"text": text, "date": page.date.isoformat() if page.date else None}


def _limit_memory(size: int) -> None:
    if resource:
        resource.setrlimit(resource.RLIMIT_AS, (size, resource.RLIM_INFINITY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time(seconds: int) -> None:
    if resource:
        usage = resource.getrusage(resource.RUSAGE_SELF)
        until = int(usage.ru_utime + usage.ru_stime) + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))


def _send(stream: IO[bytes], message: bytes) -> None:
    stream.write(_LENGTH.pack(len(message)))
    stream.write(message)
    stream.flush()


def _received(stream: IO[bytes]) -> bytes:
    return _exactly(stream, _LENGTH.unpack(_exactly(stream, _LENGTH.size))[0])


def _exactly(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data


def _main() -> None:
    """Serve on the standard streams, which nothing else gets to write to."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    memory, seconds = map(int, sys.argv[1:])
    _limit_memory(memory)
    _serve(sys.stdin.buffer, answers, seconds)


if __name__ == "__main__":
    _main()
