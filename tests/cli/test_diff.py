"""`extract diff`: what changed between two runs, and what changed it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]
NEWS = "قتل {} مسلحا في بغداد، وارتفع عدد الغارات بنسبة 40 بالمائة."


@pytest.fixture
def old(run: Run, tmp_path: Path) -> list[dict[str, Any]]:
    """Three records in old.jsonl, as plain JSON."""
    (tmp_path / "reports").mkdir()
    for number in (1, 2, 3):
        (tmp_path / "reports" / f"{number}.txt").write_text(NEWS.format(30 + number), encoding="utf-8")
    assert run("reports", "--no-entities", "-q", "-o", "old.jsonl").returncode == 0
    return [json.loads(line) for line in (tmp_path / "old.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def new(old: list[dict[str, Any]], tmp_path: Path) -> Path:
    """The same with one value changed, one claim gone, one record gone, one new."""
    first, second, third = old
    first["claims"][0]["value"] = 13
    del second["claims"][1]
    third["source"], third["sha256"] = "reports/4\x1b[31m.txt", "0" * 64
    path = tmp_path / "new.json"
    path.write_text(json.dumps(old), encoding="utf-8")
    return path


@pytest.mark.usefixtures("old")
def test_records_that_agree_are_no_differences(run: Run, tmp_path: Path) -> None:
    done = run("diff", "old.jsonl", "old.jsonl")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "extract: 3 records, 0 differ\n")
    lines = (tmp_path / "old.jsonl").read_bytes()
    done = run("diff", "old.jsonl", "-", "-q", "-f", "json", stdin=lines)
    assert (done.returncode, json.loads(done.stdout), done.stderr) == (0, {"records": [], "causes": []}, "")


@pytest.mark.usefixtures("new")
def test_each_record_that_changed_is_told_with_the_rule_that_changed_it(run: Run) -> None:
    done = run("diff", "old.jsonl", "new.json")
    assert (done.returncode, done.stderr) == (1, "extract: 4 records, 4 differ\n")
    told, causes = done.stdout.split("\n\n")
    fields = "value 40; low 40; high 40; bound exact; change increase; rule percentage"
    assert told.splitlines() == [
        "reports/1.txt: 1 difference",
        "  ~ casualty «قتل 31 مسلحا» at 0: value 31 -> 13 [rule casualty-verb]",
        "reports/2.txt: 1 difference",
        f"  - percentage «40 بالمائة» at 48: {fields} [rule percentage]",
        "reports/3.txt: only in the old records",
        "reports/4�[31m.txt: only in the new records",
    ]
    assert [line.split() for line in causes.splitlines()[2:]] == [
        ["rule", "casualty-verb", "1", "1"],
        ["rule", "percentage", "1", "1"],
    ]


@pytest.mark.usefixtures("new")
def test_json_has_the_values(run: Run, tmp_path: Path) -> None:
    done = run("diff", "old.jsonl", "new.json", "-q", "-o", "changed.json")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")
    told = json.loads((tmp_path / "changed.json").read_text(encoding="utf-8"))
    assert [(record["source"], record["sign"]) for record in told["records"]] == [
        ("reports/1.txt", "~"), ("reports/2.txt", "~"), ("reports/3.txt", "-"), ("reports/4\x1b[31m.txt", "+"),
    ]  # fmt: skip
    (difference,) = told["records"][0]["differences"]
    assert difference == {
        "sign": "~", "kind": "casualty", "subject": "casualty «قتل 31 مسلحا» at 0", "start": 0,
        "rule": "casualty-verb", "cause": "rule casualty-verb", "changes": [{"field": "value", "old": 31, "new": 13}],
    }  # fmt: skip
    assert told["causes"] == [
        {"cause": "rule casualty-verb", "changes": 1, "records": 1},
        {"cause": "rule percentage", "changes": 1, "records": 1},
    ]


@pytest.mark.usefixtures("new")
def test_what_cannot_be_read_is_told_and_the_rest_compared(run: Run, tmp_path: Path) -> None:
    (tmp_path / "broken.jsonl").write_text((tmp_path / "old.jsonl").read_text(encoding="utf-8") + "{\n", "utf-8")
    done = run("diff", "broken.jsonl", "new.json", "-f", "json")
    assert done.returncode == 3
    assert done.stderr.startswith("extract: error: broken.jsonl:4: malformed JSON at column 2; ")
    assert len(json.loads(done.stdout)["records"]) == 4


def test_standard_input_cannot_be_both(run: Run) -> None:
    done = run("diff", "-", "-")
    assert (done.returncode, done.stdout) == (2, "")
    assert "standard input can be one side and not both; name a file for the other" in done.stderr
