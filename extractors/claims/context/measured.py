"""What a percentage is measured on: the noun that a word of change or level is said of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from extractors.claims.context.article import Passage
from extractors.claims.context.change_forms import (
    bare,
    ends,
    is_change,
    is_no_noun,
    is_noun_of_change,
    is_own_change,
    is_plural_verb,
    is_verb,
)
from extractors.claims.lexicon import changes, places, reporting
from extractors.claims.percentages import change_words
from extractors.claims.phrases import LONGEST, joined, noun_phrase, stops
from extractors.claims.sentence.clauses import SUBJECT
from extractors.records import Percentage, Phrase
from extractors.text import WORD
from extractors.text.clitics import proclitic_cuts

_REACH: Final = 45  # tokens between a percentage and what it is measured on
_NEAR: Final = 3  # tokens between a percentage and its word of change with a pronoun
_OF, _FOR, _IN = "من", "ل", "في"
_TO: Final = ("الي", "ل", "لـ", "عند")
_CLOSING: Final = ('"', "»", ")")
_ADJECTIVES: Final = ("يه", "يا")
_LONGEST: Final = 6  # tokens of a noun phrase read backwards
_SHORT_WORD: Final = 3  # letters of a word too short to tell a verb by


def measured(passage: Passage, claim: Percentage, earlier: Phrase | None, low: int = 0) -> Phrase | None:
    """What a percentage is of.

    Args:
        passage: its sentence.
        claim: the percentage.
        earlier: what the percentage before it in the sentence is of.
        low: the first token of the words reported that it stands in.
    """
    first, to = passage.span(claim)
    while first > low and passage.form(first - 1) in changes.BOUNDS:
        first -= 1
    if passage.form(to) in changes.OF_THEM:
        return None
    if earlier and (_is_baseline(passage, first) or _changes_it(passage, first)):
        return earlier
    found = _stated(passage, first, to, low) if earlier is None else _stated_beside(passage, first, to, low)
    if found or (found := _beside(passage, first, earlier)):
        return found
    last = max((end for start, end in passage.figures if end <= first), default=low) if earlier else low
    return _subject(passage, first, max(low, last)) or earlier


def _stated(passage: Passage, first: int, to: int, low: int) -> Phrase | None:
    """What the words of a percentage itself say that it is of."""
    if passage.form(first - 1) in _TO:  # رفع الضرائب إلى 18% من الناتج: the whole is no more than a measure
        return _change_in(passage, first, to) or _changed(passage, first, low) or _share_of(passage, to)
    return _share_of(passage, to) or _change_in(passage, first, to) or _changed(passage, first, low)


def _stated_beside(passage: Passage, first: int, to: int, low: int) -> Phrase | None:
    """The same for one that goes on from another, the noun that و joins to what that is of before what changed."""
    if passage.form(first - 1) in _TO:
        found = _change_in(passage, first, to) or _added(passage, first) or _changed(passage, first, low)
        return found or _share_of(passage, to)
    found = _share_of(passage, to) or _change_in(passage, first, to)
    return found or _added(passage, first) or _changed(passage, first, low)


def _is_baseline(passage: Passage, first: int) -> bool:
    """Whether a percentage is what another is compared with: مقارنة مع 5%, من 5%."""
    if passage.form(first - 1) == _OF:
        return True
    return change_words().baseline.ending(passage.tokens, first) is not None


def _changes_it(passage: Passage, first: int) -> bool:
    """Whether what changed is a pronoun on the word of change: خفضها إلى 8%."""
    return any(is_own_change(passage.form(at)) for at in range(max(first - _NEAR, 0), first))


def _change_in(passage: Passage, first: int, to: int) -> Phrase | None:
    """What follows a change whose noun says nothing of what changed: زيادة بنسبة 8 بالمئة في المواليد."""
    at = _measure(passage, first)
    if not at or not is_noun_of_change(passage.form(at - 1)) or passage.form(to) != _IN:
        return None
    time = passage.form(to + 1) in changes.TIMES
    fits = _is_noun(passage, to + 1) and not _is_place(passage, to + 1) and not time
    return noun_phrase(passage.reading, to + 1) if fits else None


def taken_up(passage: Passage, before: Passage, claim: Percentage) -> Phrase | None:
    """What changed in the sentence before, where a pronoun takes that change up: زادت الأسعار. إنها زيادة بنسبة 5%."""
    at = _measure(passage, passage.span(claim)[0]) - 1
    if not is_noun_of_change(passage.form(at)) or not reporting.COMPLEMENTIZERS.matches(passage.form(at - 1)):
        return None
    for n, token in enumerate(before.tokens):
        if is_noun_of_change(token.form) and (phrase := _after_noun(before, n, len(before.tokens))):
            return phrase
    return None


def _added(passage: Passage, first: int) -> Phrase | None:
    """The noun that و joins to what the percentage before is of: زادت الصادرات 4% والواردات 6%."""
    for at in range(first - 1, max(first - 1 - _NEAR, -1), -1):
        form = passage.form(at)
        if joined(form):
            plain = len(form) > _SHORT_WORD and not is_change(form[1:]) and _is_noun(passage, at, first=True)
            return _phrase(passage, at, first, 1) if plain and not _looks_like_verb(passage, at) else None
        if not _is_plain(passage, at):
            return None
    return None


# --- 20% of something ---------------------------------------------------------------------------------------


def _share_of(passage: Passage, at: int) -> Phrase | None:
    """The noun after من: 20% من السكان."""
    at += int(passage.form(at) in _CLOSING)
    if passage.form(at) != _OF or not _is_noun(passage, at + 1):
        return None
    form = passage.form(at + 1)
    if form in changes.LEVELS or form in ("قبل", "خلال", "بين", "جانب"):
        return None
    return noun_phrase(passage.reading, at + 1)


# --- what changed -------------------------------------------------------------------------------------------


def _changed(passage: Passage, first: int, low: int) -> Phrase | None:
    """What the nearest word of change or level with a noun of its own is said of, going back from a percentage."""
    for at in range(first - 1, max(first - 1 - _REACH, low - 1), -1):
        form = passage.form(at)
        if form in (";", "؛"):
            return None
        if bare(form) in changes.SIZES and at + 1 < first and _is_noun(passage, at + 1):
            if not is_noun_of_change(passage.form(at - 1)):
                return _phrase(passage, at, first, len(form) - len(bare(form)))
            continue
        if is_noun_of_change(form):
            sized = passage.form(at - 1) in changes.SIZES
            phrase = _phrase(passage, at - 1, first) if sized else _after_noun(passage, at, first)
        elif is_verb(form) and not _carries(passage, at):
            phrase = _of_verb(passage, at, first, low)
        else:
            continue
        if phrase:
            return phrase
    return None


def _carries(passage: Passage, at: int) -> bool:
    """Whether a verb only carries a noun of change or level before it: زيادة بلغت."""
    before = passage.form(at - 1)
    return change_words().carriers.value(passage.form(at)) is not None and is_noun_of_change(before)


def _after_noun(passage: Passage, at: int, first: int) -> Phrase | None:
    """The noun after a noun of change, adjectives, في and ل between."""
    at += 1
    while at < first and passage.form(at) in changes.PASSING:
        at += 1
    if leading := changes.LEADING.starting(passage.tokens, at):
        at = leading.to
        fits = at < first and _is_noun(passage, at) and not _is_place(passage, at)
        return _phrase(passage, at, first) if fits else None
    form = passage.form(at)
    if form.startswith(_FOR) and proclitic_cuts(form) and at < first:
        return _phrase(passage, at, first, 1)
    return _phrase(passage, at, first) if at < first and _is_noun(passage, at) else None


def _of_verb(passage: Passage, at: int, first: int, low: int) -> Phrase | None:
    """The object of a verb that moves something, else the subject after the verb, else the one before it."""
    if passage.form(at - 1) in changes.RELATIVES and (thing := _ending(passage, at - 1)):
        return thing
    if bare(passage.form(at)) in changes.MOVING and (thing := _behind(passage, at, first)):
        return thing
    after = at + 1
    while after < first and passage.form(after) in changes.PASSING:
        after += 1
    if after < first and _is_noun(passage, after) and _may_be_subject(passage, after):
        return _phrase(passage, after, first)
    return _subject(passage, at, low)


def _ending(passage: Passage, to: int) -> Phrase | None:
    """The noun phrase that ends before a token: تعويضات العاملين التي ارتفعت."""
    start = _back(passage, to, 0)
    if start is None:
        return None
    return passage.reading.phrase(start, to, (proclitic_cuts(passage.form(start)) or (0,))[-1])


def _may_be_subject(passage: Passage, at: int) -> bool:
    """Whether a noun after a verb is its subject: not a predicate (ظل مستقرا), nor an indefinite noun of change."""
    if passage.definite(at):
        return True
    form = passage.form(at)
    return not is_change(form) and (at in passage.by_token or not form.endswith("ا"))


def _behind(passage: Passage, at: int, first: int) -> Phrase | None:
    """The noun phrase that ends where the measure begins: رفعت الحكومة أسعار الوقود بنسبة."""
    to = _measure(passage, first)
    start = _back(passage, to, at + 1)
    return passage.reading.phrase(start, to) if start is not None and start > at + 1 else None


# --- the noun beside the measure, and the subject of the clause ---------------------------------------------


def _measure(passage: Passage, first: int) -> int:
    """The token at which بنسبة and the like begin before a percentage."""
    at = first
    while at and (passage.form(at - 1) in changes.MEASURES or change_words().carriers.value(passage.form(at - 1))):
        at -= 1
    return at


def _back(passage: Passage, to: int, low: int) -> int | None:
    """The first token of the noun phrase that ends before a token: back to an indefinite noun and its construct."""
    at, definite = to, False
    while at > max(low, to - _LONGEST) and _is_plain(passage, at - 1):
        article = passage.definite(at - 1)
        other = at < to and not definite if article else _looks_like_verb(passage, at - 1)
        if other:
            break
        at, definite = at - 1, article
        if _is_head(passage, at):
            break
    return at if at < to else None


def _is_head(passage: Passage, at: int) -> bool:
    """Whether a phrase read backwards begins with a word: an indefinite noun, one with و or in the accusative."""
    form = passage.form(at)
    goes_on = passage.definite(at) or form.endswith(_ADJECTIVES)
    return not goes_on or joined(form) or form.endswith("ا")


def _beside(passage: Passage, first: int, earlier: Phrase | None) -> Phrase | None:
    """The noun before بنسبة, past the place that it is found in; a place beside a share repeats what went before."""
    to = _measure(passage, first)
    start = _back(passage, to, 0)
    if start is None:
        return _ending(passage, to - 1) if to and _looks_like_verb(passage, to - 1) else None
    if any(_is_place(passage, at) for at in range(start, to)):
        return _before_place(passage, start) or earlier
    outer = _ending(passage, start - 1) if passage.form(start - 1) == _IN else None
    return outer or _ending(passage, to)


def _before_place(passage: Passage, start: int) -> Phrase | None:
    """The noun before a place and its في."""
    while start and _is_place(passage, start - 1):
        start -= 1
    before = _back(passage, start - 1, 0) if passage.form(start - 1) == _IN else None
    return passage.reading.phrase(before, start - 1) if before is not None else None


def _subject(passage: Passage, at: int, low: int) -> Phrase | None:
    """The first noun phrase of the clause that a token stands in, or of the one before it where that has none."""
    for start in _clauses(passage, at, low):
        begin = start
        while passage.form(begin) == "#" or bare(passage.form(begin)) in changes.AUXILIARIES:
            begin += 1
        begin += int(_looks_like_verb(passage, begin))
        if begin < at and _is_noun(passage, begin, first=True) and not is_change(passage.form(begin)):
            return _phrase(passage, begin, at, int(joined(passage.form(begin))))
    return None


def _clauses(passage: Passage, at: int, low: int) -> Iterator[int]:
    """Where clauses begin before a token, the nearest first."""
    for n in range(at - 1, max(at - _REACH, low - 1), -1):
        if passage.reading.ends_clause(n, SUBJECT):
            yield n + 1
    if at - low < _REACH:
        yield low


# --- nouns --------------------------------------------------------------------------------------------------


def _phrase(passage: Passage, at: int, before: int, clitics: int = 0) -> Phrase | None:
    """The noun phrase at a token, as far as it goes before another, before a verb or the words of a bound."""
    longest = min(LONGEST, before - at)
    last = (n for n in range(at + 1, at + longest) if ends(passage.form(n)))
    return noun_phrase(passage.reading, at, clitics=clitics, longest=next(last, at + longest) - at)


def _looks_like_verb(passage: Passage, at: int) -> bool:
    """Whether a word is a verb by the lexicon or by its letters: تنتهي, انتهت."""
    form = bare(passage.form(at))
    if is_verb(form) or is_plural_verb(form):
        return True
    if len(form) <= _SHORT_WORD or form in changes.NO_VERBS or passage.definite(at):
        return False
    return (form.endswith("ت") and not form.endswith("ات")) or form.startswith(("ي", "تت"))


def _is_plain(passage: Passage, at: int) -> bool:
    token = passage.tokens[at]
    if token.kind != WORD or len(token.form) == 1 or at in passage.dated or stops(token.form) or is_change(token.form):
        return False
    if ends(token.form):
        return False
    return not reporting.COMPLEMENTIZERS.matches(token.form)


def _is_noun(passage: Passage, at: int, *, first: bool = False) -> bool:
    """Whether a noun phrase may begin at a token: a word that is no particle, number, date or adjective."""
    if at >= len(passage.tokens) or passage.tokens[at].kind != WORD or at in passage.dated:
        return False
    form = passage.form(at)
    if stops(form) or passage.reading.numbers.grammar.word(at) or is_no_noun(form):
        return False
    if not first and (form in changes.PASSING or proclitic_cuts(form)):
        return False
    return passage.definite(at) or not form.endswith(_ADJECTIVES)


def _is_place(passage: Passage, at: int) -> bool:
    name = passage.by_token.get(at) or passage.by_token.get(at + 1)
    return (name is not None and name.kind == "place") or bare(passage.form(at)) in places.HEADS
