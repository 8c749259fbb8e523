"""Names of people in a sentence, where a rule expects one: known given names and what is shaped like a name."""

from __future__ import annotations

from typing import Any

from extractors.claims.lexicon import casualty, outcomes, particles, people
from extractors.claims.sentence.doubt import DoubtView
from extractors.claims.sentence.group import Group, Head, number_fields
from extractors.numbers.quantity import bound_after
from extractors.text import LATIN, WORD

_MOST_NAMES = 5


class NameView(DoubtView):
    """The words of a sentence and the names in it."""

    def _read_name(self, at: int) -> Group | None:
        """A name where one is expected."""
        token = self.tokens[at]
        if token.kind == LATIN or (token.kind == WORD and people.name_like(token.form) and not self._known(at)):
            end = self._rest_of_name(at + 1)
            return self._group(at, end, number_fields(1, "exact"), "name", (at, end), None, 0)
        return None

    def name_at(self, at: int) -> Group | None:
        """One word where only a name can stand, whatever it begins with: «أن بورتيو قتل»."""
        shaped = not self._known(at) and people.shaped_like_a_name(self.tokens[at].form)
        return self._group(at, at + 1, number_fields(1, "exact"), "name", (at, at + 1), None, 0) if shaped else None

    def another_name(self, at: int) -> Group | None:
        """A given name that و joins to one before it, with what belongs to it."""
        if self.tokens[at].form[1:] not in people.GIVEN_NAMES:
            return None
        end = self._rest_of_name(at + 1)
        return self._group(at, end, number_fields(1, "exact"), "name", (at, end), None, 1)

    def _known(self, at: int) -> bool:
        """Whether a word is in any lexicon, and so no name."""
        form = self.tokens[at].form
        if form in people.GIVEN_NAMES:
            return False
        return form[0] == particles.AND or self.is_listed(form) or people.after_clitics(form) is not None

    def _rest_of_name(self, at: int) -> int:
        """The end of a name that goes on: ranks, given names, and what has the form of a surname."""
        end = at
        while end < min(at + _MOST_NAMES, len(self.tokens)) and self._goes_on(end):
            end += 1
        return end

    def _goes_on(self, at: int) -> bool:
        token = self.tokens[at]
        if token.kind == LATIN or token.form in people.RANKS:
            return True
        if token.kind != WORD or self._known(at) or token.form in people.NO_NAMES:
            return False
        surname = self.definite(at) and self.form(at - 1) in people.GIVEN_NAMES
        return surname or self.form(at - 1) in people.KUNYAS or people.name_like(token.form)

    @staticmethod
    def is_listed(form: str) -> bool:
        """Whether a word is a particle, an adverb or an outcome by the lexicon."""
        lists = (casualty.PREPOSITIONS, casualty.STOPS, casualty.ADVERBS)
        return outcomes.word(form) is not None or any(form in words for words in lists)

    def _group(
        self,
        first: int,
        to: int,
        fields: dict[str, Any],
        head: Head,
        victims: tuple[int, int],
        kind: str | None,
        clitics: int,
    ) -> Group:
        behind = bound_after(self.tokens, to) if fields["value"] is not None else None
        if behind and behind.value == "at_least":
            fields = number_fields(fields["value"], "at_least")
        else:
            behind = None
        start = self.sentence.offset(first, clitics)
        end = self.tokens[to - 1].end
        return Group(first, to, behind.to if behind else to, start, (start, end), fields, head, victims, kind)
