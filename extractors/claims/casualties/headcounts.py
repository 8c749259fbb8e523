"""People whose number is told behind an aside: «الموقوفين على ذمة القضية، والبالغ عددهم 18 شخصا»."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from extractors.claims.casualties.finding import Finding, as_finding
from extractors.claims.lexicon import casualty
from extractors.claims.sentence import Anchor, SentenceView
from extractors.claims.sentence.clauses import TO_MORE_PEOPLE

_REACH: Final = 16  # tokens from عددهم back to what befell them


def nouns(view: SentenceView) -> Iterator[Finding]:
    """«المصابين في الهجوم، وعددهم 20»."""
    return (each for each in _headcounts(view) if not each.behind)


def verbs(view: SentenceView) -> Iterator[Finding]:
    """«أصيبوا بنيران إسرائيلية، وعددهم 54 شخصا»."""
    return (each for each in _headcounts(view) if each.behind)


def _headcounts(view: SentenceView) -> Iterator[Finding]:
    for quantity in view.quantities:
        to = quantity.begin
        while view.has(to - 1, casualty.ADVERBS):
            to -= 1
        told = casualty.HEADCOUNTS.ending(view.tokens, to)
        anchor = _befell(view, told.first) if told else None
        group = view.counted(quantity) if anchor else None
        if anchor and group:
            yield as_finding(view, anchor, group)._replace(behind="noun" not in anchor.word.roles)


def _befell(view: SentenceView, at: int) -> Anchor | None:
    """The nearest outcome before a token, if it is one of many people whose number nothing has told yet."""
    for k in range(at - 1, max(-1, at - _REACH), -1):
        if k + 1 in view.ends or view.ends_clause(k, TO_MORE_PEOPLE):
            return None
        if anchor := view.anchored.get(k):
            return anchor if _is_of_many(anchor) and view.happened(anchor.at) else None
    return None


def _is_of_many(anchor: Anchor) -> bool:
    """Whether a word is said of known people in the plural: المصابين, أصيبوا."""
    word = anchor.word
    known = word.passive or ("noun" in word.roles and word.definite)
    return known and word.number is None and not word.suffixed
