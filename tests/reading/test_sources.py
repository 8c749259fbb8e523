"""Files, standard input, JSON Lines and folders."""

from __future__ import annotations

import hashlib
import io
import json
import os
from datetime import date
from pathlib import Path

import pytest

from extractors.errors import InputError
from extractors.reading import Article, articles

NEWS = "قتل 34 مسلحا في بغداد"


def read(*paths: Path | str, stdin: bytes = b"") -> list[Article | InputError]:
    return list(articles(map(str, paths), stdin=io.BytesIO(stdin)))


def test_an_article_keeps_its_path_line_ends_and_digest(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    data = b"\xef\xbb\xbf" + f"{NEWS}\r\n\r\n{NEWS}\r".encode()
    path.write_bytes(data)
    assert read(path) == [
        Article(
            source=str(path),
            text=f"{NEWS}\r\n\r\n{NEWS}\r",
            encoding="utf-8-sig",
            sha256=hashlib.sha256(data).hexdigest(),
        )
    ]


def test_a_path_is_named_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "check").write_text(NEWS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    (article,) = read("./check")
    assert article.source == "./check"


def test_a_name_that_is_not_utf8_can_still_be_written_as_utf8(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff.txt"
    Path(os.fsdecode(path)).write_text(NEWS, encoding="utf-8")
    (article,) = read(os.fsdecode(path))
    assert isinstance(article, Article)
    assert article.source.encode().endswith(b"/?.txt")


def test_a_folder_is_read_in_a_stable_order_without_hidden_and_other_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "z/a.txt", "c/x.txt", ".git/a.txt", ".a.txt", "a.json", "notes.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(NEWS, encoding="utf-8")
    (tmp_path / "d.jsonl").write_text(json.dumps({"id": 7, "text": NEWS}), encoding="utf-8")
    names = [os.path.relpath(article.source, tmp_path) for article in read(tmp_path)]
    assert names == ["a.txt", "b.txt", "d.jsonl#7", "c/x.txt", "z/a.txt"]


def test_a_folder_that_links_to_itself_and_a_named_pipe_do_not_hang(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "to-pipe.txt").symlink_to(tmp_path / "pipe.txt")
    (tmp_path / "zero.jsonl").symlink_to("/dev/zero")
    first, second = read(tmp_path)
    assert isinstance(first, Article)
    assert isinstance(second, InputError)
    assert second.source.endswith("gone.txt")


def test_folders_that_cannot_be_listed_are_told_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "locked").mkdir()
    scandir = os.scandir

    def refusing(path: str) -> object:
        if path.endswith("locked"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    first, second = read(tmp_path)
    assert isinstance(first, Article)
    assert str(second) == f"{tmp_path}/locked: cannot be read: Permission denied; check its permissions"


def test_an_unreadable_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(NEWS, encoding="utf-8")

    def refusing(name: str, flags: int) -> int:
        raise PermissionError(13, "Permission denied", f"{name} {flags}")

    monkeypatch.setattr(os, "open", refusing)
    assert [str(item) for item in read(path)] == [f"{path}: cannot be read: Permission denied; check its permissions"]


FAULTS = [
    pytest.param("missing.txt", "no such file; check the path", id="missing"),
    pytest.param(
        "empty",
        "no .txt, .jsonl, .jsonl.gz, .html, .htm, .docx or .pdf file in this folder; name the files themselves",
        id="folder",
    ),
    pytest.param("empty.jsonl", "empty file; nothing to extract from", id="no lines"),
    pytest.param("empty.txt", "empty file; nothing to extract from", id="empty"),
]


@pytest.mark.parametrize(("name", "reason"), FAULTS)
def test_each_fault_names_the_input_and_the_way_out(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty.txt").touch()
    (tmp_path / "empty.jsonl").write_text("\n \n")
    (error,) = read(tmp_path / name)
    assert str(error) == f"{tmp_path / name}: {reason}"


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(NEWS, encoding="utf-8")
    kinds = [type(item) for item in read(path, tmp_path / "missing.txt", path)]
    assert kinds == [Article, InputError, Article]


def test_inputs_are_read_one_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    inputs = articles([str(path), str(path)])
    assert isinstance(next(inputs), InputError)
    path.write_text(NEWS, encoding="utf-8")
    assert isinstance(next(inputs), Article)


def test_lines_carry_their_id_or_number_and_their_date(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [
        {"id": "x1", "text": NEWS, "date": "2018-06-05", "section": "any"},
        {"text": NEWS, "date": "2018-06-05T23:59:00+03:00"},
        {"id": 0, "text": NEWS, "date": None},
    ]
    path.write_text("\ufeff" + "\n\n".join(map(json.dumps, lines)), encoding="utf-8")
    found = [(item.source, item.date, item.encoding) for item in read(path) if isinstance(item, Article)]
    assert found == [
        (f"{path}#x1", date(2018, 6, 5), "utf-8"),
        (f"{path}:3", date(2018, 6, 5), "utf-8"),
        (f"{path}#0", None, "utf-8"),
    ]


def test_the_digest_of_a_line_is_that_of_its_text(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": NEWS}), encoding="utf-8")
    (article,) = read(path)
    assert isinstance(article, Article)
    assert article.sha256 == hashlib.sha256(NEWS.encode()).hexdigest()


BAD_LINES = [
    pytest.param(b'{"text": ', "malformed JSON at column 10", id="cut"),
    pytest.param(b"[" * 100_000, "malformed JSON", id="nested"),
    pytest.param(b'{"text": "\xff"}', "undecodable bytes at offset 10 of the line", id="bytes"),
    pytest.param(b'["text"]', "not a JSON object", id="list"),
    pytest.param(b'{"txt": "a"}', 'no "text"', id="no text"),
    pytest.param(b'{"text": 5}', 'no "text"', id="text is a number"),
    pytest.param(b'{"text": " "}', '"text" is empty', id="empty"),
    pytest.param(b'{"text": "no"}', "no Arabic text", id="english"),
    pytest.param(rb'{"text": "\u0628\ud800"}', '"text" holds half a surrogate pair', id="surrogate"),
    pytest.param(rb'{"text": "\u0628", "id": []}', '"id" is neither', id="id"),
    pytest.param(rb'{"text": "\u0628", "id": true}', '"id" is neither', id="id is true"),
    pytest.param(rb'{"text": "\u0628", "id": 1.0}', '"id" is neither', id="id is a fraction"),
    pytest.param(rb'{"text": "\u0628", "id": "\ud800"}', '"id" holds half a surrogate pair', id="half an id"),
    pytest.param(rb'{"text": "\u0628", "id": "%s"}' % (b"x" * 1001), '"id" is longer than 1000', id="a long id"),
    pytest.param(rb'{"text": "\u0628", "date": "%s"}' % (b"x" * 99), f"unknown date '{'x' * 38}…; ", id="a long date"),
    pytest.param(b'{"a": [%s0]}' % (b"{}," * 1_000_000), "holds more than 1,000,000 values", id="many values"),
    pytest.param(b'{"a": %s}' % (b"9" * 5000), "malformed JSON, a number of more than 4300 digits", id="digits"),
    pytest.param(rb'{"text": "\u0628", "date": "5/6/2018"}', "unknown date '5/6/2018'", id="date"),
    pytest.param(rb'{"text": "\u0628", "date": 2018}', "unknown date 2018", id="date is a number"),
]


@pytest.mark.parametrize(("line", "reason"), BAD_LINES)
def test_a_bad_line_is_told_with_its_number_and_the_others_are_read(tmp_path: Path, line: bytes, reason: str) -> None:
    good = json.dumps({"text": NEWS}).encode()
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\n".join([good, line, good]))
    first, error, last = read(path)
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(error, InputError)
    assert str(error).startswith(f"{path}:2: {reason}")
    assert ";" in str(error), "the way out is missing"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1256"])
def test_standard_input_is_one_article(encoding: str) -> None:
    (article,) = read("-", stdin=f"{NEWS}\n{NEWS}".encode(encoding))
    assert isinstance(article, Article)
    assert (article.source, article.text, article.encoding) == ("-", f"{NEWS}\n{NEWS}", encoding)


def test_standard_input_of_objects_is_json_lines() -> None:
    lines = [json.dumps({"text": NEWS}), json.dumps({"text": NEWS, "id": "b"}), "{"]
    found = read("-", stdin="\n".join(lines).encode())
    assert [item.source for item in found] == ["-:1", "-#b", "-:3"]
    assert isinstance(found[2], InputError)


def test_an_article_that_begins_with_a_brace_is_still_an_article() -> None:
    (article,) = read("-", stdin=f"{{{NEWS}}}".encode())
    assert isinstance(article, Article)
