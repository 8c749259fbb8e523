"""What the name of a casualty's rule says of its figure, for the links between figures."""

from __future__ import annotations

from typing import Final

PARTS: Final = frozenset(
    {"casualty-among", "casualty-subset", "casualty-share", "casualty-listed", "casualty-subset-also"}
)
"""Rules of figures that are some of another."""
TOLLS: Final = frozenset({"casualty-toll", "casualty-toll-of-people", "casualty-toll-of-event"})
"""Rules of figures that a noun announces: عدد القتلى."""
NOUNS: Final = frozenset(
    {
        "casualty-noun",
        "casualty-noun-headcount",
        "casualty-of-victims",
        "casualty-captives",
        "casualty-case",
        "casualty-single-case",
        "casualty-case-listed",
    }
)
"""Rules of figures that count a noun for victims: 23 قتيلا."""
ALSO: Final = "casualty-also"
"""More of the same: 5 here and 3 there and 2 elsewhere, of which no one is the sum of the others."""
PRONOUN: Final = "casualty-pronoun"
"""One person who is only a pronoun: whoever killed three and was shot is none of the three."""
