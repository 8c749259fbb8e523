"""Waiting in tests: for something to happen, never for some time to pass.

How long that takes says how busy the machine is. The last resort is for what would otherwise hang for ever.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

LAST_RESORT: Final = 1200
"""Seconds after which what was waited for is taken never to happen; less than `faulthandler_timeout`."""
_PAUSE: Final = 0.01


def until(condition: Callable[[], bool]) -> None:
    """Wait until it is so."""
    end = time.monotonic() + LAST_RESORT
    while not condition():
        assert time.monotonic() < end, "it never happened"
        time.sleep(_PAUSE)
