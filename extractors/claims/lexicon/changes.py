"""What a percentage is measured on. The words of change and of level are those of change.toml."""

from __future__ import annotations

from typing import Final

from extractors.claims.lexicon.rooms import Room

_ROOM: Final = Room("extractors.claims.lexicon", "changes.toml")

VERBS: Final = _ROOM.words("verbs", "verbs of level or change that change.toml does not know")
NOUNS: Final = _ROOM.words(
    "nouns", "nouns of change: what changed follows them (ارتفاع الأسعار), with في or ل too", "any"
)
LEVEL_NOUNS: Final = _ROOM.words("level_nouns", "nouns among the level words of change.toml, which are no verbs")
MOVING: Final = _ROOM.words("moving", "verbs with a subject of their own that move an object: رفعت الحكومة الأسعار")
MEASURES: Final = _ROOM.words("measures", "prepositions with a noun of measure before a percentage")
BOUNDS: Final = _ROOM.words("bounds", "words between a noun and the size of its change")
OF_THEM: Final = _ROOM.words("of_them", "after a percentage these speak of what was named before: 40% منهم")
LEADING: Final = _ROOM.phrases(
    "leading",
    "words that lead from a noun of change to what changed: ارتفاع في الأسعار, تحسن على مستوى الصادرات",
    "none",
)
PASSING: Final = _ROOM.words(
    "passing", "adjectives after a noun of change that are not what changed: زيادة سنوية, التحسن المسجل"
)
NO_VERBS: Final = _ROOM.words("no_verbs", "nouns that look like verbs by their first or last letter")
AUXILIARIES: Final = _ROOM.words("auxiliaries", "auxiliaries before the subject of a clause: كانت الأسعار تراجعت")
PRONOUNS: Final = _ROOM.words("pronouns", "words that stand for a noun and are none: هي, هذا, ذلك")
RELATIVES: Final = _ROOM.words("relatives", "words that hang a clause on a noun: تعويضات العاملين التي ارتفعت")
SIZES: Final = _ROOM.words(
    "sizes", "nouns of size: with the noun after them they are what is measured (نسبة البطالة, حصة الشركة)"
)
TIMES: Final = _ROOM.words("times", "after في these belong to a baseline: في الفترة نفسها")
OPENINGS: Final = _ROOM.words("openings", "marks and words at which a clause begins")
NOT_FROM: Final = _ROOM.words(
    "not_from", "a baseline: these words with another noun before them are none (فضلا عن, نقلا عن)"
)
MONEYS: Final = _ROOM.words("moneys", "money that another is worth: مقابل الدولار is a rate, no baseline")
SAME: Final = _ROOM.words("same", "what joins another percentage to one, so that they share their baseline")
LEVELS: Final = _ROOM.words("levels", "a level reached is a baseline: من أدنى مستوياته")

_ROOM.complete()
