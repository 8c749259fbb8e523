"""From tagged words to mentions: spans of the article with what the tagger's words leave open set right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from extractors.entities.lexicon import nationality, table
from extractors.entities.naming import bare, key
from extractors.entities.places import Gazetteer
from extractors.entities.spans import TagSpan
from extractors.text import Document
from extractors.text.clitics import ARTICLE, FUSED, Piece

PERSON: Final = "person"
PLACE: Final = "place"
ORGANIZATION: Final = "organization"
EDGES: Final = frozenset("\"'«»“”‘’()[]{}،,.؛;:!?؟…-–—/#@*_")
QUOTES: Final = frozenset("\"'«»“”‘’")
PROCLITICS: Final = frozenset("وفبلك")
IN: Final = "في"
CLOSING: Final = {")": "(", "]": "["}
MAJORITY: Final = 0.7  # of an article's mentions of a name, to overrule what the others were tagged as
FEWEST_TO_OVERRULE: Final = 3


@dataclass(frozen=True, slots=True)
class Context:
    """A sentence as a mention is seen in it: the article's text and the sentence's pieces."""

    text: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A name at one place of the article: pieces [first, last) of its sentence."""

    type: str
    first: int
    last: int
    context: Context
    score: float | None = None

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.context.pieces[self.first].start

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.context.pieces[self.last - 1].end

    @property
    def text(self) -> str:
        """The characters of the article."""
        return self.context.text[self.start : self.end]

    @property
    def forms(self) -> tuple[str, ...]:
        """The folded words."""
        return tuple(piece.form for piece in self.context.pieces[self.first : self.last])

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words as they are written, proclitics inside the name on their words."""
        words: list[str] = []
        glued = False
        for piece in self.context.pieces[self.first : self.last]:
            if glued and self.context.text[piece.start - 1 : piece.start].strip():
                words[-1] += piece.form
            else:
                words.append(piece.form)
            glued = piece.form in PROCLITICS
        return tuple(words)

    @property
    def after_fused_article(self) -> bool:
        """Whether its own ال is hidden in a لل before it."""
        return self.first > 0 and self.context.pieces[self.first - 1].form == FUSED


def trimmed(found: Found) -> Found | None:
    """Without marks at its edges; quotation marks and brackets that are opened and closed inside it stay.

    وزارة الدفاع "البنتاغون" keeps both its marks, "الرصيف" loses them.
    """
    first, last, forms = found.first, found.last, [piece.form for piece in found.context.pieces]
    while first < last and forms[first] in EDGES:
        first += 1
    while first < last and (
        _is_proclitic(found, last - 1) or (forms[last - 1] in EDGES and not _closes(forms[first:last]))
    ):
        last -= 1
    return replace(found, first=first, last=last) if first < last else None


def _is_proclitic(found: Found, at: int) -> bool:
    """Whether a piece is a proclitic of the word behind it."""
    pieces = found.context.pieces
    glued = at + 1 < len(pieces) and pieces[at].end == pieces[at + 1].start
    return glued and pieces[at].form in PROCLITICS


def _closes(forms: Sequence[str]) -> bool:
    """Whether the last word is a mark that closes something opened behind the first."""
    mark = forms[-1]
    if mark in QUOTES:
        return sum(form in QUOTES for form in forms) % 2 == 0
    return CLOSING.get(mark) in forms


def with_own_head(found: Found) -> Found:
    """With the generic head before it where the name does not stand without: مدينة الصدر، أرض الصومال."""
    before = found.context.pieces[found.first - 1].form if found.first else ""
    needed = before and f"{before} {' '.join(found.forms)}" in table("words.toml")["heads"]["needed"]
    return replace(found, first=found.first - 1) if needed and found.type == PLACE else found


def only_quoted(found: Found) -> Found:
    """Only what is in quotation marks behind a generic head: تنظيم "الدولة الإسلامية"."""
    forms = found.forms
    opened = next((n for n, form in enumerate(forms) if form in QUOTES), 0)
    if found.type != ORGANIZATION or not opened or forms[-1] not in QUOTES or opened + 2 >= len(forms):
        return found
    if all(bare(form) in table("words.toml")["heads"]["before_quotes"] for form in forms[:opened]):
        return replace(found, first=found.first + opened + 1, last=found.last - 1)
    return found


def without_split_title(found: Found) -> Found | None:
    """A person's span without the titles it begins with: they are kept as titles, not as names."""
    first = found.first
    if found.type == PERSON:
        while first + 1 < found.last and found.context.pieces[first].form in _split_titles():
            first += 1
    return replace(found, first=first)


def not_of_calendar(found: Found) -> Found | None:
    """Nothing where all words are months, weekdays and the like; but نيسان builds cars."""
    return None if found.type != ORGANIZATION and all(form in _calendar() for form in found.forms) else found


def not_a_head_alone(found: Found) -> Found | None:
    """Nothing where a place is only the kind of place it is: «سوق» of سوق الجمعة, whose name the tagger missed."""
    alone = found.type == PLACE and len(found.forms) == 1 and found.forms[0] in _heads_of_places()
    return None if alone else found


def not_an_operation(found: Found) -> Found | None:
    """Nothing where the name is that of an operation, a storm, a missile: «عملية "رونالدو"»."""
    at = found.first - 1
    quoted = False
    while at >= 0 and found.context.pieces[at].form in QUOTES:
        at, quoted = at - 1, True
    if at < 0:
        return found
    before = found.context.pieces[at].form.removeprefix("ال")
    operations = table("words.toml")["operations"]
    named_so = before in operations["storms"] or (quoted and before in operations["introducers"])
    return None if named_so else found


CLEANINGS: Final[tuple[Callable[[Found], Found | None], ...]] = (
    trimmed,
    only_quoted,
    with_own_head,
    without_split_title,
    not_of_calendar,
    not_a_head_alone,
    not_an_operation,
)


def find_mentions(
    document: Document,
    cut: Sequence[tuple[Piece, ...]],
    tagged: Sequence[Sequence[TagSpan]],
    gazetteer: Gazetteer,
) -> list[Found]:
    """The mentions of an article in order.

    Args:
        document: the article.
        cut: the pieces of each sentence.
        tagged: the spans of each sentence, counted in its pieces.
        gazetteer: the known places.
    """
    found: list[Found] = []
    for pieces, spans in zip(cut, tagged, strict=True):
        context = Context(document.text, pieces)
        for span in spans:
            cleaned: Found | None = Found(span.type, span.start, span.end, context, span.score)
            for clean in CLEANINGS:
                cleaned = clean(cleaned) if cleaned else None
            if cleaned:
                found.extend(apart(without_nationality(cleaned, gazetteer), gazetteer))
    found = [mention for mention in found if not is_nationality(mention)]
    return of_one_type(with_own_letters(found))


def without_nationality(found: Found, gazetteer: Gazetteer) -> Found:
    """A city without the adjective of its country: دير الزور السورية."""
    if found.type != PLACE or not _is_nationality(found.forms[-1]) or gazetteer.knows(key(found.words)):
        return found
    city = key(found.forms[:-1])
    return replace(found, last=found.last - 1) if city and gazetteer.knows(city) else found


def is_nationality(found: Found) -> bool:
    """Whether it is only the adjective of a country, which names nobody: السورية. But السعودية is a country too."""
    alone = len(found.forms) == 1 and found.type != PERSON and _is_nationality(found.forms[0])
    return alone and found.forms[0] not in table("words.toml")["countries_like_adjectives"]


def _is_nationality(word: str) -> bool:
    return word.startswith(ARTICLE) and nationality(word) is not None


def apart(found: Found, gazetteer: Gazetteer) -> list[Found]:
    """An organization and the country it works in: «اللجنة الدولية للصليب الأحمر» في «اليمن».

    Missions and armed groups that are named after their country stay whole: بعثة الأمم المتحدة في العراق.
    """
    forms = found.forms
    if found.type != ORGANIZATION or IN not in forms[1:-1]:
        return [found]
    at = len(forms) - 1 - forms[::-1].index(IN)
    stays = any(bare(form) in table("words.toml")["heads"]["missions"] for form in forms[:at])
    if stays or not gazetteer.country(key(forms[at + 1 :])):
        return [found]
    place = replace(found, type=PLACE, first=found.first + at + 1)
    return [replace(found, last=found.first + at), place]


def with_own_letters(found: Sequence[Found]) -> list[Found]:
    """Names that lost their first letter as a proclitic, mended where the article has them inside a longer name.

    ف + يلي is the reading of فيلي by word counts; توماس فيلي, tagged as one name, shows that the letter is its own.
    """
    whole = {(mention.type, word) for mention in found for word in mention.words[1:]}
    mended = []
    for mention in found:
        before = mention.context.pieces[mention.first - 1] if mention.first else None
        glued = before is not None and before.end == mention.start and before.form in PROCLITICS
        if before and glued and (mention.type, before.form + mention.words[0]) in whole:
            mention = replace(mention, first=mention.first - 1)  # noqa: PLW2901
        mended.append(mention)
    return mended


def of_one_type(found: Sequence[Found]) -> list[Found]:
    """A name that is nearly always of one type in the article is of that type wherever it stands."""
    types: dict[tuple[str, ...], Counter[str]] = {}
    for mention in found:
        types.setdefault(mention.forms, Counter())[mention.type] += 1
    settled = []
    for mention in found:
        counts = types[mention.forms]
        (best, count), total = counts.most_common(1)[0], counts.total()
        overruled = total >= FEWEST_TO_OVERRULE and count >= MAJORITY * total
        settled.append(replace(mention, type=best) if overruled else mention)
    return settled


@cache
def _calendar() -> frozenset[str]:
    return frozenset(table("words.toml")["calendar"]["words"])


@cache
def _heads_of_places() -> frozenset[str]:
    heads = table("words.toml")["heads"]
    return frozenset(heads["place"]) | frozenset(heads["small"])


@cache
def _split_titles() -> frozenset[str]:
    return frozenset(table("titles.toml")["split"])
