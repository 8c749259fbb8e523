"""Pipes, devices, endless and damaged files, wherever a command reads one: one line each, and the rest is done."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import building
import pytest
from patience import LAST_RESORT

from cli.main import main
from cli.output import FORMATS
from extractors.reading.legible import MOST_CHARACTERS

EXTRACT = [sys.executable, "-m", "cli.main"]
NEWS = "قتل 34 مسلحا في بغداد يوم 5 حزيران 2018، وارتفع عدد الغارات بنسبة 40 بالمائة."
Done = subprocess.CompletedProcess[str]
Typed = Callable[..., tuple[int, str, str]]


def run(folder: Path, *arguments: str, stdin: bytes = b"") -> Done:
    """Run `extract` as a user does; what hangs is ended."""
    command = [*EXTRACT, *arguments]
    done = subprocess.run(command, check=False, cwd=folder, capture_output=True, input=stdin, timeout=LAST_RESORT)
    return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Typed:
    """Run `extract` in this process, which is much faster: its exit code, and what it wrote and said."""
    monkeypatch.chdir(tmp_path)

    def runs(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["extract", *arguments])
        code = main()
        return code, *capsys.readouterr()

    return runs


# --- pipes, devices and links ------------------------------------------------------------------------------


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A folder of articles and saved records, with pipes, and links to pipes, devices, files and nothing."""
    folder = tmp_path / "d"
    folder.mkdir()
    (folder / "a.txt").write_text(NEWS, encoding="utf-8")
    record = run(tmp_path, "d/a.txt", "--no-entities", "-f", "jsonl").stdout
    (folder / "a.jsonl").write_text(record, encoding="utf-8")
    for name in ("pipe.txt", "pipe.jsonl", "pipe.jsonl.gz", "pipe.json", "pipe.html"):
        os.mkfifo(folder / name)
        (folder / f"to-{name}").symlink_to(name)
        (folder / f"zero-{name}").symlink_to("/dev/zero")
        (folder / f"gone-{name}").symlink_to("nowhere")
    (folder / "file.txt").symlink_to("a.txt")
    return folder


FOLDER_COMMANDS = [
    ("extract", ["d", "-f", "jsonl", "--no-entities", "--exclude", "a.jsonl"], 5),
    ("extract", ["d", "-o", "out/", "--no-entities", "-j", "2", "--exclude", "a.jsonl"], 4),
    ("toll", ["toll", "d", "--no-entities"], 4),
    ("report", ["report", "d", "--no-entities", "-o", "report.html"], 4),
    ("convert", ["convert", "d", "--to", "jsonl"], 3),
    ("diff", ["diff", "d", "d"], 6),
]


@pytest.mark.parametrize(("name", "arguments", "_broken"), FOLDER_COMMANDS, ids=lambda value: str(value)[:20])
@pytest.mark.usefixtures("mixed")
def test_in_folders_only_files_are_read_and_broken_links_are_told(
    tmp_path: Path, name: str, arguments: list[str], _broken: int
) -> None:
    done = run(tmp_path, *arguments)
    assert done.returncode == 3, done.stderr
    errors = [line for line in done.stderr.splitlines() if line.startswith("extract: error: ")]
    assert all("/gone-pipe." in line and line.endswith(": no such file; check the path") for line in errors), errors
    suffixes = {"convert": {".jsonl", ".gz", ".json"}, "diff": {".jsonl", ".gz", ".json"}}
    found = {Path(line.split(": ")[2]).suffix for line in errors}
    assert found == suffixes.get(name, {".txt", ".jsonl", ".gz", ".html"})


@pytest.fixture
def named(tmp_path: Path) -> Path:
    """A folder in which everything that may be named is a pipe that nobody writes to."""
    (tmp_path / "news.txt").write_text(NEWS, encoding="utf-8")
    for folder in ("gold", "samples", "model"):
        (tmp_path / folder).mkdir()
    (tmp_path / "samples" / "news.txt").write_text(NEWS, encoding="utf-8")
    for name in ("pipe.txt", "pipe.jsonl", "pipe.json", "gold/news.json", "samples/news.json", "model/resources.json"):
        os.mkfifo(tmp_path / name)
    (tmp_path / "endless").symlink_to("/dev/zero")
    return tmp_path


NAMED = [
    (["pipe.txt"], 3, "pipe.txt: a pipe and no file; give what comes out of it on standard input, as -"),
    (["endless"], 3, "endless: a device and no file; give what comes out of it on standard input, as -"),
    (["pipe.jsonl", "-o", "out.jsonl"], 3, "pipe.jsonl: a pipe and no file"),
    (["--files-from", "pipe.txt"], 2, "pipe.txt: a pipe and no file; give what comes out of it on standard input"),
    (["--files-from", "endless"], 2, "endless: a device and no file"),
    (["news.txt", "--aliases", "pipe.txt"], 2, "pipe.txt: cannot be read: a pipe and no file"),
    (["news.txt", "--aliases", "endless"], 2, "endless: cannot be read: a device and no file"),
    (["news.txt", "--model", "pipe.txt"], 4, "pipe.txt: no model there"),
    (["news.txt", "--model", "model"], 4, "model: resources.json names no tagger"),
    (["convert", "pipe.jsonl"], 3, "pipe.jsonl: a pipe and no file"),
    (["convert", "pipe.json"], 3, "pipe.json: a pipe and no file"),
    (["toll", "pipe.json"], 3, "pipe.json: a pipe and no file"),
    (["report", "pipe.txt"], 3, "pipe.txt: a pipe and no file"),
    (["diff", "pipe.jsonl", "endless"], 3, "pipe.jsonl: a pipe and no file"),
    (["score", "gold", "news.txt"], 3, "gold/news.json: cannot be read: a pipe and no file"),
    (["score", "gold", "pipe.json"], 3, "pipe.json: a pipe and no file"),
    (["score", "gold", "news.txt", "--floors", "pipe.txt"], 2, "pipe.txt: cannot be read: a pipe and no file"),
    (["check", "samples", "--no-entities"], 1, ""),
]


@pytest.mark.parametrize(("arguments", "code", "said"), NAMED, ids=lambda value: str(value)[:40])
def test_what_is_named_and_no_file_is_refused_at_once(named: Path, arguments: list[str], code: int, said: str) -> None:
    done = run(named, *arguments)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    if arguments[0] == "check":
        assert "the committed record cannot be read: a pipe and no file" in done.stdout


def test_standard_input_may_be_a_pipe_by_any_name(tmp_path: Path) -> None:
    for name in ("-", "/dev/stdin"):
        done = run(tmp_path, name, "--no-entities", "-f", "jsonl", stdin=NEWS.encode())
        assert (done.returncode, json.loads(done.stdout)["source"]) == (0, name)


def test_a_list_of_names_without_an_end_is_refused(tmp_path: Path) -> None:
    (tmp_path / "list").write_bytes(b"x" * 1_000_000)
    done = run(tmp_path, "--files-from", "list", "--no-entities")
    assert done.returncode == 2
    assert "list: a name of more than 65536 bytes" in done.stderr


# --- size --------------------------------------------------------------------------------------------------

LONG = ("قتل " * (MOST_CHARACTERS // 4 + 1)).strip()
TOO_LONG = "more than 1,000,000 characters, which no article has; split it"


def packed(text: str) -> bytes:
    """A Word document of few bytes and many words."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(building.word(["نص"]))) as whole, zipfile.ZipFile(stream, "w", 8) as archive:
        for name in whole.namelist():
            archive.writestr(name, whole.read(name).replace("نص".encode(), text.encode()))
    return stream.getvalue()


SIZES: list[tuple[str, Callable[[str], bytes]]] = [
    ("a.txt", str.encode),
    ("a.utf16.txt", lambda text: text.encode("utf-16")),
    ("a.jsonl", lambda text: json.dumps({"text": text}).encode()),
    ("a.jsonl.gz", lambda text: gzip.compress(json.dumps({"noise": os.urandom(40_000).hex(), "text": text}).encode())),
    ("a.docx", packed),
    ("a.html", lambda text: building.page(f"<article><p>{text}</p></article>").encode()),
]


@pytest.mark.parametrize(("name", "made"), SIZES, ids=lambda value: str(value)[:10])
def test_no_article_is_longer_than_articles_are_whatever_it_is_read_from(
    typed: Typed, tmp_path: Path, name: str, made: Callable[[str], bytes]
) -> None:
    (tmp_path / name).write_bytes(made(LONG))
    code, _, said = typed(name, "--no-entities", "-f", "jsonl")
    assert (code, TOO_LONG in said) == (3, True), said
    assert said.count("\n") <= 2


def test_an_article_of_the_greatest_length_is_read(typed: Typed, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("خ" * (MOST_CHARACTERS - 4) + "\nخبر", encoding="utf-8")
    assert typed("a.txt", "--no-entities", "-f", "jsonl")[0] == 0


def test_a_line_that_never_ends_is_left(typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.reading.lines.LARGEST", 1000)
    good = json.dumps({"text": NEWS})
    (tmp_path / "a.jsonl").write_text("\n".join([good, "x" * 100_000, good]), encoding="utf-8")
    code, written, said = typed("a.jsonl", "--no-entities", "-f", "jsonl")
    assert (code, len(written.splitlines())) == (3, 1)
    assert "a.jsonl:2: larger than" in said
    assert "a.jsonl: has more than " in said


# --- saved records -----------------------------------------------------------------------------------------


@pytest.fixture
def record(typed: Typed, tmp_path: Path) -> dict[str, Any]:
    """The record of an article, as a program would read it."""
    (tmp_path / "news.txt").write_text(NEWS, encoding="utf-8")
    loaded: dict[str, Any] = json.loads(typed("news.txt", "--no-entities", "-f", "jsonl")[1])
    return loaded


def changed(record: dict[str, Any], **fields: Any) -> str:
    """The record as a line, with other values in its first claim, or `source` in itself."""
    copy = json.loads(json.dumps(record))
    for name, value in fields.items():
        (copy if name in copy else copy["claims"][0])[name] = value
    return json.dumps(copy)


BAD_RECORDS: list[tuple[str, dict[str, Any]]] = [
    ("a number that no double holds", {"value": 10**400}),
    ("a bound that no double holds", {"high": -(10**400)}),
    ("an offset that is no offset", {"start": 10**30}),
    ("an offset before the article", {"start": -1}),
    ("a sentence before the article", {"sentence": {"start": -5, "end": 10}}),
    ("a sentence that no memory holds", {"sentence": {"start": 0, "end": 10**400}}),
    ("half a pair", {"text": "\ud800"}),
    ("an unknown field with a long name", {"x" * 1_000_000: 1}),
]
READING = [
    *(["convert", "--to", name] for name in FORMATS if name != "parquet"),
    ["convert", "-o", "out.parquet"],
    ["toll", "--no-entities"],
    ["report", "--no-entities"],
    ["diff", "good.jsonl"],
]


@pytest.mark.parametrize(("name", "fields"), BAD_RECORDS, ids=lambda value: str(value)[:30])
@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_one_bad_record_is_one_error_and_the_others_are_done(
    typed: Typed, tmp_path: Path, record: dict[str, Any], command: list[str], name: str, fields: dict[str, Any]
) -> None:
    good = json.dumps(record)
    (tmp_path / "good.jsonl").write_text(f"{good}\n", encoding="utf-8")
    (tmp_path / "bad.jsonl").write_text("\n".join([good, changed(record, **fields), good]), encoding="utf-8")
    code, _, said = typed(*command, "bad.jsonl")
    assert code == 3, (name, said)
    (error,) = (line for line in said.splitlines() if "error: " in line)
    assert error.startswith("extract: error: bad.jsonl:2: not a record that Khabar writes: ")
    assert len(error) < 300


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_a_line_that_is_no_json_is_one_error_and_so_is_an_item_of_a_list(
    typed: Typed, tmp_path: Path, record: dict[str, Any], command: list[str]
) -> None:
    good, deep = json.dumps(record), '{"schema": 1, "claims": ' + "[" * 100_000
    (tmp_path / "good.jsonl").write_text(f"{good}\n", encoding="utf-8")
    digits = good.replace('"value": 34', f'"value": {"9" * 5000}')
    assert digits != good
    lines = [good, deep, digits, "[" * 70 + "]" * 70, f'{{"a": [{"{}," * 1_000_000}0]}}', good]
    (tmp_path / "bad.jsonl").write_text("\n".join(lines), encoding="utf-8")
    code, _, said = typed(*command, "bad.jsonl")
    assert (code, said.count("error: bad.jsonl:")) == (3, 4), said[:2000]
    (tmp_path / "bad.json").write_text(f"[{good}, {digits}, {good}]", encoding="utf-8")
    code, _, said = typed(*command, "bad.json")
    assert (code, said.count("error: bad.json: record 2: malformed JSON, a number of more")) == (3, 1), said[:2000]


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_records_that_unfold_are_left(typed: Typed, tmp_path: Path, record: dict[str, Any], command: list[str]) -> None:
    good = json.dumps(record)
    (tmp_path / "good.jsonl").write_text(f"{good}\n", encoding="utf-8")
    (tmp_path / "bomb.jsonl.gz").write_bytes(gzip.compress(f"{good}\n".encode() + b"\n" * (64 << 20)))
    code, _, said = typed(*command, "bomb.jsonl.gz")
    assert (code, said.count("error: ")) == (3, 1)
    assert "bomb.jsonl.gz: unpacks to more than 200 times its size" in said


def test_a_source_of_many_parts_is_looked_for_a_few_times(
    typed: Typed, tmp_path: Path, record: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    isfile = os.path.isfile
    monkeypatch.setattr("os.path.isfile", lambda path: asked.append(str(path)) or isfile(path))
    for source in ("#:" * 80_000, ".jsonl#" * 80_000):
        asked.clear()
        (tmp_path / "bad.jsonl").write_text(changed(record, source=source), encoding="utf-8")
        code, _, said = typed("convert", "bad.jsonl", "--to", "html")
        assert (code, "the article is needed for this and is not there" in said) == (3, True)
        assert len(said) < 10_000
        assert len(asked) < 1000


# --- files beside --------------------------------------------------------------------------------------------

DEEP = "[" * 100_000
DIGITS = "9" * 5000
SIDE = [
    pytest.param("own.toml", f"person = {DEEP}", ["news.txt", "--aliases", "own.toml"], 2, id="aliases deep"),
    pytest.param("own.toml", f"person = {DIGITS}", ["news.txt", "--aliases", "own.toml"], 2, id="aliases digits"),
    pytest.param("own.toml", "a." * 100_000 + "a = 1", ["news.txt", "--aliases", "own.toml"], 2, id="aliases long key"),
    pytest.param("own.toml", f"person = [['{'x' * 999_999}', 5]]", ["news.txt", "--aliases", "own.toml"], 2, id="name"),
    pytest.param("own.toml", " " * (5 << 20), ["news.txt", "--aliases", "own.toml"], 2, id="aliases large"),
    pytest.param("f.toml", f"a = {DEEP}", ["score", "gold", "r.jsonl", "--floors", "f.toml"], 2, id="floors deep"),
    pytest.param("f.toml", f"a = {DIGITS}", ["score", "gold", "r.jsonl", "--floors", "f.toml"], 2, id="floors digits"),
    pytest.param("f.toml", f"a.b = {DIGITS[:4000]}", ["score", "gold", "r.jsonl", "--floors", "f.toml"], 2, id="high"),
    pytest.param("f.toml", "a." * 900 + "a = 1", ["score", "gold", "r.jsonl", "--floors", "f.toml"], 2, id="long key"),
    pytest.param("m/resources.json", DEEP, ["news.txt", "--model", "m"], 4, id="resources deep"),
    pytest.param("m/resources.json", DIGITS, ["news.txt", "--model", "m"], 4, id="resources digits"),
    pytest.param(
        "m/resources.json",
        json.dumps({"ar": {"packages": {"default": {"ner": "x" * 5000}}}}),
        ["news.txt", "--model", "m"],
        4,
        id="resources with a long name",
    ),
    pytest.param("gold/a.json", DEEP, ["score", "gold", "r.jsonl"], 3, id="annotations deep"),
    pytest.param("gold/a.json", DIGITS, ["score", "gold", "r.jsonl"], 3, id="annotations digits"),
    pytest.param(
        "gold/a.json", json.dumps({"dates": ["x" * 5_000_000]}), ["score", "gold", "r.jsonl"], 3, id="annotations long"
    ),
    pytest.param("news.txt", NEWS, ["news.txt", "--model", "x" * 5000], 4, id="a long name of a model"),
]


@pytest.mark.parametrize(("name", "content", "arguments", "code"), SIDE)
def test_a_file_beside_that_is_out_of_bounds_is_one_line(
    typed: Typed, tmp_path: Path, name: str, content: str, arguments: list[str], code: int
) -> None:
    (tmp_path / "gold").mkdir()
    (tmp_path / "m").mkdir()
    (tmp_path / "r.jsonl").touch()
    (tmp_path / "news.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / name).write_text(content, encoding="utf-8")
    ended, written, said = typed(*arguments)
    errors = [line for line in said.splitlines() if "empty file" not in line and "articles done" not in line]
    assert (ended, len(errors)) == (code, 1), said[:1000]
    assert errors[0].startswith("extract: error: ")
    assert len(errors[0]) < 600
    assert written == "" or arguments[0] == "score"


GOLDEN = [
    pytest.param(DEEP, id="deep"),
    pytest.param(DIGITS, id="digits"),
    pytest.param("[]", id="a list"),
    pytest.param('{"claims": 5}', id="claims that are none"),
    pytest.param('{"claims": [5], "engine": [1]}', id="a claim that is none"),
    pytest.param('{"claims": [{"kind": "date", "start": 1e999, "end": "x"}]}', id="odd offsets"),
    pytest.param('{"people": [{"name": "x", "mentions": [], "score": 1e400}]}', id="no mention"),
    pytest.param(f'{{"claims": [], "score": {10**400}, "reference_date": {10**400}}}', id="a huge score"),
    pytest.param('{"claims": [], "warnings": ["\\ud800"]}', id="half a pair"),
    pytest.param('{"claims": [], "engine": 5}', id="an engine that is none"),
]


@pytest.mark.parametrize("content", GOLDEN)
@pytest.mark.parametrize("form", [[], ["--diff"], *(["--output-format", name] for name in ("json", "junit", "github"))])
def test_one_bad_golden_record_does_not_end_the_check_of_the_others(
    typed: Typed, tmp_path: Path, content: str, form: list[str]
) -> None:
    (tmp_path / "samples").mkdir()
    for name in ("a", "b", "c"):
        (tmp_path / "samples" / f"{name}.txt").write_text(NEWS, encoding="utf-8")
    good = typed("samples/a.txt", "--no-entities", "-f", "json")[1]
    for name in ("a", "c"):
        (tmp_path / "samples" / f"{name}.json").write_text(good.replace("/a.txt", f"/{name}.txt"), encoding="utf-8")
    (tmp_path / "samples" / "b.json").write_text(content, encoding="utf-8")
    code, written, said = typed("check", "samples", "--no-entities", *form)
    assert code == 1, (written, said)
    assert "3 samples, 1 differ" in said
    assert "b.json" in written
    written.encode()


@pytest.mark.parametrize("stands", ["pipe", "device", "bytes"])
def test_what_stands_in_the_place_of_a_golden_record_does_not_end_an_update(tmp_path: Path, stands: str) -> None:
    (tmp_path / "samples").mkdir()
    for name in ("a", "b"):
        (tmp_path / "samples" / f"{name}.txt").write_text(NEWS, encoding="utf-8")
    golden = tmp_path / "samples" / "a.json"
    match stands:
        case "pipe":
            os.mkfifo(golden)
        case "device":
            golden.symlink_to("/dev/zero")
        case _:
            golden.write_bytes(b"\xff\xfe\xfd")
    done = run(tmp_path, "check", "samples", "--update")
    assert "samples/b.json: rewritten" in done.stderr
    if stands == "bytes":
        assert (done.returncode, json.loads(golden.read_bytes())["source"]) == (0, "samples/a.txt")
    else:
        assert done.returncode == 3
        assert f"samples/a.json: cannot be rewritten: a {stands} and no file; move it away" in done.stderr
