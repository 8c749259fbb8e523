"""The figures of one article: what it claims once, with the day, the place and the voice that it gives them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any, Final, Literal

from extractors.corpus.toll.copies import Print, printed
from extractors.corpus.toll.saved import Reported
from extractors.records import OPEN_BOUNDS, Casualty, Phrase, Toll
from extractors.text import fold_word, plain
from extractors.text.clitics import proclitic_cuts

DayFrom = Literal["stated", "written"]

ARTICLE: Final = "ال"
_TOLLS: Final[tuple[Toll, ...]] = ("new", "revised", "cumulative")  # the later says more
_CLOCK: Final = re.compile(r"T.*")  # a resolved date may have a part of the day


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure of one article, all its restatements taken together.

    Args:
        article: the number of the article; the same file given twice is two articles.
        source: the name of the article.
        written: the day it was written, ISO 8601, if known.
        claim: the claim that states the figure first; its context is that of all that restate it.
        toll: whether it is new, revises an earlier figure, or adds up a longer time.
        day: when it happened, ISO 8601, possibly a month, a year or a stretch first/last; None if unknown.
        day_from: "stated" by the article, or "written", for the day of an article that states none.
        place: where, as a canonical name or the article's own words.
        speaker: who says so, likewise.
        part: whether it is a part of a total of the same article.
        restated: how many more times the article states it.
        prints: what its sentences are recognised by.
    """

    article: int
    source: str
    written: str | None
    claim: Casualty
    toll: Toll
    day: str | None
    day_from: DayFrom | None
    place: str | None
    speaker: str | None
    part: bool
    restated: int
    prints: tuple[Print, ...]

    @property
    def numbered(self) -> bool:
        """Whether it is a number at all: not dozens, not «killed and injured» without one."""
        return self.claim.bound not in OPEN_BOUNDS and bool(self._numbers)

    @property
    def denied(self) -> bool:
        """Whether the article only says that someone denies it."""
        return self.claim.certainty == "denied"

    @property
    def lowest(self) -> float:
        """The number by which it stands among others: its lower end if it is a range."""
        return self._numbers[1 if self._is_range else 0]

    @property
    def highest(self) -> float:
        """The same for the upper end."""
        return self._numbers[-1 if self._is_range else 0]

    @property
    def _is_range(self) -> bool:
        return self.claim.bound == "range" and None not in (self.claim.low, self.claim.high)

    @property
    def _numbers(self) -> tuple[float, ...]:
        """The best number first; of a range its ends last."""
        claim = self.claim
        known = tuple(number for number in (claim.value, claim.low, claim.high) if number is not None)
        return (known[0], *known[-2:]) if self._is_range else known


def figures_of(articles: Iterable[Reported]) -> Iterator[Figure]:
    """The figures of articles, each as its article is done. What an article says twice comes once."""
    for number, article in zip(count(), articles):
        dates = {claim.id: claim.resolved for claim in article.dates}
        for claims in _restatements(article.casualties):
            yield _figure(number, article, claims, dates)


def _restatements(claims: Sequence[Casualty]) -> list[list[Casualty]]:
    """Claims grouped with those that restate them, the first statement first."""
    known = {claim.id: claim for claim in claims}
    groups: dict[str, list[Casualty]] = {}
    for claim in claims:
        groups.setdefault(_first(claim, known).id, []).append(claim)
    return [sorted(group, key=lambda claim: claim.id != first) for first, group in groups.items()]


def _first(claim: Casualty, known: dict[str, Casualty]) -> Casualty:
    """The claim that is restated in the end; a saved record may name one that is not there, or go in circles."""
    seen = set()
    while claim.same_as in known and claim.id not in seen:
        seen.add(claim.id)
        claim = known[claim.same_as]
    return min((known[identity] for identity in seen), key=_offset) if claim.id in seen else claim


def _offset(claim: Casualty) -> int:
    return claim.start


def _figure(number: int, article: Reported, claims: Sequence[Casualty], dates: dict[str, str | None]) -> Figure:
    claim = _with_context(claims)
    day, day_from = _day(claim, article, dates)
    return Figure(
        article=number,
        source=article.source,
        written=article.written,
        claim=claim,
        toll=max((each.toll or "new" for each in claims), key=_TOLLS.index),
        day=day,
        day_from=day_from,
        place=_named(claim.place, article),
        speaker=_named(claim.speaker, article),
        part=any(each.part_of for each in claims),
        restated=len(claims) - 1,
        prints=tuple(printed(each, article.sha256, article.sentences.get(each.sentence.start)) for each in claims),
    )


def _with_context(claims: Sequence[Casualty]) -> Casualty:
    """The first statement, with what only its restatements say: a headline seldom has the day."""
    first = claims[0]
    said: dict[str, Any] = {
        name: next((value for claim in claims if (value := getattr(claim, name)) is not None), None)
        for name in ("speaker", "place", "date", "certainty", "victim_kind")
    }
    return replace(first, **said)


def _day(claim: Casualty, article: Reported, dates: dict[str, str | None]) -> tuple[str | None, DayFrom | None]:
    """The day, absent where the article gives one that stays open: the day of writing would be a guess then."""
    if claim.date is None:
        return (article.written, "written") if article.written else (None, None)
    own = dates.get(claim.date.claim) if claim.date.claim else _overlapping(claim.date, article)
    return (_CLOCK.sub("", own), "stated") if own else (None, None)


def _overlapping(phrase: Phrase, article: Reported) -> str | None:
    dates = (claim for claim in article.dates if claim.start < phrase.end and phrase.start < claim.end)
    return next((claim.resolved for claim in dates if claim.resolved), None)


def _named(phrase: Phrase | None, article: Reported) -> str | None:
    """A canonical name where the phrase is an entity, else its words without proclitics."""
    if phrase is None:
        return None
    if name := article.names.get(phrase.entity or ""):
        return name
    words = plain(phrase.text).split()
    if not words:
        return None
    cuts = proclitic_cuts(fold_word(words[0]))
    head = words[0][cuts[-1] :] if cuts else words[0]
    fused = words[0][: cuts[-1]].endswith("لل") if cuts else False
    return " ".join([ARTICLE + head if fused else head, *words[1:]])


def spelling(name: str | None) -> str:
    """A name as it is compared: folded, every word without its article; "" for none."""
    if name is None:
        return ""
    words = (fold_word(word) for word in name.replace("_", " ").split())
    return " ".join(word.removeprefix(ARTICLE) if len(word) > len(ARTICLE) + 1 else word for word in words)
