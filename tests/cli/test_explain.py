"""`extract --explain` and `extract rules`: where a result comes from."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

from extractors.claims import RULES

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def test_each_claim_is_explained(run: Run, news: Path) -> None:
    done = run(news.name, "--explain")
    assert done.returncode == 0
    assert "[0:12] casualty, by rule casualty-" in done.stdout
    assert "«34» digits = 34, exact" in done.stdout
    assert "as count by rule count:" in done.stdout
    assert "40 بالمائة" in done.stdout


def test_only_the_kinds_asked_for_are_explained(run: Run, news: Path) -> None:
    shown = run(news.name, "--explain", "--only", "percentage").stdout
    assert "percentage, by rule percentage" in shown
    assert "casualty, by rule" not in shown


def test_an_unreadable_input_is_told_and_the_others_explained(run: Run, news: Path) -> None:
    done = run(news.name, "absent.txt", "--explain")
    assert done.returncode == 3
    assert "absent.txt" in done.stderr
    assert "by rule percentage" in done.stdout


def test_rules_are_listed_in_their_order(run: Run) -> None:
    lines = run("rules").stdout.splitlines()
    names = [line.split()[1] for line in lines if line.strip()[:1].isdigit()]
    assert names == [rule.name for rule in RULES]
