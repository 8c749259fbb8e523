"""Where things happen: the names of places that a sentence puts an event in, the most specific first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from extractors.claims.context import atlas
from extractors.claims.context.article import Name, Passage
from extractors.claims.context.frames import Frame
from extractors.claims.context.locating import CHAIN, IN, place_before, proclitics
from extractors.claims.context.place_words import IN_WORDS, aside, bare, describes, is_object, is_origin, of_event
from extractors.claims.context.spots import Spot, named_spot
from extractors.claims.context.untagged import untagged
from extractors.claims.lexicon import places

_PLACED_AFTER: Final = 3  # tokens after a source in which its place stands: في كذا
_STRIKE: Final = 1  # adjectives between a strike and what it hits
_INSIDE: Final = "في"
_AND, _FOR = "و", "ل"


def find_spots(passage: Passage, frames: Sequence[Frame], known: frozenset[str] = frozenset()) -> list[Spot]:
    """The places that a sentence puts something in, in order; those of its sources are left out.

    Args:
        passage: the sentence.
        frames: its attributions.
        known: folded names of one word that the article uses of places elsewhere.
    """
    told = {at for frame in frames for at in range(frame.first, frame.to)}
    found: list[Spot] = []
    for name in passage.names:
        if name.first in told or not _may_place(passage, name) or (found and name.first < found[-1].to):
            continue
        if _is_topic(passage, name) or _locates(passage, name, found):
            within = _within(passage, name, found, told)
            found += [named_spot(passage, each) for each in ([within] if within else []) + [name]]
    taken = {at for name in passage.names for at in range(name.first, name.to)} | told
    found += untagged(passage, taken, known)
    found = [spot._replace(aside=aside(passage, spot.first)) for spot in found]
    return _grouped(passage, sorted(found))


def _within(passage: Passage, name: Name, found: Sequence[Spot], told: set[int]) -> Name | None:
    """The smaller place that stands right before the one that it lies in: ضرب زلزال مدينة كذا بمحافظة كذا."""
    inside = IN in proclitics(passage, name) or passage.form(name.first - 1) == _INSIDE
    end = name.first - (passage.form(name.first - 1) == _INSIDE)
    before = next((one for one in passage.names if one.to == end and one.kind == "place"), None)
    if before is None or not inside or before.first in told or not _may_place(passage, before):
        return None
    return None if found and before.first < found[-1].to else before


def find_local(passage: Passage, frames: Sequence[Frame]) -> list[Spot]:
    """The places that authorities are said to be in, whose word is of what happens there: الشرطة في كذا."""
    sources = (frame.source for frame in frames if frame.source)
    authorities = (
        one for one in sources if places.AUTHORITIES.matches(one.words[0])
    )
    reach = {at for source in authorities for at in range(source.first, source.to + _PLACED_AFTER)}
    return [
        named_spot(passage, name)
        for name in passage.names
        if name.kind == "place"
        and name.first in reach
        and (passage.form(name.first - 1) in IN_WORDS or proclitics(passage, name) == IN)
    ]


def _grouped(passage: Passage, found: list[Spot]) -> list[Spot]:
    """Places that name one place from near to far in one group: منطقة كذا بمحافظة كذا."""
    grouped: list[Spot] = []
    figures = [first for first, _ in passage.figures]
    for spot in found:
        last = grouped[-1] if grouped else None
        near = last is not None and spot.first - last.to <= CHAIN
        near = near and last is not None and not any(last.to <= first < spot.first for first in figures)
        grouped.append(spot._replace(group=last.group if last and near else len(grouped)))
    return grouped


def _may_place(passage: Passage, name: Name) -> bool:
    """Whether a name is that of a place, or of a body that has one: معهد, مستشفى."""
    site = bare(passage.form(name.first)) in places.SITES
    if site and name.to > name.first + 1 and describes(passage, name.first + 1):
        return False
    if is_origin(passage, name.first):
        return False
    known = _is_topic(passage, name) and passage.form(name.first) in atlas.one_word()
    return name.kind == "place" or (name.kind == "organization" and site) or known


def best(spots: Sequence[Spot], at: int) -> Spot:
    """The most specific of the places that stand together with the one at an index, the first where several are."""
    return max((spot for spot in spots if spot.group == spots[at].group), key=lambda spot: spot.rank)


def _is_topic(passage: Passage, name: Name) -> bool:
    """Whether a headline opens with a place and a colon: اليمن: هجوم."""
    return passage.apart == "headline" and name.first == 0 and passage.form(name.to) in (":", ".")


def _locates(passage: Passage, name: Name, found: Sequence[Spot]) -> bool:
    glued = proclitics(passage, name)
    if IN in glued:
        return not is_object(passage, name.first)
    if not glued and of_event(passage, name.first):
        return True
    chained = bool(found) and name.first - found[-1].to <= 1
    if glued == _FOR and any(of_event(passage, n) for n in range(max(name.first - _STRIKE, 1), name.first + 1)):
        return True  # القصف المتواصل لكذا
    if glued:
        return glued == _AND and chained
    return place_before(passage, name.first, chained=chained)
