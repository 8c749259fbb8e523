"""Web pages, Word documents, PDF files and packed JSON Lines: what is read, and what no file can do to the reader."""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import io
import json
import os
import signal
import zipfile
import zlib
from datetime import date
from pathlib import Path
from typing import Any

import building
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.errors import InputError
from extractors.reading import Article, articles, confined, docx, html, lines, pdf
from extractors.reading.encodings import LARGEST

ARTICLE = building.ARTICLE
TEXT = "\n".join(ARTICLE)
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in ARTICLE[1:])
PUBLISHED = '<meta charset="utf-8"><meta property="article:published_time" content="2019-03-04T10:00:00+03:00">'
MENU = '<nav><a href="/">الرئيسية</a> <a href="/sport">رياضة</a></nav>'
FOOT = "<footer>جميع الحقوق محفوظة 1999</footer>"
PAGE = building.page(f"{MENU}<main><article><h1>{ARTICLE[0]}</h1>{PARAGRAPHS}</article></main>{FOOT}", PUBLISHED)


def read(path: Path, data: bytes) -> Article | InputError:
    path.write_bytes(data)
    (item,) = articles([str(path)])
    return item


def words(text: str) -> list[str]:
    return text.split()


@pytest.mark.parametrize(
    ("name", "encoding", "data"),
    [
        pytest.param("a.html", "html", PAGE.encode(), id="html"),
        pytest.param("a.htm", "html", PAGE.replace("utf-8", "windows-1256").encode("windows-1256"), id="windows-1256"),
        pytest.param("a", "html", PAGE.replace("utf-8", "iso-8859-6").encode("iso-8859-6", "ignore"), id="iso-8859-6"),
        pytest.param("a.docx", "docx", building.word(ARTICLE), id="docx"),
        pytest.param("a.pdf", "pdf", building.pdf(building.laid_out(ARTICLE)), id="pdf"),
        pytest.param("a.bin", "pdf", building.pdf(building.laid_out(ARTICLE)), id="pdf by another name"),
    ],
)
def test_each_kind_is_read_as_the_article_in_it(tmp_path: Path, name: str, encoding: str, data: bytes) -> None:
    item = read(tmp_path / name, data)
    assert isinstance(item, Article)
    assert (item.encoding, item.sha256) == (encoding, hashlib.sha256(data).hexdigest())
    assert words(item.text) == words(TEXT.replace("«", "").replace("»", "") if b"8859-6" in data else TEXT)
    assert item.date == (date(2019, 3, 4) if encoding == "html" else None)


def test_a_page_comes_through_standard_input() -> None:
    (item,) = articles(["-"], stdin=io.BytesIO(PAGE.encode()))
    assert isinstance(item, Article)
    assert words(item.text) == words(TEXT)


def test_a_headline_that_is_only_in_the_head_is_put_first() -> None:
    page = building.page(f"<article>{PARAGRAPHS}</article>", f"<title>{ARTICLE[0]}</title>")
    assert html.read(page.encode()).text.startswith(f"{ARTICLE[0]}\nقال مسؤولون")


def test_a_page_reads_the_same_on_any_day() -> None:
    future = PAGE.replace("2019", "2094")
    assert html.read(future.encode()).date == date(2094, 3, 4)
    undated = PAGE.replace(PUBLISHED, "")
    assert html.read(undated.encode()).date is None


DAYS = {
    "2018-06-05": date(2018, 6, 5),
    "2018-06-05T23:59:00+03:00": date(2018, 6, 5),
    "20180605": date(2018, 6, 5),
    "5.6.2018": date(2018, 6, 5),
    "June 5, 2018": date(2018, 6, 5),
    "2018-06-01": date(2018, 6, 1),
    "2018-06-01T00:30:00Z": date(2018, 6, 1),
    "20180601": date(2018, 6, 1),
    "1/6/2018": date(2018, 6, 1),
    "01.06.2018": date(2018, 6, 1),
    "June 1, 2018": date(2018, 6, 1),
    "1 June 2018": date(2018, 6, 1),
    "Fri, 01 Jun 2018 10:00:00 GMT": date(2018, 6, 1),
    "2018": None,
    "2018-06": None,
    "06/2018": None,
    "June 2018": None,
    "2018-06-00": None,
    "2018-06-31": None,
    "31/06/2018": None,
    "2018-02-30": None,
    "2018-13-01": None,
}
"""What a page may say of its day, and the day that stands there."""
SAYS = {
    "meta": '<meta property="article:published_time" content="{}">',
    "name": '<meta name="date" content="{}">',
    "time": '<body><time datetime="{}">اليوم</time></body>',
    "text": '<body><span class="date">{}</span></body>',
}


@pytest.mark.parametrize("stated", DAYS)
@pytest.mark.parametrize("how", SAYS)
def test_a_day_is_one_that_stands_there_and_exists(how: str, stated: str) -> None:
    said = SAYS[how].format(stated)
    in_head, in_body = ("", said.removeprefix("<body>").removesuffix("</body>")) if "<body>" in said else (said, "")
    page = building.page(f"<main><article><h1>{ARTICLE[0]}</h1>{in_body}{PARAGRAPHS}</article></main>", in_head)
    assert html.read(page.encode()).date == DAYS[stated]


def test_the_first_of_a_month_in_the_text_is_no_day_of_the_page() -> None:
    words = "وكانت الوزارة قد أعلنت يوم 1/6/2018 في بيان طويل نشرته على موقعها أن العمل سيبدأ قريبا في المدينة"
    page = building.page(f"<article>{PARAGRAPHS}<p>{words}</p></article>", SAYS["meta"].format("2018-06"))
    assert html.read(page.encode()).date is None


HIDDEN = [
    "<template><p>{}</p></template>",
    "<div><template><div><p>{}</p></div></template></div>",
    "<noscript><p>{}</p></noscript>",
    "<div hidden><p>{}</p></div>",
    '<p hidden="until-found">{}</p>',
    '<p style="display: none">{}</p>',
    '<p style="color: red; DISPLAY:none;">{}</p>',
    '<div style="visibility: hidden"><p>{}</p></div>',
    '<p style="opacity: 0">{}</p>',
    '<p style="font-size:0px">{}</p>',
    "<dialog><p>{}</p></dialog>",
    "<object><p>{}</p></object>",
    "<video><p>{}</p></video>",
    "<canvas>{}</canvas>",
    "<datalist><option>{}</option></datalist>",
]
SHOWN = [
    "<p>{}</p>",
    '<p style="opacity: 0.9; font-size: 0.8em">{}</p>',
    '<p style="display: block">{}</p>',
    '<p aria-label="hidden">{}</p>',
    "<details open><summary>س</summary><p>{}</p></details>",
]
UNSEEN = "كلام لا يراه أحد في هذه الصفحة من القراء"


@pytest.mark.parametrize(
    ("markup", "read"), [*((markup, False) for markup in HIDDEN), *((markup, True) for markup in SHOWN)]
)
def test_what_a_browser_does_not_show_is_no_article(markup: str, read: bool) -> None:
    first, *others = ARTICLE[1:]
    paragraphs = f"<p>{first}</p>{markup.format(UNSEEN)}" + "".join(f"<p>{line}</p>" for line in others)
    text = html.read(building.page(f"<article><h1>{ARTICLE[0]}</h1>{paragraphs}</article>").encode()).text
    assert (UNSEEN in text) == read
    assert all(line in text for line in ARTICLE)


def test_what_follows_hidden_words_is_read() -> None:
    line = f"قبلها <span hidden>{UNSEEN}</span>وبعدها كلام كثير يقرأ في هذه الصفحة"
    text = html.read(building.page(f"<article>{PARAGRAPHS}<p>{line}</p></article>").encode()).text
    assert "وبعدها كلام كثير" in text
    assert UNSEEN not in text


def test_tables_text_boxes_and_accepted_changes_are_read_and_struck_words_are_not() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>صندوق</w:t></w:r></w:p></w:txbxContent>"
    alternate = (
        f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    body = (
        "<w:p><w:r><w:t>قتل </w:t></w:r><w:del><w:r><w:delText>5</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>7</w:t></w:r></w:ins><w:r><w:br/><w:t>أمس</w:t><w:tab/></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>خلية</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        f"<w:p><w:r>{alternate}<w:t>بعد</w:t></w:r></w:p>"
    )
    assert docx.read(building.with_body(body)).text == "قتل 7\nأمس\t\nخلية\nبعد\nصندوق"


def test_a_note_set_above_the_line_does_not_stick_to_the_figure_before_it() -> None:
    line = "وصل 30<sup>2</sup> قاربا إلى جزيرة مساحتها 45 كم<sup>٢</sup>، كما قال<sup><a>14</a>ب</sup> الصيادون أمس"
    read = html.read(building.page(f"<article>{PARAGRAPHS}<p>{line}</p></article>").encode()).text
    assert "وصل 30² قاربا إلى جزيرة مساحتها 45 كم²، كما قال¹⁴ب الصيادون أمس" in read
    note = '<w:r><w:rPr><w:vertAlign w:val="{}"/></w:rPr><w:t>2</w:t></w:r>'
    body = "<w:p><w:r><w:t>وصل 30</w:t></w:r>{}<w:r><w:t> قاربا و5</w:t></w:r>{}</w:p>"
    runs = building.with_body(body.format(note.format("superscript"), note.format("subscript")))
    assert docx.read(runs).text == "وصل 30² قاربا و52"


def test_columns_of_a_pdf_are_read_from_the_right() -> None:
    left = building.laid_out([ARTICLE[2]], left=40, top=600)
    right = building.laid_out([ARTICLE[1]], left=560, top=600)
    head = building.laid_out([ARTICLE[0]], left=450, top=700)
    assert pdf.read(building.pdf([*left, *right, *head])).text == "\n".join([ARTICLE[0], ARTICLE[1], ARTICLE[2]])


def test_a_pdf_without_spaces_in_it_has_its_words_apart() -> None:
    glyphs = [glyph for glyph in building.laid_out(ARTICLE) if glyph[0] != " "]
    assert words(pdf.read(building.pdf(glyphs)).text) == words(TEXT)


@given(st.randoms(use_true_random=False))
@settings(max_examples=10)
def test_the_order_in_which_a_pdf_draws_its_letters_is_of_no_matter(chance: Any) -> None:
    glyphs = building.laid_out(ARTICLE[:1])
    chance.shuffle(glyphs)
    assert pdf.read(building.pdf(glyphs)).text == ARTICLE[0]


def packed(*objects: object) -> bytes:
    return gzip.compress("\n".join(map(json.dumps, objects)).encode())


def test_packed_lines_are_read_as_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(packed({"id": 7, "text": TEXT, "date": "2018-06-05"}, {"text": TEXT}))
    found = [(item.source, item.text) for item in articles([str(path)]) if isinstance(item, Article)]
    assert found == [(f"{path}#7", TEXT), (f"{path}:2", TEXT)]


def test_what_stands_before_the_damage_of_an_archive_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    many = packed(*({"id": number, "text": TEXT + hashlib.sha256(b"%d" % number).hexdigest()} for number in range(999)))
    path.write_bytes(many[: len(many) // 2])
    *before, error = articles([str(path)])
    assert len(before) > 300
    assert all(isinstance(item, Article) for item in before)
    assert isinstance(error, InputError)
    assert "cut short" in error.reason


def test_an_archive_that_unfolds_is_left(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b"\n" * (8 << 20)))
    (error,) = articles([str(path)])
    assert isinstance(error, InputError)
    assert "unpacks to more than 200 times its size" in error.reason


def test_a_line_without_an_end_is_skipped_in_bounded_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LARGEST", 1000)
    good = json.dumps({"text": "قتل 3"})
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join([good, "x" * 12_345, good]))
    first, error, last = articles([str(path)])
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert str(error) == f"{path}:2: larger than 64 MiB, which no article is; split it"


def test_a_file_without_an_end_is_left_at_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    (error,) = articles([str(path)])
    assert str(error) == f"{path}: larger than 64 MiB, which no article is; split it"


LOOP = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 /Parent 2 0 R >>"]
SELF_LENGTH = [*LOOP[:1], b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", b"3 0 R"]
SELF_DRAWN = [
    LOOP[0],
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>",
    building.stream(b"/X Do /X Do"),
    building.stream(b"/X Do /X Do", b"/Type /XObject /Subtype /Form /Resources << /XObject << /X 5 0 R >> >>"),
]
SECRET = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (%s) /U (%s) /P -4 >> /ID [<00> <00>]" % (b"o" * 32, b"u" * 32)
GOOD_PDF = building.pdf(building.laid_out(ARTICLE))
ZIP = io.BytesIO()
with zipfile.ZipFile(ZIP, "w") as archive:
    archive.writestr("a.txt", "خبر")
LAUGHS = b'<!DOCTYPE a [<!ENTITY a "\xd8\xae">' + b"".join(
    b'<!ENTITY %c "%s">' % (letter, b"&%c;" % (letter - 1) * 10) for letter in b"bcdefghij"
)
SPACE = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DEEP = 1_000_000
HOSTILE = [
    pytest.param("a.pdf", b"%PDF-1.7\n%%EOF", "damaged|no text", id="pdf of nothing"),
    pytest.param("a.pdf", GOOD_PDF[:700], "damaged|no text", id="pdf cut short"),
    pytest.param("a.pdf", building.pdf([]), "no text in it, only pictures perhaps", id="pdf without text"),
    pytest.param("a.pdf", building.pdf(building.laid_out(["news"])), "no Arabic text", id="pdf in English"),
    pytest.param("a.pdf", building.pdf(building.laid_out(ARTICLE), told=False), "fonts do not tell", id="untold fonts"),
    pytest.param(
        "a.pdf", building.pdf(building.laid_out(ARTICLE), extra=SECRET), "locked with a password", id="locked"
    ),
    pytest.param("a.pdf", building.written(LOOP), "no text|damaged", id="pages that hold themselves"),
    pytest.param("a.pdf", building.written(SELF_LENGTH), "no text|damaged|too long", id="an object that is itself"),
    pytest.param("a.pdf", building.written(SELF_DRAWN), "no text|damaged|too", id="a drawing that draws itself"),
    pytest.param("a.pdf", b"%PDF-1.7\n" + b"[" * DEEP, "no text|damaged|too", id="a pdf of brackets"),
    pytest.param("a.docx", building.word(ARTICLE)[:500], "not a whole Word document", id="docx cut short"),
    pytest.param("a.docx", ZIP.getvalue(), "a ZIP archive and no Word document", id="zip"),
    pytest.param("a.docx", b"\xd0\xcf\x11\xe0" + bytes(99), "an old Word document, or one locked", id="doc"),
    pytest.param("a.docx", building.word(["news"]), "no Arabic text", id="docx in English"),
    pytest.param(
        "a.docx",
        building.with_body("<w:p>" * 100_000 + "</w:p>" * 100_000),
        "damaged, or not of a kind that is understood",
        id="docx nested deeply",
    ),
    pytest.param(
        "a.docx",
        building.with_part(
            "word/document.xml",
            LAUGHS + b"]><w:document %s><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>" % SPACE,
        ),
        "no text|damaged|no Arabic",
        id="a billion laughs",
    ),
    pytest.param(
        "a.docx", building.with_part("word/big.bin", bytes(300 << 20)), "unpacks to more", id="docx that unfolds"
    ),
    pytest.param("a.html", building.page("").encode(), "no Arabic text", id="empty page"),
    pytest.param(
        "a.html", building.page("<div>" * DEEP + PARAGRAPHS).encode(), "nested too deeply", id="a million deep"
    ),
    pytest.param(
        "a.html", building.page(PARAGRAPHS + "<div>" * DEEP).encode(), "nested too deeply", id="deep after the article"
    ),
    pytest.param("a.html", b"<html>\xff\xfe\xd8\x00", "undecodable|no Arabic|binary", id="page in no encoding"),
    pytest.param("a.jsonl.gz", b"{}", "not a gzip archive", id="not packed"),
    pytest.param("a.jsonl.gz", b"", "empty file", id="empty archive"),
    pytest.param("a.gz", gzip.compress(TEXT.encode()), "a gzip archive that is not called .jsonl.gz", id="packed text"),
]


@pytest.mark.parametrize(("name", "data", "reason"), HOSTILE)
def test_what_cannot_be_read_is_refused_with_a_reason(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    item = read(tmp_path / name, data)
    assert isinstance(item, InputError)
    assert any(part in item.reason for part in reason.split("|")), item.reason
    assert "\n" not in item.reason
    assert ";" in item.reason, "the way out is missing"


def unfolding(size: int) -> bytes:
    """A PDF of some kilobytes whose drawing unfolds to a size in bytes: a block of nothing, many times over."""
    packer = zlib.compressobj(9)
    block = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = block + again * (size >> 20)
    drawing = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
    return building.written([*SELF_DRAWN[:3], drawing])


def test_a_pdf_that_unfolds_is_refused_in_bounded_memory_and_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    confined.close()
    monkeypatch.setattr(confined, "MEMORY", 600 << 20)
    monkeypatch.setattr(confined, "SECONDS", 4)
    item = read(tmp_path / "a.pdf", unfolding(1 << 30))
    confined.close()
    assert isinstance(item, InputError)
    assert any(part in item.reason for part in ("too much memory", "too long", "damaged")), item.reason


def test_a_document_that_takes_too_long_is_refused_and_the_next_one_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    confined.close()
    monkeypatch.setattr(confined, "SECONDS", 1)
    glyphs = building.laid_out([" ".join(ARTICLE) * 200])
    slow = read(tmp_path / "a.pdf", building.pdf(*[glyphs] * 9))
    good = read(tmp_path / "b.docx", building.word(ARTICLE))
    confined.close()
    assert isinstance(slow, InputError)
    assert "takes too long to read" in slow.reason
    assert isinstance(good, Article)


def test_a_reader_that_was_killed_is_started_anew(tmp_path: Path) -> None:
    assert isinstance(read(tmp_path / "a.docx", building.word(ARTICLE)), Article)
    (process,) = confined._running
    os.kill(process._child.pid, signal.SIGKILL)
    process._child.wait()
    assert isinstance(read(tmp_path / "a.docx", building.word(ARTICLE)), Article)


def test_a_crash_is_told_of_the_document_that_made_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    process = confined._process()
    monkeypatch.setattr(process, "has_ended", lambda: False)
    os.kill(process._child.pid, signal.SIGKILL)
    item = read(tmp_path / "a.docx", building.word(ARTICLE))
    assert isinstance(item, InputError)
    assert item.reason == "its reader crashed on it; save its text as a plain text file"


@pytest.mark.parametrize("kind", ["html", "docx", "pdf"])
def test_a_library_that_is_not_there_is_named_with_its_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    data = {"html": PAGE.encode(), "docx": building.word(ARTICLE), "pdf": GOOD_PDF}[kind]
    item = read(tmp_path / f"a.{kind}", data)
    assert isinstance(item, InputError)
    assert item.reason.endswith(f"; run: pip install 'khabar[{kind}]'")


@given(st.binary(max_size=200), st.integers(0, len(GOOD_PDF)), st.sampled_from([GOOD_PDF, building.word(ARTICLE)]))
@settings(max_examples=60)
def test_damaged_documents_are_read_or_refused(damage: bytes, at: int, good: bytes) -> None:
    data = good[:at] + damage + good[at + len(damage) :]
    for kind in ("pdf", "docx"):
        (answer,) = {"text", "refused"}.intersection(found := confined._answer(kind, data))
        assert isinstance(found[answer], str)


def test_a_page_that_a_browser_printed_is_read(tmp_path: Path) -> None:
    """Letters as presentation forms from left to right, ligatures, marks, two fonts in a line, mirrored brackets."""
    printed = (Path(__file__).parents[1] / "cases" / "documents" / "chromium.pdf").read_bytes()
    head, first, second = pdf.read(printed).text.split("\n")
    assert head == "مقتل 12 شخصا في حادث (الحلة)"
    assert first.startswith("قال مسؤولون إن 12 شخصا قتلوا أمس")
    assert "(WHO) في 5/6/2018 أن عدد المصابين بلغ 3,700.5 ألف شخص، أي بنسبة 40% من السكان، وقال «لا يمكن»" in first
    assert "المتحدّث باسم Microsoft Windows 10 أنّ نسبة ٤٠٪ من الإصابات كانت خلال الأيام الثلاثة" in second
