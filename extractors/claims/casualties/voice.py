"""Whether a verb says what befell its subject, in a script that leaves the voice of most of them unwritten."""

from __future__ import annotations

from extractors.claims.lexicon import casualty
from extractors.claims.sentence import Anchor, SentenceView
from extractors.text.phrases import CONJUNCTIONS


def passive(view: SentenceView, anchor: Anchor) -> bool:
    """Return whether a verb speaks of what befell its subject, by its form or because no object follows it."""
    if anchor.word.passive:
        return True
    past = not view.is_present(anchor)
    after = view.form(anchor.to)
    if view.anchored.get(anchor.to) and after.startswith(CONJUNCTIONS):  # «طفلا قتل وأصيب أربعة»
        return past
    adverb = after in casualty.PREPOSITIONS or after.startswith("ب") or _is_day(view, anchor.to)
    return past and (adverb or not after.isalpha())


def _is_day(view: SentenceView, at: int) -> bool:
    """«الذي أوقف الثلاثاء»."""
    return view.definite(at) and view.has(at, casualty.ADVERBS)
