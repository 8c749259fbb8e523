"""Web pages: the article's own text, without menus and advertisements, and the day it was published."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import trafilatura
from lxml import etree
from lxml.html import HTMLParser, fromstring

from extractors.reading.encodings import decode
from extractors.reading.legible import NotText
from extractors.reading.page import Page, raised

_CHARSET: Final = re.compile(rb"""(?i)<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?([\w:.-]{2,40})""")
_HEAD: Final = 4096  # bytes in which a page says its encoding
_NEVER_SHOWN: Final = frozenset({"template", "noscript"})
_UNVEILED: Final = frozenset({"html", "body"})
_HIDING: Final = re.compile(
    r"(?i)(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?:opacity|font-size)\s*:\s*0(?![.\d]*[1-9]))"
)
_LINKS: Final = frozenset({"href", "src", "srcset", "style", "class", "id"})
_ALONE: Final = 80  # characters, more than a date has and less than a paragraph
_DATES: Final = {
    "extensive_search": False,  # what the page says of itself, not what its text may be about
    "original_date": True,
    "min_date": "1990-01-01",
    "max_date": "2100-01-01",  # by default today: a page must not read differently tomorrow
}


def read(data: bytes) -> Page:
    """The article of a page: its headline and its paragraphs, one a line; what a browser does not show is left out.

    Raises:
        NotText: no article is in it, its encoding is none that is known, or it is nested too deeply to be a page.
    """
    tree = _tree(_text(data))
    _drop_hidden(tree)
    _raise_notes(tree)
    said = list(_said_of_itself(tree))  # before the article is taken out of it
    found: Any = trafilatura.bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        date_extraction_params=_DATES,
    )
    if found is None or not found.text:
        raise NotText("no article found in this page; save its text as a plain text file")
    title = " ".join((found.title or "").split())
    text = found.text if found.text.startswith(title) else f"{title}\n{found.text}"
    return Page(text, _day(found.date, said))


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


def _drop_hidden(tree: Any) -> None:  # noqa: ANN401  an element of lxml, whose types know no drop_tree
    """Take out what a browser does not show; html and body, which scripts unveil, stay."""
    for element in list(tree.iter("*")):
        if element.tag in _NEVER_SHOWN or (element.tag not in _UNVEILED and _is_hidden(element)):
            element.drop_tree()


def _raise_notes(tree: Any) -> None:  # noqa: ANN401  as above
    """Write the digits of <sup> as raised ones, so that they do not stick to the figure before them."""
    for element in tree.iter("sup"):
        for part in element.iter("*"):
            part.text = part.text and raised(part.text)
            if part is not element:
                part.tail = part.tail and raised(part.tail)


def _is_hidden(element: Any) -> bool:  # noqa: ANN401  as above
    return element.get("hidden") is not None or _HIDING.search(element.get("style", "")) is not None


def _said_of_itself(tree: Any) -> Iterator[str]:  # noqa: ANN401  as above
    """What a page says beside its paragraphs: attributes but for links, data, and what stands alone, as dates do."""
    for element in tree.iter("*"):
        yield from (value for name, value in element.items() if name not in _LINKS)
        text = element.text or ""
        if element.tag == "script" or len(text) < _ALONE:
            yield text


def _day(found: str | None, said: list[str]) -> date | None:
    """The day that was found, if one stands there: a month alone, or a day that it has not, is found as its first."""
    day = date.fromisoformat(found) if found else None
    if day is None or day.day > 1:
        return day
    stands = _first_of(day).search
    return day if any(map(stands, said)) else None


def _first_of(day: date) -> re.Pattern[str]:
    """The first of a month as pages write it: 2018-06-01, 20180601, 1/6/2018, June 1, 2018, 2018-W22-5."""
    year, month = day.year, f"0?{day.month}"
    _, week, weekday = day.isocalendar()
    forms = (
        rf"{year}\D{{1,2}}{month}\D{{1,2}}0?1(?!\d)",
        rf"{year}{day.month:02}01(?:\d{{4,6}})?(?!\d)",
        rf"0?1\D{{1,20}}{month}\D{{1,2}}{year}(?!\d)",
        rf"{month}\D{{1,2}}0?1\D{{1,2}}{year}(?!\d)",
        rf"0?1\D{{2,20}}{year}(?!\d)",
        rf"{day.isocalendar().year}-?W{week:02}-?{weekday}(?!\d)",
    )
    return re.compile(rf"(?<!\d)(?:{'|'.join(forms)})")


def _tree(text: str) -> etree._Element:
    """The page as a tree, whole: libxml2 gives up on deep nesting and would hand out what it has until there."""
    parser = HTMLParser(collect_ids=False, remove_comments=True, remove_pis=True, encoding="utf-8")
    tree = fromstring(text.encode("utf-8", "replace"), parser=parser)
    if any(error.level_name == "FATAL" for error in parser.error_log):
        raise NotText("not a page that can be read whole: it is nested too deeply; save its text as plain text")
    return tree
