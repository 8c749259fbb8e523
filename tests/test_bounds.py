"""The lower bounds of the dependencies: none admits a version with a hole that is known and named."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from patience import LAST_RESORT

ROOT = Path(__file__).parents[1]


def bounds(root: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(root / ".ci" / "bounds")]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=LAST_RESORT)


def test_each_bound_names_the_advisory_that_it_answers() -> None:
    done = bounds(ROOT)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert all(" answers GHSA-" in line for line in lines)
    assert {line.split(">=", 1)[0] for line in lines} >= {"pdfminer.six", "torch"}


@pytest.mark.parametrize(("bound", "lower"), [("pdfminer.six>=20251230", "20251107"), ("torch>=2.10,", "2.9.1,")])
def test_a_bound_that_admits_a_hole_fails(tmp_path: Path, bound: str, lower: str) -> None:
    shutil.copytree(ROOT / ".ci", tmp_path / ".ci")
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    changed = text.replace(bound, bound.partition(">=")[0] + ">=" + lower)
    assert changed != text
    (tmp_path / "pyproject.toml").write_text(changed, encoding="utf-8")
    done = bounds(tmp_path)
    assert done.returncode == 1
    assert done.stdout.count(" ADMITS GHSA-") == 1
