"""Whether there is room for a model: a library that finds none may end the process itself, with a code of its own."""

from __future__ import annotations

from typing import Final

from extractors.errors import ModelError

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]

NEEDED: Final = 1 << 30
"""Bytes of address space that the shipped model and its libraries take, measured and rounded up."""


def require_room() -> None:
    """Look at the limit of address space before anything large is loaded.

    Raises:
        ModelError: it is too small.
    """
    if not resource:
        return
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    if limit != resource.RLIM_INFINITY and limit < NEEDED:
        reason = f"the limit of address space (ulimit -v) is {limit >> 20} MiB, and a model needs {NEEDED >> 20} MiB"
        raise ModelError(f"{reason}; raise it, or read without entities (--no-entities)")
