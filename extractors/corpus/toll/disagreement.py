"""Which figures for the same people cannot all be true."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import combinations, product
from typing import Final, NamedTuple

from extractors.corpus.toll.figures import Figure, spelling

Pair = tuple[Figure, Figure]
"""Two figures that cannot both be true, the lower first."""

_ROUNDED: Final = 0.1  # how far from an approximate number the true one may be, at least


class Span(NamedTuple):
    """The numbers that a figure allows, ends included."""

    low: float
    high: float


Voice = tuple[int, str | None]
"""Who says a figure: the article, and the speaker in it."""


def disagreements(figures: Sequence[Figure]) -> tuple[Pair, ...]:
    """Pairs of figures that cannot both be true, one for every two sets of figures that exclude each other.

    A voice that gives several figures tells of several events; it disagrees with another only if no figure of
    one agrees with any of the other. Superseded and denied figures are left out, and so is a single person: he
    may be one of the five.

    Args:
        figures: figures of one outcome, place and day, for the same people.
    """
    voices: dict[Voice, list[Figure]] = {}
    for figure in standing(figures):
        alone = figure.claim.bound == "exact" and figure.claim.value == 1
        if figure.numbered and not (figure.denied or alone):
            voices.setdefault((figure.article, spelling(figure.speaker) or None), []).append(figure)
    said: dict[frozenset[Span], list[Voice]] = {}
    for voice, own in voices.items():
        said.setdefault(frozenset(map(_span, own)), []).append(voice)
    pairs = (
        _lower_first(voices[said[one][0]], voices[said[other][0]])
        for one, other in combinations(said, 2)
        if _apart(one, other) and _are_different(said[one], said[other])
    )
    return tuple(sorted(pairs, key=lambda pair: (pair[0].lowest, pair[1].lowest)))


def standing(figures: Sequence[Figure]) -> list[Figure]:
    """The figures that no revised one («ارتفعت الحصيلة إلى 7») has taken the place of.

    Figures of a later article than the last revision stand; those of a day that is not known do not. Of several
    revisions the last stands, and those of a day that is not known.
    """
    revised = [figure for figure in figures if figure.toll == "revised" and figure.numbered and not figure.denied]
    if not revised:
        return list(figures)
    last = max(figure.written or "" for figure in revised)
    undated = any(figure.written is None for figure in revised)
    return [figure for figure in figures if _stands(figure, last, undated=undated)]


def _stands(figure: Figure, last: str, *, undated: bool) -> bool:
    """Whether a figure stands beside revisions of which the last is of this day, "" if of none that is known."""
    if figure.toll == "revised":
        return figure.written is None or figure.written == last
    return not undated and (figure.written or "") > last


def _span(figure: Figure) -> Span:
    """The numbers of people that a figure allows."""
    number = figure.lowest
    match figure.claim.bound:
        case "at_least":
            return Span(number, math.inf)
        case "more_than":
            return Span(number + 1, math.inf)
        case "at_most":
            return Span(0, number)
        case "less_than":
            return Span(0, number - 1)
        case "approx":
            reach = max(_ROUNDED * number, _last_place(number) / 2)
            return Span(number - reach, number + reach)
        case _:
            return Span(number, figure.highest)


def _last_place(number: float) -> float:
    """The size of the last digit that is not zero: 10 of 30, 1000 of 3000."""
    place = 1
    while number and number % (place * 10) == 0:
        place *= 10
    return place


def _apart(some: Iterable[Span], others: Iterable[Span]) -> bool:
    return all(one.high < other.low or other.high < one.low for one, other in product(some, others))


def _are_different(some: Iterable[Voice], others: Iterable[Voice]) -> bool:
    """Whether two voices are of different articles, or two people that one article names."""
    return any(
        one[0] != other[0] or (None not in (one[1], other[1]) and one[1] != other[1])
        for one, other in product(some, others)
    )


def _lower_first(one: Sequence[Figure], other: Sequence[Figure]) -> Pair:
    low, high = sorted((one[0], other[0]), key=lambda figure: figure.lowest)
    return low, high
