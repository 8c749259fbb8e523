"""Where clauses end: each mark and word that may end one, and which of them a question counts.

What the rules count has grown apart, one question from the next. All of it is here, so that two can be made one with a
measured change.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from extractors.claims.lexicon import casualty, changes, events, particles
from extractors.claims.sentence.words import WordView
from extractors.text import MARK
from extractors.text.lazily import lazily

STOP: Final = 1 << 0
"""A mark that no phrase runs across."""
DOT, COLON, SEMICOLON, COMMA, DASH, QUOTE = (1 << n for n in range(1, 7))
BREAK: Final = 1 << 7
"""A word at which the people before a verb are another clause's: أن, حيث, قال."""
SUBORDINATE: Final = 1 << 8
"""A word at which the people behind a verb are another clause's: الذي, بينما, وفقا."""
EVENT: Final = 1 << 9
"""A mark or word at which another event may begin: فيما, أما, but not فيما يتعلق."""
BESIDES: Final = 1 << 10
"""What else happened, behind a comma: ، ووقع انفجار."""
JOINED: Final = 1 << 11
"""و behind a comma."""
OPENING: Final = 1 << 12
"""A word behind which a clause has a subject of its own: أن, حيث."""

BACK_TO_PEOPLE: Final = STOP | BREAK
TO_MORE_PEOPLE: Final = BREAK
ON_TO_PEOPLE: Final = STOP | SUBORDINATE
PAST_AGENT: Final = SUBORDINATE
NEGATED: Final = COMMA | SEMICOLON
DOUBTED: Final = COMMA | EVENT
TOLL_RISEN: Final = SEMICOLON
CIRCUMSTANCES: Final = DOT | COLON | SEMICOLON | COMMA
ATTRIBUTED: Final = EVENT | JOINED
OWN_EVENT: Final = EVENT | BESIDES
BASELINE: Final = EVENT | COLON | SEMICOLON
SUBJECT: Final = OPENING | COLON | SEMICOLON | COMMA | DASH | QUOTE
"""The boundaries that each question stops at, by what is looked for."""

_MARKS: Final = {
    ".": DOT, ":": COLON, "؛": SEMICOLON, ";": SEMICOLON, "،": COMMA, ",": COMMA,
    "-": DASH, "–": DASH, "—": DASH, '"': QUOTE,
}  # fmt: skip
_WHILE: Final = "حين"


class ClauseView(WordView):
    """The words of a sentence and the boundaries of its clauses."""

    @lazily
    def boundaries(self) -> tuple[int, ...]:
        """For each token the kinds of boundary that it is."""
        return tuple(map(self._boundary, range(len(self.tokens))))

    def ends_clause(self, at: int, kinds: int) -> bool:
        """Return whether a token is a boundary of one of some kinds; no place outside the sentence is."""
        return 0 <= at < self.size and bool(self.boundaries[at] & kinds)

    def same_clause(self, first: int, to: int, kinds: int) -> bool:
        """Return whether no boundary of some kinds stands at tokens `first` to `to`."""
        return not any(self.ends_clause(at, kinds) for at in range(first, to))

    def clause_around(self, first: int, to: int, kinds: int) -> tuple[int, int]:
        """Return the tokens of the clause that tokens `first` to `to` stand in, from the boundary that opens it on."""
        bounds = [at for at, boundary in enumerate(self.boundaries) if boundary & kinds]
        low = max((at for at in bounds if at < first), default=0)
        return low, min((at for at in bounds if at >= to), default=len(self.tokens))

    def _boundary(self, at: int) -> int:
        form, kind = self.tokens[at].form, self.tokens[at].kind
        found = _of_form(form)
        if kind == MARK:
            found |= 0 if self.soft(at) else STOP
        elif form[0] == particles.AND:
            found |= self._of_joined(at)
        elif form == _WHILE and self.form(at - 1) == particles.IN:
            found |= EVENT
        return found & ~EVENT if found & EVENT and self.form(at + 1) in events.REGARDS else found

    def _of_joined(self, at: int) -> int:
        """The kinds of boundary that a word with و is by the mark before it."""
        if not self.is_mark(at - 1):
            return 0
        found = JOINED if _MARKS.get(self.form(at - 1)) == COMMA else 0
        return found | (BESIDES if self.form(at)[1:] in events.HAPPENED else 0)


@lru_cache(maxsize=65_536)
def _of_form(form: str) -> int:
    """The kinds of boundary that a folded word or mark is by itself."""
    found = _MARKS.get(form, 0)
    found |= BREAK if casualty.BREAKS.matches(form) else 0
    found |= SUBORDINATE if casualty.STOPS.matches(form) else 0
    found |= OPENING if form in changes.OPENINGS else 0
    return found | (EVENT if form in events.BOUNDARIES else 0)
