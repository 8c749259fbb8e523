"""Where a sentence says who says so: reporting verbs, وفقا لـ and its like, and names before a colon in a headline."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from extractors.claims.context.article import Passage
from extractors.claims.context.headlines import speaking_topic
from extractors.claims.context.openers import is_content, opens_at, puts_out_paper
from extractors.claims.context.sources import Source, read_source, spoken_to, without_preposition
from extractors.claims.lexicon import reporting
from extractors.claims.lexicon.inflection import Gender
from extractors.claims.lexicon.reporting import Verb
from extractors.records import Certainty
from extractors.text.phrases import ARTICLE, CONJUNCTIONS

Reach = Literal["forward", "around"]

_NEAR: Final = 4  # tokens before a phrase that opens its sentence
_FROM_REACH: Final = 15  # tokens between نقلت and عن
_PAPER_REACH: Final = 12  # tokens between a paper and who issued it
_PERFECT: Final = ("قد", "كان", "كانت", "كانوا", "فقد", "وقد")
_POSSESSIVES: Final = ("ها", "هم", "ه")
_BESIDE_DATES: Final = ("،", ",", "-", "–")
_OBJECTS: Final = ("به", "بها", "له", "لها", "فيه", "فيها")
_FROM, _FOR = "عن", "ل"
_NISBA: Final = ("يه", "ي")


class Frame(NamedTuple):
    """An attribution: its own words are tokens `first` to `to`; what is said follows, or lies around it.

    A `source` of None is a pronoun. `subject` says that the verb asks for an earlier speaker of its gender,
    `participle` that the speaker is the one of the sentence, `loose` that what is said is a noun which tells of no
    event (أعلنت حالة الطوارئ).
    """

    first: int
    to: int
    source: Source | None
    certainty: Certainty = "reported"
    reach: Reach = "forward"
    gender: Gender | None = None
    participle: bool = False
    loose: bool = False


def find_frames(passage: Passage) -> list[Frame]:
    """The attributions of a sentence, in order."""
    topic = speaking_topic(passage)
    found = [Frame(0, topic.to + 1, topic)] if topic else []
    free = found[0].to if found else 0
    for at in passage.reading.places(reporting.ATTRIBUTION):
        frame = _frame_at(passage, at, opened=bool(found)) if at >= free else None
        if frame:
            found.append(frame)
            free = frame.source.to if frame.source and frame.source.first > at else at + 1
    return found


def _frame_at(passage: Passage, at: int, *, opened: bool) -> Frame | None:
    tokens = passage.tokens
    if lead := reporting.BEFORE_VERB.starting(tokens, at):
        verb_at = _past_auxiliaries(passage, lead.to)
        if verb := reporting.verb(passage.form(verb_at)):
            return _afterthought(passage, at, verb_at, verb)
    for phrases, owed in ((reporting.BEFORE_NOUN, False), (reporting.BEFORE_NOUN_OWED, True)):
        if match := phrases.starting(tokens, at):
            return _according(passage, at, match.to, owed=owed)
    verb = reporting.verb(passage.form(at))
    if verb is None or verb.object or not _asserted(passage, at):
        return None
    return _reporting(passage, at, verb, opened=opened)


def _past_auxiliaries(passage: Passage, at: int) -> int:
    while passage.form(at) in _PERFECT:
        at += 1
    return at


def _past_objects(passage: Passage, at: int) -> int:
    return at + 1 if passage.form(at) in _OBJECTS else at


def _asserted(passage: Passage, at: int) -> bool:
    """Whether a verb is not negated, nor one whose object lies behind it: الذي أعلن عنه."""
    if reporting.ASIDES.starting(passage.tokens, at):
        return False
    negated = passage.form(at - 1) in reporting.NEGATIONS
    return not negated and passage.form(at + 1) not in reporting.LEFT_BEHIND


# --- verbs --------------------------------------------------------------------------------------------------


def _reporting(passage: Passage, at: int, verb: Verb, *, opened: bool) -> Frame | None:
    """A reporting verb with its subject after it, before it, or in an earlier sentence."""
    if verb.needs == "from":
        return _relayed(passage, at, verb)
    if opened and reporting.DOCUMENTS.matches(passage.form(at - 1)):
        return None
    source, opener = _subject_behind(passage, at, verb, opened=opened)
    if source and (passage.form(source.to) in reporting.OWNED or _is_bare_tally(source)):
        return None
    if not (source or opened or verb.participle):
        source = _subject_before(passage, at)
    return _report(passage, at, verb, source, opener, opened=opened)


def _subject_behind(passage: Passage, at: int, verb: Verb, *, opened: bool) -> tuple[Source | None, int | None]:
    """The subject of a verb that stands behind it, if it is one, and where the words reported begin."""
    if verb.participle:
        return None if opened else _actor(passage, at), opens_at(passage, _past_latest(passage, at + 1))
    start = _past_latest(passage, _past_dates(passage, _past_objects(passage, at + 1)))
    source = read_source(passage, start)
    opener = opens_at(passage, source.to if source else start)
    if source and opener is not None:
        source = _issuer(passage, start, source.words[0], opener) or read_source(passage, start, sure=True)
    return source if source and _is_subject(passage, at, verb, source, opener) else None, opener


def _past_latest(passage: Passage, at: int) -> int:
    return at + int(passage.form(at) in reporting.LATEST)


def _is_subject(passage: Passage, at: int, verb: Verb, source: Source, opener: int | None) -> bool:
    """Whether the noun after a verb is who reports: known, or one that أن follows; no paper that it denies."""
    relative = passage.form(at + 1) in _OBJECTS and source.words[0] in reporting.DOCUMENTS
    return not (relative or _is_object(verb, source)) and (source.known or opener is not None)


def _report(
    passage: Passage, at: int, verb: Verb, source: Source | None, opener: int | None, *, opened: bool
) -> Frame | None:
    """The frame of a verb and its subject, None where it reports nothing."""
    end = source.to if source and source.first > at else at + 1
    if not _is_report(passage, verb, source, opener, at, end):
        return None
    hangs = opened and source is None and passage.form(at)[:1] not in CONJUNCTIONS  # نشر تغريدة تفيد بأن
    frame = Frame(at, opener or 0, source, verb.certainty, "forward", verb.gender, participle=verb.participle or hangs)
    return frame if opener is not None else _without_opener(passage, verb, frame, end)


def _without_opener(passage: Passage, verb: Verb, frame: Frame, end: int) -> Frame:
    """The frame of a verb that no أن follows: what it reports lies behind it, or around it where it ends a sentence."""
    to = _past_addressee(passage, _past_dates(passage, end))
    behind = frame.source is not None and _at_end(passage, to) and frame.first > _NEAR
    loose = not (behind or verb.participle or is_content(passage, to))
    return frame._replace(to=to, reach="around" if behind else "forward", loose=loose)


def _actor(passage: Passage, at: int) -> Source | None:
    """Who a participle speaks for in a sentence without a verb of speech: شن الرئيس هجوما قائلا."""
    name = next((name for name in passage.names if name.kind != "place" and name.to <= at), None)
    return read_source(passage, name.first) if name else None


def _is_object(verb: Verb, source: Source) -> bool:
    """Whether the noun after a verb is a paper that it denies or puts out: نفى التقارير, قد نشر تغريدة."""
    paper = reporting.DOCUMENTS.matches(source.words[0])
    return paper and (verb.certainty == "denied" or verb.needs == "paper")


def _is_report(passage: Passage, verb: Verb, source: Source | None, opener: int | None, at: int, end: int) -> bool:
    """Whether a verb has what it needs to report something."""
    if verb.needs in ("source", "paper") and not (source and source.known):
        return False
    if opener is not None or verb.needs == "source":
        return True
    if verb.needs == "paper":
        return puts_out_paper(passage, at, end)
    content = is_content(passage, end)
    if verb.needs == "clause":
        return source is None and content
    return source is not None or content or passage.form(end) == _FROM


def _relayed(passage: Passage, at: int, verb: Verb) -> Frame | None:
    """نقلت الوكالة عن مصدر: the source is the one after عن."""
    for of in range(at + 1, min(at + _FROM_REACH, len(passage.tokens))):
        if passage.form(of) == _FROM:
            opener = opens_at(passage, of + 1)
            source = read_source(passage, of + 1, sure=opener is not None)
            if source and (source.known or opener is not None):
                return Frame(at, opener or source.to, source, verb.certainty)
            return None
    return None


def _subject_before(passage: Passage, at: int) -> Source | None:
    """The subject of a verb that follows it: لكن المتحدث قال, إيران تعلن."""
    start = _past_marks(passage, _past_openings(passage, 0))
    goes_on = passage.form(at)[:1] in CONJUNCTIONS and reporting.verb(passage.form(at)[1:])
    if goes_on or start >= at or reporting.verb(passage.form(start)):
        return None
    source = _known_before(passage, start, at) or _bounded(passage, start, at)
    if source and _is_bare_tally(source):  # حصيلة سابقة أعلنها التلفزيون قد تحدثت عن
        return _issuer(passage, start, source.words[0], at)
    return source if source and at - source.to <= _PAPER_REACH else None


def _past_marks(passage: Passage, at: int) -> int:
    while passage.is_mark(at):
        at += 1
    return at


def _known_before(passage: Passage, start: int, at: int) -> Source | None:
    """A known source that begins at a token and ends before a verb."""
    source = read_source(passage, start)
    return source if source and source.known and source.to <= at else None


def _bounded(passage: Passage, start: int, at: int) -> Source | None:
    """A name that stands directly before a verb: a place in a headline too (إيران تعلن)."""
    name = passage.by_start.get(start)
    source = read_source(passage, start) if name and name.to == at else None
    return source if source and (source.known or _is_bare_tally(source)) else None


def _past_openings(passage: Passage, at: int) -> int:
    while match := reporting.OPENINGS.starting(passage.tokens, at):
        at = _past_marks(passage, match.to)
    return at


# --- afterthoughts ------------------------------------------------------------------------------------------


def _afterthought(passage: Passage, first: int, verb_at: int, verb: Verb) -> Frame | None:
    """حسبما قال: the verb's clause hangs on another, unless it opens the sentence and أن follows (كما أكد أن)."""
    start = _past_dates(passage, _past_objects(passage, verb_at + 1))
    source = read_source(passage, start)
    opener = opens_at(passage, source.to if source else start)
    if source and _is_bare_tally(source):
        return None
    if opener is not None and first <= 1 and passage.form(first).endswith("كما"):
        source = read_source(passage, start, sure=True)
        return Frame(first, opener, source, verb.certainty, "forward", verb.gender)
    if not (source or opener is not None or _at_end(passage, start)):
        return None
    end = _past_place(passage, source.to) if source else start
    return Frame(first, end, source, verb.certainty, _reach(first <= 1 and not verb.object), verb.gender)


def _reach(leads: bool) -> Reach:
    return "forward" if leads else "around"


def _according(passage: Passage, first: int, at: int, *, owed: bool) -> Frame | None:
    """وفقا لـ: the source is the noun after it, who issued the paper after it, or an earlier one (وفقا لتقريرها)."""
    form, clitics = passage.form(at), 0
    if owed and not form.startswith(_FOR):
        return None
    if owed:
        at, clitics = (at + 1, 0) if form == _FOR else (at, 1)
        form = passage.form(at)
    bare = without_preposition(form) if clitics else form
    if bare in reporting.NEVER:
        return None
    latest = bare in reporting.LATEST
    return _named_by(passage, first, at + latest, 0 if latest else clitics)


def _named_by(passage: Passage, first: int, at: int, clitics: int) -> Frame | None:
    """The frame of وفقا and its like with the noun behind it."""
    bare = without_preposition(passage.form(at)) if clitics else passage.form(at)
    reach = _reach(first < _NEAR and not any(start < first for start, _ in passage.figures))
    if _is_own(bare):
        return Frame(first, at + 1, None, reach=reach)
    source = _issuer(passage, at, bare) or read_source(passage, at, clitics=clitics)
    if source is None or not source.known or _is_bare_tally(source):
        return None
    return Frame(first, _past_place(passage, source.to), source, reach=reach)


def _is_own(form: str) -> bool:
    """Whether a noun is the speaker's own word or paper: تعبيره, تقريرها."""
    stem = next((form.removesuffix(own) for own in _POSSESSIVES if form.endswith(own)), "")
    return stem in reporting.DOCUMENTS or stem in reporting.OWN


def _is_bare_tally(source: Source) -> bool:
    """Whether all that is named is a count, which nobody is said to have made: حصيلة سابقة."""
    rest = source.words[1:]
    return source.words[0].removeprefix(ARTICLE) in reporting.TALLIES and all(
        word in reporting.TALLY_ADJECTIVES or word.removeprefix(ARTICLE).endswith(_NISBA) for word in rest
    )


def _issuer(passage: Passage, at: int, bare: str, before: int | None = None) -> Source | None:
    """Who issued a paper: حصيلة أعلنها الوزير, التقرير الصادر عن الوزارة."""
    if not reporting.DOCUMENTS.matches(bare):
        return None
    for n in range(at + 1, min(at + _PAPER_REACH, len(passage.tokens) if before is None else before)):
        verb = reporting.verb(passage.form(n))
        if verb and verb.object:
            return read_source(passage, n + 1)
        if passage.form(n) in ("الصادر", "الصادره", "صادر", "صادره") and passage.form(n + 1) == _FROM:
            return read_source(passage, n + 2)
        if n in {first for first, _ in passage.figures}:
            return None
    return None


def _past_place(passage: Passage, at: int) -> int:
    """The place after where a source is, and after the day that it spoke on: السفارة في روسيا، الأحد."""
    at = _past_dates(passage, at)
    first = at + 1 if passage.form(at) == "في" else at
    name = passage.by_start.get(first) or passage.by_start.get(first + 1)
    inside = name is not None and name.kind == "place" and (first > at or name.start > passage.tokens[at].start)
    return _past_dates(passage, name.to) if name and inside and name.first == first else at


def _past_dates(passage: Passage, at: int) -> int:
    """The place after dates, and after the commas around them: قالت الوزارة، الثلاثاء، إن."""
    n = at
    while n < len(passage.tokens) and (n in passage.dated or passage.form(n) in _BESIDE_DATES):
        n += 1
    return n if any(k in passage.dated for k in range(at, n)) else at


def _past_addressee(passage: Passage, at: int) -> int:
    """The place after whom the source spoke to: قال القائد لرويترز."""
    return at + 1 if at < len(passage.tokens) and spoken_to(passage, at) else at


def _at_end(passage: Passage, at: int) -> bool:
    return all(passage.is_mark(n) for n in range(at, len(passage.tokens)))
