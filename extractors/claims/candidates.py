"""What rules read and what they offer: the shared signature of every rule for every kind of claim."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
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
