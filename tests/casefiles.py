"""Cases as data: every TOML file of a folder under tests/cases, one pytest parameter a case.

A file holds [[case]] tables with `text`, whatever the test expects, and optionally `id` and `why`. Files named
known-failures.toml hold what should work and does not yet: strict expected failures, so that a mend is noticed.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parent / "cases"


def cases(folder: str) -> list[Any]:
    """The cases of a folder as pytest parameters, named file:line so that a failure points at its place."""
    parameters = []
    for path in sorted((CASES / folder).glob("*.toml")):
        source = path.read_text(encoding="utf-8")
        lines = [number for number, line in enumerate(source.splitlines(), 1) if line.strip() == "[[case]]"]
        known = pytest.mark.xfail(reason="known failure", strict=True) if path.stem == "known-failures" else ()
        for line, case in zip(lines, tomllib.loads(source).get("case", []), strict=True):
            parameters.append(pytest.param(case, id=f"{folder}/{path.name}:{line}", marks=known))
    return parameters
