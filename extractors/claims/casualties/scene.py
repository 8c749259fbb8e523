"""One sentence as the constructions see it: its outcome words and its groups of people."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from extractors.claims.candidates import Reading
from extractors.claims.casualties.group import Group
from extractors.claims.casualties.groups import Groups
from extractors.claims.lexicon import casualty, outcomes, particles
from extractors.claims.lexicon.lists import WordList
from extractors.claims.lexicon.outcomes import Word
from extractors.records import Certainty, Outcome, Phrase
from extractors.text import MARK, without_clitics
from extractors.text.phrases import ARTICLE, CONJUNCTIONS

_WINDOW: Final = 3  # tokens before an outcome word in which a negation or a fear governs it
TA_MARBUTA: Final = "ة"
_COMMAS: Final = frozenset(",،؛;")
_OR: Final = "او"  # folded
_THAT: Final = "ان"  # folded
_FROM: Final = "عن"
_SOFT_MARKS: Final = frozenset("\"'«»()[]،,-–_#")


class Mark(NamedTuple):
    """An outcome word in its place: tokens `at` to `to`, and the letters of proclitics before it."""

    at: int
    to: int
    word: Word
    clitics: int


class Finding(NamedTuple):
    """A group of people and what happened to them, as one construction reads it."""

    rule: str
    outcomes: tuple[Outcome, ...]
    group: Group
    mark: Mark | None
    certainty: Certainty | None = None


class Scene:
    """The outcome words of a sentence and its groups of people.

    Args:
        reading: the sentence.
        marks: its outcome words, in order.
    """

    def __init__(self, reading: Reading, marks: list[Mark]) -> None:
        self.reading = reading
        self.tokens = reading.tokens
        self.marks = marks
        self.groups = Groups(reading)
        self.marked = {at: mark for mark in marks for at in range(mark.at, mark.to)}

    def by_role(self, role: outcomes.Role) -> list[Mark]:
        """The outcome words that can play a part."""
        return [mark for mark in self.marks if role in mark.word.roles]

    def has(self, at: int, words: WordList) -> bool:
        """Whether the word at a token is in a list of the lexicon."""
        return self.reading.has(at, words)

    def forms(self, at: int) -> frozenset[str]:
        """The folded word at a token, with and without proclitics."""
        return frozenset(without_clitics(self.reading.form(at)))

    def soft(self, at: int) -> bool:
        """Whether a token is a mark that a phrase may run across: quotes, brackets, a comma."""
        return at < len(self.tokens) and self.tokens[at].kind == MARK and self.tokens[at].form in _SOFT_MARKS

    def definite(self, at: int) -> bool:
        """Whether a word has the article and nothing before it."""
        return self.reading.form(at).startswith(ARTICLE) and self.reading.has_article(at)

    def skip(self, at: int) -> int:
        """The first token from `at` on that is neither a soft mark nor an adverb such as أمس or أيضا."""
        while at < len(self.tokens) and (self.soft(at) or self.has(at, casualty.ADVERBS) or self._beside(at)):
            at += 1
        each = self.reading.form(at) == particles.EACH and self.reading.form(at + 1) == particles.OF  # كل من فلان وفلان
        return at + 2 * (each and not self.has(at + 2, casualty.ABOARD))

    def _beside(self, at: int) -> bool:
        """«قتل واغتصاب فلانة»: another crime between an outcome and its victim."""
        form = self.tokens[at].form
        joined = form[0] == particles.AND or self.reading.form(at - 1) == _OR
        return form == _OR or (joined and self.has(at, casualty.OTHER_CRIMES))

    def governs(self, at: int) -> bool:
        """Whether the outcome word at a token takes the people before it: «5 جنود قتلوا», not «5 وإصابة 3»."""
        mark = self.marked.get(at)
        if mark is None or self.tokens[at].form[: mark.clitics] in CONJUNCTIONS:
            return False
        return not mark.word.roles.isdisjoint({"noun", "verb", "before", "both"})

    def happened(self, at: int, window: int = _WINDOW) -> bool:
        """Whether nothing before an outcome word says that it did not happen, or only might."""
        first = max(0, at - window)
        before = range(max((k + 1 for k in range(first, at) if self.reading.form(k) in _COMMAS), default=first), at)
        if any(self._unreal(k, at) or self.has(k, casualty.NEGATED) for k in before) or self._wished(at):
            return False
        return not self.only_may(at, window)

    def _unreal(self, at: int, outcome: int) -> bool:
        """Whether a word makes an outcome a plan or a threat; «محاولة الانقلاب عن مقتل» has an object of its own."""
        own = self.definite(at + 1) and self.reading.form(outcome - 1) == _FROM
        return not own and self.has(at, casualty.UNREAL)

    def _wished(self, at: int) -> bool:
        """«اقترح أن يقتل», «خوفا من أن يصاب»: a subjunctive, where «قبل أن يقتل» tells what came later."""
        mark = self.marked.get(at)
        if mark is None or "masdar" in mark.word.roles or self.reading.form(at - 1) != _THAT:
            return False
        return self.is_present(mark) and not self.has(at - 2, casualty.TILL)

    def only_may(self, at: int, window: int = _WINDOW) -> bool:
        """Whether a figure is one that may yet come: قد تبلغ الحصيلة 50 قتيلا."""
        before = range(max(0, at - window), at)
        return any(self.has(k, casualty.MAY_LEAD_TO) and self.has(k - 1, casualty.MAY) for k in before)

    def certainty(self, at: int) -> Certainty | None:
        """Unverified where a fear or an allegation governs an outcome word."""
        feared = any(self.has(k, casualty.FEARED) for k in range(max(0, at - _WINDOW), at))
        return "unverified" if feared else None

    def term_form(self, mark: Mark) -> str:
        """The folded outcome word, proclitics off."""
        return self.tokens[mark.at].form[mark.clitics :]

    def is_present(self, mark: Mark) -> bool:
        """Whether an outcome word is a verb in the present; توفي only begins like one."""
        died = mark.word.named and mark.word.passive
        return self.term_form(mark).startswith(outcomes.PRESENT) and not died

    def term(self, mark: Mark) -> Phrase:
        """The article's own word."""
        return self.reading.phrase(mark.at, mark.to, mark.clitics)

    def finding(self, rule: str, mark: Mark, group: Group, *outcomes: Outcome) -> Finding:
        """A finding with the outcome of its mark, or with others."""
        return Finding(rule, outcomes or (mark.word.outcome,), group, mark, self.certainty(mark.at))


@lru_cache(maxsize=4)
def scene(reading: Reading) -> Scene | None:
    """The scene of a sentence, None where no word of it speaks of casualties. Made once for all constructions."""
    marks = _marks(reading)
    cases = not marks and any(reading.has(q.to, casualty.CASES) for q in reading.quantities)
    return Scene(reading, marks) if marks or cases else None


def _feminine(reading: Reading, at: int) -> bool:
    """Whether a word ends in ta marbuta, which folding makes a pronoun: قتلة are killers, قتله killed him."""
    token = reading.tokens[at]
    return TA_MARBUTA in reading.sentence.document.text[token.start : token.end]


def _marks(reading: Reading) -> list[Mark]:
    marks: list[Mark] = []
    tokens, free = reading.tokens, 0
    for at in reading.places(outcomes.OUTCOME):
        if at < free:
            continue
        phrase = outcomes.phrases().starting(tokens, at)
        if phrase:
            marks.append(Mark(at, phrase.to, phrase.value, phrase.clitics))
            free = phrase.to
        elif (hit := outcomes.word(tokens[at].form)) and not (hit[0].suffixed and _feminine(reading, at)):
            marks.append(Mark(at, at + 1, *hit))
    return marks
