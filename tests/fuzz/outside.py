"""Fuzz what comes from outside: `python tests/fuzz/outside.py documents|records|side-files [CORPUS] [-runs=N …]`.

What bytes become, and what must hold, is what tests/outside.py says. The options are libFuzzer's.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[1]))

with atheris.instrument_imports(include=["cli", "extractors"]):
    import outside

if __name__ == "__main__":
    target = outside.TARGETS[sys.argv.pop(1)]
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()
