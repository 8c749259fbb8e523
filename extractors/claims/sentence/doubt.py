"""Whether what a sentence says happened: denied, only planned or feared, left in doubt."""

from __future__ import annotations

from typing import Final

from extractors.claims.lexicon import casualty, certainty, changes, particles
from extractors.claims.sentence.clauses import BREAK, DOUBTED, NEGATED, ClauseView

WINDOW: Final = 3
"""Tokens before an outcome word in which a negation, a plan or a fear governs it."""
_REACH: Final = 7  # tokens between a word of doubt and the figure that it leaves in doubt

_REFUTED: Final = 12  # tokens between a figure and what says that it is not true


class DoubtView(ClauseView):
    """The words of a sentence, and what they say of how sure it is."""

    def is_denied(self, at: int, window: int = WINDOW) -> bool:
        """Return whether a word shortly before a token says that it did not happen, or makes it a plan or threat."""
        first = max(0, at - window)
        commas = (k + 1 for k in range(first, at) if self.ends_clause(k, NEGATED))
        before = range(max(commas, default=first), at)
        return any(self._is_unreal(k, at) or self.has(k, casualty.NEGATED) for k in before)

    def _is_unreal(self, at: int, outcome: int) -> bool:
        """Whether a word makes an outcome a plan or a threat; «محاولة الانقلاب عن مقتل» has an object of its own."""
        own = self.definite(at + 1) and self.form(outcome - 1) == particles.ABOUT
        return not own and self.has(at, casualty.UNREAL)

    def only_may(self, at: int, window: int = WINDOW) -> bool:
        """Return whether a figure is one that may yet come: قد تبلغ الحصيلة 50 قتيلا."""
        before = range(max(0, at - window), at)
        return any(self.has(k, casualty.MAY_LEAD_TO) and self.has(k - 1, casualty.MAY) for k in before)

    def is_feared(self, at: int) -> bool:
        """Return whether a fear or an allegation stands shortly before an outcome word: مخاوف من مقتل 5.

        It asks another list than `is_doubted`, whose clause does not end it: to be one with a measured change.
        """
        return self.any_has(range(at - WINDOW, at), certainty.FEARED)

    def is_doubted(self, first: int, to: int) -> bool:
        """Return whether a word of doubt stands in tokens `first` to `to`, or shortly before them in their clause."""
        for at in range(to - 1, max(first - _REACH, 0) - 1, -1):
            if at < first and self.ends_clause(at, DOUBTED):
                return False
            feared = self.has(at, certainty.FEARED) and self.has(at + 1, changes.NOUNS)  # احتمال ارتفاع الأسعار
            if feared or certainty.NEAR.starting(self.tokens, at):
                return True
        return False

    def is_refuted(self, first: int, to: int) -> bool:
        """Return whether words before the figure at tokens `first` to `to` or behind it say that it is not true."""
        before = self.places(certainty.REFUTING_BEFORE)
        behind = self.places(certainty.REFUTING_BEHIND)
        if not (before or behind) or self.any_has(range(first, to), certainty.RUMOURS):
            return False  # رصد 20 خبرا كاذبا
        return any(self._refutes_on(at, first) for at in before) or any(self._refutes_back(at, to) for at in behind)

    def _refutes_on(self, at: int, first: int) -> bool:
        """Whether a word shortly before a figure says that what follows is not true: لا صحة لمقتل 5."""
        near = 0 < first - at <= _REFUTED and self.same_clause(at, first, DOUBTED)
        return near and certainty.REFUTED_BEFORE.starting(self.tokens, at) is not None

    def _refutes_back(self, at: int, to: int) -> bool:
        """Whether a word is the predicate of a figure before it, or of وهو behind it: مقتل 5، وهو خبر كاذب."""
        if not 0 <= at - to < _REFUTED or certainty.REFUTED_BEHIND.starting(self.tokens, at) is None:
            return False
        ends = [n for n in range(to, at) if self.ends_clause(n, DOUBTED | BREAK)]
        linked = all(self.form(n + 1) in certainty.LINKS for n in ends)
        return linked and not self.has(at - 1, casualty.PREPOSITIONS)
