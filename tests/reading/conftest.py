"""The process that documents are read in, ended when the tests of a file are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from extractors.reading import confined


@pytest.fixture(scope="module", autouse=True)
def _no_process_left() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as changes:
        changes.setattr(confined, "SECONDS", 5)  # enough for any that is read, and tests of endless ones wait less
        yield
    confined.close()
