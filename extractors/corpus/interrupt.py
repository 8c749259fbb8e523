"""Ctrl-C in a long run: once, it finishes what it is working on; twice, it stops at once."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Self


class Interrupt:
    """Whether the user asked to stop. Used as a context, it takes SIGINT over from Python.

    Args:
        say: told once, from inside the signal handler, when the first Ctrl-C is heard while work goes on.
    """

    def __init__(self, say: Callable[[], None] = lambda: None) -> None:
        self.asked = False
        self._waiting = False
        self._say = say
        self._before: Any = None

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._heard)
        return self

    def __exit__(self, *_: object) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)

    @contextmanager
    def while_waiting(self) -> Iterator[None]:
        """In this block nothing is lost by stopping at once: the first Ctrl-C raises KeyboardInterrupt."""
        self._waiting = True
        try:
            if self.asked:
                raise KeyboardInterrupt
            yield
        finally:
            self._waiting = False

    def check(self) -> None:
        """Raise KeyboardInterrupt if it was asked for: what was worked on is finished now."""
        if self.asked:
            raise KeyboardInterrupt

    def _heard(self, _signal: int, _frame: FrameType | None) -> None:
        again, self.asked = self.asked, True
        if again or self._waiting:
            raise KeyboardInterrupt
        self._say()
