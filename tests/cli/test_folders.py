"""Folders as jobs: what is read, in which order, what is skipped the next time, and where it is written to."""

from __future__ import annotations

import json
import os
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extractors.corpus.plan import Input, Plan

Run = Callable[..., "subprocess.CompletedProcess[str]"]
GLOBS = tomllib.loads((Path(__file__).parents[1] / "cases" / "folders" / "globs.toml").read_text(encoding="utf-8"))
COUNT = 40


def text(number: int) -> str:
    return f"قتل {number} مسلحا في بغداد، وارتفع عدد الغارات بنسبة {number} بالمائة."


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Forty articles in three folders and a file of JSON Lines."""
    folder = tmp_path / "reports"
    for number in range(COUNT - 4):
        path = folder / f"{number % 3}" / f"{number:02}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text(number + 5), encoding="utf-8")
    lines = [json.dumps({"id": number, "text": text(number)}) for number in range(COUNT, COUNT + 4)]
    (folder / "lines.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def sources(path: Path) -> list[str]:
    return [json.loads(line)["source"] for line in path.read_text(encoding="utf-8").splitlines()]


def tree(folder: Path) -> dict[str, bytes]:
    files = [path for path in folder.rglob("*") if path.is_file() and ".journal" not in path.parts]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.mark.usefixtures("reports")
def test_the_number_of_processes_changes_neither_order_nor_bytes(run: Run, tmp_path: Path) -> None:
    for jobs in ("1", "3"):
        done = run("reports", "-o", f"{jobs}.jsonl", "--no-entities", "-j", jobs)
        assert done.returncode == 0, done.stderr
        assert done.stderr.startswith(f"extract: articles done: {COUNT}, failed: 0, ")
    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "3.jsonl").read_bytes()
    assert len(set(sources(tmp_path / "1.jsonl"))) == COUNT


@pytest.mark.usefixtures("reports")
def test_a_second_run_reads_only_what_is_new(run: Run, tmp_path: Path) -> None:
    first = ("reports", "-o", "out.jsonl", "--no-entities", "--date", "2018-06-05")
    assert run(*first).returncode == 0
    whole = (tmp_path / "out.jsonl").read_bytes()
    assert f"known from earlier runs: {COUNT}, failed: 0\n" in run(*first).stderr
    changed = tmp_path / "reports" / "1" / "01.txt"
    os.utime(changed, (0, 0))
    assert f"known from earlier runs: {COUNT}, " in run(*first).stderr
    changed.write_text(text(99), encoding="utf-8")
    (tmp_path / "reports" / "2" / "02.txt").unlink()
    assert f"articles done: {COUNT - 1}, of them known from earlier runs: {COUNT - 2}, " in run(*first).stderr
    assert run("reports", "-o", "fresh.jsonl", "--no-entities", "--date", "2018-06-05").returncode == 0
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "fresh.jsonl").read_bytes() != whole


@pytest.mark.usefixtures("reports")
@pytest.mark.parametrize(
    ("options", "known"),
    [
        pytest.param(["--date", "2018-06-05"], 0, id="another day"),
        pytest.param(["--force"], 0, id="force"),
        pytest.param(["--only", "percentage"], COUNT, id="a view of the same records"),
        pytest.param(["--exclude", "1/"], COUNT - 12, id="fewer files"),
    ],
)
def test_what_changes_records_has_them_read_again(run: Run, options: list[str], known: int) -> None:
    assert run("reports", "-o", "out.jsonl", "--no-entities").returncode == 0
    done = run("reports", "-o", "out.jsonl", "--no-entities", *options)
    assert done.returncode == 0
    assert f"of them known from earlier runs: {known}, " in done.stderr if known else "known" not in done.stderr


def test_a_folder_gets_one_file_an_input(run: Run, reports: Path, tmp_path: Path) -> None:
    command = ("reports", "-o", "out/", "--no-entities", "-j", "2")
    assert run(*command).returncode == 0
    inputs = {f"{path.relative_to(reports)}.jsonl" for path in reports.rglob("*.*")}
    assert set(tree(tmp_path / "out")) == inputs
    assert sources(tmp_path / "out" / "1" / "01.txt.jsonl") == ["reports/1/01.txt"]
    assert sources(tmp_path / "out" / "lines.jsonl.jsonl") == [f"reports/lines.jsonl#{n}" for n in range(40, 44)]
    made = tree(tmp_path / "out")
    (tmp_path / "out" / "1" / "01.txt.jsonl").unlink()
    (tmp_path / "out" / "2" / "02.txt.jsonl").write_text("torn", encoding="utf-8")
    kept = tmp_path / "out" / "0" / "00.txt.jsonl"
    os.utime(kept, (1, 1))
    assert f"known from earlier runs: {COUNT}, " in run(*command).stderr
    assert tree(tmp_path / "out") == made
    assert kept.stat().st_mtime == 1


@pytest.mark.usefixtures("reports")
def test_the_format_is_that_asked_for_in_a_folder_too(run: Run, tmp_path: Path) -> None:
    assert run("reports", "-o", "out/", "-f", "json", "--no-entities").returncode == 0
    assert isinstance(json.loads((tmp_path / "out/1/01.txt.json").read_text(encoding="utf-8")), dict)
    assert len(json.loads((tmp_path / "out/lines.jsonl.json").read_text(encoding="utf-8"))) == 4


@pytest.mark.usefixtures("reports")
def test_inputs_named_one_by_one_keep_their_folders(run: Run, tmp_path: Path) -> None:
    named = ["reports/1/01.txt", "reports/2/02.txt", str(tmp_path / "reports/0/00.txt")]
    assert run(*named, "-o", "out/", "--no-entities").returncode == 0
    assert set(tree(tmp_path / "out")) == {f"reports/{n}/0{n}.txt.jsonl" for n in range(3)}


def test_an_input_outside_the_current_folder_has_no_place_in_a_mirror(run: Run, reports: Path, tmp_path: Path) -> None:
    (tmp_path.parent / "aside.txt").write_text(text(3), encoding="utf-8")
    done = run("../aside.txt", reports / "1" / "01.txt", "-o", "out/", "--no-entities")
    assert done.returncode == 3
    assert "error: ../aside.txt: is outside the current folder" in done.stderr
    assert list(tree(tmp_path / "out")) == ["reports/1/01.txt.jsonl"]


@pytest.mark.usefixtures("reports")
def test_an_output_folder_inside_the_input_is_not_read(run: Run, tmp_path: Path) -> None:
    for _ in range(2):
        done = run("reports", "-o", "reports/out/", "--no-entities")
        assert (done.returncode, len(tree(tmp_path / "reports" / "out"))) == (0, COUNT - 3)


@pytest.mark.usefixtures("reports")
@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["reports/1", "-o", "reports/"], 2, "reports: holds the input reports/1; write to another folder"),
        (["reports/1/01.txt", "-o", "reports/1/"], 2, "reports/1: holds the input reports/1/01.txt"),
        (["--files-from", "list", "-o", "reports/"], 2, "reports: is, or holds, the input reports/1/01.txt"),
        (["--files-from", "list", "-o", "reports/1/01.txt"], 2, "reports/1/01.txt: is, or holds, the input reports/1"),
        (["--files-from", "-", "-o", "reports/1/01.txt"], 2, "reports/1/01.txt: is, or holds, the input reports/1"),
        (["reports", "-o", "o.jsonl", "--errors", "o.jsonl"], 2, "o.jsonl: is the output too; name another file"),
        (["reports", "--errors", "reports/1/01.txt"], 2, "reports/1/01.txt: would be read as an input of reports"),
        (["reports", "--errors", "reports/e.jsonl"], 2, "reports/e.jsonl: would be read as an input of reports"),
        (["-", "-o", "new/"], 3, "-: standard input has no name"),
        (["reports", "-j", "0"], 2, "not a number of processes: 0; --jobs takes one from 1 on, or auto"),
        (["reports", "-j", "many"], 2, "not a number of processes: many"),
        (["--files-from", "gone"], 2, "gone: cannot be read: No such file or directory"),
        (["reports", "--exclude", "reports", "--include", "*.pdf"], 3, "reports: no *.pdf file in this folder"),
    ],
)
def test_what_cannot_be_meant_is_said_and_no_input_is_harmed(
    run: Run, reports: Path, tmp_path: Path, arguments: list[str], code: int, said: str
) -> None:
    (tmp_path / "list").write_text("reports/1/01.txt\n", encoding="utf-8")
    before = tree(reports)
    stdin = "reports/1/01.txt" if "--files-from" in arguments else text(3)
    done = run(*arguments, "--no-entities", stdin=stdin)
    assert (done.returncode, done.stdout) == (code, "")
    assert f"extract: error: {said}" in done.stderr
    assert tree(reports) == before


@pytest.mark.usefixtures("reports")
@pytest.mark.parametrize(
    "listed",
    [
        pytest.param(b"reports/2/02.txt\n\nreports/1\n", id="lines"),
        pytest.param(b"reports/2/02.txt\nreports/1", id="the last line without an end"),
        pytest.param(b"reports/2/02.txt\0reports/1\0", id="NUL"),
    ],
)
def test_names_are_read_from_a_list(run: Run, tmp_path: Path, listed: bytes) -> None:
    (tmp_path / "list").write_bytes(listed)
    for source, stdin in (("list", b""), ("-", listed)):
        done = run("--files-from", source, "--no-entities", "-f", "jsonl", stdin=stdin)
        assert done.returncode == 0, done.stderr
        found = [json.loads(line)["source"] for line in done.stdout.splitlines()]
        assert found == ["reports/2/02.txt", *(f"reports/1/{number:02}.txt" for number in range(1, 36, 3))]


@pytest.mark.parametrize("case", GLOBS["case"], ids=lambda case: case["name"])
def test_globs_choose_the_files_of_a_folder(tmp_path: Path, case: dict[str, Any]) -> None:
    for name in GLOBS["files"]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    plan = Plan((str(tmp_path),), tuple(case.get("include", ())), tuple(case.get("exclude", ())))
    found = [found.inside for found in plan.inputs() if isinstance(found, Input)]
    assert found == case["found"]


def test_failures_are_listed_and_the_rest_is_done(run: Run, reports: Path, tmp_path: Path) -> None:
    (reports / "1" / "01.txt").write_bytes(b"\x00")
    with (reports / "lines.jsonl").open("a", encoding="utf-8") as lines:
        lines.write("\n{}\n")
    done = run("reports", "-o", "out.jsonl", "--no-entities", "-j", "2", "--errors", "errors.jsonl")
    assert done.returncode == 3
    assert len(sources(tmp_path / "out.jsonl")) == COUNT - 1
    listed = [json.loads(line) for line in (tmp_path / "errors.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [failure["source"] for failure in listed] == ["reports/lines.jsonl:5", "reports/1/01.txt"]
    assert [f"extract: error: {item['source']}: {item['reason']}" for item in listed] == done.stderr.splitlines()[:2]


@pytest.mark.usefixtures("reports")
def test_a_list_of_failures_is_there_and_empty_where_nothing_failed(run: Run, tmp_path: Path) -> None:
    assert run("reports", "-o", "out.jsonl", "--no-entities", "--errors", "errors.jsonl").returncode == 0
    assert (tmp_path / "errors.jsonl").read_bytes() == b""


@pytest.mark.usefixtures("reports")
def test_progress_is_for_terminals(on_a_terminal: Callable[..., str], run: Run) -> None:
    shown = on_a_terminal("reports", "-o", "out.jsonl", "--no-entities", columns=120)
    assert f"{COUNT - 3} files, {COUNT} articles" in shown
    assert "articles" not in on_a_terminal("reports", "-o", "out.jsonl", "--no-entities", "-q")
    assert run("reports", "-o", "out.jsonl", "--no-entities", "-q").stderr == ""


def test_entities_are_the_same_whoever_reads_them(run: Run, reports: Path, tmp_path: Path) -> None:
    for jobs in ("1", "2"):
        done = run(reports / "1", "-o", f"{jobs}.jsonl", "-j", jobs)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "2.jsonl").read_bytes()
    assert b'"places": [{' in (tmp_path / "1.jsonl").read_bytes()


def test_a_model_that_is_not_there_ends_a_run_of_workers(run: Run, reports: Path) -> None:
    (reports / "model.pt").write_bytes(b"not a model")
    done = run(reports, "-o", "out.jsonl", "-j", "2", "--model", reports / "model.pt")
    assert done.returncode == 4
    assert done.stderr.startswith(f"extract: error: {reports}/model.pt: ")
