"""By what and by whom: the means and the actor of a casualty, where the words beside it say so."""

from __future__ import annotations

from typing import Final

from extractors.claims.lexicon import casualty, outcomes, people
from extractors.claims.sentence import Anchor, SentenceView
from extractors.claims.sentence.clauses import CIRCUMSTANCES
from extractors.claims.sentence.group import Group
from extractors.records import Phrase
from extractors.text import MARK

_REACH: Final = 9  # tokens after the people
_BEFORE: Final = 8  # tokens before the outcome word
_LONGEST: Final = 5  # tokens of an actor


def means(view: SentenceView, group: Group, anchor: Anchor) -> Phrase | None:
    """«في غارة جوية», «جراء زلزال»: the first means after the people, else the last before the outcome word."""
    begin = min(group.first, anchor.at)
    after = range(group.last, min(group.last + _REACH, len(view.tokens)))
    before = range(begin - 1, max(-1, begin - _BEFORE), -1)
    for places in (after, before):
        for at in places:
            if _clause_ends(view, at):
                break
            match = casualty.MEANS.starting(view.tokens, at)
            if match and not view.has(at - 1, casualty.CEASED):
                return view.phrase(match.first, match.to, match.clitics)
    return None


def _clause_ends(view: SentenceView, at: int) -> bool:
    """Whether another figure or clause begins at a token."""
    return view.ends_clause(at, CIRCUMSTANCES) or outcomes.word(view.form(at)) is not None


def actor(view: SentenceView, group: Group, anchor: Anchor) -> Phrase | None:
    """«برصاص الجيش الإسرائيلي», «قتلت قوات الأمن المسلح»: who is named as having done it."""
    if anchor.to < group.first and view.has(anchor.to, casualty.AGENTS):
        return _agent(view, anchor.to, group.first)
    for at in range(group.last, min(group.last + _REACH, len(view.tokens))):
        if _clause_ends(view, at):
            return None
        match = casualty.BY.starting(view.tokens, at)
        if match and view.has(match.to, casualty.AGENTS):
            return _agent(view, match.to, len(view.tokens))
    return None


def _agent(view: SentenceView, at: int, end: int) -> Phrase:
    """An agent with the words that belong to it: قوات الأمن العراقية, تنظيم داعش."""
    to = at + 1
    if not view.has_article(at) and to < end and not _outside(view, to):
        to += 1
    while to < min(end, at + _LONGEST) and view.has_article(to) and not _outside(view, to):
        to += 1
    return view.phrase(at, to)


def _outside(view: SentenceView, at: int) -> bool:
    """Whether a word cannot belong to the name of an agent."""
    form = view.form(at)
    found = people.person(form)
    victim = found is not None and found.kind != people.NATIONALS
    adverb = form in casualty.PREPOSITIONS or form in casualty.ADVERBS
    return victim or adverb or view.tokens[at].kind == MARK or view.numbers.grammar.word(at) is not None
