"""Web pages: the article's own text, without menus and advertisements, and the day it was published."""

from __future__ import annotations

import codecs
import re
from datetime import date
from typing import Any, Final

import trafilatura
from lxml import etree
from lxml.html import HTMLParser, fromstring

from extractors.reading.encodings import decode
from extractors.reading.legible import NotText
from extractors.reading.page import Page

_CHARSET: Final = re.compile(rb"""(?i)<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?([\w:.-]{2,40})""")
_HEAD: Final = 4096  # bytes in which a page says its encoding
_DATES: Final = {
    "extensive_search": False,  # what the page says of itself, not what its text may be about
    "original_date": True,
    "min_date": "1990-01-01",
    "max_date": "2100-01-01",  # by default today: a page must not read differently tomorrow
}


def read(data: bytes) -> Page:
    """The article of a page: its headline and its paragraphs, one a line.

    Raises:
        NotText: no article is in it, its encoding is none that is known, or it is nested too deeply to be a page.
    """
    found: Any = trafilatura.bare_extraction(
        _tree(_text(data)),
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        date_extraction_params=_DATES,
    )
    if found is None or not found.text:
        raise NotText("no article found in this page; save its text as a plain text file")
    title = " ".join((found.title or "").split())
    text = found.text if found.text.startswith(title) else f"{title}\n{found.text}"
    return Page(text, date.fromisoformat(found.date) if found.date else None)


def _text(data: bytes) -> str:
    """The page decoded: as any text, else as it says itself."""
    try:
        return decode(data)[0]
    except NotText:
        stated = _CHARSET.search(data[:_HEAD])
        if not stated:
            raise
        try:
            return data.decode(codecs.lookup(stated.group(1).decode()).name)
        except (LookupError, UnicodeDecodeError):
            pass
        raise


def _tree(text: str) -> etree._Element:
    """The page as a tree, whole: libxml2 gives up on deep nesting and would hand out what it has until there."""
    parser = HTMLParser(collect_ids=False, remove_comments=True, remove_pis=True, encoding="utf-8")
    tree = fromstring(text.encode("utf-8", "replace"), parser=parser)
    if any(error.level_name == "FATAL" for error in parser.error_log):
        raise NotText("not a page that can be read whole: it is nested too deeply; save its text as plain text")
    return tree
