"""People whose number is told behind an aside: «الموقوفين على ذمة القضية، والبالغ عددهم 18 شخصا»."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from extractors.claims.casualties.finding import Finding, as_finding
from extractors.claims.lexicon import casualty
from extractors.claims.sentence import Anchor, SentenceView

_REACH: Final = 16  # tokens from عددهم back to what befell them


def headcounts(view: SentenceView) -> Iterator[Finding]:
    """«المصابين في الهجوم، وعددهم 20», «أصيبوا بنيران إسرائيلية، وعددهم 54 شخصا»."""
    for quantity in view.quantities:
        to = quantity.begin
        while view.has(to - 1, casualty.ADVERBS):
            to -= 1
        told = casualty.HEADCOUNTS.ending(view.tokens, to)
        anchor = _befell(view, told.first) if told else None
        group = view.counted(quantity) if anchor else None
        if anchor and group:
            rule = "casualty-noun" if "noun" in anchor.word.roles else "casualty-verb-behind"
            yield as_finding(rule, view, anchor, group)


def _befell(view: SentenceView, at: int) -> Anchor | None:
    """The nearest outcome before a token, if it is one of many people whose number nothing has told yet."""
    for k in range(at - 1, max(-1, at - _REACH), -1):
        if k + 1 in view.ends or view.has(k, casualty.BREAKS):
            return None
        if anchor := view.anchored.get(k):
            many = anchor.word.number is None and not anchor.word.suffixed
            known = ("noun" in anchor.word.roles and anchor.word.definite) or anchor.word.passive
            return anchor if many and known and view.happened(anchor.at) else None
    return None
