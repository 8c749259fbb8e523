"""What an outcome word means here: hurt or infected, lost or missing, held or taken hostage."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from extractors.claims.lexicon import casualty, outcomes
from extractors.claims.sentence import Anchor, SentenceView
from extractors.claims.sentence.group import Group
from extractors.records import Outcome
from extractors.text import Document, without_clitics
from extractors.text.phrases import ARTICLE

_SURE: Final = 3  # words of disease that make an article one about a disease


def settled(view: SentenceView, told: tuple[Outcome, ...], group: Group, anchor: Anchor) -> tuple[Outcome, ...]:
    """The outcomes that are told of a group, those of the words corrected by what stands around them."""
    return tuple(dict.fromkeys(_outcome(view, each, group, anchor) for each in told))


def _outcome(view: SentenceView, outcome: Outcome, group: Group, anchor: Anchor) -> Outcome:
    if outcome == "injured":
        return "infected" if either(view, anchor) and sick(view) else "killed" if _deadly(view, anchor) else outcome
    if outcome == "missing" and group.owned and "verb" in anchor.word.roles:
        return "killed"
    return "abducted" if outcome == "detained" and _hostages(view, group) else outcome


def _deadly(view: SentenceView, anchor: Anchor) -> bool:
    """«طعن الرجل حتى الموت»."""
    return any(casualty.DEADLY.starting(view.tokens, at) for at in range(anchor.to, len(view.tokens)))


def either(view: SentenceView, anchor: Anchor) -> bool:
    """Whether an outcome word says of the ill what it says of the hurt, as إصابة does and جريح does not."""
    words = casualty.HURT_OR_ILL
    forms = (form for at in range(anchor.at, anchor.to) for form in without_clitics(view.form(at)))
    return any(form in words or form.removeprefix(ARTICLE) in words for form in forms)


def _hostages(view: SentenceView, group: Group) -> bool:
    return any(token.form in casualty.HOSTAGES for token in view.tokens[group.first : group.to])


def sick(view: SentenceView) -> bool:
    """Whether people are said to be ill: in the sentence, or where it is silent, in the article."""
    found = {outcomes.sickness(token.form) for token in view.tokens}
    if -1 in found:
        return False
    return 1 in found or _epidemic(view.sentence.document)


@lru_cache(maxsize=4)
def _epidemic(document: Document) -> bool:
    found = [outcomes.sickness(token.form) for sentence in document.sentences for token in sentence.tokens]
    return found.count(1) >= _SURE and found.count(1) > 2 * found.count(-1)
