"""`extract toll` from outside: tables, JSON and CSV, what is said, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]
FIRST = """قتل 23 شخصا بينهم 7 أطفال في انفجار في مدينة الموصل يوم الثلاثاء 5 حزيران 2018، حسبما قالت الشرطة.
وقال مصدر طبي إن عدد القتلى بلغ 23 شخصا. وخلف الانفجار عشرات الجرحى.
وبلغت حصيلة القتلى منذ بدء العام 310 أشخاص في مدينة الموصل."""
SECOND = "أعلن مسعفون مقتل 31 شخصا في انفجار سيارة مفخخة في مدينة الموصل في 5 حزيران 2018."
WIDE = 250


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder with two articles, and the first once more."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in (("a", FIRST), ("b", SECOND), ("c", FIRST)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def toll(run: Run, *arguments: str) -> Any:
    done = run("toll", *arguments, "--no-entities", "-f", "json")
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


@pytest.mark.usefixtures("reports")
def test_a_folder_becomes_rows_of_figures_that_are_never_added(run: Run) -> None:
    rows = toll(run, "reports")
    told = [(row["outcomes"], row["part"], row["toll"], [each.get("value") for each in row["figures"]]) for row in rows]
    assert sorted(told[2:], key=str) == [
        (["injured"], False, "new", [None]),
        (["killed"], False, "cumulative", [310]),
    ]
    assert told[:2] == [(["killed"], False, "new", [23, 31]), (["killed"], True, "new", [7])]
    killed = rows[0]
    assert (killed["day"], killed["place"], killed["copies"], killed["restated"]) == ("2018-06-05", "الموصل", 1, 1)
    assert (killed["lowest"]["value"], killed["highest"]["value"]) == (23, 31)
    assert [[each["value"] for each in pair] for pair in killed["disagreements"]] == [[23, 31]]
    assert [each["source"] for each in killed["figures"]] == ["reports/a.txt", "reports/b.txt"]
    assert killed["figures"][0]["copies"] == ["reports/c.txt"]


@pytest.mark.usefixtures("reports")
def test_saved_records_compare_as_their_articles_do(run: Run, tmp_path: Path) -> None:
    assert run("reports", "--no-entities", "-o", "records.jsonl").returncode == 0
    assert toll(run, "records.jsonl") == toll(run, "reports")
    (tmp_path / "one.jsonl").write_text((tmp_path / "records.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert toll(run, "one.jsonl", "reports/b.txt", "reports/c.txt") == toll(run, "reports")


@pytest.mark.usefixtures("reports")
def test_a_table_in_a_pipe_is_plain_and_isolates_arabic(run: Run) -> None:
    done = run("toll", "reports", "--no-entities")
    lines = done.stdout.splitlines()
    assert "\x1b" not in done.stdout
    assert re.split(r"\s{2,}", lines[0].strip()) == [
        *("Day", "Place", "Outcome", "Victims", "Toll", "Lowest", "Highest", "Latest", "Disagree"),
        *("Sources", "Said by", "Copies"),
    ]
    assert "\u2067الموصل\u2069" in lines[2]
    assert "23 ≠ 31" in lines[2]
    assert "of which children" in lines[3]
    (cumulative,) = (line for line in lines if "cumulative" in line)
    assert "310" in cumulative
    (injured,) = (line for line in lines if "injured" in line)
    assert injured.count("vague") == 3


@pytest.mark.usefixtures("reports")
@pytest.mark.parametrize("columns", [WIDE, 100, 80])
def test_a_table_fits_the_terminal(on_a_terminal: Callable[..., str], columns: int) -> None:
    sent = on_a_terminal("toll", "reports", "--no-entities", columns=columns, NO_COLOR="1")
    shown = (
        "".join(letter for letter in sent if letter not in "\r\u2067\u2069")
        .replace("\x1b[1m", "")
        .replace("\x1b[0m", "")
    )
    assert max(map(len, shown.splitlines())) <= columns
    assert ("Remarks" in shown) is (columns != WIDE)
    assert "23 ≠ 31" in shown


@pytest.mark.usefixtures("reports")
def test_csv_has_one_row_a_comparison(run: Run) -> None:
    done = run("toll", "reports", "--no-entities", "-f", "csv")
    killed, part, *others = csv.DictReader(io.StringIO(done.stdout))
    injured, total = sorted(others, key=lambda row: row["outcomes"])
    assert (killed["lowest"], killed["highest"], killed["disagreements"]) == ("23", "31", "23 ≠ 31")
    assert (killed["sources"], killed["copied_by"]) == ("reports/a.txt; reports/b.txt", "reports/c.txt")
    assert (part["part"], part["victims"], part["lowest"]) == ("true", "children", "7")
    assert (total["toll"], total["day"], total["latest"]) == ("cumulative", "", "310")
    assert (injured["lowest"], injured["latest"], injured["without_number"]) == ("", "", "vague")


@pytest.mark.usefixtures("reports")
def test_excel_is_told_that_csv_is_utf_8(run: Run) -> None:
    plain = run("toll", "reports", "--no-entities", "-f", "csv").stdout
    assert run("toll", "reports", "--no-entities", "-f", "csv", "--csv-bom").stdout == f"\ufeff{plain}"
    refused = run("toll", "reports", "--no-entities", "--csv-bom")
    assert (refused.returncode, refused.stdout) == (2, "")


@pytest.mark.parametrize("sign", "=+-@")
def test_no_cell_of_csv_is_a_formula(run: Run, tmp_path: Path, sign: str) -> None:
    name = f"{sign}cmd.txt"
    (tmp_path / name).write_text(SECOND, encoding="utf-8")
    done = run("toll", "--no-entities", "-f", "csv", "--", name)
    (row,) = csv.DictReader(io.StringIO(done.stdout))
    assert row["sources"] == f"'{name}"


@pytest.mark.usefixtures("reports")
def test_the_day_of_writing_is_marked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "undated.txt").write_text("قتل 5 أشخاص في مدينة الموصل.", encoding="utf-8")
    (row,) = toll(run, "undated.txt", "--date", "2018-06-05")
    assert (row["day"], row["day_from"]) == ("2018-06-05", "written")
    assert "written 2018-06-05" in run("toll", "undated.txt", "--date", "2018-06-05", "--no-entities").stdout
    assert "undated" in run("toll", "undated.txt", "--no-entities").stdout


@pytest.mark.usefixtures("reports")
@pytest.mark.parametrize(("name", "start"), [("a.json", "["), ("a.csv", "day,"), ("a.txt", "Day ")])
def test_the_output_has_the_format_of_its_name(run: Run, tmp_path: Path, name: str, start: str) -> None:
    done = run("toll", "reports", "--no-entities", "-o", name)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


@pytest.mark.usefixtures("reports")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["reports", "-f", "html"], "unknown format: html; known are table, json, csv"),
        (["reports/a.txt", "-o", "reports/a.txt"], "is an input too"),
        (["reports", "-o", "reports/new.txt"], "would be read as an input"),
        (["reports", "--date", "today"], "not a date"),
    ],
)
def test_what_cannot_be_meant_is_one_line(run: Run, arguments: list[str], said: str) -> None:
    done = run("toll", *arguments, "--no-entities")
    assert done.returncode == 2
    assert done.stdout == ""
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.usefixtures("reports")
def test_an_input_that_cannot_be_read_does_not_keep_the_others(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('{"schema": 1, "claims": [{"kind": "casualty"}]}\n', encoding="utf-8")
    done = run("toll", "reports", "bad.jsonl", "missing.txt", "--no-entities", "-f", "json")
    assert done.returncode == 3
    assert len(json.loads(done.stdout)) == 4
    assert done.stderr.splitlines() == [
        "extract: error: bad.jsonl:1: not a record that Khabar writes: encoding is missing; extract the article again",
        "extract: error: missing.txt: no such file; check the path",
        "extract: articles done: 3, failed: 2",
    ]


def test_where_nothing_can_be_read_no_output_is_left(run: Run, tmp_path: Path) -> None:
    done = run("toll", "missing.txt", "--no-entities", "-o", "toll.csv")
    assert done.returncode == 3
    assert not (tmp_path / "toll.csv").exists()


@pytest.mark.parametrize(("form", "empty"), [("table", "no casualty figures found\n"), ("json", "[]\n")])
def test_articles_without_casualties_are_no_error(run: Run, tmp_path: Path, form: str, empty: str) -> None:
    (tmp_path / "calm.txt").write_text("ارتفعت الأسعار بنسبة 5 بالمائة.", encoding="utf-8")
    done = run("toll", "calm.txt", "--no-entities", "-f", form)
    assert (done.returncode, done.stdout, done.stderr) == (0, empty, "")


@pytest.mark.usefixtures("reports")
def test_quiet_and_verbose(run: Run) -> None:
    done = run("toll", "reports", "missing.txt", "--no-entities", "-q")
    assert done.stderr == "extract: error: missing.txt: no such file; check the path\n"
    done = run("toll", "reports/b.txt", "--no-entities", "-v")
    assert "extract: reports/b.txt: 1 casualty claims" in done.stderr


def test_the_words_of_an_article_cannot_command_a_terminal(run: Run, tmp_path: Path) -> None:
    record = {
        "schema": 1,
        "source": "a\x1b[31m\u202e.txt",
        "sha256": "0",
        "encoding": "utf-8",
        "people": [],
        "places": [],
        "organizations": [],
        "engine": {"version": "0"},
        "claims": [
            {
                "id": "claim:1",
                "kind": "casualty",
                "text": "قتل\x1b]0;5",
                "start": 0,
                "end": 5,
                "sentence": {"start": 0, "end": 5},
                "rule": "casualty-verb",
                "value": 5,
                "bound": "exact",
                "outcome": "killed",
                "place": {"text": "بغداد\u202e\x9b", "start": 0, "end": 5},
            }
        ],
    }
    (tmp_path / "hostile.jsonl").write_text(json.dumps(record), encoding="utf-8")
    for form in ("table", "json", "csv"):
        done = run("toll", "hostile.jsonl", "-f", form)
        assert done.returncode == 0
        assert not set(done.stdout) & set("\x1b\x9b\u202e")
