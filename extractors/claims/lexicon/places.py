"""Words of place: what stands before a name and says what it is, and whether something happened there."""

from __future__ import annotations

from typing import Final

from extractors.claims.lexicon.rooms import Room

_ROOM: Final = Room("extractors.claims.lexicon", "places.toml")

HEADS: Final = _ROOM.words("heads", "before the name of a place, what it is: مدينة كذا")
SITES: Final = _ROOM.words("sites", "what makes a place of what follows: مطار كذا")
NAMING: Final = _ROOM.words("naming", "heads after which an unknown word is a name: في بلدة كذا")
LOCATIVE: Final = _ROOM.words(
    "locative", "words before a place, any clitics aside, that say that something happened there", "any"
)
SMALL: Final = _ROOM.words("small", "heads of places that are parts of a town")
LARGE: Final = _ROOM.words("large", "heads of places that hold many towns")
AWAY: Final = _ROOM.words("away", "before a place, that it is led to or from: متجها إلى كذا")
SIDES: Final = _ROOM.words("sides", "before من these say where: الجزء الجنوبي من البلاد, على مقربة من")
COMMON_WORDS: Final = _ROOM.words("words_too", "names of countries and towns that are common words as well")
REGIONS: Final = _ROOM.names("regions", "parts of the world, less specific than a country")
COURTS: Final = _ROOM.words("courts", "courts: the place after one is where it sits", "any")
BORDERS: Final = _ROOM.words("borders", "borders, named by what follows: الحدود العراقية الإيرانية")
AUTHORITIES: Final = _ROOM.words(
    "authorities", "authorities, whose word is of what happens where they are: أعلنت الشرطة في كذا", "any"
)
HOSPITALS: Final = _ROOM.words("care", "hospitals", "any")
STRUCK: Final = _ROOM.words("struck", "what makes a hospital the place of the deed: قصف مستشفى")
OWING_B: Final = _ROOM.words("with_b", "words that owe ب to what follows, which is then no place: الاعتراف بالقدس")
IN_NAMES: Final = _ROOM.words("in_names", "words whose في is part of a name: الدولة الإسلامية في كذا")
ORIGINS: Final = _ROOM.words("origins", "before where somebody is from: يتحدر من كذا")
STRIKES: Final = _ROOM.words(
    "strikes", "verbs whose object is where it happens, their subject between: هاجم المسلحون قرية كذا"
)
TOWN_NOUNS: Final = _ROOM.words("towns_before", "nouns that stand for a town named before")
BUILDINGS: Final = _ROOM.words(
    "buildings", "buildings between a locative and a place, with whose they are: في منزل مختار قرية كذا", "any"
)
BETWEEN: Final = _ROOM.words(
    "between", "words between a locative and the place's own name that are part of the way to it: شمال شرقي مدينة"
)
NO_NAMES: Final = _ROOM.words(
    "no_names", "adjectives and words that show that a word after a head is no name: منطقة سكنية, حي ذي غالبية"
)
TELLING: Final = _ROOM.words("telling", "words that show by themselves that a name of two words begins: أم كذا")
COMPOUNDS: Final = _ROOM.words("compounds", "words that begin a name of two words behind a head: مدينة سان كذا")
TOWNS: Final = _ROOM.words(
    "towns",
    "towns and provinces of one word and with no other common sense, read where no tagger saw them",
)

_ROOM.complete()
