"""A sentence as rules and context see it: looked at once, layer by layer, and asked for what was seen.

Each layer adds to the one before: `words` (tokens, numbers, word lists), `clauses` (where they end), `doubt` (whether
it happened), `names`, `people` (groups of people), `outcomes` (what befell them). All is worked out when asked for.
"""

from __future__ import annotations

from datetime import date

from extractors.claims.sentence.outcomes import Anchor, OutcomeView
from extractors.text import Document

__all__ = ["Anchor", "SentenceView", "views"]


class SentenceView(OutcomeView):
    """One sentence, made once for an article: all rules and all context read it.

    What they work out from it themselves is kept with it (`once`).
    """


def views(document: Document, reference: date | None = None) -> tuple[SentenceView, ...]:
    """Return a view of each sentence of an article, in order; `reference` is the day it was written."""
    return tuple(SentenceView(sentence, reference) for sentence in document.sentences)
