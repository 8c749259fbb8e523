"""The recipes of README.md, run as they stand there, on samples in a folder of their own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RECIPES = re.split(r"^## ", (ROOT / "README.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
(TEXT,) = [section for section in RECIPES if section.startswith("Recipes\n")]
SCRIPTS = re.findall(r"^```bash\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
STEPS = re.findall(r"^ +- run: (extract .*)$", TEXT, re.MULTILINE)
NAMES = ("stadium", "war")


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with articles in reports/, their committed records in samples/, and their annotations."""
    for folder in ("bin", "reports", "samples", "tests/gold"):
        (tmp_path / folder).mkdir(parents=True)
    for name in NAMES:
        shutil.copy(ROOT / "samples" / f"{name}.txt", tmp_path / "reports")
        for ending in (".txt", ".json"):
            shutil.copy(ROOT / "samples" / f"{name}{ending}", tmp_path / "samples")
        shutil.copy(ROOT / "tests" / "gold" / f"{name}.json", tmp_path / "tests" / "gold")
    program = tmp_path / "bin" / "extract"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m cli.main "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return tmp_path


def run(script: str, here: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/bash", "-e", "-c", script],
        check=False,
        cwd=here,
        env=os.environ | {"PATH": f"{here / 'bin'}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=3000,
    )


def test_there_is_a_recipe_for_each_of_three_readers() -> None:
    assert re.findall(r"^### (.*)$", TEXT, re.MULTILINE) == ["For an analyst", "For a shell script", "For a CI job"]
    assert len(SCRIPTS) == 2
    assert len(STEPS) == 2


@pytest.mark.parametrize("script", SCRIPTS, ids=["analyst", "shell script"])
def test_a_recipe_runs_and_makes_what_it_names(here: Path, script: str) -> None:
    (here / "reports" / "broken.txt").write_bytes(b"\0") if "failures" in script else None
    done = run(script, here)
    assert done.returncode == 0, done.stderr
    for name in re.findall(r"(?:-o|--errors|>) ([\w.]+)", script):
        assert (here / name).stat().st_size, name
    assert ("1 articles need a look" in done.stderr) == ("failures" in script)


def test_the_steps_of_the_ci_job_pass_and_fail_when_they_should(here: Path) -> None:
    check, score = STEPS
    accepted = run(f"extract check samples/ --update && {score} --update", here)
    assert accepted.returncode == 0, accepted.stderr
    assert [run(step, here).returncode for step in (check, score)] == [0, 0]
    golden = here / "samples" / "war.json"
    golden.write_text(golden.read_text(encoding="utf-8").replace('"injured"', '"killed"'), encoding="utf-8")
    assert run(score, here).returncode == 1
