"""The command line run as a user runs it: another process, real files, pipes and terminals."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from browser import chromium, opened
from patience import LAST_RESORT

__all__ = ["chromium", "opened"]

NEWS = "قتل 34 مسلحا في بغداد، وارتفع عدد الغارات بنسبة 40 بالمائة."
Run = Callable[..., "subprocess.CompletedProcess[str]"]
EXTRACT = [sys.executable, "-m", "cli.main"]


def _environment(**changes: str) -> dict[str, str]:
    ignored = {"COLUMNS", "NO_COLOR", "FORCE_COLOR", "TERM", "PYTHONIOENCODING"}
    return {name: value for name, value in os.environ.items() if name not in ignored} | changes


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run `extract` with some arguments in the temporary folder, output captured."""

    def runs(*arguments: str | Path, stdin: str | bytes = "", **changes: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [*EXTRACT, *map(str, arguments)],
            check=False,
            cwd=tmp_path,
            capture_output=True,
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            env=_environment(**changes),
            timeout=LAST_RESORT,
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return runs


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A short article in the temporary folder."""
    path = tmp_path / "news.txt"
    path.write_text(NEWS, encoding="utf-8")
    return path


@pytest.fixture
def on_a_terminal(tmp_path: Path) -> Callable[..., str]:
    """Run `extract` on a real pseudo-terminal of some width and return what the terminal was sent."""

    def runs(*arguments: str | Path, columns: int = 100, **changes: str) -> str:
        master, slave = pty.openpty()
        environment = _environment(TERM="xterm-256color", COLUMNS=str(columns), LINES="50", **changes)
        process = subprocess.Popen(
            [*EXTRACT, *map(str, arguments)],
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            stdout=slave,
            stderr=slave,
            env=environment,
        )
        os.close(slave)
        sent = _all_sent(master)
        os.close(master)
        assert process.wait(LAST_RESORT) == 0, sent
        return sent

    return runs


def _all_sent(master: int) -> str:
    sent = b""
    until = time.monotonic() + LAST_RESORT
    while select.select([master], [], [], max(0.0, until - time.monotonic()))[0]:
        try:
            piece = os.read(master, 1 << 16)
        except OSError:  # Linux reports a closed terminal so
            break
        if not piece:
            break
        sent += piece
    return sent.decode()
