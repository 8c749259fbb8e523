"""Percentages: shares and changes, with their direction. What they are of, and against what, is read in context."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final, Literal, NamedTuple

from extractors.claims.candidates import Candidate, Reading
from extractors.claims.lexicon import changes, reporting
from extractors.claims.lexicon.inflection import ACCUSATIVE, TA, conjugated, owned
from extractors.numbers import Quantity
from extractors.records import Percentage
from extractors.text import MARK, Match, Phrases, fold_word, load_toml

Direction = Literal["increase", "decrease"]
Told = Literal["increase", "decrease", "level"]
Earlier = Mapping[int, Direction | None]
"""The changes of the percentages before one in its sentence, each by the token behind its numeral."""

_REACH: Final = 24  # tokens between a word of change and its percentage
_COMMAS: Final = ("،", ",")
_OF: Final = "من"
_TOS: Final = ("الي", "حتي")
_RESPECTIVELY: Final = ("علي", "التوالي")
_LOST: Final = "فقد"  # or و and قد written as one word
_QUALITY: Final = 3  # tokens more between a comparative with what it compares and بنسبة
_TO: Final = "الي"
_AND: Final = "و"
_CLAUSE_ENDS: Final = frozenset("؛;:")
_DIRECTIONS: Final[tuple[Direction, ...]] = ("increase", "decrease")


class ChangeWords(NamedTuple):
    """The lexicon of change.toml, each list ready for look-up; `baseline` says whether ب is owed to the next word."""

    directions: Phrases[Direction]
    degrees: Phrases[Direction]
    arrival: Phrases[bool]
    level: Phrases[bool]
    carriers: Phrases[bool]
    baseline: Phrases[bool]
    rates: Phrases[bool]
    growth: Phrases[bool]
    verbs: frozenset[str]
    nouns: frozenset[str]


@cache
def change_words() -> ChangeWords:
    """The words that say which way a figure moved, and those that say that it did not."""
    table: dict[str, Any] = load_toml("extractors.claims", "change.toml")
    moves: dict[Direction, tuple[set[str], set[str]]] = {
        way: ({*_verbs(table[way]), *map(fold_word, table[way]["words"])}, set(_nouns(table[way])))
        for way in _DIRECTIONS
    }

    def listed(name: str, *, clitics: bool = True) -> Phrases[bool]:
        return Phrases(dict.fromkeys(table["words"][name], True), clitics=clitics)

    return ChangeWords(
        directions=Phrases([(form, way) for way, forms in moves.items() for form in forms[0] | forms[1]]),
        degrees=Phrases([(word, way) for way in _DIRECTIONS for word in table["degrees"][way]]),
        arrival=listed("arrival", clitics=False),
        level=listed("level"),
        carriers=listed("carriers"),
        baseline=Phrases(
            dict.fromkeys(table["words"]["baseline"], False) | dict.fromkeys(table["words"]["baseline_with_b"], True)
        ),
        rates=listed("rates"),
        growth=listed("growth", clitics=False),
        verbs=frozenset(
            {form for forms in moves.values() for form in forms[0]} | {fold_word(w) for w in table["words"]["level"]}
        ),
        nouns=frozenset(form for forms in moves.values() for form in forms[1]),
    )


def _verbs(section: Mapping[str, Any]) -> Iterator[str]:
    """The forms of the verbs of one direction."""
    for verb in section["verbs"]:
        yield from (form.text for form in conjugated(verb["past"], verb.get("present", "")))


def _nouns(section: Mapping[str, Any]) -> Iterator[str]:
    """The forms of the nouns of one direction: ارتفاع, ارتفاعا, ارتفاعها; and those that stand as they are."""
    yield from map(fold_word, section["plain"])
    for noun in map(fold_word, section["nouns"]):
        yield noun
        yield from owned(noun)
        if not noun.endswith(TA):
            yield noun + ACCUSATIVE


def read(reading: Reading) -> Iterable[Candidate]:
    """Numbers followed by بالمئة, في المئة or %, or with the sign before them."""
    found: dict[int, Direction | None] = {}
    for quantity in map(Quantity.signed, reading.quantities):
        span = _span(reading, quantity)
        if span is None:
            continue
        start, end = span
        change = found[quantity.to] = _change(reading, quantity, found)
        fields = {**quantity.fields(), "change": change}
        yield Candidate(Percentage, start, end, (min(start, quantity.core), end), fields)


def _span(reading: Reading, quantity: Quantity) -> tuple[int, int] | None:
    """The offsets of a percentage, None where the number is none."""
    grammar, tokens = reading.numbers.grammar, reading.tokens
    if length := grammar.percent(quantity.to):
        return quantity.start, tokens[quantity.to + length - 1].end
    before = quantity.first - 1  # the sign before its number: %20, not the one of a number before it
    signed = before >= 0 and tokens[before].kind == MARK and grammar.percent(before) == 1
    if signed and reading.sentence.glued(quantity.first) and not reading.numbers.ending(before):
        return min(quantity.start, tokens[before].start), quantity.end
    return (quantity.start, quantity.end) if _shares_sign(reading, quantity) else None


def _shares_sign(reading: Reading, quantity: Quantity) -> bool:
    """Whether the sign of the next percentage is a number's too: من 56.3 إلى 61.6%, «7.1 و2.6% على التوالي»."""
    to = quantity.to
    following = reading.starts.get(to + 1) or (reading.starts.get(to) if reading.is_joined(to) else None)
    signed = reading.numbers.grammar.percent(following.to) if following else 0
    if following is None or not signed or quantity.unit > 1:
        return False
    if reading.form(to) in _TOS:
        return reading.form(quantity.begin - 1) == _OF
    each = reading.form(following.to + signed), reading.form(following.to + signed + 1)
    return each == _RESPECTIVELY and (reading.form(to) == _AND or reading.is_joined(to))


def _behind(reading: Reading, quantity: Quantity) -> int:
    """The token behind a percentage."""
    return quantity.to + reading.numbers.grammar.percent(quantity.to)


def _is_share(reading: Reading, quantity: Quantity) -> bool:
    """Whether it is said what the percentage is a part of: 20% من مساحة الولاية."""
    measured = change_words().carriers.value(reading.form(quantity.begin - 1))  # بنسبة 20%: of a change told before
    return not measured and reading.form(_behind(reading, quantity)) == _OF


def _change(reading: Reading, quantity: Quantity, earlier: Earlier) -> Direction | None:
    """The direction of a change whose size the percentage is; None for a share or a level."""
    if change_words().arrival.value(reading.form(quantity.begin - 1)):
        return None
    reached = quantity.begin < quantity.first and reading.form(quantity.first - 1) == _TO
    if reached and not _is_measured(reading, quantity):
        return _moved(reading, quantity.begin - 1)  # زيادة تصل إلى 12%, but not البطالة تصل إلى 12%
    direction = _change_behind(reading, quantity) or _change_before(reading, quantity, earlier)
    return None if direction == "increase" and (quantity.high or 0) < 0 else direction  # نمو سالب


def _change_behind(reading: Reading, quantity: Quantity) -> Direction | None:
    """The direction of the word behind a percentage: «5% نموا», but not «5% وانخفض» nor «5% متراجعة بنسبة 1%»."""
    at = _behind(reading, quantity)
    if reading.form(at + 1) in changes.MEASURES or reading.form(at).startswith(_AND):
        return None
    words, form = change_words(), reading.form(at)
    return words.directions.value(form) or (None if _names_level(reading, at) else words.degrees.value(form))


def _change_before(reading: Reading, quantity: Quantity, earlier: Earlier) -> Direction | None:
    """The direction that the nearest word of change before a percentage gives, where nothing cuts it off."""
    share, measured = _is_share(reading, quantity), _is_measured(reading, quantity)
    for at in range(quantity.begin - 1, max(quantity.begin - 1 - _REACH, -1), -1):
        form = reading.form(at)
        if form in _CLAUSE_ENDS or (form in _COMMAS and share):
            return None
        if not measured and at + 1 in earlier:
            return earlier[at + 1]  # إلى 40% في الريف، و12% في المدن: two levels
        if told := _told(reading, quantity, at):
            return None if told == "level" else told
    return None


def _is_measured(reading: Reading, quantity: Quantity) -> bool:
    """Whether a percentage follows a noun of measure or its ب, which ties it to a change: بنسبة 3%."""
    before = reading.form(quantity.begin - 1)
    return reading.is_by(quantity) or before in changes.MEASURES or change_words().carriers.value(before) is not None


def _told(reading: Reading, quantity: Quantity, at: int) -> Told | None:
    """What a word before a percentage says of it: a change one way or the other, a level, or nothing."""
    words = change_words()
    if direction := _moved(reading, at):
        return direction
    if degree := words.degrees.starting(reading.tokens, at):
        return _compared(reading, quantity, degree)
    if words.level.value(reading.form(at)):
        return _carried(reading, at) or "level"
    return None


def _moved(reading: Reading, at: int) -> Direction | None:
    """The direction of the word of change at a token: none after a rate (معدل النمو), its governor's in زادت خسائر."""
    words, form = change_words(), reading.form(at)
    direction = words.directions.value(form)
    if direction is None or words.rates.value(reading.form(at - 1)) or words.growth.ending(reading.tokens, at + 1):
        return None
    if form == _LOST and _is_verb(reading.form(at + 1)):
        return None
    governor = words.directions.value(reading.form(at - 1)) if form in words.nouns else None
    return governor or direction


def _is_verb(form: str) -> bool:
    """Whether a word is a verb, before which فقد is no loss: فقد بلغ."""
    return form in change_words().verbs or form in changes.VERBS or reporting.verb(form) is not None


def _compared(reading: Reading, quantity: Quantity, degree: Match[Direction]) -> Told | None:
    """What a comparative says: أعلى بنسبة 5% is a change, أعلى مستوى a level where no measure follows."""
    at, measured = degree.first, _is_measured(reading, quantity)
    if _names_level(reading, at):
        return None if measured else "level"
    near = quantity.begin - at <= 1 + measured * _QUALITY and reading.form(at + 1) != _OF  # أكثر تأثرا بنسبة 5%
    risk = measured and degree.to > at + 1
    return degree.value if near or risk or reading.form(at + 1) in changes.MEASURES else None


def _names_level(reading: Reading, at: int) -> bool:
    """Whether a noun of level follows a comparative: أعلى مستوى, أدنى نسبة."""
    return reading.form(at + 1) in changes.LEVELS or reading.form(at + 1) in changes.SIZES


def _carried(reading: Reading, at: int) -> Direction | None:
    """The direction of the change named just before a word of level that only carries it: زيادة بلغت."""
    if not change_words().carriers.value(reading.form(at)):
        return None
    return _moved(reading, at - 1) or _moved(reading, at - 2)
