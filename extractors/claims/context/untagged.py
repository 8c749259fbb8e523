"""Places that no tagger found: after the head of one and a preposition, or by a name met elsewhere."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from extractors.claims.context import atlas
from extractors.claims.context.article import Passage
from extractors.claims.context.locating import IN, leads, place_before
from extractors.claims.context.place_words import NISBA, bare, describes, of_event
from extractors.claims.context.spots import COUNTRY, LARGE, SITE, TOWN, Spot
from extractors.claims.lexicon import places
from extractors.claims.phrases import joined, stops
from extractors.text import WORD, without_clitics
from extractors.text.clitics import proclitic_cuts
from extractors.text.word_counts import word_counts

_RARE, _RARE_WITHIN = 3, 6  # how often at most a word is met in news that names a market or a school
_SHORT_NAME: Final = 4  # letters, with ب, of a name too short to be sure of
_SIDES: Final = 2  # countries of a border


def untagged(passage: Passage, taken: set[int], known: frozenset[str]) -> list[Spot]:
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
    heads = (places.NAMING, places.SITES, places.BORDERS, places.TELLING)
    return _is_one_of(form, atlas.one_word()) or any(bare(form) in words for words in heads)


def _is_one_of(form: str, names: frozenset[str]) -> bool:
    return form in names or (form[0] == IN and form[1:] in names)


def _known(passage: Passage, at: int, known: frozenset[str]) -> Spot | None:
    """A name that is used of a place elsewhere in the article, or that everybody knows."""
    form = passage.form(at)
    led = passage.form(at - 1) in places.LOCATIVE | places.AWAY
    prefixed = form.startswith(IN) and len(form) > _SHORT_NAME and not led
    if prefixed and (form[1:] in known or form[1:] in atlas.one_word()):
        return _plain_spot(passage, at, 1)
    if form not in known and form not in atlas.one_word():
        return None
    if of_event(passage, at) or place_before(passage, at, chained=False):
        return _plain_spot(passage, at, 0)
    return None


def _plain_spot(passage: Passage, at: int, clitics: int) -> Spot:
    rank = COUNTRY if passage.form(at)[clitics:] in atlas.countries() else TOWN
    return Spot(at, at + 1, passage.reading.phrase(at, at + 1, clitics), rank)


def _told_by_itself(passage: Passage, at: int) -> Spot | None:
    """A name that its first word gives away: قرب أم كذا."""
    before = passage.form(at - 2) if passage.form(at - 1) == "من" else passage.form(at - 1)
    near = any(bare in places.LOCATIVE for bare in without_clitics(before))
    if passage.form(at) in places.TELLING and near and _may_name(passage, at + 1):
        return Spot(at, at + 2, passage.reading.phrase(at, at + 2), TOWN)
    return None


def _border(passage: Passage, at: int) -> Spot | None:
    """A border by the countries on it: قرب الحدود العراقية الإيرانية."""
    border = bare(passage.form(at))
    to = at + 1
    while to <= at + _SIDES and passage.definite(to) and passage.form(to).endswith(NISBA):
        to += 1
    if border not in places.BORDERS or to == at + 1 or not _placed(passage, at, border):
        return None
    return Spot(at, to, passage.reading.phrase(at, to, len(passage.form(at)) - len(border)), LARGE)


def _headed(passage: Passage, at: int) -> Spot | None:
    form = passage.form(at)
    head = bare(form)
    kind = "naming" if head in places.NAMING else "sites" if head in places.SITES else ""
    to = _name_end(passage, at + 1, kind) if kind and _placed(passage, at, head) else 0
    if not to:
        return None
    first = at if kind == "sites" else at + 1
    clitics = len(form) - len(head) if kind == "sites" else 0
    small = head in places.SMALL or kind == "sites"
    rank = SITE if small else LARGE if head in places.LARGE else TOWN
    return Spot(first, to, passage.reading.phrase(first, to, clitics), rank)


def _placed(passage: Passage, at: int, head: str) -> bool:
    form = passage.form(at)
    if form != head:
        return IN in form[: len(form) - len(head)] or leads(form)
    return place_before(passage, at, chained=False)


def _name_end(passage: Passage, at: int, kind: str) -> int:
    """The token after the name of a place that begins at a token, 0 where the word there is no name."""
    form = passage.form(at)
    if not _may_name(passage, at):
        return 0
    definite = passage.definite(at)
    within = passage.form(at + 1) == "في"  # a place in another: سوق كذا في كذا
    if kind == "sites" and not definite and word_counts().get(form, 0) > (_RARE_WITHIN if within else _RARE):
        return 0
    if form in places.COMPOUNDS and _may_name(passage, at + 1):
        return at + 2
    return at + 2 if definite and passage.definite(at + 1) and _may_name(passage, at + 1) else at + 1


def _may_name(passage: Passage, at: int) -> bool:
    if at >= len(passage.tokens) or passage.tokens[at].kind != WORD or at in passage.dated:
        return False
    form = passage.form(at)
    if stops(form) or form in places.LOCATIVE or describes(passage, at):
        return False
    return not joined(form) and not proclitic_cuts(form)
