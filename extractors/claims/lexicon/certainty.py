"""Words that leave a figure in doubt, whoever gives it."""

from __future__ import annotations

from typing import Final

from extractors.claims.lexicon.rooms import Room
from extractors.text import Trigger

_ROOM: Final = Room("extractors.claims.lexicon", "certainty.toml")

NEAR: Final = _ROOM.phrases(
    "near", "shortly before a figure in its clause, that it is in doubt: مخاوف من مقتل 5", "none"
)
UNCHECKED: Final = _ROOM.phrases(
    "unchecked", "words that say, in its sentence or the next one, that nobody could check a figure", "none"
)
UNCONFIRMED: Final = _ROOM.phrases("unconfirmed", "in its own sentence, that a figure is not confirmed", "none")
REFUTED_BEFORE: Final = _ROOM.phrases(
    "refuted_before", "shortly before a figure in its clause, that it is not true: لا صحة لمقتل 5", "none"
)
REFUTED_BEHIND: Final = _ROOM.phrases(
    "refuted_behind", "a predicate behind a figure that says that it is not true: مقتل 5 خبر كاذب", "none"
)
RUMOURS: Final = _ROOM.words("rumours", "what is true or not: of these themselves such words say nothing", "any")
LINKS: Final = _ROOM.words("links", "behind a comma, what goes on about all that was said: وهو خبر كاذب")
FEARED: Final = _ROOM.words("feared", "before an outcome, that nobody knows: مخاوف من مقتل 5", "any")

_ROOM.complete()

UNCHECKED_WORD: Final = Trigger(UNCHECKED.openers)
UNCONFIRMED_WORD: Final = Trigger(UNCONFIRMED.openers)
REFUTING_BEFORE: Final = Trigger(REFUTED_BEFORE.openers)
REFUTING_BEHIND: Final = Trigger(REFUTED_BEHIND.openers)
