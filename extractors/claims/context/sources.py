"""The noun phrase that names a source: where it ends, and what of it is the name."""

from __future__ import annotations

from typing import Final, NamedTuple

from extractors.claims.context.article import Name, Passage
from extractors.claims.lexicon import places, reporting
from extractors.claims.phrases import joined
from extractors.records import Phrase
from extractors.text import NUMBER, WORD
from extractors.text.clitics import proclitic_cuts
from extractors.text.phrases import ARTICLE

_LONGEST: Final = 14  # tokens
_TITLE: Final = 2  # words of a title between a comma and a name
_QUOTED: Final = 5  # tokens of a name in quotation marks
QUOTES: Final = {'"': '"', "«": "»"}
"""Marks that open a quotation, with those that close it."""
_DOT: Final = "."
_COMMAS: Final = ("،", ",")
_TAGS: Final = ("#", "_")
_NAMED_AFTER: Final = "باسم"
_AND, _FOR, _IN, _OF = "و", "ل", "ب", "من"
_NISBA: Final = ("ي", "يه", "يين", "يون", "يتين", "يان", "يات")


class Source(NamedTuple):
    """Who is said to say something: tokens `first` to `to`, the phrase to show, and the folded words.

    `standin` says that it stands for one named earlier: "body" for المنظمة, "official" for المتحدث, "paper" for
    التقرير, "known" for الوزير المصري if he was named; "" for one that is named here.
    `known` says that it holds a name or a word for a source.
    """

    first: int
    to: int
    phrase: Phrase
    words: tuple[str, ...]
    standin: str = ""
    known: bool = True


def read_source(passage: Passage, at: int, *, clitics: int = 0, sure: bool = False) -> Source | None:
    """The source that begins at a token, None where the words there are no noun phrase.

    Args:
        passage: the sentence.
        at: the first token.
        clitics: folded letters of the first token that are not part of it.
        sure: whether words that introduce what is reported follow, so that unknown words before them are a name.
    """
    while passage.form(at) == "#":
        at += 1
    to = _end(passage, at, sure=sure)
    words = tuple(passage.form(n) for n in range(at, to))
    if clitics and words:
        words = (without_preposition(words[0]), *words[1:])
    if not words or words[0] in reporting.UNSPEAKING or words[0] in reporting.TIMES:
        return None
    names = [name for name in passage.names if at <= name.first < to]
    phrase = _phrase(passage, at, to, clitics, words, names)
    return _source(at, to, phrase, words, names)


def _source(at: int, to: int, phrase: Phrase, words: tuple[str, ...], names: list[Name]) -> Source:
    """A source by its words and the names in it: of a paper with its author the author."""
    if reporting.DOCUMENTS.matches(words[0]) and _standin(words[1:]):
        words = words[1:]
    named = bool(names) and names[0].first == at
    known = named or any(name.kind != "place" for name in names) or _is_source(words)
    return Source(at, to, phrase, words, "" if named else _standin(words), known)


def without_preposition(form: str) -> str:
    """A folded word without the ل or ب that it begins with: للوزارة is ل + الوزارة, للوحة ل + لوحة."""
    if form.startswith(_FOR + _FOR) and proclitic_cuts(form)[:1] != (1,):
        return ARTICLE + form[2:]
    return form[1:]


def _is_source(words: tuple[str, ...]) -> bool:
    return any(each.matches(words[0]) for each in (reporting.SOURCES, reporting.INSTITUTIONS, reporting.DOCUMENTS))


def _standin(words: tuple[str, ...]) -> str:
    """What a source stands for, by the kinds that `Source` names; "" for one that is named here."""
    if not words:
        return ""
    official = words[0] in reporting.OFFICIALS
    rest = [word for word in words[1:] if word not in reporting.SAME]
    if rest and words[0] != "ذات":
        return "known" if official and len(rest) == 1 and _is_nisba(rest[0]) else ""
    if official:
        return "official"
    return "paper" if words[0] in reporting.ISSUED else "body" if words[0] in reporting.STANDINS else ""


def _is_nisba(form: str) -> bool:
    return form.startswith(ARTICLE) and form.endswith(_NISBA)


# --- where it ends ------------------------------------------------------------------------------------------


def _end(passage: Passage, first: int, *, sure: bool) -> int:
    """The token after a noun phrase: by what may stand in it, one token or name at a time."""
    at, definite, last = first, False, min(first + _LONGEST, len(passage.tokens))
    while at < last:
        step, definite = _step(passage, first, at, definite=definite, sure=sure)
        if not step:
            break
        at = step
    while at > first and passage.is_mark(at - 1) and passage.form(at - 1) not in QUOTES.values():
        at -= 1
    return at


def _step(passage: Passage, first: int, at: int, *, definite: bool, sure: bool) -> tuple[int, bool]:
    """The token after the next piece of a noun phrase, 0 where there is no more of it; and whether it is definite."""
    if passage.is_mark(at):
        return _over_mark(passage, first, at), definite
    if at in passage.dated or passage.tokens[at].kind == NUMBER:
        return 0, definite
    if name := _own_name(passage, first, at):
        other = definite and name.kind == "organization" and name.start == passage.tokens[at].start
        return (0 if other else name.to), True
    if _stops(passage, first, at) or (not sure and _after_adjective(passage, first, at)):
        return 0, definite
    article = passage.definite(at)
    return (at + 1, article) if at == first or article else _indefinite(passage, at, definite=definite, sure=sure)


def _own_name(passage: Passage, first: int, at: int) -> Name | None:
    """The name that begins at a token, if it belongs to a phrase."""
    name = passage.by_start.get(at)
    belongs = name is not None and (at == first or _continues(passage, name, at))
    return name if belongs and not spoken_to(passage, at) else None


def _after_adjective(passage: Passage, first: int, at: int) -> bool:
    """Whether a definite noun follows an indefinite one with its adjective, and so is another: تقارير دولية الجيش."""
    before, adjectives = passage.form(at - 1), reporting.ADJECTIVES
    form = passage.form(at)
    if at - 1 <= first or form in adjectives or form[0] == _FOR or passage.definite(at - 1):
        return False
    head = reporting.INSTITUTIONS.matches(before) or before in places.HEADS
    definite = passage.definite(at)
    return definite and before.endswith(_NISBA) and not head and at - 1 not in passage.by_token


def _indefinite(passage: Passage, at: int, *, definite: bool, sure: bool) -> tuple[int, bool]:
    """The same for a word without ال, which goes on an indefinite phrase, or one that is sure to be a name."""
    form = passage.form(at)
    nisba = form.endswith(_NISBA)
    if form.startswith(_AND) and joined(form):
        return (at + 1 if nisba and passage.form(at - 1).endswith(_NISBA) else 0), definite
    if form == _NAMED_AFTER:
        return at + 1, False
    adjective = nisba or form in reporting.ADJECTIVES
    return (at + 1 if sure or not definite or adjective else 0), definite


def _continues(passage: Passage, name: Name, at: int) -> bool:
    """Whether a name belongs to the phrase before it: not after و, nor a medium spoken to."""
    offset = passage.tokens[at].start
    if name.start == offset:
        return True
    letter, bare = passage.form(at)[0], without_preposition(passage.form(at))
    if letter == _FOR:
        return name.kind == "place" or reporting.INSTITUTIONS.matches(bare) or reporting.SOURCES.matches(bare)
    return letter == _IN and name.kind != "person"


def _stops(passage: Passage, first: int, at: int) -> bool:
    """Whether a word cannot stand in a source."""
    form = passage.form(at)
    if at == first and passage.tokens[at].kind != WORD:
        return passage.tokens[at].kind != "latin"
    if reporting.COMPLEMENTIZERS.matches(form) or form in reporting.ENDS or form in reporting.ASIDES.single:
        return True
    if form in reporting.CONTENTS:
        return at != first
    if form == _OF:
        return not is_body(passage, at + 1)
    return _is_verb(form, first=at == first) if reporting.verb(form) else at > first and _preposed(passage, at)


def _is_verb(form: str, *, first: bool) -> bool:
    """Whether a form of a reporting verb is one, and no word for a source that looks like it."""
    verb = reporting.verb(form)
    return not (first and verb and verb.needs and form in reporting.SOURCES)


def _preposed(passage: Passage, at: int) -> bool:
    """Whether a word begins with a preposition that leads out of the phrase: not لوزارة, nor بوزارة."""
    form = passage.form(at)
    written = passage.reading.document.text[passage.tokens[at].start]
    if form[0] not in (_IN, _FOR) or written == ARTICLE[0] or form == "باسم" or not proclitic_cuts(form):
        return False
    if form[0] == _FOR:
        name = passage.by_start.get(at)
        if reporting.DOCUMENTS.matches(passage.form(at - 1)):  # تقرير لوكالة كذا
            return False
        return spoken_to(passage, at) or (name is not None and not _continues(passage, name, at))
    bare = form[1:]
    return bare not in reporting.INSTITUTIONS and bare not in places.HEADS


def spoken_to(passage: Passage, at: int) -> bool:
    """Whether ل leads to a medium (وقال لوكالة) rather than to a body that the source belongs to."""
    form = passage.form(at)
    words = reporting.ADDRESSEES
    return form.startswith(_FOR) and (form in words or form[1:] in words or "ا" + form[1:] in words)


def is_body(passage: Passage, at: int) -> bool:
    """Whether a body begins at a token, as after the من of «مصدر من الشرطة», «محمد من شركة»."""
    name = passage.by_start.get(at)
    return (name is not None and name.kind == "organization") or reporting.INSTITUTIONS.matches(passage.form(at))


def _over_mark(passage: Passage, first: int, at: int) -> int:
    """The token after a quoted name, an initial, a hash or a comma before a name; 0 for a mark that ends the phrase."""
    form = passage.form(at)
    if form == _DOT and at > first and at + 1 < len(passage.tokens):  # إس.سوريش كومار: else the sentence would end
        return at + 1 if passage.tokens[at].end == passage.tokens[at + 1].start else 0
    if form in QUOTES:
        return _quoted(passage, first, at)
    if form in _COMMAS and at > first:
        return _after_comma(passage, at + 1)
    tagged = form in _TAGS and at + 1 < len(passage.tokens) and not passage.is_mark(at + 1)
    return at + 1 if tagged else 0


def _after_comma(passage: Passage, at: int) -> int:
    """The token after a person named behind a comma, a title before the name: ، العميد فلان."""
    for n in range(at, min(at + _TITLE + 1, len(passage.tokens))):
        name = passage.by_start.get(n)
        if name and name.kind == "person" and name.start == passage.tokens[n].start:
            return name.to
        if not passage.definite(n):
            return 0
    return 0


def _quoted(passage: Passage, first: int, at: int) -> int:
    closing = QUOTES[passage.form(at)]
    for to in range(at + 2, min(at + 2 + _QUOTED, len(passage.tokens))):
        if passage.form(to) == closing:
            named = any(at < name.first and name.to <= to for name in passage.names)
            headed = at > first and (
                reporting.INSTITUTIONS.matches(passage.form(at - 1))
                or (at - 2 >= first and reporting.INSTITUTIONS.matches(passage.form(at - 2)))
            )
            return to + 1 if named or headed else 0
    return 0


# --- what of it is the name ---------------------------------------------------------------------------------


def _phrase(passage: Passage, at: int, to: int, clitics: int, words: tuple[str, ...], names: list[Name]) -> Phrase:
    """The proper name of a source without its title, else its words."""
    people = (name for name in names if name.kind == "person" and not _related(passage, at, name.first))
    bodies = [name for name in names if name.kind == "organization"]
    own = (name for name in bodies if name.first == at or _only_heads(passage, at, name.first))
    if named := next(people, None) or next(own, None):
        return _named(passage, named)
    if not reporting.DOCUMENTS.matches(words[0]) or to == at + 1:
        return passage.reading.phrase(at, to, clitics)
    return _named(passage, bodies[0]) if bodies else _without_paper(passage, at, to, clitics)


def _without_paper(passage: Passage, at: int, to: int, clitics: int) -> Phrase:
    """The body behind its paper: بيانات الجهاز المركزي, where the word after names one; else all the words."""
    body = reporting.INSTITUTIONS.matches(passage.form(at + 1)) or reporting.SOURCES.matches(passage.form(at + 1))
    return passage.reading.phrase(at + 1, to) if body else passage.reading.phrase(at, to, clitics)


def _related(passage: Passage, at: int, first: int) -> bool:
    words = reporting.RELATIONS
    return any(passage.form(n) in words for n in range(max(at, first - 3), first))


def _only_heads(passage: Passage, at: int, first: int) -> bool:
    """Whether nothing but the heads of a body's name stands before the name: قناة "المسيرة", وكالة أنباء سبوتنيك."""
    return all(
        passage.is_mark(n) or reporting.INSTITUTIONS.matches(passage.form(n)) or passage.form(n) in ("انباء", "الانباء")
        for n in range(at, first)
    )


def _named(passage: Passage, name: Name) -> Phrase:
    text = passage.reading.sentence.document.text[name.start : name.end]
    return Phrase(text=text, start=name.start, end=name.end)
