"""HTML for people: one self-contained page, the articles marked up with their tables beside them."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from tempfile import SpooledTemporaryFile
from typing import Final, NamedTuple

from cli.output.page.article import Page
from cli.output.page.shell import foot, head, render
from cli.output.table import SECTIONS
from cli.output.target import Target
from extractors.records import Extracted

_IN_MEMORY: Final = 1 << 24  # bytes of articles before they wait in a file


class Entry(NamedTuple):
    """An article in the index of a page."""

    number: int
    source: str
    written: str | None
    heading: str | None
    names: int
    claims: int


def write(results: Iterable[Extracted], target: Target) -> None:
    """Write one page of all the articles. The index and the filters go first, so the articles wait in a file."""
    entries: list[Entry] = []
    totals: dict[tuple[str, str], int] = {}
    with SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", newline="") as waiting:
        for number, result in enumerate(results, start=1):
            page = Page(result, number)
            waiting.write(render("article.html", page=page, several=target.several))
            entries.append(_entry(page))
            for kind, title, count in page.counts:
                totals[kind, title] = totals.get((kind, title), 0) + count
        waiting.seek(0)
        target.stream.write(head(_title(entries), "article.css", kind="articles"))
        target.stream.write(render("index.html", entries=entries, filters=_filters(totals), several=target.several))
        shutil.copyfileobj(waiting, target.stream)
    target.stream.write(foot())


def _entry(page: Page) -> Entry:
    record = page.record
    names, claims = len(record.entities), len(record.claims)
    return Entry(page.number, record.source, record.reference_date, page.heading, names, claims)


def _title(entries: list[Entry]) -> str:
    return entries[0].heading or entries[0].source if len(entries) == 1 else f"{len(entries)} articles"


def _filters(totals: dict[tuple[str, str], int]) -> list[tuple[str, str, int]]:
    """Kind, title and number, in the order of the tables."""
    order = [section.title for section in SECTIONS]
    found = [(kind, title, count) for (kind, title), count in totals.items()]
    return sorted(found, key=lambda each: order.index(each[1]))
