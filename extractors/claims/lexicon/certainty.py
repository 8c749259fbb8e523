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
FEARED: Final = _ROOM.words("feared", "before an outcome, that nobody knows: مخاوف من مقتل 5", "any")

_ROOM.complete()

UNCHECKED_WORD: Final = Trigger(UNCHECKED.openers)
UNCONFIRMED_WORD: Final = Trigger(UNCONFIRMED.openers)
