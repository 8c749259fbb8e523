"""Saved records in every format: what extracting in that format gives, without extracting again."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from extracted import hostile

from cli.main import main
from cli.output import FORMATS, NEED_TEXT
from extractors.errors import InputError, UsageError

Typed = Callable[..., int]
Run = Callable[..., "subprocess.CompletedProcess[str]"]
NEWS = "قتل 34 مسلحا في بغداد، وارتفع عدد الغارات بنسبة 40 بالمائة."
NASTY = hostile()


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder with an article, one whose words are hostile, and two in one file."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_bytes(NEWS.encode("utf-16"))
    (folder / "=b.txt").write_bytes((NASTY.text or "").encode())
    lines = [{"id": f"={number}", "text": f"{NEWS} أصيب {number} آخرون.", "date": "2018-06-05"} for number in (5, 6)]
    (folder / "c.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return folder


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Typed:
    """Run `extract` with some arguments in this process, which is much faster; its exit code."""

    def runs(*arguments: str) -> int:
        monkeypatch.setattr(sys, "argv", ["extract", *arguments])
        return main()

    return runs


@pytest.fixture
def records(corpus: Path, typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    assert typed(corpus.name, "--no-entities", "-q", "-o", "records.jsonl") == 0
    return tmp_path / "records.jsonl"


@pytest.mark.usefixtures("records")
@pytest.mark.parametrize("name", FORMATS)
def test_it_gives_what_extracting_gives(typed: Typed, tmp_path: Path, name: str) -> None:
    assert typed("reports", "--no-entities", "-q", "-f", name, "-o", "direct") == 0
    assert typed("convert", "records.jsonl", "--to", name, "-o", "converted") == 0
    assert (tmp_path / "converted").read_bytes() == (tmp_path / "direct").read_bytes() != b""


@pytest.mark.usefixtures("records")
def test_json_of_one_article_is_an_object_again(typed: Typed, tmp_path: Path) -> None:
    assert typed("reports/a.txt", "--no-entities", "-o", "one.json") == 0
    assert typed("convert", "one.json", "-o", "again.json") == 0
    assert typed("convert", "one.json", "records.jsonl", "-o", "all.json") == 0
    assert (tmp_path / "again.json").read_bytes() == (tmp_path / "one.json").read_bytes()
    assert (tmp_path / "all.json").read_bytes().startswith(b"[")


def test_records_come_from_pipes_and_folders_too(run: Run, typed: Typed, records: Path, tmp_path: Path) -> None:
    lines = records.read_text(encoding="utf-8")
    assert run("convert", "-", "--to", "jsonl", stdin=lines).stdout == lines
    assert typed("reports", "--no-entities", "-q", "-o", "saved/") == 0
    assert typed("convert", "saved", "-o", "again.jsonl") == 0
    again = (tmp_path / "again.jsonl").read_text(encoding="utf-8")
    assert sorted(again.splitlines()) == sorted(lines.splitlines())


ENDINGS = [("md", b"# "), ("csv", b"source,"), ("parquet", b"PAR1"), ("txt", b"=b")]


@pytest.mark.usefixtures("records")
@pytest.mark.parametrize(("ending", "begins"), ENDINGS)
def test_the_format_is_what_the_output_ends_in(typed: Typed, tmp_path: Path, ending: str, begins: bytes) -> None:
    assert typed("convert", "records.jsonl", "-o", f"out.{ending}") == 0
    assert (tmp_path / f"out.{ending}").read_bytes().removeprefix(b"reports/").startswith(begins)


@pytest.mark.usefixtures("records")
def test_excel_is_told_that_csv_is_utf_8(typed: Typed, tmp_path: Path) -> None:
    assert typed("convert", "records.jsonl", "-o", "plain.csv") == 0
    assert typed("convert", "records.jsonl", "--csv-bom", "-o", "marked.csv") == 0
    assert typed("reports", "--no-entities", "-q", "--csv-bom", "-o", "direct.csv") == 0
    marked = (tmp_path / "marked.csv").read_bytes()
    assert marked == (tmp_path / "direct.csv").read_bytes() == b"\xef\xbb\xbf" + (tmp_path / "plain.csv").read_bytes()


@pytest.mark.usefixtures("records")
def test_parquet_goes_through_a_pipe(typed: Typed, tmp_path: Path) -> None:
    assert typed("convert", "records.jsonl", "-o", "a.parquet") == 0
    command = [sys.executable, "-m", "cli.main", "convert", "records.jsonl", "-t", "parquet"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE) as process:
        assert process.stdout
        piped = process.stdout.read()
    assert process.returncode == 0
    assert pq.read_table(io.BytesIO(piped)).equals(pq.read_table(tmp_path / "a.parquet"))


@pytest.mark.usefixtures("records")
@pytest.mark.parametrize("name", sorted(NEED_TEXT))
def test_an_article_that_changed_is_an_error_and_the_others_are_written(
    typed: Typed, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (tmp_path / "reports" / "a.txt").write_text("تغير الخبر.", encoding="utf-8")
    assert typed("convert", "records.jsonl", "--to", name, "-o", "out") == InputError.exit_code
    changed = "the article is no longer what it was when the record was made; extract it again"
    assert capsys.readouterr().err.splitlines() == [
        f"extract: error: reports/a.txt: {changed}",
        "extract: articles done: 3, failed: 1",
    ]
    assert "أصيب" in (tmp_path / "out").read_text(encoding="utf-8")
    assert typed("convert", "records.jsonl", "--to", "csv", "-o", "out") == 0


@pytest.mark.usefixtures("records")
def test_articles_may_be_in_another_folder(typed: Typed, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert typed("convert", "records.jsonl", "-o", "here.conll") == 0
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "reports").rename(tmp_path / "elsewhere" / "reports")
    assert typed("convert", "records.jsonl", "-o", "out.conll") == InputError.exit_code
    said = capsys.readouterr().err
    assert said.count("run this where extract ran, or name the folder with --articles") == 4
    assert not (tmp_path / "out.conll").exists()
    assert typed("convert", "records.jsonl", "--articles", "elsewhere", "-o", "there.conll") == 0
    assert (tmp_path / "there.conll").read_bytes() == (tmp_path / "here.conll").read_bytes()


WRONG = [
    (("records.jsonl", "--to", "xml"), "unknown format: xml; known are table, json, jsonl, csv"),
    (("records.jsonl", "--to", "json", "--csv-bom"), "--csv-bom is for the format csv, and this is json"),
    (("records.jsonl", "-o", "records.jsonl"), "records.jsonl: is an input too; write to another file"),
    ((".", "-o", "all.json"), "all.json: would be read as an input of .; write to another folder"),
]


@pytest.mark.usefixtures("records")
@pytest.mark.parametrize(("arguments", "said"), WRONG)
def test_what_cannot_be_meant_is_one_line(
    typed: Typed, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    assert typed("convert", *arguments) == UsageError.exit_code
    output = capsys.readouterr()
    assert said in output.err
    assert (output.out, output.err.count("\n")) == ("", 1)


@pytest.mark.usefixtures("corpus")
def test_articles_are_no_records(run: Run, tmp_path: Path) -> None:
    done = run("convert", "reports/c.jsonl", "reports/a.txt", "--to", "csv", "-o", "out.csv")
    assert done.returncode == InputError.exit_code
    assert "reports/c.jsonl:1: an article, and not a record; run extract on it first" in done.stderr
    assert "reports/a.txt: malformed JSON, not UTF-8 at byte 0; name what extract wrote" in done.stderr
    assert not (tmp_path / "out.csv").exists()
