"""Markdown for issues, wikis and chats: the tables of the terminal in GitHub's flavour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import regex

from cli.output.table import SECTIONS, Column
from cli.output.target import Target
from cli.talk import is_arabic, isolated
from extractors.records import Extracted, Record

_MARKS: Final = regex.compile(
    r"[\\`*_~\[\]<>|&@$]"  # emphasis, links, HTML, entities, cells, mentions of users, formulas
    r"|(?<=\bwww)\.|(?<=\b(?:https?|ftp|mailto|xmpp)):"  # what becomes a link by itself
    r"|(?<=\w)\.(?=\p{L})"  # a bare domain, which some readers link
    r"|\#(?=\d)",  # an issue's number
    regex.IGNORECASE,
)


def write(results: Iterable[Extracted], target: Target) -> None:
    """Write each article under its name as it is done, one table a kind."""
    for number, result in enumerate(results):
        blocks = "\n\n".join(_blocks(result.record))
        target.stream.write(f"\n{blocks}\n" if number else f"{blocks}\n")
        target.stream.flush()


def escaped(text: str) -> str:
    """Text of the article on one line, of which no character is Markdown."""
    return _MARKS.sub(lambda match: f"\\{match.group()}", isolated(text))


def _blocks(record: Record) -> Iterator[str]:
    yield f"# {escaped(record.source)}"
    if record.reference_date:
        yield f"Written {record.reference_date}."
    for warning in record.warnings:
        yield f"> warning: {escaped(warning)}"
    empty = True
    for section in SECTIONS:
        cells = {column: [column.cell(row, record) for row in section.rows(record)] for column in section.columns}
        shown = {column: texts for column, texts in cells.items() if any(texts)}
        if shown:
            empty = False
            yield f"## {section.title}"
            yield "\n".join(_table(shown))
    if empty:
        yield "Nothing found."


def _table(cells: dict[Column, list[str]]) -> Iterator[str]:
    yield _line([column.head for column in cells])
    yield _line(["---:" if _to_the_right(column, texts) else "---" for column, texts in cells.items()])
    for row in zip(*cells.values(), strict=True):
        yield _line([escaped(text) for text in row])


def _to_the_right(column: Column, texts: list[str]) -> bool:
    return column.numeric or any(map(is_arabic, texts))


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
