"""PDF files: letters by where they stand on the page, put into the order in which they are read."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import Final

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LAParams, LTChar, LTPage, LTTextBox, LTTextLine
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.psexceptions import PSException

from extractors.reading import visual
from extractors.reading.legible import NotText
from extractors.reading.page import Page

MOST_PAGES: Final = 2000

_UNKNOWN: Final = "(cid:"  # what pdfminer writes for a glyph whose letter the font does not tell
_MOST_UNKNOWN: Final = 0.05
_SAME_ROW: Final = 0.3  # of a letter's height: how much lower another may stand in the same row
_SPACE: Final = 0.15  # of a line's height: the least gap between two words
_INDENT: Final = 0.12  # of a column's width: how much shorter than the others the last line of a paragraph is
_LOCKED: Final = "locked with a password; save a copy without one"

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points from the page's lower left corner."""


def read(data: bytes) -> Page:
    """The text of a PDF: columns from the right to the left, lines of a paragraph joined.

    Raises:
        NotText: it is damaged, locked, too long, or its fonts do not tell which letters they draw.
    """
    lines: list[Line] = []
    try:
        for number, page in enumerate(_pages(data), start=1):
            if number > MOST_PAGES:
                raise NotText(f"more than {MOST_PAGES} pages; split it into articles")
            lines.extend(_lines(_arranged(page)))
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise NotText(_LOCKED) from error
    except (PDFException, PSException) as error:
        raise NotText(f"a damaged PDF ({type(error).__name__}); open it and save it again") from error
    _refuse_unknown(lines)
    return Page("\n".join(_paragraphs(lines)))


class Line:
    """A line of a column.

    Attributes:
        units: the letters as glyphs have them, from left to right.
        column: the box that the line is of.
        last: whether a paragraph ends with it.
    """

    def __init__(self, line: LTTextLine, column: Box) -> None:
        self.units = _units([item for item in line if isinstance(item, LTChar)])
        self.box: Box = line.bbox
        self.column = column
        self.last = False


def _pages(data: bytes) -> Iterator[LTPage]:
    """What each page draws, in the order of drawing."""
    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=None)
    interpreter = PDFPageInterpreter(resources, device)
    for page in PDFPage.get_pages(io.BytesIO(data)):
        interpreter.process_page(page)
        yield device.get_result()


def _arranged(page: LTPage) -> LTPage:
    """The page's letters as lines in boxes; put row by row first, since pdfminer goes by the order of drawing."""
    glyphs = sorted((item for item in page if isinstance(item, LTChar)), key=lambda glyph: -_baseline(glyph))
    rows: list[list[LTChar]] = []
    for glyph in glyphs:
        if not rows or _baseline(rows[-1][0]) - _baseline(glyph) > _SAME_ROW * glyph.height:
            rows.append([])
        rows[-1].append(glyph)
    arranged = LTPage(page.pageid, page.bbox)
    arranged.extend(glyph for row in rows for glyph in sorted(row, key=_left))
    arranged.analyze(LAParams(boxes_flow=None))
    return arranged


def _lines(page: LTPage) -> Iterator[Line]:
    boxes = [item for item in page if isinstance(item, LTTextBox)]
    for at in _in_order([box.bbox for box in boxes]):
        column = boxes[at].bbox
        lines = sorted((Line(line, column) for line in boxes[at] if isinstance(line, LTTextLine)), key=_from_the_top)
        for line, following in itertools.pairwise(lines):
            line.last = _ends_paragraph(line, following)
        if lines:
            lines[-1].last = True
        yield from lines


def _from_the_top(line: Line) -> tuple[float, float]:
    return -line.box[3], -line.box[2]


def _ends_paragraph(line: Line, following: Line) -> bool:
    """Whether a line is short of its column's edge, left or right, or the next stands off from it."""
    left, _, right, _ = line.column
    height = line.box[3] - line.box[1]
    starts_right = right - line.box[2] < line.box[0] - left  # Arabic does, where it does not fill the line
    short = line.box[0] - left if starts_right else right - line.box[2]
    return short > _INDENT * (right - left) or line.box[1] - following.box[3] > height


def _paragraphs(lines: Sequence[Line]) -> Iterator[str]:
    words: list[str] = []
    for line, text in zip(lines, visual.logical([line.units for line in lines]), strict=True):
        words.append(" ".join(text.split()))
        if line.last:
            yield " ".join(filter(None, words))
            words.clear()


def _refuse_unknown(lines: Iterable[Line]) -> None:
    units = [unit for line in lines for unit in line.units if unit.strip()]
    unknown = sum(unit.startswith(_UNKNOWN) for unit in units)
    if unknown > _MOST_UNKNOWN * len(units):
        raise NotText("its fonts do not tell which letters they draw; print it to a new PDF, or read it with OCR")


def _units(glyphs: Sequence[LTChar]) -> list[str]:
    """The glyphs of a line from left to right, marks after the letter that they stand on, gaps as spaces."""
    letters = sorted((glyph for glyph in glyphs if not visual.is_mark(glyph.get_text())), key=_left)
    if not letters:
        return []
    marks = _marks(glyphs, letters)
    space = _SPACE * median(glyph.height for glyph in letters)
    units: list[str] = []
    edge = letters[0].x0
    for at, glyph in enumerate(letters):
        if glyph.x0 - edge > space and units[-1:] not in ([], [" "]):
            units.append(" ")
        units.append("".join([glyph.get_text(), *marks.get(at, ())]))
        edge = max(edge, glyph.x1)
    return units


def _marks(glyphs: Iterable[LTChar], letters: Sequence[LTChar]) -> dict[int, list[str]]:
    """The marks of a line by the number of the letter that each stands on."""
    marks: dict[int, list[str]] = {}
    for glyph in glyphs:
        if visual.is_mark(glyph.get_text()):
            marks.setdefault(_nearest(letters, _middle(glyph)), []).append(glyph.get_text())
    return marks


def _left(glyph: LTChar) -> tuple[float, float]:
    return glyph.x0, glyph.x1


def _baseline(glyph: LTChar) -> float:
    """How high the line is that a letter stands on; letters of several fonts in a line have nothing else in common."""
    return glyph.matrix[5]


def _middle(glyph: LTChar) -> float:
    return (glyph.x0 + glyph.x1) / 2


def _nearest(letters: Sequence[LTChar], middle: float) -> int:
    """Which of the letters, sorted from the left, a mark stands on."""
    return min(range(len(letters)), key=lambda at: abs(_middle(letters[at]) - middle))


def _in_order(boxes: Sequence[Box]) -> list[int]:
    """The numbers of boxes in the order of reading: columns from the right where there are any, else from the top."""
    order: list[int] = []
    waiting = [list(range(len(boxes)))]
    while waiting:
        group = waiting.pop()
        if len(group) == 1:
            order += group
            continue
        parts = _split(group, [(-boxes[at][2], -boxes[at][0]) for at in group])
        parts = parts or _split(group, [(-boxes[at][3], -boxes[at][1]) for at in group])[:2]
        if parts:
            waiting.extend(reversed(parts))
        else:
            order += sorted(group, key=lambda at: (-boxes[at][3], -boxes[at][2]))
    return order


def _split(group: Sequence[int], spans: Sequence[tuple[float, float]]) -> list[list[int]]:
    """The first part that no span bridges to the rest, and the rest; nothing where they all hang together."""
    by_start = sorted(range(len(group)), key=lambda at: spans[at])
    reach = spans[by_start[0]][1] if by_start else 0.0
    for count, at in enumerate(by_start):
        if spans[at][0] >= reach:
            return [[group[n] for n in by_start[:count]], [group[n] for n in by_start[count:]]]
        reach = max(reach, spans[at][1])
    return []
