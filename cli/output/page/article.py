"""One article as its page shows it: the words with their marks, and the tables beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from cli.output import table
from cli.output.page import labels
from cli.output.page.marks import Piece, Ruler, Span, lines
from cli.output.table import Row
from cli.talk import is_arabic
from extractors.records import Claim, Entity, Extracted, Phrase, Record

HEADLINE: Final = 140  # code points: a first line that is no longer and does not end in a full stop is a headline
_PARTS: Final = ("speaker", "place", "date", "of", "compared_to", "victims", "actor", "means")


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell: the head of its column, its text, and where its text leads to."""

    head: str
    text: str
    link: str | None = None
    numeric: bool = False

    @property
    def arabic(self) -> bool:
        """Whether it is read from right to left."""
        return is_arabic(self.text)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table: an entity or a claim.

    Args:
        anchor: its id on the page.
        title: its name, or how it was read.
        cells: the columns that stand for themselves, also where they are empty.
        context: the filled columns that share the last one.
        fine: what only its card has: rule, offsets, score.
        mentions: the ids of an entity's marks in the article.
        sentence: where a claim's sentence begins and ends, as a browser counts the article.
        parts: the same for the words of its context.
    """

    anchor: str
    title: str
    cells: tuple[Cell, ...]
    context: tuple[Cell, ...]
    fine: tuple[tuple[str, str], ...]
    mentions: tuple[str, ...]
    sentence: str
    parts: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its kind, its title, the heads of its columns, its rows."""

    kind: str
    title: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def one(self) -> str:
        """What a single row is."""
        return labels.ENTITIES.get(self.kind, self.kind)

    @property
    def found(self) -> bool:
        """Whether there are places in the article to lead to, beside the words themselves."""
        return any(line.mentions for line in self.lines)


@dataclass(frozen=True)
class Page:
    """One article.

    Args:
        extracted: its record and its text.
        number: which it is on the page, from 1: ids are made of it.
    """

    extracted: Extracted
    number: int

    @property
    def record(self) -> Record:
        """Its record."""
        return self.extracted.record

    @property
    def readable(self) -> bool:
        """Whether there is a text to show."""
        return self.extracted.text is not None

    @cached_property
    def lines(self) -> list[list[Piece]]:
        """The lines of the article."""
        return list(lines(self.extracted.text or "", self._spans()))

    @property
    def headed(self) -> bool:
        """Whether the first line is a headline."""
        return self.heading is not None

    @cached_property
    def heading(self) -> str | None:
        """The first line, if it is a headline."""
        if len(self.lines) <= 1:
            return None
        first = "".join(piece.text for piece in self.lines[0]).strip()
        return first if len(first) <= HEADLINE and not first.endswith(".") else None

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The tables that have rows."""
        return tuple(sheet for sheet in map(self._sheet, table.SECTIONS) if sheet.lines)

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """Kind, title and number of rows of each table."""
        return [(sheet.kind, sheet.title, len(sheet.lines)) for sheet in self.sheets]

    def anchor(self, identity: str) -> str:
        """The id on the page of the row of an entity or claim."""
        return f"a{self.number}-{identity.replace(':', '-')}"

    @cached_property
    def _known(self) -> frozenset[str]:
        record = self.record
        rows: tuple[Row, ...] = (*record.entities, *record.claims)
        return frozenset(row.id for row in rows)

    @cached_property
    def _ruler(self) -> Ruler:
        return Ruler(self.extracted.text or "")

    # --- the marks ---------------------------------------------------------------------------------------------

    def _spans(self) -> Iterator[Span]:
        for kind, label in labels.ENTITIES.items():
            entities: tuple[Entity, ...] = getattr(self.record, kind)
            for entity in entities:
                yield from self._mentions(entity, kind, label)
        for claim in self.record.claims:
            anchor = self.anchor(claim.id)
            label = labels.of_claim(claim, self.record)
            said = f"{claim.kind}: {label}"
            yield Span(claim.start, claim.end, claim.kind, anchor, f"{anchor}-m1", label, said)

    def _mentions(self, entity: Entity, kind: str, label: str) -> Iterator[Span]:
        anchor = self.anchor(entity.id)
        for number, mention in enumerate(entity.mentions, start=1):
            yield Span(
                mention.start, mention.end, kind, anchor, f"{anchor}-m{number}", label, f"{label}: {entity.name}"
            )

    # --- the tables --------------------------------------------------------------------------------------------

    def _sheet(self, section: table.Section) -> Sheet:
        rows = section.rows(self.record)
        plain = [column for column in section.columns if not column.context and column.head != "Mentions"]
        filled = [column for column in plain if any(column.cell(row, self.record) for row in rows)]
        kind = section.source if isinstance(section.source, str) else section.source.kind
        shown = tuple(self._line(row, section, filled) for row in rows)
        return Sheet(kind, section.title, tuple(column.head for column in filled), shown)

    def _line(self, row: Row, section: table.Section, columns: list[table.Column]) -> Line:
        anchor = self.anchor(row.id)
        context = [self._cell(column, row) for column in section.columns if column.context]
        return Line(
            anchor=anchor,
            title=labels.of_claim(row, self.record) if isinstance(row, Claim) else row.name,
            cells=tuple(self._cell(column, row) for column in columns),
            context=tuple(cell for cell in context if cell.text),
            fine=tuple(self._fine(row)),
            mentions=tuple(f"{anchor}-m{number}" for number in range(1, _marked(row, self.readable) + 1)),
            sentence=self._range(row.sentence.start, row.sentence.end) if isinstance(row, Claim) else "",
            parts=" ".join(self._range(phrase.start, phrase.end) for phrase in _phrases(row)),
        )

    def _cell(self, column: table.Column, row: Row) -> Cell:
        field = column.content if isinstance(column.content, str) else column.head.lower().replace(" ", "_")
        value = getattr(row, field, None)
        named = value.entity or value.claim if isinstance(value, Phrase) else value
        if column is table.TEXT and self.readable:
            return Cell(column.head, column.cell(row, self.record), f"{self.anchor(row.id)}-m1")
        link = self.anchor(named) if isinstance(named, str) and named in self._known else None
        return Cell(column.head, column.cell(row, self.record), link, numeric=column.numeric)

    def _range(self, start: int, end: int) -> str:
        return f"{self._ruler.at(start)} {self._ruler.at(end)}" if self.readable else ""

    def _fine(self, row: Row) -> Iterator[tuple[str, str]]:
        if isinstance(row, Claim):
            yield "Rule", row.rule
            yield "Characters", f"{row.start}–{row.end}"
            return
        if row.latin:
            yield "Latin", row.latin
        if row.latitude is not None and row.longitude is not None:
            yield "Coordinates", f"{row.latitude:.2f}, {row.longitude:.2f}"
        yield "Mentions", str(row.count)
        if row.score is not None:
            yield "Score", f"{row.score:.2f}"


def _marked(row: Row, readable: bool) -> int:
    """How many marks the article has of an entity."""
    return len(row.mentions) if readable and isinstance(row, Entity) else 0


def _phrases(row: Row) -> list[Phrase]:
    """The words that a claim's context was read from."""
    values = (getattr(row, name, None) for name in _PARTS)
    return [value for value in values if isinstance(value, Phrase)]
