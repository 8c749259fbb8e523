"""What rules read and what they offer: the shared signature of every rule for every kind of claim."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Final, NamedTuple

from extractors.numbers import Quantities, Quantity
from extractors.records import Claim, Phrase
from extractors.text import Sentence, Token, Trigger, without_clitics
from extractors.text.phrases import ARTICLE

_BY: Final = "ب"


class Reading:
    """One sentence as the rules see it: its tokens, its numbers, and the day the article was written.

    Args:
        sentence: the sentence.
        reference: the article's date, None where nobody knows it.
    """

    def __init__(self, sentence: Sentence, reference: date | None = None) -> None:
        self.sentence = sentence
        self.reference = reference
        self.tokens: tuple[Token, ...] = sentence.tokens

    @cached_property
    def numbers(self) -> Quantities:
        """The sentence's numbers, read once for all rules."""
        return Quantities(self.sentence)

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """The numbers in order, none overlapping another."""
        return self.numbers.found

    def places(self, *triggers: Trigger) -> Sequence[int]:
        """The tokens at which what triggers open may begin, in order: where a rule looks, and nowhere else."""
        return self.sentence.places(*triggers)

    def form(self, at: int) -> str:
        """The folded text of a token, empty outside the sentence."""
        return self.tokens[at].form if 0 <= at < len(self.tokens) else ""

    def has_article(self, at: int) -> bool:
        """Whether a token begins with ال as it is written, proclitics before it or not; إلى and إليزابيث do not."""
        if not 0 <= at < len(self.tokens):
            return False
        form = self.tokens[at].form
        if form.startswith(ARTICLE):
            return self.sentence.document.text[self.tokens[at].start] == ARTICLE[0]
        return any(bare.startswith(ARTICLE) for bare in without_clitics(form)[1:])

    def is_by(self, quantity: Quantity) -> bool:
        """Whether ب is written on a figure: «قدر عددهم بنحو 3800»."""
        return quantity.start > self.tokens[quantity.begin].start and self.form(quantity.begin).startswith(_BY)

    def phrase(self, first: int, to: int, clitics: int = 0) -> Phrase:
        """Tokens `first` to `to` as words tied to their place, some clitic letters of the first left out."""
        start, end = self.sentence.offset(first, clitics), self.tokens[to - 1].end
        return Phrase(text=self.sentence.document.text[start:end], start=start, end=end)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim that a rule proposes; overlaps between rules are settled elsewhere, never in a rule.

    `start` and `end` are the claim's offsets. `core` are the offsets that no other rule may claim as well: the numeral,
    the month, the name. `fields` are those of `record` that its rule knows. A `record` of None is a reading
    that is no claim (a telephone number), which keeps weaker rules from making one of it.
    """

    record: type[Claim] | None
    start: int
    end: int
    core: tuple[int, int]
    fields: Mapping[str, Any] = field(default_factory=dict)


class Rule(NamedTuple):
    """One named entry of the rule table: what it finds in a sentence, and an example of it.

    It is asked about those sentences alone that hold one of the triggers that it is `opened_by`, without any about all.
    """

    name: str
    find: Callable[[Reading], Iterable[Candidate]]
    example: str
    opened_by: AbstractSet[Trigger] = frozenset()
