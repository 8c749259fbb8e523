"""An article as context sees it: sentences with their claims, names and dates by token, headline and links marked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from extractors.claims.lexicon import reporting
from extractors.claims.sentence import SentenceView
from extractors.records import Casualty, Claim, Date, Entity, Percentage
from extractors.text import Document, Sentence
from extractors.text.lazily import lazily

_LONGEST_HEADLINE: Final = 250  # folded characters; longer first lines are a lead
_ENDS: Final = frozenset('.؟?!…"»:)،')
_FEW_LINES, _MOST = 4, 0.7  # lines with full stops from which one without is no sentence


class Name(NamedTuple):
    """A mention of an entity: tokens `first` to `to`, end exclusive, and its offsets."""

    first: int
    to: int
    kind: str
    entity: Entity
    start: int
    end: int


class Passage:
    """One sentence with everything found in it.

    Args:
        number: its place in the article.
        view: the sentence.
        line: the number of the line that it stands in.
        apart: why only its own words count for it: "headline", "link", or "" where they do not.
    """

    def __init__(self, number: int, view: SentenceView, line: int, apart: str) -> None:
        self.number = number
        self.reading = view
        self.tokens = view.tokens
        self.form = self.reading.form
        self.line = line
        self.apart = apart
        self.claims: list[Claim] = []
        self.names: list[Name] = []

    def span(self, claim: Claim) -> tuple[int, int]:
        """The tokens of a claim, end exclusive."""
        first = self.reading.token_at(claim.start)
        return first, max(self.reading.token_from(claim.end), first + 1)

    @lazily
    def events(self) -> list[tuple[int, int, Claim]]:
        """Casualties with their tokens, in order."""
        return [(*self.span(claim), claim) for claim in self.claims if isinstance(claim, Casualty)]

    @lazily
    def figures(self) -> list[tuple[int, int]]:
        """The tokens of casualties and percentages, in order."""
        return [self.span(claim) for claim in self.claims if isinstance(claim, Casualty | Percentage)]

    @lazily
    def dates(self) -> list[tuple[int, int, Date]]:
        """Dates with their tokens, in order."""
        return [(*self.span(claim), claim) for claim in self.claims if isinstance(claim, Date)]

    @lazily
    def dated(self) -> frozenset[int]:
        """The tokens of dates."""
        return frozenset(at for first, to, _ in self.dates for at in range(first, to))

    @lazily
    def by_start(self) -> dict[int, Name]:
        """The names by the token that they begin in."""
        return {name.first: name for name in reversed(self.names)}

    @lazily
    def by_token(self) -> dict[int, Name]:
        """The names by every token that they take up."""
        return {at: name for name in reversed(self.names) for at in range(name.first, name.to)}

    def definite(self, at: int) -> bool:
        """Whether a token carries ال, proclitics before it or not: not وكالة, whose first letters only look like it."""
        return self.reading.definite(at, "proclitics")

    def is_mark(self, at: int) -> bool:
        """Whether a token is a punctuation mark."""
        return self.reading.is_mark(at)


def passages(views: Sequence[SentenceView], claims: Sequence[Claim], entities: Iterable[Entity]) -> list[Passage]:
    """The sentences of an article, in order, with their claims and names."""
    made = _bare(views)
    starts = [view.sentence.start for view in views]
    for claim in claims:
        made[max(bisect_right(starts, claim.start) - 1, 0)].claims.append(claim)
    for entity in entities:
        for mention in entity.mentions:
            passage = made[max(bisect_right(starts, mention.start) - 1, 0)]
            first, to = passage.reading.token_at(mention.start), passage.reading.token_from(mention.end)
            passage.names.append(
                Name(first, max(to, first + 1), entity.id.split(":")[0], entity, mention.start, mention.end)
            )
    for passage in made:
        passage.names.sort(key=lambda name: (name.first, -name.to))
    return made


def _bare(views: Sequence[SentenceView]) -> list[Passage]:
    made: list[Passage] = []
    if not views:
        return made
    document = views[0].document
    line = done = 0
    first_line_ends = len(document.folded.rstrip())
    for number, view in enumerate(views):
        sentence = view.sentence
        breaks = document.text.count("\n", done, sentence.start)
        line, done = line + breaks, sentence.start
        if number == 0:
            line, first_line_ends = 0, document.folded.find("\n", sentence.at)
        headline = line == 0 and 0 < first_line_ends - document.sentences[0].at <= _LONGEST_HEADLINE
        made.append(Passage(number, view, line, "headline" if headline else _link(sentence)))
    for number in _items(document, made):
        made[number].apart = made[number].apart or "item"
    return made


def _items(document: Document, made: Sequence[Passage]) -> list[int]:
    """The lines that end without a full stop in an article that uses them: titles within it, items of a list."""
    lasts = {passage.line: passage.number for passage in made if passage.line}
    ended = {n: document.sentences[n].form.rstrip()[-1:] in _ENDS for n in lasts.values()}
    if len(ended) < _FEW_LINES or sum(ended.values()) < _MOST * len(ended):
        return []
    firsts = {passage.line: passage.number for passage in reversed(made)}
    return [last for line, last in lasts.items() if not ended[last] and firsts[line] == last]


def _link(sentence: Sentence) -> str:
    return "link" if reporting.POINTERS.starting(sentence.tokens, 0) else ""
