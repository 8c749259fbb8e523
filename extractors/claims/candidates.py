"""What rules read and what they offer: the shared signature of every rule for every kind of claim."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from extractors.claims.sentence import SentenceView
from extractors.records import Claim
from extractors.text import Trigger

Reading = SentenceView
"""What a rule is given."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim that a rule proposes; overlaps between rules are settled elsewhere, never in a rule.

    `start` and `end` are the claim's offsets. `core` are the offsets that no other rule may claim as well: the numeral,
    the month, the name. `fields` are those of `record` that its rule knows, `more` gives those that are worked out only
    where the candidate stands. A `record` of None is a reading that is no claim (a telephone number), which keeps
    weaker rules from making one of it.

    A candidate may hold words besides its core, as tokens: `people` that no other rule may count, `word` for what
    befell them, which governs one figure. One that names its people by a pronoun may share them with a figure that
    `says` something else: it then stands by its `own` core. `reading` is what its rule made of the sentence, for rules
    that go on from it.
    """

    record: type[Claim] | None
    start: int
    end: int
    core: tuple[int, int]
    fields: Mapping[str, Any] = field(default_factory=dict)
    more: Callable[[], Mapping[str, Any]] | None = None
    people: tuple[int, int] | None = None
    word: tuple[int, int] | None = None
    own: tuple[int, int] | None = None
    says: AbstractSet[str] = frozenset()
    reading: object = None


class Rule(NamedTuple):
    """One named entry of the rule table: what it finds in a sentence, and an example of it.

    It is asked about those sentences alone that hold one of the triggers that it is `opened_by`, without any about all;
    and of those about the ones that pass the test `where`, if it has one.
    """

    name: str
    find: Callable[[SentenceView], Iterable[Candidate]]
    example: str
    opened_by: AbstractSet[Trigger] = frozenset()
    where: Callable[[SentenceView], bool] | None = None

    def offers(self, view: SentenceView, _stood: Sequence[Candidate]) -> Iterable[Candidate]:
        """Return what the rule proposes, whatever else stands."""
        return self.find(view)


class FollowingRule(NamedTuple):
    """A rule that goes on from what rules above it found in the same sentence: parts of a total, more of the same."""

    name: str
    find: Callable[[SentenceView, Sequence[Candidate]], Iterable[Candidate]]
    example: str
    opened_by: AbstractSet[Trigger] = frozenset()
    where: Callable[[SentenceView], bool] | None = None

    def offers(self, view: SentenceView, stood: Sequence[Candidate]) -> Iterable[Candidate]:
        """Return what the rule proposes beside candidates that stood."""
        return self.find(view, stood)
