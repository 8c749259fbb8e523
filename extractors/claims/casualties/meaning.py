"""What an outcome word means here: hurt or infected, lost or missing, held or taken hostage."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from extractors.claims.casualties.finding import Finding
from extractors.claims.lexicon import casualty, outcomes
from extractors.claims.sentence import Anchor, SentenceView
from extractors.records import Outcome
from extractors.text import Document, without_clitics
from extractors.text.phrases import ARTICLE

_SURE: Final = 3  # words of disease that make an article one about a disease


def settled(view: SentenceView, finding: Finding) -> tuple[Outcome, ...]:
    """The outcomes of a finding, those of its words corrected by what stands around them."""
    return tuple(dict.fromkeys(_outcome(view, finding, each) for each in finding.outcomes))


def _outcome(view: SentenceView, finding: Finding, outcome: Outcome) -> Outcome:
    if outcome == "injured" and finding.anchor is not None and either(view, finding.anchor) and sick(view):
        return "infected"
    if outcome == "injured" and _deadly(view, finding):
        return "killed"
    if outcome == "missing" and finding.group.owned and finding.anchor and "verb" in finding.anchor.word.roles:
        return "killed"
    if outcome == "detained" and _hostages(view, finding):
        return "abducted"
    return outcome


def _deadly(view: SentenceView, finding: Finding) -> bool:
    """«طعن الرجل حتى الموت»."""
    after = range(finding.anchor.to, len(view.tokens)) if finding.anchor else ()
    return any(casualty.DEADLY.starting(view.tokens, at) for at in after)


def either(view: SentenceView, anchor: Anchor) -> bool:
    """Whether an outcome word says of the ill what it says of the hurt, as إصابة does and جريح does not."""
    words = casualty.HURT_OR_ILL
    forms = (form for at in range(anchor.at, anchor.to) for form in without_clitics(view.form(at)))
    return any(form in words or form.removeprefix(ARTICLE) in words for form in forms)


def _hostages(view: SentenceView, finding: Finding) -> bool:
    words = casualty.HOSTAGES
    return any(token.form in words for token in view.tokens[finding.group.first : finding.group.to])


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
