"""The forms in which `extract check` says what differs, read back as the tools do that they are for."""

from __future__ import annotations

import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from junitparser import Error, Failure, JUnitXml

from cli.output import drift
from extractors.corpus.check import Result
from extractors.corpus.differences import Change, Difference
from extractors.errors import InputError

Run = Callable[..., "subprocess.CompletedProcess[str]"]

TEXT = "عنوان\nقتل 34 مسلحا في بغداد."
HOSTILE = "50%\r\n::error::\x1b[31m\u202eكلمة, <b>\ufffe]]>\0"
START = TEXT.index("قتل")
CHANGED = Difference("~", "casualty «قتل 34» at 6", "casualty", START, (Change("value", 43, 34),))
GONE = Difference("-", "no committed record", advice="make b.json with --update")
OUTCOMES: list[drift.Outcome] = [
    Result(Path("samples/agrees.json"), text=TEXT),
    Result(Path("samples/a.json"), (CHANGED,), text=TEXT),
    Result(Path("samples/b.json"), (GONE,), text=TEXT),
    InputError("samples/c.txt", "binary file, not text"),
]


def written(name: str, outcomes: list[drift.Outcome] = OUTCOMES) -> str:
    stream = io.StringIO()
    drift.FORMATS[name](outcomes, stream)
    return stream.getvalue()


def hostile() -> list[drift.Outcome]:
    difference = Difference("+", HOSTILE, HOSTILE, START, (Change(HOSTILE, None, HOSTILE),))
    return [Result(Path(f"{HOSTILE[:-1]}.json"), (difference,), text=TEXT), InputError(HOSTILE, HOSTILE)]


def test_concise_is_one_line_a_difference_behind_its_place() -> None:
    assert written("concise").splitlines() == [
        "samples/a.txt:2:1: ~ casualty «قتل 34» at 6: value 43 -> 34",
        "samples/b.json: - no committed record: make b.json with --update",
    ]


def test_json_has_every_sample_and_its_differences_as_values() -> None:
    agrees, changed, gone, unreadable = json.loads(written("json"))
    assert agrees == {"sample": "samples/agrees.json", "differences": []}
    assert changed["differences"] == [
        {
            "sign": "~",
            "kind": "casualty",
            "subject": "casualty «قتل 34» at 6",
            "file": "samples/a.txt",
            "line": 2,
            "column": 1,
            "changes": [{"field": "value", "old": 43, "new": 34}],
        }
    ]
    assert gone["differences"][0]["advice"] == "make b.json with --update"
    assert unreadable == {"sample": "samples/c.txt", "error": "binary file, not text"}


@pytest.mark.parametrize("outcomes", [OUTCOMES, hostile()], ids=["plain", "hostile"])
def test_junit_is_read_by_its_readers(outcomes: list[drift.Outcome]) -> None:
    (suite,) = JUnitXml.fromstring(written("junit", outcomes).encode())
    kinds = [[type(result) for result in case.result] for case in suite]
    differ = [isinstance(outcome, Result) and bool(outcome.differences) for outcome in outcomes]
    broken = [isinstance(outcome, InputError) for outcome in outcomes]
    assert kinds == [[Error] if bad else [Failure] * drifted for bad, drifted in zip(broken, differ, strict=True)]
    assert (suite.tests, suite.failures, suite.errors) == (len(outcomes), sum(differ), sum(broken))


def test_junit_says_what_differs() -> None:
    (suite,) = JUnitXml.fromstring(written("junit").encode())
    _, changed, _, unreadable = suite
    assert changed.name == "samples/a.json"
    assert changed.result[0].message == "1 difference"
    assert changed.result[0].text == "~ casualty «قتل 34» at 6: value 43 -> 34"
    assert unreadable.result[0].message == "binary file, not text"


def test_github_gets_a_command_a_difference_at_its_line() -> None:
    assert written("github").splitlines() == [
        "::error file=samples/a.txt,line=2,col=1,title=casualty drifted::~ casualty «قتل 34» at 6: value 43 -> 34",
        "::error file=samples/b.json,title=sample drifted::- no committed record: make b.json with --update",
        "::error file=samples/c.txt,title=cannot be read::binary file, not text",
    ]


def test_an_article_gives_github_no_commands_of_its_own() -> None:
    lines = written("github", hostile()).splitlines()
    assert len(lines) == 2
    for line in lines:
        properties, _, message = line.removeprefix("::error ").partition("::")
        names = [part.partition("=")[0] for part in properties.split(",")]
        assert set(names) <= {"file", "line", "col", "title"}
        assert len(names) == len(set(names))
        assert ":" not in properties
        assert "50%25" in message


@pytest.mark.parametrize("name", drift.FORMATS)
def test_nothing_of_an_article_commands_a_terminal(name: str) -> None:
    assert not set(written(name, hostile())) & {"\x1b", "\u202e", "\r", "\0"}


@pytest.fixture
def drifted(tmp_path: Path, news: Path, run: Run) -> Path:
    """A folder with one sample whose record says 41 where its article says 40."""
    folder = tmp_path / "samples"
    folder.mkdir()
    article = news.rename(folder / "news.txt")
    record = run("samples/news.txt", "--no-entities", "-f", "json").stdout.replace(": 40", ": 41")
    article.with_suffix(".json").write_text(record, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "reads"),
    [
        ("full", lambda out: out.startswith("samples/news.json: 1 difference\n  ~ percentage")),
        ("concise", lambda out: out.startswith("samples/news.txt:1:")),
        ("json", lambda out: json.loads(out)[0]["differences"][0]["changes"][0]["new"] == 40),
        ("junit", lambda out: JUnitXml.fromstring(out.encode()).failures == 1),
        ("github", lambda out: out.startswith("::error file=samples/news.txt,line=1,")),
    ],
)
@pytest.mark.usefixtures("drifted")
def test_check_writes_each_form_to_standard_output_and_talks_elsewhere(
    run: Run, name: str, reads: Callable[[str], bool]
) -> None:
    done = run("check", "samples", "--no-entities", "--output-format", name)
    assert done.returncode == 1
    assert reads(done.stdout), done.stdout
    assert done.stderr == "extract: 1 samples, 1 differ; --update accepts them\n"


@pytest.mark.usefixtures("drifted")
def test_a_diff_has_the_lines_of_json_that_changed(run: Run) -> None:
    done = run("check", "samples", "--no-entities", "--diff")
    assert done.returncode == 1
    header, body = done.stdout.splitlines()[:2], done.stdout.splitlines()[2:]
    assert header == ["--- samples/news.json (committed)", "+++ samples/news.json (now)"]
    gone = [line[1:].strip(" ,") for line in body if line.startswith("-")]
    new = [line[1:].strip(" ,") for line in body if line.startswith("+")]
    assert gone == ['"value": 41', '"low": 41', '"high": 41']
    assert new == ['"value": 40', '"low": 40', '"high": 40']


@pytest.mark.parametrize("arguments", [("--output-format", "xml"), ("--output-format", "json", "--diff")])
@pytest.mark.usefixtures("drifted")
def test_forms_that_do_not_exist_are_refused(run: Run, arguments: tuple[str, ...]) -> None:
    done = run("check", "samples", "--no-entities", *arguments)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
