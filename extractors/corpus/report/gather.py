"""One pass over a corpus, from which a report is written."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, NamedTuple

from extractors import records
from extractors.corpus.report.days import first_and_last
from extractors.corpus.report.names import QUOTES, Names, Ranking
from extractors.corpus.report.quotes import Quote, Quotes
from extractors.corpus.report.samples import Sample
from extractors.corpus.toll import Figure, Reported, Row, compare, figures_of, reported
from extractors.records import Casualty, Claim, Count, Date, Entity, Extracted, Measure, Money, Percentage, Record, Span
from extractors.text import Document

TOP: Final = 25
LOCATED: Final = 300
FIGURES: Final = 300
CLAIMS: Final = 300
"""How many names, places on the map, rows of casualty figures, and claims of each other kind a report has at most."""
KINDS: Final = (Percentage, Money, Measure, Count)
"""The kinds of claim that a report lists beside casualties."""


class Found(NamedTuple):
    """A claim, the day it is about or else of its article, as ISO 8601, and its sentence."""

    claim: Claim
    day: str | None
    written: str | None
    quote: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a corpus holds.

    Args:
        articles: how many different articles.
        copies: how many more were the same to the last byte, and counted for nothing.
        wordless: of how many articles only the record was at hand.
        undated: how many have no day of writing.
        first: the first day of writing, ISO 8601, if any is known.
        last: the last one.
        claims: how many claims of each kind.
        rankings: the names met most, by the field of the record.
        located: the places on the map.
        countries: in how many articles each country is named, itself or by a place in it, by ISO 3166-1 code.
        figures: rows of casualty figures, by day; of very many those with the highest numbers.
        rows: how many rows there were in all.
        found: the newest claims of each other kind.
        quotes: the sentences, by their numbers.
        sentences: the sentence of each casualty figure that is shown, by article and claim.
    """

    articles: int
    copies: int
    wordless: int
    undated: int
    first: str | None
    last: str | None
    claims: dict[str, int]
    rankings: dict[str, Ranking]
    located: Ranking
    countries: dict[str, int]
    figures: tuple[Row, ...]
    rows: int
    found: dict[str, Sample[Found]]
    quotes: Quotes
    sentences: dict[tuple[int, str], Quote]

    def quote(self, figure: Figure) -> Quote:
        """The sentence of a casualty figure."""
        return self.sentences[figure.article, figure.claim.id]


@contextmanager
def gathered(articles: Iterable[Extracted]) -> Iterator[Report]:
    """The report of articles, each looked at once; its sentences lie in a file that is gone afterwards.

    Memory grows with the number of different names and of casualty figures, and not with the length of articles.
    """
    corpus = _Corpus()
    try:
        rows = compare(figures_of(corpus.reported(articles)))
        yield corpus.report(rows)
    finally:
        corpus.quotes.close()


class _Corpus:
    """What has been met so far."""

    def __init__(self) -> None:
        self.quotes = Quotes()
        self.names = {kind: Names() for kind in records.ENTITY_KINDS}
        self.claims: Counter[str] = Counter()
        self.countries: Counter[str] = Counter()
        self.found: dict[str, Sample[Found]] = {kind.kind: Sample[Found](CLAIMS) for kind in KINDS}
        self.figures: dict[tuple[int, str], Quote] = {}
        self.days: list[str] = []
        self.copies = self.wordless = self.undated = 0
        self._digests: set[str] = set()

    def reported(self, articles: Iterable[Extracted]) -> Iterator[Reported]:
        """What each different article says of casualties; the rest is noted in passing."""
        for extracted in articles:
            digest = extracted.record.sha256[:32]
            if digest in self._digests:
                self.copies += 1
                continue
            self._digests.add(digest)
            yield self._noted(extracted.record, extracted.text)

    def _noted(self, record: Record, text: str | None) -> Reported:
        number = self.quotes.begin(record.source, record.reference_date, text)
        self.wordless += text is None
        self.undated += record.reference_date is None
        if record.reference_date:
            self.days = [min([record.reference_date, *self.days]), max([record.reference_date, *self.days])]
        self._note_names(record, text)
        self.claims.update(claim.kind for claim in record.claims)
        dates = {claim.id: claim.resolved for claim in record.claims if isinstance(claim, Date)}
        for claim in record.claims:
            if isinstance(claim, Casualty):
                self.figures[number, claim.id] = self._quoted(claim)
            elif isinstance(claim, KINDS):
                found = Found(claim, _day(claim, dates, record), record.reference_date, self._quoted(claim))
                self.found[claim.kind].add(found, record.reference_date)
        return reported(record, text)

    def _quoted(self, claim: Claim) -> Quote:
        return self.quotes.keep(claim.sentence, claim.start, claim.end, claim.text)

    def _note_names(self, record: Record, text: str | None) -> None:
        bounds: list[Span] = []
        for kind, names in self.names.items():
            entities: tuple[Entity, ...] = getattr(record, kind)
            for entity, name in names.add(entities):
                bounds = bounds or _sentences(text)
                for mention in entity.mentions[: QUOTES - len(name.quotes)]:
                    sentence = _around(bounds, mention.start, mention.end)
                    name.quotes.append(self.quotes.keep(sentence, mention.start, mention.end, mention.text))
        self.countries.update({place.country for place in record.places if place.country})

    def report(self, rows: list[Row]) -> Report:
        """The report, when all has been met."""
        shown = sorted(rows, key=_weight, reverse=True)[:FIGURES]
        chosen = {id(row) for row in shown}
        return Report(
            articles=len(self._digests),
            copies=self.copies,
            wordless=self.wordless,
            undated=self.undated,
            first=min(self.days, default=None),
            last=max(self.days, default=None),
            claims={kind: self.claims[kind] for kind in records.KINDS},
            rankings={kind: names.ranking(TOP) for kind, names in self.names.items()},
            located=self.names["places"].located(LOCATED),
            countries=dict(self.countries),
            figures=tuple(row for row in rows if id(row) in chosen),
            rows=len(rows),
            found=self.found,
            quotes=self.quotes,
            sentences=self.figures,
        )


def _weight(row: Row) -> tuple[bool, float]:
    """Rows without a number go last."""
    return (row.highest is not None, row.highest.highest if row.highest else 0)


def _day(claim: Claim, dates: dict[str, str | None], record: Record) -> str | None:
    """The day that the article gives a claim; of one that has no date the day of writing."""
    if claim.date is None:
        return record.reference_date
    own = dates.get(claim.date.claim or "")
    return own if first_and_last(own) else None


def _sentences(text: str | None) -> list[Span]:
    return [] if text is None else [Span(start=each.start, end=each.end) for each in Document(text).sentences]


def _around(sentences: list[Span], start: int, end: int) -> Span:
    """The sentence that holds a place of the article, else the place itself."""
    at = bisect_right(sentences, start, key=lambda sentence: sentence.start) - 1
    return sentences[at] if at >= 0 else Span(start=start, end=end)
