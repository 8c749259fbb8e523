"""Who a claim is attributed to, and how sure it is: attributions, and the part of the text that each governs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from extractors.claims.context.article import Passage
from extractors.claims.context.frames import Frame, find_frames
from extractors.claims.context.sources import Source, is_body, read_source
from extractors.claims.lexicon import certainty, events, reporting
from extractors.claims.lexicon.inflection import Gender
from extractors.claims.lexicon.lists import PhraseList
from extractors.claims.sentence.clauses import ATTRIBUTED, EVENT
from extractors.records import Certainty, Claim, Phrase
from extractors.text import Trigger

_ARTICLE: Final = "ال"
_AND: Final = "و"
_IN: Final = "في"
_PLACED: Final = 3  # tokens of where a source is, at the end of a sentence
_COMMAS: Final = ("،", ",")
_RECENT: Final = 2  # speakers among whom a verb's gender tells
_TITLES: Final = 12  # tokens after a name in which commas say what its bearer is
_MEMORY: Final = 60  # speakers and sentences that a definite noun reaches back over


class Said(NamedTuple):
    """An attribution with its source resolved: to a name, or None where nobody could be found."""

    frame: Frame
    phrase: Phrase | None


class Speaker(NamedTuple):
    """A source named so far, with the gender that its verb showed, and the nouns that say what it is, bare."""

    source: Source
    gender: Gender | None
    roles: frozenset[str]


class Speakers:
    """The attributions of an article, resolved from its beginning to its end.

    Args:
        passages: the sentences.
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._named: list[Speaker] = []
        self.said = [self._resolved(passage) for passage in passages]
        self._quoting = self._open_quotations()

    # --- from words to sources ------------------------------------------------------------------------------

    def _resolved(self, passage: Passage) -> list[Said]:
        known = list(self._named) if passage.apart else None
        said: list[Said] = []
        for frame in find_frames(passage):
            said.append(Said(frame, self._source_of(frame, passage, said)))
        if known is not None:
            self._named = known
        return said

    def _source_of(self, frame: Frame, passage: Passage, before: list[Said]) -> Phrase | None:
        source = frame.source
        if source is None:
            if frame.participle and before:
                return before[-1].phrase
            return self._last(frame.gender)
        if source.standin and (stood := self._stood_for(source, passage)):
            return stood
        if longer := self._longer(source):
            return longer
        self._named.append(Speaker(source, frame.gender, _roles(passage, source)))
        return source.phrase

    def _longer(self, source: Source) -> Phrase | None:
        """The fuller phrase of an earlier source that a definite noun takes up: الجناح for الجناح المسلح."""
        if not all(word.startswith(_ARTICLE) for word in source.words):
            return None
        if len(source.words) > 1:
            return self._first_named(source)
        fuller = (one.source for one in reversed(self._named[-_MEMORY:]) if one.source.words[0] == source.words[0])
        return next((one.phrase for one in fuller if len(one.words) > 1), None)

    def _first_named(self, source: Source) -> Phrase | None:
        """What a definite phrase said when it was new: مصادر طبية for المصادر الطبية."""
        new = tuple(word.removeprefix(_ARTICLE) for word in source.words)
        named = (one.source for one in reversed(self._named[-_MEMORY:]))
        return next((one.phrase for one in named if one.words[: len(new)] == new), None)

    def _last(self, gender: Gender | None) -> Phrase | None:
        """The last source named, of the verb's gender where there is one among the last few."""
        recent = self._named[-_RECENT:]
        agreeing = [speaker for speaker in recent if gender and speaker.gender == gender]
        chosen = agreeing or recent
        return chosen[-1].source.phrase if chosen else None

    def _stood_for(self, source: Source, passage: Passage) -> Phrase | None:
        """What المنظمة or التقرير stands for: the nearest earlier source or body of that kind."""
        noun = source.words[0].removeprefix(_ARTICLE)
        if source.standin == "paper" and (issuer := self._issuer(noun, passage)):
            return issuer
        for speaker in reversed(self._named[-_MEMORY:]):
            if speaker.source.words[0] in (noun, _ARTICLE + noun) or noun in speaker.roles:
                return speaker.source.phrase
        if source.standin == "body" and (body := self._body(noun, passage)):
            return body
        if source.standin == "known":
            return None
        return self._named[-1].source.phrase if self._named else None

    def _issuer(self, noun: str, passage: Passage) -> Phrase | None:
        """Who wrote the paper last named with its author: «رصدها تقرير منظمة كذا», then التقرير."""
        for earlier in reversed(self._passages[max(passage.number - _MEMORY, 0) : passage.number]):
            for at in range(len(earlier.tokens) - 2, -1, -1):
                if earlier.form(at) == noun and is_body(earlier, at + 1):
                    source = read_source(earlier, at)
                    return source.phrase if source else None
        return None

    def _body(self, noun: str, passage: Passage) -> Phrase | None:
        """The nearest earlier mention of a body whose name begins with a noun or follows it."""
        for earlier in reversed(self._passages[max(passage.number - _MEMORY, 0) : passage.number]):
            for name in reversed(earlier.names):
                heads = {earlier.form(n).removeprefix(_ARTICLE) for n in range(max(name.first - 2, 0), name.first + 1)}
                if name.kind == "organization" and noun in heads:
                    text = earlier.reading.sentence.document.text[name.start : name.end]
                    return Phrase(text=text, start=name.start, end=name.end)
        return None

    # --- from claims to attributions ------------------------------------------------------------------------

    def governing(self, passage: Passage, claim: Claim) -> Said | None:
        """The attribution that governs a claim, None where the article speaks itself."""
        first = passage.span(claim)[0]
        said = self.said[passage.number]
        if not said and (after := self._after_full_stop(passage)):
            return after
        forward = [one for one in said if one.frame.first <= first and one.frame.to <= first]
        around = self._around(passage, first, forward[-1] if forward else None)
        return around or _nearest(passage, first, forward) or self._quoted(passage, first)

    def _around(self, passage: Passage, first: int, nearest: Said | None) -> Said | None:
        """The afterthought behind a claim that reaches back to it, over what stands before the claim."""
        behind = [one for one in self.said[passage.number] if one.frame.first > first]
        later = next((one for one in behind if one.frame.reach == "around"), None)
        if later is None or behind[0].frame.first < later.frame.first:
            return None
        if nearest and _cut_off(passage, first, later.frame.first, nearest):
            return None
        governed = nearest and nearest.frame.reach == "forward" and not self._apart(passage, nearest, first)
        return None if governed else later

    @staticmethod
    def _apart(passage: Passage, nearest: Said, first: int) -> bool:
        """Whether another clause has begun between an attribution and a claim: فيما."""
        return not passage.reading.same_clause(nearest.frame.to, first, EVENT)

    def _after_full_stop(self, passage: Passage) -> Said | None:
        """An attribution that stands alone after the full stop: ... العام الماضي. وفقا لرويترز."""
        if passage.number + 1 >= len(self._passages):
            return None
        following = self._passages[passage.number + 1]
        said = self.said[following.number]
        alone = len(said) == 1 and said[0].frame.first == 0 and said[0].frame.source is not None
        if not alone or following.line != passage.line:
            return None
        rest = range(said[0].frame.to, len(following.tokens))
        placed = len(rest) <= _PLACED and following.form(said[0].frame.to) == _IN  # ... في القطاع
        return said[0] if placed or all(following.is_mark(n) for n in rest) else None

    def _quoted(self, passage: Passage, first: int) -> Said | None:
        """The attribution of a quotation that was opened in an earlier sentence and is still open here."""
        said, closing = self._quoting.get(passage.number, (None, 0))
        return said if said and first < closing else None

    def _open_quotations(self) -> dict[int, tuple[Said, int]]:
        """For sentences that begin inside a quotation: who is quoted, and the token that closes it."""
        found: dict[int, tuple[Said, int]] = {}
        quoted: Said | None = None
        mark, line = "", -1
        for passage in self._passages:
            if passage.line != line:
                quoted, line = None, passage.line
            at = 0
            if quoted:
                at = next((n for n in range(len(passage.tokens)) if passage.form(n) == mark), len(passage.tokens))
                found[passage.number] = (quoted, at)
                if at == len(passage.tokens):
                    continue
                at += 1
            opened = _left_open(passage, at)
            quoted, mark = None, '"'
            if opened is not None:
                mark = "»" if passage.form(opened) == "«" else '"'
                before = [one for one in self.said[passage.number] if one.frame.to <= opened + 1]
                quoted = before[-1] if before else None
        return found

    # --- how sure -------------------------------------------------------------------------------------------

    def certainty(self, passage: Passage, claim: Claim, said: Said | None) -> Certainty:
        """How sure a claim is: denied before in doubt, in doubt before reported."""
        governed: Certainty = said.frame.certainty if said else "stated"
        if governed == "denied" or passage.reading.is_refuted(*passage.span(claim)):
            return "denied"
        doubted = claim.certainty == "unverified" or passage.reading.is_doubted(*passage.span(claim))
        doubted = doubted or self._unchecked(passage)
        return "unverified" if doubted else governed

    def opening(self, passage: Passage) -> list[Frame]:
        """The attributions of a sentence that what is said follows."""
        return [said.frame for said in self.said[passage.number] if said.frame.reach == "forward"]

    def denied(self, passage: Passage, claim: Claim) -> bool:
        """Whether somebody denies what a claim says."""
        said = self.governing(passage, claim)
        return said is not None and said.frame.certainty == "denied"

    def _unchecked(self, passage: Passage) -> bool:
        """Whether the sentence or the one after it says that nobody could check."""
        following = self._passages[passage.number + 1 : passage.number + 2]
        nearby = [passage, *(one for one in following if not one.figures)]
        unconfirmed = _has_phrase(passage, certainty.UNCONFIRMED, certainty.UNCONFIRMED_WORD)
        return unconfirmed or any(_has_phrase(one, certainty.UNCHECKED, certainty.UNCHECKED_WORD) for one in nearby)


def _roles(passage: Passage, source: Source) -> frozenset[str]:
    """What a source is said to be, before its name and behind commas after it: فلان، المتحدث باسم كذا، قال."""
    found: set[str] = set()
    at, last = source.first, min(source.to + _TITLES, len(passage.tokens))
    while at < last and not (at >= source.to and reporting.COMPLEMENTIZERS.matches(passage.form(at))):
        if passage.form(at) in reporting.OFFICIALS:
            found.add(passage.form(at).removeprefix(_ARTICLE))
        at += 1
    return frozenset(found)


@lru_cache(maxsize=8)
def _has_phrase(passage: Passage, phrases: PhraseList, opened_by: Trigger) -> bool:
    return any(phrases.starting(passage.tokens, at) for at in passage.reading.places(opened_by))


def _nearest(passage: Passage, first: int, before: Sequence[Said]) -> Said | None:
    """The last attribution before a claim whose words still run: no new clause or event since."""
    nearest = before[-1] if before else None
    if nearest and nearest.frame.reach == "around" and _new_clause(passage, nearest.frame.to, first):
        nearest = next((one for one in reversed(before) if one.frame.reach == "forward"), None)
    if nearest and nearest.frame.loose and _new_event(passage, nearest.frame.to, first):
        nearest = next((one for one in reversed(before) if not one.frame.loose), None)
    return nearest


def _cut_off(passage: Passage, first: int, at: int, nearest: Said) -> bool:
    """Whether a later afterthought does not reach back to a claim that another attribution governs."""
    if nearest.frame.reach == "around":
        return False
    return _new_clause(passage, first, at)


def _new_clause(passage: Passage, first: int, to: int) -> bool:
    """Whether another clause begins between two tokens: after فيما, or after a comma and و."""
    return not passage.reading.same_clause(first + 1, to, ATTRIBUTED)


def _new_event(passage: Passage, first: int, to: int) -> bool:
    """Whether a verb tells of something besides the noun that was announced: أعلنت السلطات حالة الطوارئ وتم إجلاء."""
    done = events.DONE
    return any(passage.form(at) in done for at in range(first + 1, to))


def _left_open(passage: Passage, at: int) -> int | None:
    """The mark of a quotation that a sentence opens after a token and does not close."""
    opened: int | None = None
    for n in passage.reading.places(reporting.QUOTATION):
        form = passage.form(n)
        if n < at:
            continue
        if form == '"':
            opened = n if opened is None else None
        elif form == "«":
            opened = n
        elif form == "»":
            opened = None
    return opened
