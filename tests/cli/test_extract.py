"""`extract PATH…` from outside: what comes out, what is said, and with which exit code."""

from __future__ import annotations

import json
import re
import shlex
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from patience import LAST_RESORT, until

from cli import main
from extractors.pipeline import Extractor

Run = Callable[..., "subprocess.CompletedProcess[str]"]
NEWS = "قتل 34 مسلحا في بغداد، وارتفع عدد الغارات بنسبة 40 بالمائة."


def test_a_folder_a_file_and_standard_input_become_one_record_each(run: Run, news: Path, tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "b.jsonl").write_text(json.dumps({"id": "b", "text": NEWS}), encoding="utf-8")
    done = run(news.name, "more", "-", "--no-entities", "--format", "jsonl", stdin=NEWS)
    assert (done.returncode, done.stderr) == (0, "")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [record["source"] for record in records] == ["news.txt", "more/b.jsonl#b", "-"]
    assert all(record["claims"] == records[0]["claims"] != [] for record in records)


def test_every_offset_is_that_of_the_text_as_decoded(run: Run, tmp_path: Path) -> None:
    text = f"{NEWS}\r\n{NEWS}\r\n"
    (tmp_path / "a.txt").write_bytes(text.encode("utf-16"))
    record = json.loads(run("a.txt", "--no-entities", "-f", "json").stdout)
    assert record["encoding"] == "utf-16"
    assert {claim["text"] for claim in record["claims"]}
    for claim in record["claims"]:
        assert text[claim["start"] : claim["end"]] == claim["text"]


@pytest.mark.parametrize(
    ("inputs", "shape"),
    [
        pytest.param(["news.txt"], dict, id="one file is an object"),
        pytest.param(["-"], dict, id="standard input is an object"),
        pytest.param(["news.txt", "news.txt"], list, id="two files are an array"),
        pytest.param(["."], list, id="a folder is an array"),
        pytest.param(["lines.jsonl"], list, id="json lines are an array, of one too"),
    ],
)
@pytest.mark.usefixtures("news")
def test_json_is_an_array_where_inputs_may_hold_several(
    run: Run, tmp_path: Path, inputs: list[str], shape: type
) -> None:
    (tmp_path / "lines.jsonl").write_text(json.dumps({"text": NEWS}), encoding="utf-8")
    done = run(*inputs, "--no-entities", "--format", "json", stdin=NEWS)
    assert isinstance(json.loads(done.stdout), shape)


def test_an_array_is_json_even_where_nothing_could_be_read(run: Run) -> None:
    done = run("a.txt", "b.txt", "--no-entities", "--format", "json")
    assert done.returncode == 3
    assert json.loads(done.stdout) == []


@pytest.mark.usefixtures("news")
def test_a_date_is_for_all_that_have_none_of_their_own(run: Run, tmp_path: Path) -> None:
    lines = [{"text": NEWS}, {"text": NEWS, "date": "2017-01-02"}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    done = run("news.txt", "a.jsonl", "--date", "2018-06-05", "--no-entities", "-f", "jsonl")
    dates = [json.loads(line)["reference_date"] for line in done.stdout.splitlines()]
    assert dates == ["2018-06-05", "2018-06-05", "2017-01-02"]


@pytest.mark.usefixtures("news")
@pytest.mark.parametrize("only", [["--only", "percentage", "--only", "money"], ["--only", "percentage,money"]])
def test_only_keeps_the_kinds_named(run: Run, only: list[str]) -> None:
    record = json.loads(run("news.txt", "--no-entities", "-f", "json", *only).stdout)
    assert [claim["kind"] for claim in record["claims"]] == ["percentage"]


BAD_USE: list[Any] = [
    pytest.param(["news.txt", "--format", "yaml"], "unknown format: yaml; known are table, json", id="format"),
    pytest.param(["news.txt", "--date", "5/6/2018"], "not a date: '5/6/2018'; write it as YYYY", id="date"),
    pytest.param(["news.txt", "--date", "2018-02-30"], "not a date: '2018-02-30'", id="impossible date"),
    pytest.param(["news.txt", "--only", "deaths"], "unknown kind: deaths; known are people,", id="kind"),
    pytest.param(["news.txt", "--only", "people", "--no-entities"], "--only asks for entities", id="both"),
    pytest.param(["news.txt", "--nope"], "No such option: --nope", id="option"),
    pytest.param([], "Missing argument 'PATH'; see extract --help", id="nothing"),
    pytest.param(["-q", "check", "."], "check is a command and goes first: extract check ...", id="order"),
    pytest.param(["news.txt", "-o", "news.txt"], "news.txt: is an input too", id="over the input"),
    pytest.param(["news.txt", "-o", "link.txt"], "link.txt: is an input too", id="over a link to it"),
    pytest.param([".", "-o", "out.jsonl"], "out.jsonl: would be read as an input of .", id="into the folder"),
    pytest.param(["news.txt", "-o", "."], ".: holds the input news.txt; write", id="into the folder of the input"),
    pytest.param(["news.txt", "-o", "no/o.json"], "no/o.json: cannot be written: No such file", id="no folder"),
]


@pytest.mark.parametrize(("arguments", "message"), BAD_USE)
def test_what_cannot_be_meant_is_one_line_and_exit_code_2(
    run: Run, news: Path, tmp_path: Path, arguments: list[str], message: str
) -> None:
    (tmp_path / "link.txt").symlink_to(news)
    before = news.read_bytes()
    done = run(*arguments) if "--only" in arguments else run(*arguments, "--no-entities")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"extract: error: {message}")
    assert done.stderr.count("\n") == 1
    assert news.read_bytes() == before


def test_bad_inputs_are_told_each_on_a_line_and_the_others_are_done(run: Run, news: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "binary.txt").write_bytes(b"\x00\x01")
    (tmp_path / "bad.jsonl").write_text(f"{{\n{json.dumps({'text': NEWS})}\n", encoding="utf-8")
    done = run("gone.txt", "empty.txt", "binary.txt", "bad.jsonl", news.name, "--no-entities", "-f", "jsonl")
    assert done.returncode == 3
    assert [json.loads(line)["source"] for line in done.stdout.splitlines()] == ["bad.jsonl:2", "news.txt"]
    *errors, summary = done.stderr.splitlines()
    starts = ["gone.txt: no such", "empty.txt: empty", "binary.txt: binary", "bad.jsonl:1: malformed"]
    assert len(errors) == len(starts)
    for error, start in zip(errors, starts, strict=True):
        assert error.startswith(f"extract: error: {start}")
    assert summary == "extract: articles done: 2, failed: 4"


def test_quiet_leaves_the_errors_and_verbose_names_each_article(run: Run, news: Path) -> None:
    done = run("gone.txt", news.name, "--no-entities", "-q")
    assert done.stderr == "extract: error: gone.txt: no such file; check the path\n"
    done = run(news.name, "--no-entities", "-v")
    assert done.stderr.startswith(f"extract: news.txt: {len(NEWS)} characters in utf-8, ")


@pytest.mark.parametrize(
    ("name", "begins"), [("o.json", "{\n"), ("o.jsonl", '{"schema"'), ("o.txt", "news.txt"), ("-", "news.txt")]
)
def test_the_name_of_the_output_chooses_the_format(
    run: Run, news: Path, tmp_path: Path, name: str, begins: str
) -> None:
    done = run(news.name, "--no-entities", "-o", name)
    assert done.returncode == 0
    written = done.stdout if name == "-" else (tmp_path / name).read_text(encoding="utf-8")
    assert written.startswith(begins)


def test_an_output_keeps_its_mode_and_leaves_no_draft(run: Run, news: Path, tmp_path: Path) -> None:
    output = tmp_path / "o.json"
    output.write_text("old")
    output.chmod(0o640)
    assert run(news.name, "--no-entities", "-o", output).returncode == 0
    assert json.loads(output.read_text(encoding="utf-8"))["source"] == "news.txt"
    assert stat.S_IMODE(output.stat().st_mode) == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["news.txt", "o.json"]


def test_an_output_stays_as_it_was_when_nothing_could_be_read(run: Run, tmp_path: Path) -> None:
    output = tmp_path / "o.json"
    output.write_text("old")
    assert run("gone.txt", "--no-entities", "-o", output).returncode == 3
    assert output.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["o.json"]


def test_a_device_is_written_to_and_not_replaced(run: Run, news: Path) -> None:
    done = run(news.name, "--no-entities", "-f", "jsonl", "-o", "/dev/stdout")
    assert json.loads(done.stdout)["source"] == "news.txt"
    assert run(news.name, "--no-entities", "-o", "/dev/null").returncode == 0
    assert not Path("/dev/null").is_file()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_one_line(run: Run, news: Path) -> None:
    done = run(news.name, "--no-entities", "-o", "/dev/full")
    assert done.returncode == 2
    assert done.stderr == "extract: error: /dev/full: cannot be written: No space left on device; nothing was\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(
    ("redirection", "code", "said"),
    [
        ("> /dev/full", 2, "extract: error: standard output cannot be written to: No space left on device\n"),
        (">&-", 2, "extract: error: standard output is closed; write to a file with -o\n"),
        ("<&-", 3, "extract: error: -: standard input is closed; name a file\n"),
    ],
)
def test_streams_that_are_closed_or_full_are_one_line(news: Path, redirection: str, code: int, said: str) -> None:
    path = "-" if redirection.startswith("<") else str(news)
    command = f"exec {shlex.quote(sys.executable)} -m cli.main {shlex.quote(path)} --no-entities {redirection}"
    done = subprocess.run(
        ["/bin/sh", "-c", command], check=False, stderr=subprocess.PIPE, text=True, timeout=LAST_RESORT
    )
    assert (done.returncode, done.stderr) == (code, said)


def test_json_is_utf8_whatever_the_locale(run: Run, news: Path) -> None:
    done = run(news.name, "--no-entities", "-f", "jsonl", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert (done.returncode, json.loads(done.stdout)["source"]) == (0, "news.txt")


def test_a_reader_that_goes_away_ends_it_quietly(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"text": NEWS}) + "\n" for _ in range(400))
    (tmp_path / "a.jsonl").write_text(lines, encoding="utf-8")
    command = [sys.executable, "-m", "cli.main", str(tmp_path / "a.jsonl"), "--no-entities", "-f", "jsonl"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.wait(LAST_RESORT) == 141
        assert process.stderr.read() == b""


def test_an_interrupt_ends_it_quietly_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "o").mkdir()
    command = [sys.executable, "-m", "cli.main", "-", "--no-entities", "-o", str(tmp_path / "o" / "o.json")]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        until(lambda: any((tmp_path / "o").iterdir()))  # it writes, and waits for its input
        process.send_signal(signal.SIGINT)
        assert process.wait(LAST_RESORT) == 130
        assert process.stderr is not None
        assert b"Traceback" not in process.stderr.read()
    assert list((tmp_path / "o").iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("output", ["-o o/o.json", "--errors o/e.jsonl", "-o o/o.html --errors o/e.jsonl"])
def test_a_signal_that_ends_it_leaves_nothing_half_done(tmp_path: Path, number: signal.Signals, output: str) -> None:
    (tmp_path / "o").mkdir()
    command = [sys.executable, "-m", "cli.main", "-", "--no-entities", *output.split()]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=tmp_path, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        until(lambda: len(list((tmp_path / "o").iterdir())) == output.count("o/o") + output.count("o/e"))
        process.send_signal(number)
        assert process.wait(LAST_RESORT) == -number
    assert list((tmp_path / "o").iterdir()) == []


UNHEARD = ["2>&-", "2>/dev/full", "2>&- 0<&-", "2>/dev/full 1>/dev/null"]


@pytest.mark.parametrize("closed", UNHEARD)
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("news.txt", 0),
        ("news.txt --verbose", 0),
        ("news.txt empty.txt", 3),
        ("news.txt empty.txt -o out.jsonl", 3),
        ("news.txt empty.txt -j 2 -o out/", 3),
        ("--nonsense", 2),
        ("news.txt --model nowhere", 4),
        ("toll news.txt empty.txt", 3),
        ("report news.txt empty.txt -o report.html", 3),
        ("check samples", 1),
    ],
)
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.usefixtures("news")
def test_talk_that_nobody_can_hear_changes_no_exit_code(tmp_path: Path, closed: str, arguments: str, code: int) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "samples").mkdir()
    (tmp_path / "samples" / "news.txt").write_text(NEWS, encoding="utf-8")
    entities = "" if "--" in arguments.split(maxsplit=1)[0] or "--model" in arguments else "--no-entities"
    command = f"{shlex.quote(sys.executable)} -m cli.main {arguments} {entities} {closed}"
    shell = ["/bin/sh", "-c", command]
    done = subprocess.run(shell, check=False, cwd=tmp_path, stdout=subprocess.DEVNULL, timeout=LAST_RESORT)
    assert done.returncode == code


def test_what_libraries_say_is_not_written_into_an_output_where_talk_is_closed(news: Path, tmp_path: Path) -> None:
    program = (
        "import os, sys; from extractors import pipeline; own = pipeline.Document;"
        "pipeline.Document = lambda text: (os.write(2, b'NOISE'), own(text))[1];"
        "from cli.main import main; sys.exit(main())"
    )
    command = f"{shlex.quote(sys.executable)} -c {shlex.quote(program)} {news.name} --no-entities -o out.json 2>&-"
    done = subprocess.run(["/bin/sh", "-c", command], check=False, cwd=tmp_path, timeout=LAST_RESORT)
    assert done.returncode == 0
    assert json.loads((tmp_path / "out.json").read_bytes())["claims"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("asked", ["--help", "--version", "schema", "rules"])
def test_help_that_cannot_be_written_is_an_output_that_cannot(asked: str) -> None:
    command = f"{shlex.quote(sys.executable)} -m cli.main {asked} >/dev/full"
    done = subprocess.run(["/bin/sh", "-c", command], check=False, capture_output=True, text=True, timeout=LAST_RESORT)
    assert done.returncode == 2
    assert done.stderr.startswith("extract: error: standard output ")
    assert done.stderr.endswith(": No space left on device\n")


def test_a_limit_of_address_space_is_said_before_a_library_ends_the_process(news: Path) -> None:
    command = f"ulimit -v 600000; exec {shlex.quote(sys.executable)} -m cli.main {news.name}"
    shell = ["/bin/sh", "-c", command]
    done = subprocess.run(shell, check=False, cwd=news.parent, capture_output=True, text=True, timeout=LAST_RESORT)
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr == (
        "extract: error: the limit of address space (ulimit -v) is 585 MiB, and a model needs 1024 MiB; "
        "raise it, or read without entities (--no-entities)\n"
    )


def test_a_message_is_no_longer_than_a_person_reads(run: Run, tmp_path: Path) -> None:
    lines = [
        {"text": NEWS, "date": "x" * 5_000_000},
        {"text": NEWS, "id": "y" * 5_000_000},
        {"text": NEWS, "z" * 99: 1},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    done = run("a.jsonl", "--no-entities", "-f", "jsonl", "--errors", "errors.jsonl")
    assert (done.returncode, len(done.stdout.splitlines())) == (3, 1)
    assert len(done.stderr) < 500
    assert (tmp_path / "errors.jsonl").stat().st_size < 500


def test_a_model_that_is_not_there_is_exit_code_4(run: Run, news: Path) -> None:
    done = run(news.name, "--model", "no/such/model.pt")
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.startswith("extract: error: ")
    assert done.stderr.count("\n") == 1


def test_a_bug_is_one_line_too(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], news: Path) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oh\x1b[31m no")

    monkeypatch.setattr(Extractor, "extract_many", broken)
    monkeypatch.setattr(sys, "argv", ["extract", str(news), "--no-entities"])
    assert main.main() == 70
    assert capsys.readouterr().err.startswith(
        f"extract: error: {news}: a bug in Khabar: ZeroDivisionError: oh�[31m no; please report"
    )


def test_a_file_called_like_a_command_is_read_with_its_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "check").write_text(NEWS, encoding="utf-8")
    assert json.loads(run("./check", "--no-entities", "-f", "json").stdout)["source"] == "./check"


@pytest.mark.parametrize(
    ("arguments", "usage"),
    [
        (["--help"], "Usage: extract [OPTIONS]"),
        (["news.txt", "--help"], "Usage: extract [OPTIONS]"),
        (["check", "--help"], "Usage: extract check [OPTIONS]"),
    ],
)
def test_help_names_the_command_as_it_is_typed(run: Run, arguments: list[str], usage: str) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stderr) == (0, "")
    assert usage in done.stdout


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("extract ch", "check"),
        ("extract --form", "--format"),
        ("extract news.txt --form", "--format"),
        ("extract check --upd", "--update"),
    ],
)
def test_a_shell_can_complete_what_is_typed(run: Run, typed: str, offered: str) -> None:
    word = str(typed.count(" "))
    done = run(_EXTRACT_COMPLETE="complete_bash", COMP_WORDS=typed, COMP_CWORD=word)
    assert (done.returncode, done.stdout.split()) == (0, [offered])


def test_version_names_the_model_by_its_hash(run: Run) -> None:
    done = run("--version")
    version, model = done.stdout.splitlines()
    assert version.startswith("khabar ")
    assert re.fullmatch(r"model \S+ sha256 [0-9a-f]{64}", model)


HEAVY = ("torch", "stanza", "transformers", "numpy", "pyarrow", "jinja2")


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["--version"], ["schema"], ["check", "--help"], ["news.txt", "--no-entities"]],
    ids=" ".join,
)
@pytest.mark.usefixtures("news")
def test_nothing_heavy_is_imported_unless_entities_are_asked_for(tmp_path: Path, arguments: list[str]) -> None:
    program = (
        "import sys; from cli.main import main; sys.argv[0] = 'extract'; code = main()\n"
        f"print('heavy:', code, sorted(set(sys.modules).intersection({HEAVY!r})))"
    )
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, check=True, cwd=tmp_path, capture_output=True, text=True, timeout=LAST_RESORT)
    assert done.stdout.splitlines()[-1] == "heavy: 0 []"
