"""By what and by whom: the means and the actor of a casualty, where the words beside it say so."""

from __future__ import annotations

from typing import Final

from extractors.claims.candidates import Reading
from extractors.claims.casualties.scene import Finding
from extractors.claims.lexicon import casualty, outcomes, people
from extractors.records import Phrase
from extractors.text import MARK

_REACH: Final = 9  # tokens after the people
_BEFORE: Final = 8  # tokens before the outcome word
_LONGEST: Final = 5  # tokens of an actor


def means(reading: Reading, finding: Finding) -> Phrase | None:
    """«في غارة جوية», «جراء زلزال»: the first means after the people, else the last before the outcome word."""
    group, mark = finding.group, finding.mark
    begin = min(group.first, mark.at) if mark else group.first
    after = range(group.last, min(group.last + _REACH, len(reading.tokens)))
    before = range(begin - 1, max(-1, begin - _BEFORE), -1)
    for places in (after, before):
        for at in places:
            if _clause_ends(reading, at):
                break
            if match := casualty.MEANS.starting(reading.tokens, at):
                return reading.phrase(match.first, match.to, match.clitics)
    return None


def _clause_ends(reading: Reading, at: int) -> bool:
    """Whether another figure or clause begins at a token."""
    token = reading.tokens[at]
    return (token.kind == MARK and token.form in ".:؛،,") or outcomes.word(token.form) is not None


def actor(reading: Reading, finding: Finding) -> Phrase | None:
    """«برصاص الجيش الإسرائيلي», «قتلت قوات الأمن المسلح»: who is named as having done it."""
    group, mark = finding.group, finding.mark
    if mark and mark.to < group.first and reading.has(mark.to, casualty.AGENTS):
        return _agent(reading, mark.to, group.first)
    for at in range(group.last, min(group.last + _REACH, len(reading.tokens))):
        if _clause_ends(reading, at):
            return None
        match = casualty.BY.starting(reading.tokens, at)
        if match and reading.has(match.to, casualty.AGENTS):
            return _agent(reading, match.to, len(reading.tokens))
    return None


def _agent(reading: Reading, at: int, end: int) -> Phrase:
    """An agent with the words that belong to it: قوات الأمن العراقية, تنظيم داعش."""
    to = at + 1
    if not reading.has_article(at) and to < end and not _outside(reading, to):
        to += 1
    while to < min(end, at + _LONGEST) and reading.has_article(to) and not _outside(reading, to):
        to += 1
    return reading.phrase(at, to)


def _outside(reading: Reading, at: int) -> bool:
    """Whether a word cannot belong to the name of an agent."""
    form = reading.form(at)
    found = people.person(form)
    victim = found is not None and found.kind != people.NATIONALS
    adverb = form in casualty.PREPOSITIONS or form in casualty.ADVERBS
    return victim or adverb or reading.tokens[at].kind == MARK or reading.numbers.grammar.word(at) is not None
