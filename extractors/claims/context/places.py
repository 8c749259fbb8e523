"""Where things happen: the names of places that a sentence puts an event in, the most specific first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from extractors.claims.context import atlas, lexicon
from extractors.claims.context.article import Name, Passage
from extractors.claims.context.frames import Frame
from extractors.claims.context.place_words import (
    IN_WORDS,
    NISBA,
    aside,
    bare,
    describes,
    is_object,
    is_origin,
    of_event,
)
from extractors.claims.phrases import joined, stops
from extractors.records import Casualty, Phrase
from extractors.text import WORD, fold_word, without_clitics
from extractors.text.clitics import proclitic_cuts, word_counts

_LOOK_BACK: Final = 6  # tokens before a name in which a preposition places something there
_CHAIN: Final = 5  # tokens between names of one place: منطقة منجي بمقاطعة شانجي
_RARE, _RARE_WITHIN = 3, 6  # how often at most a word is met in news that names a market or a school
_SHORT_NAME: Final = 4  # letters, with ب, of a name too short to be sure of
_PLACED_AFTER: Final = 3  # tokens after a source in which its place stands: في كذا
_STRIKE: Final = 1  # adjectives between a strike and what it hits
_SUBJECT: Final = 5  # tokens between a verb and its object
_SIDES: Final = 2  # countries of a border
_FLED: Final = 3  # tokens between people who fled and من
_INSIDE: Final = "في"
_IN, _AND, _FOR, _OF, _CAPITAL = "ب", "و", "ل", "من", ("العاصمه", "عاصمه", "المدينه")
_SOFT: Final = ("#", '"', "(", "«", "،", ",")
REGION, COUNTRY, LARGE, TOWN, SITE = range(5)


class Spot(NamedTuple):
    """A place where something happens: tokens `first` to `to`, what to show, and how specific it is.

    Places of one `group` tell one place from near to far. `aside` says why it is seldom that of the deed: a court
    sits there ("court"), or who was hurt was brought there ("care").
    """

    first: int
    to: int
    phrase: Phrase
    rank: int
    group: int = 0
    aside: str = ""


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
            found += [_spot(passage, each) for each in ([within] if within else []) + [name]]
    taken = {at for name in passage.names for at in range(name.first, name.to)} | told
    found += _unknown(passage, taken, known)
    found = [spot._replace(aside=aside(passage, spot.first)) for spot in found]
    return _grouped(passage, sorted(found))


def _within(passage: Passage, name: Name, found: Sequence[Spot], told: set[int]) -> Name | None:
    """The smaller place that stands right before the one that it lies in: ضرب زلزال مدينة كذا بمحافظة كذا."""
    inside = _IN in _clitics(passage, name) or passage.form(name.first - 1) == _INSIDE
    end = name.first - (passage.form(name.first - 1) == _INSIDE)
    before = next((one for one in passage.names if one.to == end and one.kind == "place"), None)
    if before is None or not inside or before.first in told or not _may_place(passage, before):
        return None
    return None if found and before.first < found[-1].to else before


def find_local(passage: Passage, frames: Sequence[Frame]) -> list[Spot]:
    """The places that authorities are said to be in, whose word is of what happens there: الشرطة في كذا."""
    sources = (frame.source for frame in frames if frame.source)
    authorities = (
        one for one in sources if not lexicon.listed("places", "authorities").isdisjoint(without_clitics(one.words[0]))
    )
    reach = {at for source in authorities for at in range(source.first, source.to + _PLACED_AFTER)}
    return [
        _spot(passage, name)
        for name in passage.names
        if name.kind == "place"
        and name.first in reach
        and (passage.form(name.first - 1) in IN_WORDS or _clitics(passage, name) == _IN)
    ]


def _grouped(passage: Passage, found: list[Spot]) -> list[Spot]:
    """Places that name one place from near to far in one group: منطقة كذا بمحافظة كذا."""
    grouped: list[Spot] = []
    figures = [first for first, _ in passage.figures]
    for spot in found:
        last = grouped[-1] if grouped else None
        near = last is not None and spot.first - last.to <= _CHAIN
        near = near and last is not None and not any(last.to <= first < spot.first for first in figures)
        grouped.append(spot._replace(group=last.group if last and near else len(grouped)))
    return grouped


def _may_place(passage: Passage, name: Name) -> bool:
    """Whether a name is that of a place, or of a body that has one: معهد, مستشفى."""
    site = bare(passage.form(name.first)) in lexicon.listed("places", "sites")
    if site and name.to > name.first + 1 and describes(passage, name.first + 1):
        return False
    if is_origin(passage, name.first):
        return False
    known = _is_topic(passage, name) and passage.form(name.first) in atlas.one_word()
    return name.kind == "place" or (name.kind == "organization" and site) or known


def best(spots: Sequence[Spot], at: int) -> Spot:
    """The most specific of the places that stand together with the one at an index, the first where several are."""
    return max((spot for spot in spots if spot.group == spots[at].group), key=lambda spot: spot.rank)


def _spot(passage: Passage, name: Name) -> Spot:
    text = passage.reading.sentence.document.text[name.start : name.end]
    return Spot(name.first, name.to, Phrase(text=text, start=name.start, end=name.end), _rank(passage, name))


# --- how specific -------------------------------------------------------------------------------------------


def _rank(passage: Passage, name: Name) -> int:
    text = fold_word(passage.reading.sentence.document.text[name.start : name.end]).replace("_", " ")
    if text in lexicon.listed("places", "regions"):
        return REGION
    head = text.split()[0] if text.split() else ""
    before = bare(passage.form(name.first - 1))
    for word in (head, before):
        if word in lexicon.listed("places", "sites") or word in lexicon.listed("places", "small"):
            return SITE
    if text in atlas.countries():
        return COUNTRY
    if text.split()[1:] and text.split()[-1] in atlas.countries():  # كردستان العراق
        return LARGE
    return LARGE if {head, before} & lexicon.listed("places", "large") else TOWN


# --- whether something happens there ------------------------------------------------------------------------


def _is_topic(passage: Passage, name: Name) -> bool:
    """Whether a headline opens with a place and a colon: اليمن: هجوم."""
    return passage.apart == "headline" and name.first == 0 and passage.form(name.to) in (":", ".")


def _locates(passage: Passage, name: Name, found: Sequence[Spot]) -> bool:
    clitics = _clitics(passage, name)
    if _IN in clitics:
        return not is_object(passage, name.first)
    if not clitics and of_event(passage, name.first):
        return True
    chained = bool(found) and name.first - found[-1].to <= 1
    if clitics == _FOR and any(of_event(passage, n) for n in range(max(name.first - _STRIKE, 1), name.first + 1)):
        return True  # القصف المتواصل لكذا
    if clitics:
        return clitics == _AND and chained
    return _place_before(passage, name.first, chained=chained)


def _clitics(passage: Passage, name: Name) -> str:
    """The letters written onto a name that are no part of it."""
    token = passage.tokens[name.first]
    return passage.reading.sentence.document.text[token.start : name.start] if name.start > token.start else ""


def _place_before(passage: Passage, first: int, *, chained: bool) -> bool:
    """Whether a preposition of place leads to a name, over words such as مدينة and شمال."""
    for at in range(first - 1, max(first - 1 - _LOOK_BACK, -1), -1):
        form = passage.form(at)
        if form == _OF and (_passes(passage, at, first) or _fled(passage, at)):
            return True
        if not lexicon.listed("places", "locative").isdisjoint(without_clitics(form)):
            return True
        if bare(form) != form:
            placed = form.startswith((_IN, _AND + _IN)) and not is_object(passage, at)
            return placed or _leads(form)
        if not _passes(passage, at, first):
            return _is_struck(passage, at) or (
                chained and at == first - 1 and form in lexicon.listed("places", "heads")
            )
    return False


def _is_struck(passage: Passage, at: int) -> bool:
    """Whether a verb that hits a place stands before its subject: هاجم المسلحون قرية كذا, استهدف فجر أمس بلدة كذا."""
    for n in range(at, max(at - _SUBJECT, -1), -1):
        form = passage.form(n)
        if not lexicon.listed("places", "strikes").isdisjoint((form, form.removeprefix(_AND))):
            return n < at
        if form in lexicon.listed("places", "away") or passage.is_mark(n) or form in IN_WORDS:
            return False
    return False


def _fled(passage: Passage, at: int) -> bool:
    """Whether من says where people were driven from, which is where that happened: نزح 90 ألف مدني من كذا."""
    return any(
        isinstance(claim, Casualty) and claim.outcome == "displaced" and first < at <= to + _FLED
        for first, to, claim in passage.events
    )


def _leads(form: str) -> bool:
    """Whether a head carries ل as the object of an attack: قصف لحي."""
    return form in lexicon.listed("places", "locative")


def _passes(passage: Passage, at: int, first: int) -> bool:
    """Whether a word before a name is part of the way to it: مدينة, العاصمة العراقية, a mark."""
    form = passage.form(at)
    if form == _OF:
        return passage.form(at - 1) in lexicon.listed("places", "sides") or _is_part(passage, at)
    if form in lexicon.listed("places", "away"):
        return False
    if at in passage.dated or any(form in lexicon.listed("places", key) for key in ("heads", "sites", "between")):
        return True
    if passage.is_mark(at):
        return form in _SOFT
    owners = {form, *without_clitics(passage.form(at - 1))} if at else {form}
    if not owners.isdisjoint(lexicon.listed("places", "buildings")):  # في منزل مختار قرية كذا
        return True
    near_capital = any(passage.form(n) in _CAPITAL for n in range(max(at - 1, 0), at))
    return near_capital and passage.definite(at) and first - at <= _CHAIN


def _is_part(passage: Passage, at: int) -> bool:
    """Whether من leads from a place to the larger one that it lies in: منطقة صحراوية من محافظة كذا."""
    heads = lexicon.listed("places", "heads")
    return passage.form(at + 1) in heads and any(bare(passage.form(n)) in heads for n in (at - 1, at - 2))


# --- names that no tagger found -----------------------------------------------------------------------------


def _unknown(passage: Passage, taken: set[int], known: frozenset[str]) -> list[Spot]:
    """Names after the head of a place and a preposition, and names met elsewhere: في بلدة كذا, بسوق كذا, بالقرم."""
    found: list[Spot] = []
    for at, token in enumerate(passage.tokens):
        if token.kind != WORD or at in taken or not (_may_begin(token.form) or _is_one_of(token.form, known)):
            continue
        spot = _known(passage, at, known) or _told_by_itself(passage, at) or _border(passage, at)
        if spot is None and at + 1 not in taken:
            spot = _headed(passage, at)
        if spot:
            found.append(spot)
    return found


@lru_cache(maxsize=65_536)
def _may_begin(form: str) -> bool:
    """Whether a folded word can begin a place that no tagger found; nearly none can."""
    heads = (lexicon.listed("places", key) for key in ("naming", "sites", "borders", "telling"))
    return _is_one_of(form, atlas.one_word()) or any(bare(form) in words for words in heads)


def _is_one_of(form: str, names: frozenset[str]) -> bool:
    return form in names or (form[0] == _IN and form[1:] in names)


def _known(passage: Passage, at: int, known: frozenset[str]) -> Spot | None:
    """A name that is used of a place elsewhere in the article, or that everybody knows."""
    form = passage.form(at)
    led = passage.form(at - 1) in lexicon.listed("places", "locative") | lexicon.listed("places", "away")
    prefixed = form.startswith(_IN) and len(form) > _SHORT_NAME and not led
    if prefixed and (form[1:] in known or form[1:] in atlas.one_word()):
        return _plain_spot(passage, at, 1)
    if form not in known and form not in atlas.one_word():
        return None
    if of_event(passage, at) or _place_before(passage, at, chained=False):
        return _plain_spot(passage, at, 0)
    return None


def _plain_spot(passage: Passage, at: int, clitics: int) -> Spot:
    rank = COUNTRY if passage.form(at)[clitics:] in atlas.countries() else TOWN
    return Spot(at, at + 1, passage.reading.phrase(at, at + 1, clitics), rank)


def _told_by_itself(passage: Passage, at: int) -> Spot | None:
    """A name that its first word gives away: قرب أم كذا."""
    before = passage.form(at - 2) if passage.form(at - 1) == "من" else passage.form(at - 1)
    near = any(bare in lexicon.listed("places", "locative") for bare in without_clitics(before))
    if passage.form(at) in lexicon.listed("places", "telling") and near and _may_name(passage, at + 1):
        return Spot(at, at + 2, passage.reading.phrase(at, at + 2), TOWN)
    return None


def _border(passage: Passage, at: int) -> Spot | None:
    """A border by the countries on it: قرب الحدود العراقية الإيرانية."""
    border = bare(passage.form(at))
    to = at + 1
    while to <= at + _SIDES and passage.definite(to) and passage.form(to).endswith(NISBA):
        to += 1
    if border not in lexicon.listed("places", "borders") or to == at + 1 or not _placed(passage, at, border):
        return None
    return Spot(at, to, passage.reading.phrase(at, to, len(passage.form(at)) - len(border)), LARGE)


def _headed(passage: Passage, at: int) -> Spot | None:
    form = passage.form(at)
    head = bare(form)
    kind = next((key for key in ("naming", "sites") if head in lexicon.listed("places", key)), "")
    to = _name_end(passage, at + 1, kind) if kind and _placed(passage, at, head) else 0
    if not to:
        return None
    first = at if kind == "sites" else at + 1
    clitics = len(form) - len(head) if kind == "sites" else 0
    small = head in lexicon.listed("places", "small") or kind == "sites"
    rank = SITE if small else LARGE if head in lexicon.listed("places", "large") else TOWN
    return Spot(first, to, passage.reading.phrase(first, to, clitics), rank)


def _placed(passage: Passage, at: int, head: str) -> bool:
    form = passage.form(at)
    if form != head:
        return _IN in form[: len(form) - len(head)] or _leads(form)
    return _place_before(passage, at, chained=False)


def _name_end(passage: Passage, at: int, kind: str) -> int:
    """The token after the name of a place that begins at a token, 0 where the word there is no name."""
    form = passage.form(at)
    if not _may_name(passage, at):
        return 0
    definite = passage.definite(at)
    within = passage.form(at + 1) == "في"  # a place in another: سوق كذا في كذا
    if kind == "sites" and not definite and word_counts().get(form, 0) > (_RARE_WITHIN if within else _RARE):
        return 0
    if form in lexicon.listed("places", "compounds") and _may_name(passage, at + 1):
        return at + 2
    return at + 2 if definite and passage.definite(at + 1) and _may_name(passage, at + 1) else at + 1


def _may_name(passage: Passage, at: int) -> bool:
    if at >= len(passage.tokens) or passage.tokens[at].kind != WORD or at in passage.dated:
        return False
    form = passage.form(at)
    if stops(form) or form in lexicon.listed("places", "locative") or describes(passage, at):
        return False
    return not joined(form) and not proclitic_cuts(form)
