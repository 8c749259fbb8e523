"""What befalls people: the words around an outcome, and those that tell tolls, parts and what did it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from extractors.claims.lexicon.rooms import Room
from extractors.records import OUTCOMES, Outcome

_ROOM: Final = Room("extractors.claims.lexicon", "casualty.toml")

OUTCOME_WORDS: Final[Mapping[Outcome, Mapping[str, list[str]]]] = {name: _ROOM.entries(name) for name in OUTCOMES}
"""The verbs, masdars and nouns of each outcome, by the keys that the head of the file explains."""
SET_PHRASES: Final[list[dict[str, Any]]] = _ROOM.entries("phrases")
SPLIT_VERBS: Final[list[dict[str, Any]]] = _ROOM.entries("split")
STATE_VERBS: Final[list[dict[str, Any]]] = _ROOM.entries("state")
SHARES: Final[dict[str, list[str]]] = _ROOM.entries("shares")
BOTH_OUTCOMES: Final[tuple[Outcome, ...]] = tuple(_ROOM.entries("both.outcomes"))
PARTICIPLES: Final = _ROOM.words("participles.words", "adjectives of who was hurt or lost: الحارس المصاب", "any")
BOTH: Final = _ROOM.phrases("both.phrases", "people of whom some are dead and some hurt: سقط 20 شخصا بين قتيل وجريح")
EACH_OF_BOTH: Final = _ROOM.words(
    "both.each", "the last word of such a phrase by which a vague figure is told twice: عشرات بين قتلى وجرحى"
)
CASES: Final = _ROOM.words("case.words", "what counts the masdar after it: 687 حالة اعتقال", "any")
TWO_CASES: Final = _ROOM.words("case.two", "the same, two of them: حالتا وفاة", "any")
SUSPECTED: Final = _ROOM.words("case.suspected", "what may follow a case of a disease: 300 حالة مؤكدة", "any")
GRAVER: Final = _ROOM.words("case.graver", "behind أحدهما, how one of the hurt is: أحدهما بجراح خطيرة")
DONE: Final = _ROOM.words(
    "done.words", "before a masdar with its pronoun, that it was done: 14 ألف شخص تم تهجيرهم", "any"
)
HERALDS: Final = _ROOM.words("heralds.words", "how a group tells of its own dead: زفت الحركة الشهيد فلانا", "any")
RECOVERED: Final = _ROOM.words("case.recovered", "what makes a case one that is over: 89 حالة شفاء", "any")
GRAVE: Final = _ROOM.words("case.grave", "what makes a case one of the hurt: 16 حالة متوسطة", "any")
TOLL_HEADS: Final = _ROOM.words("toll.heads", "what is counted: عدد القتلى, حصيلة الضحايا", "any")
TOLL_OF_EVENTS: Final = _ROOM.words("toll.of_events", "the toll of an event: حصيلة انفجار المصنع", "any")
TOLL_BRINGS: Final = _ROOM.words("toll.brings", "what brings the figure of a toll: ارتفع عدد القتلى إلى 45", "any")
TOLL_ESTIMATES: Final = _ROOM.words(
    "toll.estimates", "estimates of a toll: تقدر الأمم المتحدة عدد القتلى بأكثر من 9000", "any"
)
TOLL_COVERS: Final = _ROOM.words("toll.covers", "whom something reached: حملة اعتقالات طالت 50 شخصا", "any")
TOLL_REVISED: Final = _ROOM.words("toll.revised", "changes of a figure told before: ارتفع عدد القتلى إلى 45", "any")
TOLL_OF: Final = _ROOM.words("toll.of", "nouns of tolls: حصيلة القتلى", "any")
TOLL_SINCE: Final = _ROOM.words("toll.since", "what opens a time over which a toll runs: منذ بدء الحرب", "any")
TOLL_OVER: Final = _ROOM.words("toll.over", "the same, with a period behind it: خلال عام", "any")
TOLL_PERIODS: Final = _ROOM.words("toll.periods", "those periods", "any")
TOLL_SPANS: Final = _ROOM.words("toll.spans", "periods behind في: في السنوات الماضية", "any")
TOLL_RECENT: Final = _ROOM.words("toll.recent", "behind منذ these date one event: منذ ساعات", "any")
TOLL_FRESH: Final = _ROOM.phrases("toll.fresh", "a toll that takes the place of an earlier one: حصيلة جديدة")
TOLL_WARS: Final = _ROOM.words("toll.wars", "of very many dead in one, the toll runs over it: قتل 40 ألف شخص في النزاع")
TOLL_RANKS: Final = _ROOM.words(
    "toll.ranks", "what ranks one event among those of a time, and counts nothing: أعنف هجوم منذ 2015"
)
TOLL_STATES: Final = _ROOM.words("toll.states", "states that last beside the event: في البلدة المحاصرة منذ عام 2013")
TOLL_THIS: Final = _ROOM.words("toll.this", "before TOLL_CURRENT")
TOLL_CURRENT: Final = _ROOM.words("toll.current", "the time that a count runs over: عدد القتلى هذا الشهر")
AT: Final = _ROOM.words("same.at", "before a place, that it is the event's own: في حي كذا", "any")
ASIDES: Final = _ROOM.words(
    "same.asides", "what opens a sentence whose dozens are not the dozens of now: يذكر أن عشرات قتلوا", "any"
)
YEAR_OF: Final = _ROOM.words(
    "same.year_of", "a year behind one of these sends its sentence back to another event: عام 2004", "any"
)
ANYONE: Final = _ROOM.words("same.anyone", "words for people that tell no one person from another")
WITH: Final = _ROOM.words("also.with", "somebody's own, or others, who share what befell one: قتل مع 13 آخرين", "any")
JOINERS: Final = _ROOM.phrases("also.joiners", "set phrases that join more of the same: بالإضافة إلى مقاتلين اثنين")
PARTS: Final = _ROOM.phrases("subset.openers", "what opens a part of a total: بينهم 7 أطفال")
PART_LISTS: Final = _ROOM.words(
    "subset.lists", "what opens all the parts: 28 قتيلا هم خمسة مدنيين وعشرة مقاتلين", "any"
)
OF_THEM: Final = _ROOM.words("subset.after_number", "behind a number, a part: 36 منهم", "any")
AMONG: Final = _ROOM.words("subset.among", "before the victims, a part: من بين القتلى 9 مسلحين", "any")
SUMMARY: Final = _ROOM.words("summary.words", "the toll behind its figure: 157 شخصا حصيلة الضحايا", "any")
FALLS: Final = _ROOM.words(
    "context.falls",
    "before victims, that there were any: سقوط 5 قتلى; negated, that there were none: منع وقوع 5 قتلى",
    "any",
)
EXPECTED: Final = _ROOM.words(
    "context.expected", "تتوقع المزيد من القتلى, but not توقع قتلى, which is أوقع as well", "any"
)
FORMER: Final = _ROOM.words("context.former", "behind victims, those of another time: 60 جريحا سابقا", "any")
DEADLY: Final = _ROOM.phrases("context.deadly", "what makes the hurt the dead: طعن حتى الموت")
ACCUSED: Final = _ROOM.words(
    "context.accused", "a deed that somebody is accused of, and that is told elsewhere: متهمة إياه بقتلها", "any"
)
LEADS_TO: Final = _ROOM.words(
    "context.events", "before a masdar with its pronoun, that it is news: ما أدى إلى إصابته", "any"
)
SENTENCED: Final = _ROOM.words(
    "context.sentenced", "before a penalty, that it is a sentence: حكم بإعدام 75 متهما", "any"
)
PENALTIES: Final = _ROOM.words("context.sentences", "masdars that are penalties too: حكم بإعدام 75 متهما", "any")
FIGURATIVE: Final = _ROOM.words("context.figurative", "أصيب بالذعر, خطف الأنظار", "any")
FICTION: Final = _ROOM.words("context.fiction", "يقتل البطل زوجته", "any")
MAY: Final = _ROOM.words("context.may", "before MAY_LEAD_TO, what may yet come: قد يؤدي إلى مقتل 5", "any")
MAY_LEAD_TO: Final = _ROOM.words("context.leads", "قد يؤدي إلى مقتل", "any")
OTHER_CRIMES: Final = _ROOM.words(
    "context.beside", "another crime between an outcome and its victim: قتل واغتصاب فلانة", "any"
)
UNREAL: Final = _ROOM.words(
    "context.unreal", "before an outcome, that it is a plan, a threat or an order: محاولة قتل فلان", "any"
)
TILL: Final = _ROOM.words(
    "context.till",
    "before أن and a verb in the present, that it came true later: قبل أن يقتل 5; else it is a wish",
    "any",
)
NEGATED: Final = _ROOM.words("context.negated", "before an outcome, that it did not happen: لم يقتل أحد", "any")
STOPS: Final = _ROOM.words(
    "context.stops",
    "where the clause of an outcome ends on the way to its people, with ADVERBS and PREPOSITIONS no names and no nouns",
    "any",
)
BREAKS: Final = _ROOM.words(
    "context.breaks",
    "where it ends on the way back to its people, and between a figure and what is joined to it",
    "any",
)
ADVERBS: Final = _ROOM.words(
    "context.skips", "words that may stand between an outcome and its people: قتل أمس في الهجوم أيضا 5", "any"
)
PREPOSITIONS: Final = _ROOM.words(
    "context.prepositions", "particles that no people stand behind as an object: قتل في الهجوم", "any"
)
VAGUE: Final = _ROOM.phrases("context.vague", "what counts people without a number: عدد من الجنود")
STILL: Final = _ROOM.words("context.still", "25 آخرين ما زالوا مفقودين", "any")
WHOLE: Final = _ROOM.words("context.whole", "5 من أصل 20", "any")
CHOSEN: Final = _ROOM.words("context.chosen", "ثلاثة من أبرز القادة")
PLURAL_AFTER: Final = _ROOM.words("context.plural_after", "المشتبه بهم are several")
WHO: Final = _ROOM.words("context.who", "plural relatives: الذين قتلوا", "any")
FEMININE: Final = _ROOM.words("context.feminine", "words for her before a verb: التي قتلت", "any")
BEFORE_NAME: Final = _ROOM.words(
    "context.openers", "what opens a clause with a name and its verb: قال إن فلانا قتل", "any"
)
AGED: Final = _ROOM.words("context.aged", "رجل يبلغ من العمر 40 عاما", "any")
AT_THE_SCENE: Final = _ROOM.words("context.scene", "قتل في الحادث شرطي", "any")
THAT_ONE: Final = _ROOM.words("context.it", "أكدت مصادر أنه قتل", "any")
BEFORE_VERB: Final = _ROOM.words("context.relative", "what may stand between somebody and the verb: الذي, قد", "any")
ORDINALS: Final = _ROOM.words("context.ordinals", "مقتل ثلاثة وإصابة رابع", "any")
ALL: Final = _ROOM.words("context.all", "all of them: جميع ركابها")
ABOARD: Final = _ROOM.words("context.aboard", "مقتل كل من كان على متنها", "any")
HEADCOUNTS: Final = _ROOM.phrases("context.headcounts", "ركابها البالغ عددهم 65")
ONE_OF: Final = _ROOM.phrases("context.one_of", "one of a group: أحد المارة")
NOBODY: Final = _ROOM.words("context.nobody", "with nothing behind it nobody in particular: إصابة أحد")
ONE_WITH_PRONOUN: Final = _ROOM.words("context.one_with_pronoun", "the same with a pronoun: أحدهم")
TWO: Final = _ROOM.words("context.two", "the word for two behind a noun: جنديين اثنين", "any")
DUALS: Final = _ROOM.words("context.duals", "adjectives in the dual, whose plural is another: صحافيين جديدين")
SINGLE: Final = _ROOM.words("context.single", "the word for one behind a noun: مفقود واحد")
OTHER_ONE: Final = _ROOM.words("context.other_one", "another one: قتل جندي وأصيب آخر", "any")
OTHER_MANY: Final = _ROOM.words("context.other_many", "others: وإصابة آخرين", "any")
OTHER_TWO: Final = _ROOM.words("context.other_two", "two others: وأصيب آخران", "any")
VEHICLES: Final = _ROOM.words("aboard.vehicles", "what goes missing with those whom it carries: اختفاء قارب", "any")
CARRIES: Final = _ROOM.words("aboard.carries", "before those whom it carries: قارب يقل 44 مهاجرا", "any")
OF_ONE: Final = _ROOM.words(
    "of_one.words", "before one victim, what bears his name or is his, and no news: جسر شهيد كاظمي", "any"
)
CEASED: Final = _ROOM.words("means.ceased", "before a means, that it ended: وقف إطلاق النار", "any")
OTHERS: Final = frozenset(OTHER_ONE | OTHER_TWO | OTHER_MANY)
MEANS: Final = _ROOM.phrases("means.words", "what did it, named whole")
BY: Final = _ROOM.phrases("actor.by", "«برصاص الجيش», «على يد مسلحين»: who did it")
LEAVES: Final = _ROOM.words("leaves.words", "what an event does to one victim: خلف قتيلا", "any")
AGENTS: Final = _ROOM.words("agents.words", "who kills or arrests, between an active verb and its object", "any")
HOSTAGES: Final = _ROOM.words("hostages.words", "احتجز رهائن is abduction, احتجز مشتبها به detention")
FREED: Final = _ROOM.words("freed.words", "before «20 معتقلا»: they are so no longer", "any")
BODIES: Final = _ROOM.words("bodies.words", "one or two bodies", "any")
FOUND: Final = _ROOM.words("bodies.found", "that bodies were found: العثور على جثتين", "any")
HURT_OR_ILL: Final = _ROOM.words("disease.either", "words that say either «hurt» or «taken ill»: إصابة")
DISEASES: Final = _ROOM.words("disease.words", "words of disease", "any")
TRAUMA: Final = _ROOM.words("disease.trauma", "words of violence and accident", "any")

_ROOM.complete()
