"""Which bytes are which encoding, and which are none."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.reading.encodings import decode
from extractors.reading.legible import NotText

NEWS = "قال العقيد، المتحدث باسم الجيش، إن 34 مسلحا قتلوا في بغداد يوم 17 أيار 2018.\r\nوأصيب آخرون.\r\n"
ENCODED = {
    "utf-8": NEWS.encode(),
    "utf-8-sig": codecs.BOM_UTF8 + NEWS.encode(),
    "utf-16": codecs.BOM_UTF16_LE + NEWS.encode("utf-16-le"),
    "utf-16-le": NEWS.encode("utf-16-le"),
    "utf-16-be": NEWS.encode("utf-16-be"),
    "utf-32": codecs.BOM_UTF32_LE + NEWS.encode("utf-32-le"),
    "windows-1256": NEWS.encode("windows-1256"),
}


@pytest.mark.parametrize("encoding", ENCODED)
def test_each_encoding_is_recognised_and_named_so_that_python_decodes_the_same(encoding: str) -> None:
    data = ENCODED[encoding]
    assert decode(data) == (NEWS, encoding)
    assert data.decode(encoding) == NEWS


def test_big_endian_utf16_with_a_mark_is_read() -> None:
    assert decode(codecs.BOM_UTF16_BE + NEWS.encode("utf-16-be")) == (NEWS, "utf-16")


OTHER_LANGUAGES = {
    "iso-8859-6": NEWS,
    "mac_arabic": NEWS,
    "cp1251": "Москва сообщила о задержании двенадцати человек " * 5,
    "latin-1": "Le président français a été élu à la majorité " * 5,
    "cp1253": "Η κυβέρνηση ανακοίνωσε σήμερα νέα μέτρα " * 5,
    "cp1254": "İstanbul'da bugün yapılan açıklamada ölü sayısı yükseldi " * 5,
    "cp1255": "שלום עולם זה טקסט בעברית " * 5,
    "gbk": "中国人民解放军今天宣布" * 5,
    "shift-jis": "日本の首相は今日発表した" * 5,
}


@pytest.mark.parametrize("encoding", OTHER_LANGUAGES)
def test_other_encodings_are_not_taken_for_windows_1256(encoding: str) -> None:
    with pytest.raises(NotText, match=r"undecodable bytes at offset \d+, not UTF-8 or windows-1256"):
        decode(OTHER_LANGUAGES[encoding].encode(encoding))


REFUSED = [
    pytest.param(b"", "empty file", id="empty"),
    pytest.param(b" \r\n\t", "white space", id="blank"),
    pytest.param(codecs.BOM_UTF8, "white space", id="only a mark"),
    pytest.param(b"Twelve people were killed", "no Arabic text", id="english"),
    pytest.param(b"\x1f\x8b\x08abc", "binary file, a gzip", id="gzip"),
    pytest.param("خبر\0".encode(), "binary file, a zero byte at offset 6", id="zero byte"),
    pytest.param(NEWS.encode()[:9] + b"\xff" + NEWS.encode()[9:], "bytes at offset 9,", id="one bad byte"),
    pytest.param(NEWS.encode()[:10], "bytes at offset 9,", id="cut in a character"),
    pytest.param(codecs.BOM_UTF8 + b"abc\xff", "bytes at offset 6, not utf-8-sig", id="bad after a mark"),
    pytest.param(ENCODED["utf-16"][:-1], "undecodable bytes", id="utf-16 of odd length"),
]


@pytest.mark.parametrize(("data", "reason"), REFUSED)
def test_what_is_no_arabic_text_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(NotText, match=reason) as refused:
        decode(data)
    assert "\n" not in str(refused.value)
    assert ";" in str(refused.value), "the way out is missing"


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_exactly_or_refused(data: bytes) -> None:
    try:
        text, encoding = decode(data)
    except NotText:
        return
    assert data.decode(encoding) == text
