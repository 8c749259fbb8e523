"""PDF and Word files made by hand, byte by byte where they are to be hostile."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Sequence

import docx
from bidi.algorithm import get_display

ARTICLE = [
    "مقتل 12 شخصا في حادث (الحلة)",
    "قال مسؤولون إن 12 شخصا قتلوا أمس في حادث تصادم قرب مدينة الحلة، وأصيب 7 آخرون.",
    "وأعلنت منظمة WHO في 5/6/2018 أن العدد بلغ 3,700.5 ألف شخص، أي بنسبة 40% من السكان.",
    "وقال «لا يمكن» ذلك بين 2015 و2016 في الساعة 10:30 مساء أما الآن فلا شيء إلا الأمل.",
]
Glyph = tuple[str, float, float]
"""What a glyph stands for, and where: points from the left and from the bottom."""
SIZE = 10.0
ADVANCE = 5.0


def laid_out(lines: Iterable[str], *, left: float = 40, top: float = 780, step: float = 14) -> list[Glyph]:
    """The glyphs of lines as a page shows them, right-aligned at a common edge."""
    shown = [get_display(line, base_dir="R") for line in lines]
    width = max(map(len, shown), default=0)
    return [
        (letter, left + ADVANCE * (width - len(line) + at), top - step * number)
        for number, line in enumerate(shown)
        for at, letter in enumerate(line)
    ]


def pdf(*pages: Iterable[Glyph], told: bool = True, extra: bytes = b"") -> bytes:
    """A PDF with these glyphs; without `told` its font does not tell which letters they are."""
    drawn = [list(page) for page in pages]
    codes = {unit: code for code, unit in enumerate(dict.fromkeys(unit for page in drawn for unit, *_ in page), 1)}
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = []
    for page in drawn:
        content = b"BT /F 10 Tf " + b" ".join(
            b"1 0 0 1 %.2f %.2f Tm <%04x> Tj" % (x, y, codes[unit]) for unit, x, y in page
        )
        objects.append(stream(content + b" ET"))
        resources = b"<< /Font << /F %d 0 R >> >>" % (2 * len(drawn) + 3)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources %s >>"
            % (len(objects), resources)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    font = len(objects) + 1
    to_unicode = b"/ToUnicode %d 0 R" % (font + 3) if told else b""
    objects += [
        b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [%d 0 R] %s >>"
        % (font + 1, to_unicode),
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /DW 500 /FontDescriptor %d 0 R "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>" % (font + 2),
        b"<< /Type /FontDescriptor /FontName /A /Flags 4 /Ascent 800 /Descent -200 /FontBBox [0 -200 1000 800] >>",
        stream(_cmap(codes)),
    ]
    return written(objects, extra)


def stream(content: bytes, more: bytes = b"") -> bytes:
    """A stream object, compressed."""
    packed = zlib.compress(content)
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream" % (len(packed), more, packed)


def written(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF file of these objects, numbered from 1, the first one its catalogue."""
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, start))
    return out.getvalue()


def _cmap(codes: dict[str, int]) -> bytes:
    rows = b"\n".join(b"<%04x> <%s>" % (code, unit.encode("utf-16-be").hex().encode()) for unit, code in codes.items())
    head = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
    space = b"1 begincodespacerange <0000> <ffff> endcodespacerange\n"
    return head + space + b"%d beginbfchar\n%s\nendbfchar endcmap" % (len(codes), rows)


def word(paragraphs: Iterable[str]) -> bytes:
    """A Word document as Word would have it."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_body(xml: str) -> bytes:
    """A Word document whose body is this XML."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    compatible = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    whole = f'<w:document xmlns:w="{space}" xmlns:mc="{compatible}"><w:body>{xml}</w:body></w:document>'
    return with_part("word/document.xml", whole.encode())


def with_part(name: str, content: bytes) -> bytes:
    """A Word document with one of its parts changed, or one more."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word([]))) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return out.getvalue()


def page(body: str, head: str = "") -> str:
    """A web page with an article in it."""
    return f'<!DOCTYPE html><html lang="ar" dir="rtl"><head>{head}</head><body>{body}</body></html>'
