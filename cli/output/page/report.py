"""The report of a corpus as one page: each number leads to the sentence that it is from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple, TextIO

from cli.output import toll, values
from cli.output.page import labels, timeline
from cli.output.page import map as maps
from cli.output.page.marks import Piece, Span, lines
from cli.output.page.shell import foot, head, render
from extractors.corpus.report import Found, Name, Quote, Report, Sample, Sentence, first_and_last
from extractors.corpus.toll import Figure, Row
from extractors.records import Casualty, Claim, Engine, NumericClaim, Percentage, Phrase, Record

TITLES: Final = {"people": "People", "places": "Places", "organizations": "Organizations"}
LANES: Final = {"percentage": "Percentages", "money": "Money", "measure": "Measures", "count": "Counts"}
ONE: Final = {**labels.ENTITIES, **{kind: kind for kind in (*LANES, "casualty")}}
_SOURCES: Final = 4  # articles that a row of figures names
_BAR: Final = 100  # per cent of the longest bar of a change
_RECORD: Final = Record(source="", sha256="", encoding="", engine=Engine(version=""))
"""Labels are made of a claim and its record; those that a report shows need nothing of the record."""


class Link(NamedTuple):
    """A number or words that lead to a sentence."""

    text: str
    anchor: str


class Cited(NamedTuple):
    """A sentence that something on the page leads to, with its words marked."""

    sentence: Sentence
    lines: list[list[Piece]]


class FigureRow(NamedTuple):
    """A row of casualty figures."""

    day: str
    place: str
    outcome: str
    victims: str
    lowest: Link | None
    highest: Link | None
    latest: Link | None
    disagree: str
    sources: list[Link]
    more: int


class ClaimRow(NamedTuple):
    """A claim of another kind; `share` is the size of a change in per cent, below zero for a decrease."""

    value: Link
    change: str
    share: float
    of: str
    compared_to: str
    speaker: str
    certainty: str
    day: str


@dataclass(frozen=True, slots=True)
class Citations:
    """Collects what the page leads to."""

    report: Report
    spans: dict[int, dict[tuple[int, int, str, str], None]]

    def link(self, quote: Quote, kind: str, label: str, text: str | None = None) -> Link:
        """A link to a sentence, in which the words are going to be marked and labelled."""
        self.spans.setdefault(quote.sentence, {})[quote.start, quote.end, kind, label] = None
        return Link(label if text is None else text, f"q{quote.sentence}")

    def cited(self) -> Iterator[Cited]:
        """The sentences, in the order of the articles."""
        where = self.report.quotes.place
        for number in sorted(self.spans, key=where):
            sentence = self.report.quotes.sentence(number)
            spans = [Span(start, end, kind, "", "", label, "") for start, end, kind, label in self.spans[number]]
            yield Cited(sentence, list(lines(sentence.text, spans)))


def write(report: Report, stream: TextIO, version: str) -> None:
    """Write the page.

    Args:
        report: what is shown.
        stream: where it goes.
        version: of Khabar, for the foot of the page.
    """
    citations = Citations(report, {})
    figures = [_figures(row, citations) for row in report.figures]
    claims = {kind: _claims(report.found[kind], citations) for kind in LANES}
    names = {kind: [_name(name, kind, citations) for name in report.rankings[kind].names] for kind in TITLES}
    points = [*_casualties(report, citations), *_others(report.found, citations)]
    spots = [_spot(name, citations) for name in report.located.names]
    stream.write(head(_title(report), "report.css", kind="report"))
    stream.write(
        render(
            "report.html",
            report=report,
            titles=TITLES,
            lanes=LANES,
            one=ONE,
            figures=figures,
            claims=claims,
            reach=_longest(claims["percentage"]),
            names=names,
            timeline=timeline.drawn(points, (report.first, report.last)),
            map=maps.drawn(spots, report.countries),
            spots=spots,
            size=(timeline, maps),
            sampled=any(len(sample) < sample.total for sample in report.found.values()),
            version=version,
        )
    )
    stream.writelines(render("sentence.html", cited=cited) for cited in citations.cited())
    stream.write(render("end.html"))
    stream.write(foot())


def _title(report: Report) -> str:
    days = f", {report.first} to {report.last}" if report.first else ""
    return f"{_counted(report.articles, 'article')}{days}"


def _counted(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


# --- casualties ----------------------------------------------------------------------------------------------------


def _figures(row: Row, citations: Citations) -> FigureRow:
    cells = toll.row_cells(row)
    kept = dict.fromkeys(entry.figure for entry in row.entries)
    sources = list({figure.source: figure for figure in kept}.values())
    return FigureRow(
        day=cells["Day"],
        place=cells["Place"],
        outcome=cells["Outcome"],
        victims=", ".join(filter(None, (cells["Victims"], cells["Toll"]))),
        lowest=_figure(row.lowest, citations) or _without_number(row, citations),
        highest=None if _same(row.lowest, row.highest) else _figure(row.highest, citations),
        latest=None if row.lowest is None or _same(row.lowest, row.highest) else _figure(row.latest, citations),
        disagree=cells["Disagree"],
        sources=[_figure_link(figure, citations, figure.source) for figure in sources[:_SOURCES]],
        more=max(0, len(sources) - _SOURCES) + row.copies,
    )


def _same(one: Figure | None, other: Figure | None) -> bool:
    return one is not None and other is not None and toll.amount(one) == toll.amount(other)


def _without_number(row: Row, citations: Citations) -> Link | None:
    return next((_figure(figure, citations) for figure in row.figures if not figure.denied), None)


def _figure(figure: Figure | None, citations: Citations) -> Link | None:
    return None if figure is None else _figure_link(figure, citations, toll.amount(figure))


def _figure_link(figure: Figure, citations: Citations, text: str) -> Link:
    label = labels.of_claim(figure.claim, _RECORD)
    return citations.link(citations.report.quote(figure), Casualty.kind, label, text)


def _casualties(report: Report, citations: Citations) -> Iterator[timeline.Point]:
    """New tolls with a number and a day. Parts stand with no total, and cumulative ones are of another time."""
    for row in report.figures:
        days = first_and_last(row.key.day)
        if days and row.key.toll == "new" and not row.key.part and row.lowest and row.highest:
            yield _toll(row, (row.lowest, row.highest), days, citations)


def _toll(row: Row, ends: tuple[Figure, Figure], days: tuple[date, date], citations: Citations) -> timeline.Point:
    """A toll with its lowest and highest figure; without a place they may be of different events."""
    lowest, highest = ends
    kind = row.key.outcomes[0] if len(row.key.outcomes) == 1 else "several"
    amounts = list(dict.fromkeys(map(toll.amount, ends if row.key.place else (highest,))))
    said = " ".join([" or ".join(row.key.outcomes), " to ".join(amounts), row.place or "", row.key.day or ""])
    link = _figure_link(highest, citations, amounts[-1])
    high = float(highest.highest)
    low = float(lowest.lowest) if row.key.place else high
    return timeline.Point(*days, low, high, kind, amounts[-1], said, link.anchor)


# --- other claims --------------------------------------------------------------------------------------------------


def _others(found: dict[str, Sample[Found]], citations: Citations) -> Iterator[timeline.Point]:
    for kind, title in LANES.items():
        for each in found[kind]:
            if days := first_and_last(each.day):
                label = labels.of_claim(each.claim, _RECORD)
                link = citations.link(each.quote, kind, label)
                yield timeline.Point(*days, 1, 1, kind, label, f"{kind} {label} {each.day}", link.anchor, title)


def _claims(found: Iterable[Found], citations: Citations) -> list[ClaimRow]:
    """The claims of a kind, those with a direction first."""
    return sorted((_claim(each, citations) for each in found), key=lambda row: not row.change)


def _longest(rows: Iterable[ClaimRow]) -> float:
    """The size of the largest change, by which bars are measured."""
    return max((abs(row.share) for row in rows), default=0) or 1


def _claim(found: Found, citations: Citations) -> ClaimRow:
    claim = found.claim
    change = getattr(claim, "change", None) or ""
    label = labels.of_claim(claim, _RECORD)
    shown = values.per_cent(claim, _RECORD) if isinstance(claim, Percentage) else label
    return ClaimRow(
        value=citations.link(found.quote, claim.kind, label, shown),
        change=change,
        share=_size(claim) * {"decrease": -1, "increase": 1}.get(change, 0),
        of=_words(claim, "of"),
        compared_to=_words(claim, "compared_to"),
        speaker=_words(claim, "speaker"),
        certainty=values.certainty(claim, _RECORD),
        day=found.day or found.written or "",
    )


def _size(claim: Claim) -> float:
    """How long the bar of a change is, in per cent; no longer than that of one of a hundred."""
    numbers = (claim.value, claim.low, claim.high) if isinstance(claim, NumericClaim) else ()
    return min(abs(next((number for number in numbers if number is not None), 0)), _BAR)


def _words(claim: Claim, field: str) -> str:
    value = getattr(claim, field, None)
    return value.text if isinstance(value, Phrase) else ""


# --- names ---------------------------------------------------------------------------------------------------------


def _name(name: Name, kind: str, citations: Citations) -> tuple[Name, list[Link]]:
    quotes = dict.fromkeys(name.quotes)
    places = {quote.sentence: quote for quote in quotes}
    return name, [
        citations.link(quote, kind, labels.ENTITIES[kind], str(number))
        for number, quote in enumerate(places.values(), start=1)
    ]


def _spot(name: Name, citations: Citations) -> maps.Spot:
    entity = name.entity
    link = citations.link(name.quotes[0], "places", labels.ENTITIES["places"]).anchor if name.quotes else ""
    latin = f" ({entity.latin})" if entity.latin else ""
    said = f"{name.name}{latin}, {_counted(name.articles, 'article')}"
    return maps.Spot(entity.longitude or 0.0, entity.latitude or 0.0, name.articles, name.name, said, link)
