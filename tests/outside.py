"""What comes from outside, made of bytes: documents, saved records and files beside, put through the program.

Used by the fuzzers, and with bytes by chance by the tests. What must hold: no bug, however hostile; one line for what
is wrong; and what stands beside it is done.
"""

from __future__ import annotations

import contextlib
import copy
import gzip
import io
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final
from unittest import mock

import building

from cli.main import BUG, main
from cli.output import FORMATS
from extractors.errors import InputError
from extractors.pipeline import Extractor
from extractors.reading import Article, articles, confined
from extractors.reading.legible import MOST_CHARACTERS
from extractors.records import to_dict

NEWS: Final = "قتل 34 مسلحا بينهم 3 نساء في بغداد يوم 5 حزيران 2018، وارتفع عدد الغارات بنسبة 40 بالمائة عن أيار."
RECORD: Final[dict[str, Any]] = to_dict(Extractor(entities=False).extract(NEWS, source="news.txt"))
LONGEST_LINE: Final = 9000
DEEP: Final = "[" * 2000


class Choices:
    """Choices that bytes make, the same ones for the same bytes; when they are used up, always the first."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    @property
    def left(self) -> int:
        return len(self._data) - self._at

    def number(self, below: int) -> int:
        """A number from 0 on."""
        found = int.from_bytes(self._data[self._at : self._at + 2], "big")
        self._at += 2
        return found % below

    def one(self, of: Any) -> Any:
        return of[self.number(len(of))]

    def rest(self) -> bytes:
        found, self._at = self._data[self._at :], len(self._data)
        return found

    def some(self, of: Any, most: int) -> Iterator[Any]:
        """So many at most, as long as there are bytes."""
        for _ in range(self.number(most + 1)):
            if self.left <= 0:
                return
            yield self.one(of)


# --- documents -----------------------------------------------------------------------------------------------------

WORDS: Final = (
    *NEWS.split(), "\u202e", "\0", "&#0;", "&lt;", "ﷺ", "\ud800", "x" * 300, " ", "\n", "\t", "2018-06-31", "😀",
)  # fmt: skip
TAGS: Final = (
    "p", "div", "article", "main", "h1", "table", "tr", "td", "template", "noscript", "span hidden", "br", "time",
    'p style="display:none"', 'time datetime="2018-02-30"', "script", "style", "ul", "li", "a href='x'", "title",
    "blockquote", "svg", "math", "frameset", "textarea", "!--", "![CDATA[", "?xml", "/p", "/div", "/article",
)  # fmt: skip
HEADS: Final = (
    "", '<meta charset="utf-8">', '<meta charset="windows-1256">', '<meta charset="utf-7">',
    '<meta charset="undefined">',
    '<meta property="article:published_time" content="2018-06">', '<meta name="date" content="0000-00-00">',
    '<script type="application/ld+json">{"datePublished": "2018-06-31"}</script>', "<title>خبر</title>",
    '<script type="application/ld+json">' + DEEP + "</script>",
)  # fmt: skip
PARTS: Final = (
    "<w:p>", "</w:p>", "<w:r><w:t>", "</w:t></w:r>", "<w:tbl>", "</w:tbl>", "<w:tab/>", "<w:br/>", "<w:del>",
    "</w:del>", "<w:txbxContent>", "</w:txbxContent>", "<w:sym/>", "<w:p><w:p>", "&amp;", "&#0;", "<!---->",
)  # fmt: skip
DRAWN: Final = (
    b"BT", b"ET", b"/F1 12 Tf", b"(abc) Tj", b"<06280627> Tj", b"1 0 0 1 9 9 Tm", b"9 0 Td", b"q", b"Q", b"/X Do",
    b"[(a) -999 (b)] TJ", b"1e99 0 0 1 0 0 cm", b"BI ID EI", b"<< >> BDC", b"T*", b"'", b"\xff",
)  # fmt: skip


def _page(choices: Choices) -> bytes:
    head = "".join(choices.some(HEADS, 3))
    body = "".join(f"<{tag}>{choices.one(WORDS)}" for tag in choices.some(TAGS, 60))
    paragraphs = f"<p>{NEWS}</p>" * choices.number(4)
    return f"<!doctype html><html><head>{head}</head><body>{body}{paragraphs}".encode("utf-8", "replace")


def _word(choices: Choices) -> bytes:
    body = "".join(choices.one((choices.one(PARTS), choices.one(WORDS))) for _ in choices.some(PARTS, 60))
    return building.with_body(f"<w:p><w:r><w:t>{NEWS}</w:t></w:r></w:p>{body}".encode("utf-8", "replace").decode())


def _pdf(choices: Choices) -> bytes:
    drawn = b"\n".join(choices.some(DRAWN, 60))
    return building.pdf(building.laid_out([NEWS])).replace(b"ET", b"ET\n" + drawn, 1)


def _damaged(made: Callable[[Choices], bytes]) -> Callable[[Choices], bytes]:
    """The same, with some bytes put over others."""

    def damage(choices: Choices) -> bytes:
        data = bytearray(made(choices))
        while choices.left > 0:
            at = choices.number(max(1, len(data)))
            data[at : at + 1] = bytes([choices.number(256)]) * choices.number(3)
        return bytes(data)

    return damage


KINDS: Final[dict[str, Callable[[Choices], bytes]]] = {"html": _page, "docx": _word, "pdf": _pdf}
NAMES: Final = ("a.txt", "a.html", "a.docx", "a.pdf", "a.jsonl", "a.jsonl.gz", "-")


def document(data: bytes) -> None:
    """Read a document, whole or damaged; what comes of it is an article within bounds, or one line."""
    choices = Choices(data)
    kind = choices.one(("html", "docx", "pdf", "raw"))
    if kind == "raw":
        _read(choices.one(NAMES), choices.rest())
        return
    made = choices.one((KINDS[kind], _damaged(KINDS[kind])))
    answer = confined._answer(kind, made(choices))
    assert answer.keys() in ({"refused"}, {"text", "date"})
    if "refused" in answer:
        _check_line(answer["refused"])
        return
    assert len(answer["text"]) <= MOST_CHARACTERS
    answer["text"].encode()
    assert answer["date"] is None or date.fromisoformat(answer["date"])


def _read(name: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        if name == "-":
            found = articles(["-"], stdin=io.BytesIO(data))
        else:
            path.write_bytes(gzip.compress(data) if name.endswith(".gz") and data[:1] != b"\x1f" else data)
            found = articles([str(path)])
        for item in found:
            if isinstance(item, InputError):
                _check_line(item.reason)
            else:
                assert isinstance(item, Article)
                assert len(item.text) <= MOST_CHARACTERS
                f"{item.source}{item.text}".encode()


def _check_line(reason: str) -> None:
    assert 0 < len(reason) < LONGEST_LINE
    assert "\n" not in reason


# --- saved records -------------------------------------------------------------------------------------------------

PUT: Final = (
    ..., None, [], {}, "", "نص", "\ud800", True, 0, -1, 3, 2**63, 10**400, -(10**400), 1e308, 1e-320, -0.5, "x" * 5000,
    "2018-02-30", "9999-12-31", "XXXX-WXX-9", "0000-00-00", "2018-Q9", "-1/2", "claim:1", "#:" * 2000, [[[[]]]],
    {"text": "نص", "start": 0, "end": 2}, {"start": 5, "end": 1}, "percentage", "casualty", "date", "exact", "range",
)  # fmt: skip
COMMANDS: Final = (
    *(["convert", "r.jsonl", "--to", name, "-o", "out"] for name in FORMATS),
    ["toll", "r.jsonl", "--no-entities"],
    ["toll", "r.jsonl", "--no-entities", "-f", "csv"],
    ["report", "r.jsonl", "--no-entities", "-o", "out.html"],
    ["diff", "r.jsonl", "good.jsonl"],
    ["diff", "good.jsonl", "r.jsonl", "--format", "json"],
    ["score", "gold", "r.jsonl"],
)


def ways(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every value in plain JSON."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [way, *(place for key, item in items for place in ways(item, (*way, key)))]


MARKS: Final = (b"[", b"{", b'"', b"9" * 400, b"\xff", b"\\ud800", b",", b"")
WAYS: Final = [way for way in ways(RECORD) if way]


def saved_record(data: bytes) -> None:
    """Put a saved record with other values in it, or a line with other bytes, between good ones through a command."""
    choices = Choices(data)
    command = choices.one(COMMANDS)
    good = json.dumps(RECORD)
    line = _changed_record(choices) if choices.number(4) else _changed_bytes(good.encode(), choices)
    with _folder() as folder:
        (folder / "r.jsonl").write_bytes(b"\n".join([good.encode(), line, good.encode()]))
        (folder / "good.jsonl").write_text(f"{good}\n", encoding="utf-8")
        run(command)


def _changed_record(choices: Choices) -> bytes:
    record = copy.deepcopy(RECORD)
    for way in choices.some(WAYS, 4):
        *rest, last = way
        place: Any = record
        with contextlib.suppress(LookupError, TypeError):
            for step in rest:
                place = place[step]
            value = choices.one(PUT)
            if value is ...:
                del place[last]
            else:
                place[last] = value
    return json.dumps(record).encode()


def _changed_bytes(data: bytes, choices: Choices) -> bytes:
    changed = bytearray(data)
    while choices.left > 0 and changed:
        at = choices.number(len(changed))
        changed[at : at + choices.number(3)] = choices.one(MARKS)
    return bytes(changed).replace(b"\n", b"")


# --- files beside --------------------------------------------------------------------------------------------------

TOKENS: Final = (
    "person", "place", "organization", "claims.casualty", "f1", "a.", "[", "]", "[[", "]]", "{", "}", "=", ",", "\n",
    '"', "'", '"""', "#", "0.9", "1e999", "nan", "9" * 5000, "true", "2018-06-05", '"بغداد"',
    '"ليلى"', '"\\ud800"', "\\", ":",
    '"claims"', '"schema"', '"people"', '"dates"', '"mentions"', '"kind"', '"start"', '"end"', '"text"', '"ar"',
    '"packages"', '"default"', '"ner"', '"reference_date"', "null", "-1", "1" + "0" * 400,
    "[" * 200, "{" + '"a":' * 99, "\0",
)  # fmt: skip
SIDE: Final[tuple[tuple[str, list[str]], ...]] = (
    ("own.toml", ["news.txt", "--aliases", "own.toml", "-o", "out.json"]),
    ("floors.toml", ["score", "gold", "good.jsonl", "--floors", "floors.toml"]),
    ("gold/news.json", ["score", "gold", "good.jsonl"]),
    ("context/news.json", ["score", "gold", "good.jsonl", "--context", "context"]),
    ("samples/b.json", ["check", "samples", "--no-entities", "--output-format", "json"]),
    ("samples/b.json", ["check", "samples", "--no-entities", "--diff"]),
    ("list", ["--files-from", "list", "--no-entities", "-f", "jsonl", "-o", "out"]),
    ("model/resources.json", ["news.txt", "--model", "model", "-o", "out.json"]),
    (".out.jsonl.journal/records.sqlite", ["samples", "--no-entities", "-o", "out.jsonl", "-q"]),
)


def side_file(data: bytes) -> None:
    """Put a file beside the articles through the command that reads it, made of words that belong there or of bytes."""
    choices = Choices(data)
    name, command = choices.one(SIDE)
    raw = name.endswith((".sqlite", "list")) or choices.number(5) == 0
    content = choices.rest() if raw else _worded(choices)
    with _folder() as folder:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
        with mock.patch("extractors.entities.EntityExtractor._loaded", side_effect=_Unread):
            run(command)


class _Unread(InputError):  # noqa: N818  it stands for a state
    """Stands for the names that a model would find, which takes seconds."""

    def __init__(self) -> None:
        super().__init__("news.txt", "nobody looks for names here")


def _worded(choices: Choices) -> bytes:
    words = [choices.one(TOKENS) for _ in range(min(400, choices.left // 2 + 1))]
    return choices.one(("", " ")).join(words).encode("utf-8", "replace")


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    """A folder to run in, with an article, its record, annotations and samples."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for inside in ("gold", "samples"):
            (folder / inside).mkdir()
        for path in ("news.txt", "samples/a.txt", "samples/b.txt"):
            (folder / path).write_text(NEWS, encoding="utf-8")
        (folder / "gold" / "news.json").write_text('{"dates": []}', encoding="utf-8")
        (folder / "good.jsonl").write_text(json.dumps(RECORD) + "\n", encoding="utf-8")
        os.chdir(folder)
        try:
            yield folder
        finally:
            os.chdir(before)


def run(command: list[str]) -> int:
    """Run a command in this process: no bug, and whatever it says is lines of its own."""
    written, said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    with (
        mock.patch("sys.argv", ["extract", *command]),
        contextlib.redirect_stdout(written),
        contextlib.redirect_stderr(said),
    ):
        code = main()
    lines = said.getvalue().splitlines()
    assert code != BUG, lines
    assert all(line.startswith("extract: ") and len(line) < LONGEST_LINE for line in lines), lines
    assert code in {0, 1, 2, 3, 4}
    return code


TARGETS: Final[dict[str, Callable[[bytes], None]]] = {
    "documents": document,
    "records": saved_record,
    "side-files": side_file,
}
