"""Ctrl-C in a long run: once, it finishes what it is working on; twice, it stops at once."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Self, TypeVar

_T = TypeVar("_T")


class Interrupt:
    """Whether the user asked to stop. Used as a context, it takes SIGINT over from Python.

    Args:
        say: told once, from inside the signal handler, when the first Ctrl-C is heard while work goes on.
    """

    def __init__(self, say: Callable[[], None] = lambda: None) -> None:
        self.asked = False
        self._insisted = False
        self._waiting = False
        self._at_work = True
        self._say = say
        self._before: Any = None

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._heard)
        return self

    def __exit__(self, *_: object) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)

    def wait_for(self, get: Callable[[], _T], *, at_work: bool) -> _T | None:
        """What `get` gives; None where Ctrl-C came before it did. Nothing is lost by leaving it at once.

        Args:
            get: what may take its time, as reading from standard input does.
            at_work: whether others work meanwhile, and are to finish; then the user is told so.

        Raises:
            KeyboardInterrupt: Ctrl-C came twice.
        """
        if self.asked:
            return None
        try:
            self._waiting, self._at_work = True, at_work
            return get()
        except KeyboardInterrupt:
            self.asked = True  # also where Python's own handler raised it
            if self._insisted:
                raise
            return None
        finally:
            self._waiting, self._at_work = False, True

    def check(self) -> None:
        """Raise KeyboardInterrupt if it was asked for: what was worked on is finished now."""
        if self.asked:
            raise KeyboardInterrupt

    def _heard(self, _signal: int, _frame: FrameType | None) -> None:
        self._insisted, self.asked = self.asked, True
        if self._at_work and not self._insisted:
            self._say()
        if self._waiting or self._insisted:
            raise KeyboardInterrupt


@contextmanager
def unheard() -> Iterator[None]:
    """In this block SIGINT waits, and none is lost; a process that is started in it never hears one.

    A process keeps what was blocked when it was started, unlike a handler of Python's. Where there is no such
    blocking, as on Windows, this does nothing.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
