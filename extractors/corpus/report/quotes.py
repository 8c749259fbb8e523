"""The sentences behind the numbers of a report, kept on disk: memory holds where they are, not their words."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO, NamedTuple

from extractors.records import Span


class Quote(NamedTuple):
    """Words in a sentence: its number among the sentences kept, and their offsets in it."""

    sentence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of an article, in which it begins at `start`; `whole` is false where only words of it are at hand."""

    number: int
    article: int
    start: int
    source: str
    written: str | None
    text: str
    whole: bool


class Quotes:
    """Keeps each sentence once. Close it when done."""

    def __init__(self) -> None:
        self._words: IO[bytes] = TemporaryFile()  # noqa: SIM115  `close` closes it
        self._places = array("Q")
        self._sizes = array("Q")
        self._articles = array("Q")
        self._starts = array("Q")
        self._whole = array("b")
        self._named: list[tuple[str, str | None]] = []
        self._text: str | None = None
        self._known: dict[tuple[int, int], int] = {}

    def close(self) -> None:
        """Let go of the sentences."""
        self._words.close()

    def begin(self, source: str, written: str | None, text: str | None) -> int:
        """Go on to the next article, and return its number; its text is None where only a record is left of it."""
        self._named.append((source, written))
        self._text = text
        self._known = {}
        return len(self._named) - 1

    def keep(self, sentence: Span, start: int, end: int, words: str) -> Quote:
        """Keep a sentence of the article, for the words at these offsets of the article.

        Args:
            sentence: where it stands.
            start: where the words begin.
            end: where they end.
            words: the words, which stand for the sentence where the text is not at hand.
        """
        if self._text is None:
            return Quote(self._kept((start, end), words, whole=False), 0, len(words))
        first, last = min(sentence.start, start), max(sentence.end, end)
        number = self._kept((first, last), self._text[first:last], whole=True)
        return Quote(number, start - first, end - first)

    def _kept(self, place: tuple[int, int], words: str, *, whole: bool) -> int:
        if place not in self._known:
            self._known[place] = len(self._places)
            self._places.append(self._words.seek(0, 2))
            self._sizes.append(self._words.write(words.encode("utf-8", "surrogatepass")))
            self._articles.append(len(self._named) - 1)
            self._starts.append(place[0])
            self._whole.append(whole)
        return self._known[place]

    def place(self, number: int) -> tuple[int, int]:
        """The article of a sentence, and where it begins there."""
        return self._articles[number], self._starts[number]

    def sentence(self, number: int) -> Sentence:
        """A sentence by its number."""
        self._words.seek(self._places[number])
        text = self._words.read(self._sizes[number]).decode("utf-8", "surrogatepass")
        article = self._articles[number]
        source, written = self._named[article]
        return Sentence(
            number=number,
            article=article,
            start=self._starts[number],
            source=source,
            written=written,
            text=text,
            whole=bool(self._whole[number]),
        )
