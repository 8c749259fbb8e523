"""Which encoding some bytes are in, and whether what they decode to can be Arabic.

The names given are Python's, and decoding is exact: `data.decode(name)` is the text that offsets count in,
line ends as they are and the byte order mark gone.
"""

from __future__ import annotations

import codecs
from collections import Counter
from typing import Final

import regex

from extractors.reading.legible import ARABIC_LETTER, NotText, require_arabic

BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
FORMATS_NOT_READ: Final = (
    (b"\xd0\xcf\x11\xe0", "an old Word document, or one locked with a password"),
    (b"\x1f\x8b", "a gzip archive that is not called .jsonl.gz"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
)
LEGACY: Final = "windows-1256"
LARGEST: Final = 64 << 20
"""Bytes that one article may have: a file, or a line of JSON Lines."""
TOO_LARGE: Final = f"larger than {LARGEST >> 20} MiB, which no article is; split it"

_LETTER: Final = regex.compile(r"\p{L}")
_ARABIC_HIGH_BYTE: Final = 0x06  # of U+0600 to U+06FF, where nearly every character of an Arabic text is
_SAMPLE: Final = 1 << 16
_COMMONEST: Final = "النيمروت"
_COMMONEST_SHARE: Final = 0.4  # about 0.6 in Arabic prose, under 0.3 where the bytes are of another encoding
_ARABIC_SHARE: Final = 0.9  # of the letters beyond ASCII


def decode(data: bytes) -> tuple[str, str]:
    """The text that the bytes hold, and the name of their encoding.

    Raises:
        NotText: they are empty, binary, in no encoding that is read, or hold no Arabic letter.
    """
    if not data:
        raise NotText("empty file; nothing to extract from")
    encoding = _marked(data) or _unmarked_utf16(data)
    if encoding is None:
        _refuse_binary(data)
    text, encoding = _decoded(data, encoding)
    require_arabic(text)
    return text, encoding


def _marked(data: bytes) -> str | None:
    return next((name for mark, name in BYTE_ORDER_MARKS if data.startswith(mark)), None)


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 gives itself away: Arabic has 06 in every other byte, and other texts do not have it at all."""
    sample = data[:_SAMPLE]
    for name, high_bytes in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if high_bytes.count(_ARABIC_HIGH_BYTE) * 3 > len(high_bytes):
            return name
    return None


def _refuse_binary(data: bytes) -> None:
    kind = next((kind for magic, kind in FORMATS_NOT_READ if data.startswith(magic)), None)
    if kind:
        raise NotText(f"binary file, {kind} by its first bytes; save it as plain text first")
    if b"\0" in data:
        raise NotText(f"binary file, a zero byte at offset {data.index(0)}; give plain text")


def _decoded(data: bytes, encoding: str | None) -> tuple[str, str]:
    try:
        return data.decode(encoding or "utf-8"), encoding or "utf-8"
    except UnicodeDecodeError as error:
        legacy = None if encoding else _legacy(data)
        if legacy is not None:
            return legacy, LEGACY
        tried = encoding or f"UTF-8 or {LEGACY}"
        offset = len(data) - len(error.object) + error.start  # a mark may be gone from what was decoded
        reason = f"undecodable bytes at offset {offset}, not {tried}; convert it to UTF-8"
        raise NotText(reason) from error


def _legacy(data: bytes) -> str | None:
    """The text as Windows-1256 where that is plausible Arabic: nearly any bytes can be read so."""
    text = data.decode(LEGACY)
    letters = Counter(letter for letter in _LETTER.findall(text) if not letter.isascii())
    arabic = {letter: count for letter, count in letters.items() if ARABIC_LETTER.match(letter)}
    total = sum(arabic.values())
    common = sum(arabic.get(letter, 0) for letter in _COMMONEST)
    plausible = total >= _ARABIC_SHARE * letters.total() and common >= _COMMONEST_SHARE * total > 0
    return text if plausible else None
