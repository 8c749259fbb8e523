"""Whether text is Arabic that a person could read, and not what a wrong conversion made of it."""

from __future__ import annotations

from typing import Final

import regex

from extractors.reading.visual import is_reversed

ARABIC_LETTER: Final = regex.compile(r"[\p{Arabic}&&\p{L}]", regex.V1)
_FOREIGN_LETTER: Final = regex.compile(r"[\p{L}--\p{ASCII}]", regex.V1)
MOST_CHARACTERS: Final = 1_000_000
"""Code points of an article, whatever it was read from: a thousand times the usual, and a few minutes' work."""
TOO_LONG: Final = f"more than {MOST_CHARACTERS:,} characters, which no article has; split it"

_LOST: Final = "\ufffd"
_MOST_LOST: Final = 0.1  # of the text
_GARBLED: Final = 0.3  # of the letters: about half where every letter became two, 0.03 in Arabic prose
_GARBLED_FROM: Final = 6  # letters: fewer say nothing

# What the bytes of Arabic letters become where they are read in another encoding: in UTF-8 each begins with D8 or D9.
_AS_WINDOWS_1256: Final = "طظ"
_AS_LATIN: Final = "ØÙ"
_WINDOWS_1256_AS_LATIN: Final = "Çáíæ"  # ا, ل, ي and و, nearly half of any text


class NotText(Exception):  # noqa: N818  a state of the input, which the reader words as an InputError
    """Why bytes are no Arabic text: one line with the way out."""


def require_arabic(text: str) -> None:
    """Let nothing pass that is no readable Arabic.

    Raises:
        NotText: it is blank, has no Arabic letter, was garbled by a wrong conversion, or runs from the left to the
            right letter by letter.
    """
    if not text.strip():
        raise NotText("nothing but white space; nothing to extract from")
    if not ARABIC_LETTER.search(text):
        _refuse_garbled(text, _AS_LATIN, "UTF-8 read as Windows-1252")
        _refuse_garbled(text, _WINDOWS_1256_AS_LATIN, "Windows-1256 read as Windows-1252")
        raise NotText("no Arabic text in it; Khabar reads Arabic news")
    _refuse_garbled(text, _AS_WINDOWS_1256, "UTF-8 read as Windows-1256")
    if text.count(_LOST) > _MOST_LOST * len(text):
        raise NotText("its letters were lost in a conversion and stand there as \ufffd; get the original")
    if is_reversed(text):
        raise NotText("its letters stand in reverse, as a page shows them; copy the text out in the order of reading")


def require_length(text: str) -> None:
    """Let nothing pass that is longer than an article.

    Raises:
        NotText: it is.
    """
    if len(text) > MOST_CHARACTERS:
        raise NotText(TOO_LONG)


def _refuse_garbled(text: str, signs: str, how: str) -> None:
    """Refuse text of which too large a part are letters that a wrong conversion makes."""
    found = sum(map(text.count, signs))
    if found >= _GARBLED_FROM and found * 20 > len(text) and found > _GARBLED * len(_FOREIGN_LETTER.findall(text)):
        raise NotText(f"garbled, {how} at some time; get the original, or convert it back")
