"""The outcome words of a sentence: what they are in their places, whom they may govern, whether it happened."""

from __future__ import annotations

from typing import Final, NamedTuple

from extractors.claims.lexicon import casualty, outcomes, particles
from extractors.claims.lexicon.outcomes import Word
from extractors.claims.sentence.doubt import WINDOW
from extractors.claims.sentence.people import PeopleView
from extractors.records import Phrase
from extractors.text.lazily import lazily
from extractors.text.phrases import CONJUNCTIONS

TA_MARBUTA: Final = "ة"
_DAMMA: Final = "\u064f"


class Anchor(NamedTuple):
    """An outcome word in its place: tokens `at` to `to`, and the letters of proclitics before it."""

    at: int
    to: int
    word: Word
    clitics: int


class OutcomeView(PeopleView):
    """The words of a sentence that say what befell people, and whether it did.

    An anchor is such a word, or a set phrase, in its place.
    """

    @lazily
    def anchors(self) -> tuple[Anchor, ...]:
        """The outcome words, in order."""
        found: list[Anchor] = []
        free = 0
        for at in self.places(outcomes.OUTCOME):
            if at < free:
                continue
            if phrase := outcomes.phrases().starting(self.tokens, at):
                found.append(Anchor(at, phrase.to, phrase.value, phrase.clitics))
                free = phrase.to
            elif (hit := outcomes.word(self.tokens[at].form)) and not (hit[0].suffixed and self.feminine(at)):
                found.append(Anchor(at, at + 1, *hit))
        return tuple(found)

    def is_passive(self, at: int) -> bool:
        """Return whether a verb is written with the vowel of the passive: سُجن."""
        token = self.tokens[at]
        letters = self.document.text[token.start : token.end].lstrip(particles.AND)
        return letters[1:2] == _DAMMA

    def feminine(self, at: int) -> bool:
        """Return whether a word ends in ta marbuta, a pronoun once folded: قتلة are killers, قتله killed him."""
        token = self.tokens[at]
        return TA_MARBUTA in self.document.text[token.start : token.end]

    @lazily
    def anchored(self) -> dict[int, Anchor]:
        """The outcome words by every token that they take up."""
        return {at: anchor for anchor in self.anchors for at in range(anchor.at, anchor.to)}

    def anchors_of(self, role: outcomes.Role) -> list[Anchor]:
        """The outcome words that can play a part."""
        return [anchor for anchor in self.anchors if role in anchor.word.roles]

    def skip(self, at: int) -> int:
        """The first token from `at` on that is neither a soft mark nor an adverb such as أمس or أيضا."""
        while at < len(self.tokens) and self._is_passed(at):
            at += 1
        each = self.form(at) == particles.EACH and self.form(at + 1) == particles.OF  # كل من فلان وفلان
        return at + 2 * (each and not self.has(at + 2, casualty.ABOARD))

    def _is_passed(self, at: int) -> bool:
        counts = self.form(at) == particles.NUMBER and self.numeral(at + 1)  # مصرع عدد 3 مهربين
        return counts or self.soft(at) or self.has(at, casualty.ADVERBS) or self._beside(at)

    def numeral(self, at: int) -> bool:
        """Return whether a number begins at a token, in brackets or not."""
        return at in self.starts or (self.form(at) == "(" and at + 1 in self.starts)

    def _beside(self, at: int) -> bool:
        """«قتل واغتصاب فلانة»: another crime between an outcome and its victim."""
        form = self.tokens[at].form
        joined = form[0] == particles.AND or self.form(at - 1) == particles.OR
        return form == particles.OR or (joined and self.has(at, casualty.OTHER_CRIMES))

    def governs(self, at: int) -> bool:
        """Whether the outcome word at a token takes the people before it: «5 جنود قتلوا», not «5 وإصابة 3»."""
        anchor = self.anchored.get(at)
        if anchor is None or self.tokens[at].form[: anchor.clitics] in CONJUNCTIONS:
            return False
        return not anchor.word.roles.isdisjoint({"noun", "verb", "before", "both"})

    def happened(self, at: int, window: int = WINDOW) -> bool:
        """Whether nothing before an outcome word says that it did not happen, or only might."""
        return not (self.is_denied(at, window) or self._wished(at) or self.only_may(at, window))

    def _wished(self, at: int) -> bool:
        """«اقترح أن يقتل», «خوفا من أن يصاب»: a subjunctive, where «قبل أن يقتل» tells what came later."""
        anchor = self.anchored.get(at)
        if anchor is None or "masdar" in anchor.word.roles or self.form(at - 1) != particles.THAT:
            return False
        return self.is_present(anchor) and not self.has(at - 2, casualty.TILL)

    def term_form(self, anchor: Anchor) -> str:
        """The folded outcome word, proclitics off."""
        return self.tokens[anchor.at].form[anchor.clitics :]

    def is_present(self, anchor: Anchor) -> bool:
        """Whether an outcome word is a verb in the present; توفي only begins like one."""
        died = anchor.word.named and anchor.word.passive
        return self.term_form(anchor).startswith(outcomes.PRESENT) and not died

    def term(self, anchor: Anchor) -> Phrase:
        """The article's own word."""
        return self.phrase(anchor.at, anchor.to, anchor.clitics)
