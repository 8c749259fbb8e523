"""The noun that a number counts: behind it, before it, behind من, in quotes."""

from __future__ import annotations

from typing import Final, NamedTuple

from extractors.claims.candidates import Reading
from extractors.claims.counts.words import TA_MARBUTA, any_listed, excluded, is_listed
from extractors.claims.lexicon.people import person
from extractors.claims.phrases import construct, counted, joined, stops
from extractors.numbers import Quantity
from extractors.numbers.ordinals import in_series, ordinal
from extractors.records import Phrase
from extractors.text.clitics import FUSED, proclitic_cuts
from extractors.text.phrases import ARTICLE, without_clitics

_OF: Final = "من"
_AND: Final = "و"
_OPENING: Final = "("
_QUOTES: Final = {'"': '"', "«": "»"}
_AROUND: Final = {**_QUOTES, _OPENING: ")"}
_QUOTED: Final = 3  # words of a quoted noun
_POSSESSIVES: Final = ("ها", "هم", "هن")
_HIS: Final = "ه"
_SHORTEST_OWNED: Final = 5
_TWO, _TEN, _TENS, _HUNDRED = 2, 10, range(11, 100), 100
_DUAL: Final = ("ين", "ان")
_OF_TENS: Final = ("ا", "ه")
_OF_FEW: Final = ("ات", "ين", "اء")
_MANY: Final = ("ات", "ين", "ون")
_BROKEN_PLURAL: Final = 5  # letters of أفعال
_TWO_OF: Final = ("تين", "تان")
_MANY_OF: Final = ("ي", "ائ")  # مستشاريه, زملائه
_NEVER_BEFORE: Final = ("never", "spans")
_ADJECTIVES: Final = 2  # between a definite noun and its number


class Counted(NamedTuple):
    """A counted noun, and the offsets of the count that it makes with its number."""

    of: Phrase
    start: int
    end: int


def counted_noun(reading: Reading, quantity: Quantity) -> Counted | None:
    """Return the noun that a number counts, after it or, definite, before it (البنود الثلاثة); None where none is."""
    if of := _dual_before(reading, quantity):
        return Counted(of, of.start, quantity.end)
    if found := _noun_after(reading, quantity):
        return found
    of = _noun_before(reading, quantity)
    return Counted(of, of.start, quantity.end) if of else None


def _noun_after(reading: Reading, quantity: Quantity) -> Counted | None:
    """The noun behind a number: 40 صاروخا, عشرات المنازل, ثلاثة من الجنود, 3 # مدارس, (17) متهما."""
    bracketed = _is_bracketed(reading, quantity)
    at = quantity.to + (bracketed or reading.form(quantity.to) == "#")
    if bracketed and (is_listed("units", reading.form(at)) or reading.form(at + 1) == _OPENING):
        return None  # «محرز (29) بونجاح (65)»
    start = reading.sentence.offset(quantity.first - 1) if bracketed else quantity.start
    of = _of_group(reading, at + 1) if reading.form(at) == _OF else _plain_noun(reading, quantity, at)
    return Counted(of, start, of.end) if of else None


def _is_bracketed(reading: Reading, quantity: Quantity) -> bool:
    """Whether a number stands in brackets or quotes of its own: عاينت (63) حادثا, but not «(1) مقدمة» at the start."""
    before, behind = reading.form(quantity.first - 1), reading.form(quantity.to)
    marked = behind and behind == _AROUND.get(before)
    return bool(marked) and quantity.first > 1 and (quantity.value or 0) > _TWO


def _plain_noun(reading: Reading, quantity: Quantity, at: int) -> Phrase | None:
    """The noun at a token behind a number, in quotes or not."""
    if reading.form(at) in _QUOTES:
        return _quoted(reading, quantity, at)
    if excluded(reading, at):
        return None
    if quantity.bound == "vague":
        return construct(reading, at)
    apart = reading.form(quantity.first - 1) == ARTICLE and _is_determined(reading, quantity.first - 2)
    return None if quantity.definite or apart or reading.has_article(at) else counted(reading, at)


def _quoted(reading: Reading, quantity: Quantity, at: int) -> Phrase | None:
    """A noun in quotes that agrees with its number as a name would not: 25 "مشاغبا", but not فرنسا 24 "حوار"."""
    closing = _QUOTES[reading.form(at)]
    closed = any(reading.form(n) == closing for n in range(at + 2, at + 2 + _QUOTED))
    if not closed or excluded(reading, at + 1) or reading.has_article(at + 1):
        return None
    return counted(reading, at + 1) if _agrees(reading.form(at + 1), quantity) else None


def _agrees(form: str, quantity: Quantity) -> bool:
    """Whether a noun has the ending that its number asks for, where it asks for one."""
    rest = int(quantity.value or 0) % _HUNDRED
    return form.endswith(_OF_TENS if rest in _TENS else _OF_FEW) and (rest in _TENS or _TWO < rest <= _TEN)


def _of_group(reading: Reading, at: int) -> Phrase | None:
    """The group behind من: من القادة, من أصحاب المتاجر, من رفاقه, من طاقم سفينة."""
    form = reading.form(at)
    if stops(form) or is_listed("no_group", form) or at in reading.anchored:
        return None
    if is_listed("groups", form):
        return _group_named(reading, at)
    if _is_owned(reading, at):
        return reading.phrase(at, at + 1)
    definite = reading.has_article(at) or reading.has_article(at + 1)
    return construct(reading, at) if definite and not excluded(reading, at) else None


def _group_named(reading: Reading, at: int) -> Phrase:
    """A group with the noun that says of what it is: طاقم سفينة, أفراد الطاقم."""
    indefinite = not excluded(reading, at + 1) and not reading.has_article(at + 1)
    return reading.phrase(at, at + 2) if indefinite else construct(reading, at)


def _is_owned(reading: Reading, at: int) -> bool:
    """Whether a pronoun is written onto a noun: رفاقه, طاقمها; but not دولة, whose letter only looks like one."""
    form = reading.form(at)
    if len(form) < _SHORTEST_OWNED or is_listed("never", form) or form.startswith(ARTICLE):
        return False
    token = reading.tokens[at]
    his = form.endswith(_HIS) and not reading.document.text[token.start : token.end].endswith(TA_MARBUTA)
    return form.endswith(_POSSESSIVES) or (his and (person(form) is not None or form[:-1].endswith(_MANY_OF)))


# --- before the number -----------------------------------------------------------------------------------------------


def _noun_before(reading: Reading, quantity: Quantity) -> Phrase | None:
    """The definite noun before a definite number: البنود الثلاثة, أطفالها الثلاثة, الدول الـ27."""
    if quantity.form == "words":
        return _before_words(reading, quantity)
    article = reading.form(quantity.first - 1) == ARTICLE and reading.form(quantity.first).isdigit()
    return _plural_before(reading, quantity.first - 1) if article else None


def _before_words(reading: Reading, quantity: Quantity) -> Phrase | None:
    at, grammar = quantity.first - 1, reading.numbers.grammar
    if not quantity.definite or at < 0:
        return None
    if grammar.role(quantity.first).preposition or ordinal(grammar, at) or grammar.word(at):
        return None  # «عن عمر يناهز السادسة والسبعين»
    if (quantity.value or 0) > _TEN:
        return _plural_before(reading, quantity.first)  # الدولة الثلاثون has a place
    fits = _is_determined(reading, at) and not any_listed(_NEVER_BEFORE, _bare(reading, at))
    return reading.phrase(at, at + 1, _clitics(reading, at)) if fits else None


def _plural_before(reading: Reading, to: int) -> Phrase | None:
    """The plural that ends before a definite number; one thing has a place in a series (القرن الـ21)."""
    at = to - 1
    while to - at <= _ADJECTIVES and _may_be_adjective(reading, at) and _is_determined(reading, at - 1):
        at -= 1
    if not _is_determined(reading, at) or any_listed(_NEVER_BEFORE, _bare(reading, at)):
        return None
    if not _is_plural(reading, at):
        return _construct_before(reading, at, to)
    head = reading.form(at - 1)
    serial = not head.startswith(ARTICLE) and (in_series(head) or in_series(ARTICLE + head))  # مؤتمر الأطراف الـ28
    return None if serial else reading.phrase(at, to, _clitics(reading, at))


def _construct_before(reading: Reading, at: int, to: int) -> Phrase | None:
    """The plural whose construct ends before a definite number: أعضاء مجلس الأمن الخمسة عشر."""
    if in_series(_bare(reading, at)) or is_listed("numbered", _bare(reading, at)):
        return None  # إحياء الذكرى الـ63, جنود الفرقة الـ99
    for head in range(at - 1, max(at - 1 - _ADJECTIVES, -1), -1):
        bare = without_clitics(reading.form(head))
        if any(is_listed("plurals", form) for form in bare):
            return reading.phrase(head, to, (proclitic_cuts(reading.form(head)) or (0,))[-1])
        if stops(reading.form(head)):
            return None
    return None


def _may_be_adjective(reading: Reading, at: int) -> bool:
    """Whether a definite word can be the adjective of a plural: العربية, المنتخبون."""
    return reading.form(at).endswith((*_MANY, "ه", "ي")) and not joined(reading.form(at))


def _bare(reading: Reading, at: int) -> str:
    """A word from its article on: بالأيام and للأيام are الأيام; as it stands where it has none."""
    form = reading.form(at)
    if form.startswith(FUSED):
        return ARTICLE + form[len(FUSED) :]
    return next((bare for bare in without_clitics(form) if bare.startswith(ARTICLE)), form)


def _is_determined(reading: Reading, at: int) -> bool:
    """Whether a noun stands under ال or is somebody's: البنود, أطفالها."""
    form = reading.form(at)
    owned = form.endswith(_POSSESSIVES) and len(form) >= _SHORTEST_OWNED and not form.startswith(_AND)
    return at >= 0 and (owned or reading.has_article(at))


def _is_plural(reading: Reading, at: int) -> bool:
    """Whether a determined noun is one of many, by its ending, its pattern (الأعضاء) or the list of plurals."""
    noun = _bare(reading, at).removeprefix(ARTICLE)
    stem = next((noun.removesuffix(own) for own in _POSSESSIVES if noun.endswith(own)), noun)
    if stem.endswith(_TWO_OF) or in_series(ARTICLE + stem[:-2]):
        return False  # القرنين الـ18 والـ19
    if is_listed("plurals", stem) or (stem.endswith(_MANY) and len(stem) >= _BROKEN_PLURAL):
        return True
    people = person(stem)
    return people.number is None if people else _is_patterned(reading, at, stem)


def _is_patterned(reading: Reading, at: int, stem: str) -> bool:
    """Whether a noun has the pattern of a broken plural that nothing else has: الأعضاء."""
    text = reading.document.text[reading.tokens[at].start : reading.tokens[at].end]
    return "أ" in text and stem.startswith("ا") and len(stem) == _BROKEN_PLURAL and stem[3] == "ا"


def _dual_before(reading: Reading, quantity: Quantity) -> Phrase | None:
    """The indefinite dual before اثنين: انتحاريين اثنين."""
    at = quantity.first - 1
    two = quantity.form == "words" and quantity.value == _TWO and not quantity.definite
    if not two or not reading.form(at).endswith(_DUAL) or reading.has_article(at):
        return None
    word = reading.numbers.grammar.word(at) or stops(reading.form(at))
    return None if word else reading.phrase(at, at + 1, next(iter(proclitic_cuts(reading.form(at))), 0))


def _clitics(reading: Reading, at: int) -> int:
    """How many letters of proclitics stand before a determined noun: بالبنوك, للبنوك."""
    form = reading.form(at)
    return (proclitic_cuts(form) or (0,))[-1] if not form.startswith(ARTICLE) and reading.has_article(at) else 0
