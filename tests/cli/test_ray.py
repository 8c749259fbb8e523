"""Folders read by a Ray cluster, one of this machine: the same records, files and failures as without."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from patience import LAST_RESORT

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Articles of every sort, and some that cannot be read."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(20):
        (folder / f"{number:02}.txt").write_text(f"قتل {number + 5} مسلحا في بغداد.", encoding="utf-8")
    lines = [json.dumps({"id": number, "text": f"أصيب {number} جنديا."}) for number in range(30, 70)]
    (folder / "lines.jsonl").write_text("\n".join([*lines, "{}"]), encoding="utf-8")
    (folder / "03.txt").write_bytes(b"\x00")
    return folder


@pytest.mark.usefixtures("reports")
def test_a_cluster_makes_the_same_as_one_machine(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("ray", reason="needs the extra khabar[ray]")
    inputs = ["reports", "reports/05.txt", "gone.txt"]
    there = [*inputs, "-o", "there.jsonl", "--no-entities", "--engine", "ray", "-j", "2"]
    done = subprocess.run(
        [sys.executable, "-m", "cli.main", *there, "--errors", "errors.jsonl"],
        check=False,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=LAST_RESORT,
    )
    assert done.returncode == 3, done.stderr
    assert "articles done: 60, failed: 3" in done.stderr
    failures = [json.loads(line)["source"] for line in (tmp_path / "errors.jsonl").read_text().splitlines()]
    assert failures == ["reports/03.txt", "reports/lines.jsonl:41", "gone.txt"]
    here = run(*inputs, "-o", "here.jsonl", "--no-entities")
    assert here.returncode == 3
    assert (tmp_path / "there.jsonl").read_bytes() == (tmp_path / "here.jsonl").read_bytes()
    again = run(*there)  # nothing is left to do, so no cluster is started
    assert "articles done: 60, of them known from earlier runs: 60, failed: 3" in again.stderr


@pytest.mark.usefixtures("reports")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-", "--engine", "ray"], "--engine ray: standard input is not a file that all machines see; name files"),
        (["reports", "--engine", "spark"], "unknown engine: spark; known are local, ray"),
        (["reports", "--address", "10.0.0.1:6379"], "--address is that of a Ray cluster; add --engine ray"),
    ],
)
def test_what_a_cluster_cannot_do_is_said(run: Run, arguments: list[str], said: str) -> None:
    done = run(*arguments, "--no-entities")
    assert (done.returncode, done.stderr) == (2, f"extract: error: {said}\n")


@pytest.mark.usefixtures("reports")
def test_without_ray_it_says_what_to_install(tmp_path: Path) -> None:
    program = "import sys; sys.modules['ray'] = None; from cli.main import main; sys.exit(main())"
    command = [sys.executable, "-c", program, "reports", "--engine", "ray", "--no-entities"]
    done = subprocess.run(command, check=False, cwd=tmp_path, capture_output=True, text=True, timeout=LAST_RESORT)
    said = "extract: error: --engine ray needs Ray; pip install 'khabar[ray]'\n"
    assert (done.returncode, done.stderr) == (2, said)
