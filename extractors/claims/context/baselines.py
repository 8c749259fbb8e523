"""What a change is measured against: the words after عن and مقارنة, and the figure that it started from."""

from __future__ import annotations

from typing import Final

from extractors.claims.context.article import Passage
from extractors.claims.lexicon import changes, reporting
from extractors.claims.percentages import change_words
from extractors.claims.phrases import joined
from extractors.claims.sentence.clauses import BASELINE
from extractors.records import Percentage, Phrase

_REACH: Final = 18  # tokens between a percentage and its baseline
_NEAR: Final = 8  # the same for عن and مقابل, which have other senses
_START_REACH: Final = 25  # tokens between من with a figure and the percentage of the change from it
_LONGEST: Final = 9  # tokens of a baseline
_FROM, _TO, _WITH = "من", ("الي", "ل"), "ب"
_AGAINST: Final = "مقابل"
_SHORT: Final = ("عن", _AGAINST)
_ACCUSATIVE: Final = "ا"  # ارتفاعا من 5%, not تراجع من 5%


def compared(passage: Passage, claim: Percentage) -> Phrase | None:
    """The baseline of a percentage, without its preposition; None where the sentence gives none."""
    first, to = passage.span(claim)
    return _against(passage, to) or _started_from(passage, first, to) or _left_behind(passage, to)


def _against(passage: Passage, to: int) -> Phrase | None:
    """The words after مقارنة مع, عن and the like, behind a percentage or behind the ones joined to it."""
    words = change_words().baseline
    shared = passage.form(to) in changes.SAME or joined(passage.form(to))
    for at in range(to, min(to + _REACH, len(passage.tokens))):
        form = passage.form(at)
        if form != "كذلك" and passage.reading.ends_clause(at, BASELINE):
            return None
        if passage.reading.numbers.grammar.percent(at) and not shared:
            return None
        match = words.starting(passage.tokens, at)
        if match is None or (form in _SHORT and not _is_baseline(passage, at, to)):
            continue
        owed = match.value and passage.form(match.to).startswith(_WITH)
        return _stretch(passage, match.to, clitics=int(owed))
    return None


def _is_baseline(passage: Passage, at: int, to: int) -> bool:
    if passage.form(at + 1) in changes.MONEYS:
        return False  # ارتفع اليورو 2% مقابل الدولار
    reach = _REACH if passage.form(at) == _AGAINST and _is_figure(passage, at + 1) else _NEAR
    return at - to < reach and passage.form(at - 1) not in changes.NOT_FROM


def _stretch(passage: Passage, at: int, *, clitics: int = 0) -> Phrase | None:
    """The words of a baseline, its own prepositions included: الفترة نفسها من العام الماضي."""
    to = at
    while to < min(at + _LONGEST, len(passage.tokens)):
        mark = passage.is_mark(to) and passage.form(to) not in ("/", "%")
        if mark or (to > at and (joined(passage.form(to)) or passage.form(to) in _TO or _leaves(passage, to))):
            break
        to += 1
    return passage.reading.phrase(at, to, clitics) if to > at else None


def _leaves(passage: Passage, at: int) -> bool:
    """Whether في leads out of a baseline, to no time and no figure."""
    if passage.form(at) != "في" or at + 1 in passage.dated or _is_figure(passage, at + 1):
        return False
    return passage.form(at + 1) not in changes.TIMES


def _started_from(passage: Passage, first: int, to: int) -> Phrase | None:
    """The figure that a level was reached from: إلى 9% من 8%, من 77% إلى 85%, من 5 إلى 7 ملايين أي بنسبة 40%."""
    reached = passage.form(first - 1) in _TO
    if reached and (behind := _came_from(passage, to)):
        return behind
    target = first - 1 if reached else _last_target(passage, first)
    if target is None:
        return None
    for at in range(target - 1, max(target - _START_REACH, -1), -1):
        if passage.form(at) == _FROM and _is_figure(passage, at + 1):
            return _stretch(passage, at + 1)
    return None


def _came_from(passage: Passage, to: int) -> Phrase | None:
    """The figure behind a level that it was reached from: إلى 9% من 8%, but not «، وهبط من 8% إلى 7%»."""
    for at in range(to, min(to + _NEAR, len(passage.tokens))):
        if passage.form(at) == _FROM and _is_figure(passage, at + 1):
            figure = next(q for q in passage.reading.quantities if q.begin <= at + 1 < q.to)
            onward = figure.to + passage.reading.numbers.grammar.percent(figure.to)
            return None if passage.form(onward) in _TO else _stretch(passage, at + 1)
    return None


def _left_behind(passage: Passage, to: int) -> Phrase | None:
    """The figure or level that a change left: 6% من السكان ارتفاعا من 5%, 20% من أدنى مستوياتها."""
    if passage.form(to) == _FROM and passage.form(to + 1) in changes.LEVELS:
        return _stretch(passage, to + 1)
    for at in range(to, min(to + _REACH, len(passage.tokens))):
        if passage.reading.ends_clause(at, BASELINE):
            return None
        if reporting.COMPLEMENTIZERS.matches(passage.form(at)):
            return None
        moved = passage.form(at).endswith(_ACCUSATIVE) and change_words().directions.value(passage.form(at))
        if moved and passage.form(at + 1) == _FROM:
            return _stretch(passage, at + 2) if _is_figure(passage, at + 2) else None
    return None


def _last_target(passage: Passage, first: int) -> int | None:
    """The إلى of a move of amounts that أي sums up as a percentage."""
    if "اي" not in {passage.form(n) for n in range(max(first - _NEAR, 0), first)}:
        return None
    candidates = range(first - 1, max(first - _START_REACH, -1), -1)
    return next((at for at in candidates if passage.form(at) in _TO and _is_figure(passage, at + 1)), None)


def _is_figure(passage: Passage, at: int) -> bool:
    if at >= len(passage.tokens) or at in passage.dated:
        return False
    return any(quantity.begin <= at < quantity.to for quantity in passage.reading.quantities)
