"""The article cut at the ends of what was found in it: nested marks where spans nest, pieces where they cross."""

from __future__ import annotations

import heapq
import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, Literal, NamedTuple

from cli.output.page.shell import visible

_LAST_OF_ONE_UNIT: Final = "\uffff"
_LINE: Final = re.compile(r"[^\r\n\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Span:
    """What stands between two offsets of the article.

    Args:
        start: the first code point.
        end: behind the last.
        kind: people, places, organizations, or the kind of a claim.
        record: the id on the page of the entity or claim that it is.
        anchor: its own id on the page.
        label: what is written behind it.
        said: what a screen reader says of it.
    """

    start: int
    end: int
    kind: str
    record: str
    anchor: str
    label: str
    said: str


class Piece(NamedTuple):
    """A step through a line: some text, or the begin or end of (a piece of) a mark.

    `whole` is true for the first piece of a mark at its begin, and for the last at its end.
    """

    step: Literal["text", "open", "close"]
    text: str = ""
    span: Span | None = None
    whole: bool = True


class _Open(NamedTuple):
    """A mark, or what is left of it: ordered by where it begins, longer ones first."""

    start: int
    back: int
    number: int
    span: Span

    @property
    def end(self) -> int:
        return -self.back


def lines(text: str, spans: Iterable[Span]) -> Iterator[list[Piece]]:
    """The lines of an article that are not blank, each as steps whose texts add up to the line.

    Spans that cross («12 ألفا» | «ألفا من الرجال») are cut: the later one ends with the earlier and goes on behind it.
    One that reaches beyond its line goes on in the next.
    """
    waiting = [_Open(span.start, -span.end, number, span) for number, span in enumerate(spans) if span.end > span.start]
    heapq.heapify(waiting)
    for line in _LINE.finditer(text):
        steps = list(_line(text, line.start(), line.end(), waiting))
        if line.group().strip():
            yield steps


def _line(text: str, start: int, end: int, waiting: list[_Open]) -> Iterator[Piece]:
    opened: list[_Open] = []
    at = start
    while waiting and waiting[0].start < end:
        found = heapq.heappop(waiting)
        if found.end <= start:  # all of it was a line break
            continue
        found = found._replace(start=max(found.start, start))
        while opened and opened[-1].end <= found.start:
            yield from _closed(text, at, opened[-1])
            at = opened.pop().end
        limit = opened[-1].end if opened else end
        if found.end > limit:  # it crosses: the rest waits behind
            heapq.heappush(waiting, found._replace(start=limit))
            found = found._replace(back=-limit)
        yield Piece("text", visible(text[at : found.start]))
        yield Piece("open", span=found.span, whole=found.start == found.span.start)
        at = found.start
        opened.append(found)
    while opened:
        yield from _closed(text, at, opened[-1])
        at = opened.pop().end
    yield Piece("text", visible(text[at:end]))


def _closed(text: str, at: int, mark: _Open) -> Iterator[Piece]:
    yield Piece("text", visible(text[at : mark.end]))
    yield Piece("close", span=mark.span, whole=mark.end == mark.span.end)


class Ruler:
    """Offsets of the article as a browser counts them on the page: UTF-16 units, line breaks left out."""

    def __init__(self, text: str) -> None:
        units = array("Q", bytes(8 * len(text)))
        for line in _LINE.finditer(text):
            words = line.group()
            if words.strip():
                plain = visible(words) == words and max(words) <= _LAST_OF_ONE_UNIT
                steps = [1] * len(words) if plain else map(_units, words)
                units[line.start() : line.end()] = array("Q", steps)
        self._before = array("Q", accumulate(units, initial=0))

    def at(self, offset: int) -> int:
        """How many units stand before an offset."""
        return self._before[min(max(offset, 0), len(self._before) - 1)]


def _units(character: str) -> int:
    return sum(1 if shown <= _LAST_OF_ONE_UNIT else 2 for shown in visible(character))
