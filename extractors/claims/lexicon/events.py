"""Words that tell one event from the next, and where the words about one event end within a sentence."""

from __future__ import annotations

from typing import Final

from extractors.claims.lexicon.rooms import Room
from extractors.text import Trigger

_ROOM: Final = Room("extractors.claims.lexicon", "events.toml")

EVENTS: Final = _ROOM.words(
    "events", "what happened: a sentence with one of these sets the scene for those that go on about it", "any"
)
WIDE: Final = _ROOM.words("wide", "those of EVENTS that are too wide to set a scene: عملية التجنيد في كذا")
HAD: Final = _ROOM.words("had", "words that open a sentence about what had been before: وكان كذا قد خرج")
DONE: Final = _ROOM.words(
    "done", "after a noun that was announced, these begin what happened besides: أعلنت حالة الطوارئ وتم إجلاء كذا"
)
BOUNDARIES: Final = _ROOM.words("boundaries", "marks and words at which another event may begin within a sentence")
REGARDS: Final = _ROOM.words("regards", "after فيما these begin nothing: فيما يتعلق بكذا")
GATHERINGS: Final = _ROOM.words(
    "gatherings", "what a crowd does, which is named after its place as an event is: مظاهرات كذا", "any"
)
JUDGED: Final = _ROOM.words(
    "judged", "words that part a sentence of a court or a protest from the deed that it is about"
)
HAPPENED: Final = _ROOM.words("happens", "after a comma and و these tell what else happened")
VERDICTS: Final = _ROOM.words("verdicts", "a verdict: حكم عليه بالسجن لقتل زوجته")
DEEDS: Final = _ROOM.words("deeds", "the deed that a verdict is about: حكم عليه بالسجن لقتل زوجته")
UNRELATED: Final = _ROOM.words("unrelated", "what a date after these dates is no casualty: ولد عام كذا")
CALLS: Final = _ROOM.words(
    "calls", "deeds of speech that report nothing: the day after them is that of the speech (دعت الوزارة الجمعة إلى)"
)
RANKS: Final = _ROOM.words("ranks", "words that rank an event among those of a time")
EVE: Final = _ROOM.words("eve", "the same in one word: غداة مقتل كذا")
SINCE: Final = _ROOM.words("since", "what sets what follows in the past of the event: بعد يوم من مقتل كذا")
SINCE_BEFORE: Final = _ROOM.words("since_of", "behind SINCE and its time: بعد يوم من مقتل كذا")
OTHERS: Final = _ROOM.phrases("others", "openings of a sentence about another event")
WINDOW: Final = _ROOM.words("window", "before the first day that a toll is of: منذ مطلع شهر يوليو")
EARLIER: Final = _ROOM.phrases("earlier", "openings of a sentence about another time as well")
ANOTHER: Final = _ROOM.words("another", "words that put a thing in another event: هجوم آخر")

_ROOM.complete()

CALL: Final = Trigger(lambda: CALLS)
