"""Words that say who says so: reporting verbs with their forms, sources, papers, and what stands around them."""

from __future__ import annotations

from functools import cache
from typing import Any, Final, NamedTuple

from extractors.claims.lexicon.inflection import Gender, conjugated, with_objects
from extractors.claims.lexicon.rooms import Room
from extractors.records import Certainty
from extractors.text import Trigger, fold_word
from extractors.text.phrases import CONJUNCTIONS

_ROOM: Final = Room("extractors.claims.lexicon", "reporting.toml")

VERBS: Final[list[dict[str, Any]]] = _ROOM.entries("verbs")
"""Reporting verbs: past, present, participle, certainty, and what one needs to be read as such."""
ISSUING: Final[list[str]] = _ROOM.entries("issuing")
"""Verbs that report only with an object pronoun: الحصيلة التي أصدرتها الوزارة."""
NEGATIONS: Final = _ROOM.words("negations", "before a reporting verb, that it is denied or only possible: لم يعلن")
LEFT_BEHIND: Final = _ROOM.words(
    "left_behind", "behind a reporting verb, that its object stands before it: الذي أعلن عنه"
)
COMPLEMENTIZERS: Final = _ROOM.words("complementizers", "what opens the words reported", "conjunction")
BEFORE_NOUN: Final = _ROOM.phrases("before_noun", "before a noun that names the source: بحسب الوزارة")
BEFORE_NOUN_OWED: Final = _ROOM.phrases("before_noun_owed", "the same where the noun carries ل: وفقا للوزارة")
BEFORE_VERB: Final = _ROOM.phrases(
    "before_verb", "phrases before a reporting verb that make its clause an afterthought: حسبما قال"
)
NEVER: Final = _ROOM.words("never", "nouns after وفقا that are no source")
SOURCES: Final = _ROOM.words("sources", "words that can be a source by themselves, as they stand or with ال", "article")
INSTITUTIONS: Final = _ROOM.words(
    "institutions", "heads of the names of bodies: with what follows they name a source", "article"
)
DOCUMENTS: Final = _ROOM.words(
    "documents",
    "papers: the body that wrote them is the source (بيانات الجهاز المركزي), else the last one named",
    "article",
)
TALLIES: Final = _ROOM.words("tallies", "counts that are no source by themselves: وفق حصيلة سابقة")
TALLY_ADJECTIVES: Final = _ROOM.words("tally_adjectives", "the adjectives that make them none")
OWN: Final = _ROOM.words("own", "with a pronoun these are the speaker's own: وفق تعبيره, حسب قولها")
ISSUED: Final = _ROOM.words("issued", "papers that stand for the one who issued them earlier: التقرير، البلاغ")
REPORTS: Final = _ROOM.words("reports", "those of ISSUED that count")
STANDINS: Final = _ROOM.words("standins", "definite nouns that stand for a body or a man named earlier")
OFFICIALS: Final = _ROOM.words("officials", "those of STANDINS that are a man's office, and no body's name")
SAME: Final = _ROOM.words("same", "words that say that a stand-in is meant: المصدر ذاته")
LATEST: Final = _ROOM.words("latest", "words before a paper that are no part of it: آخر حصيلة")
OWNED: Final = _ROOM.words("owned", "what a body takes upon itself, no report of what happened: أعلن مسؤوليته")
UNSPEAKING: Final = _ROOM.words("unspeaking", "pictures and things that show, but are no source")
TIMES: Final = _ROOM.words("times", "words of time after a verb: أعلنت مطلع الشهر")
ADDRESSEES: Final = _ROOM.words("addressees", "news outlets that are spoken to (وقال لوكالة) rather than speaking")
ADJECTIVES: Final = _ROOM.words("adjectives", "adjectives that follow an indefinite source: مصدر أمني رفيع المستوى")
CONTENTS: Final = _ROOM.words("contents", "words that a source does not run across: they begin the words reported")
ENDS: Final = _ROOM.words("ends", "prepositions and particles at which a source ends")
RELATIONS: Final = _ROOM.words(
    "relations", "words before a name that make the name another's: محامي فلان, المتحدث باسم فلان"
)
ASIDES: Final = _ROOM.phrases("asides", "asides of the article itself, in which nobody reports")
OPENINGS: Final = _ROOM.phrases(
    "openings",
    "openings that stand before the subject of a sentence whose verb comes later: أما رئيس الوزراء فقد قال",
    "none",
)
POINTERS: Final = _ROOM.phrases(
    "pointers", "links that point away from the article: only their own words count", "none"
)

_ROOM.complete()

_READ_PAST: Final = ("وا", "تا")
_READ_PRESENT: Final = "ون"
"""Endings of many and two that are read: نقلا is «quoting» far more often than «the two of them quoted».

Not read yet, and to be added with a measured change: قلن, and objects of plurals and of weak verbs (أعلنوها, تنفيه,
أجرتها).
"""
_GENDERS: Final[tuple[Gender | None, ...]] = ("he", "she", None)
_OBJECTS: Final = ("ه", "ها", "هم", "هما")


class Verb(NamedTuple):
    """A form of a reporting verb.

    `needs` says what must be there for it to be one ("clause", "source", "from"); `object` that it carries an object
    pronoun (أعلنتها), `participle` that it is one (مضيفا).
    """

    certainty: Certainty = "reported"
    gender: Gender | None = None
    needs: str = ""
    object: bool = False
    participle: bool = False


def verb(form: str) -> Verb | None:
    """The reporting verb that a folded word is a form of, with or without و and ف."""
    found = _verbs().get(form)
    return _verbs().get(form[1:]) if found is None and form[:1] in CONJUNCTIONS else found


@cache
def _verbs() -> dict[str, Verb]:
    forms: dict[str, Verb] = {}
    for entry in VERBS:
        base = Verb(certainty=entry.get("certainty", "reported"), needs=entry.get("needs", ""))
        made = {gender: base._replace(gender=gender) for gender in _GENDERS}
        for form in conjugated(entry["past"], entry.get("present", "")):
            if form.number == 1 or form.text.endswith(_READ_PAST if form.past else _READ_PRESENT):
                forms.setdefault(form.text, made[form.gender])
        _with_objects(forms, entry, base)
        if participle := fold_word(entry.get("participle", "")):
            for text in (participle, participle[:-1] + "ه", participle[:-1] + "ين"):
                forms.setdefault(text, base._replace(participle=True, needs="clause"))
    for past in ISSUING:
        _with_objects(forms, {"past": past}, Verb())
    return forms


def _with_objects(forms: dict[str, Verb], entry: dict[str, Any], base: Verb) -> None:
    present = entry.get("present", "")
    made = {gender: base._replace(gender=gender, object=True) for gender in _GENDERS}
    for form, _ in with_objects(entry["past"], "" if present.endswith("ي") else present, _OBJECTS):
        if form.number != 1 or ("present" not in entry and form.gender == "she" and entry["past"].endswith("ى")):
            continue
        forms.setdefault(form.text, made[form.gender])


def _attributions() -> frozenset[str]:
    leads = (BEFORE_VERB, BEFORE_NOUN, BEFORE_NOUN_OWED)
    return frozenset(_verbs()).union(*(phrases.openers() for phrases in leads))


ATTRIBUTION: Final = Trigger(_attributions)
QUOTATION: Final = Trigger(lambda: ('"', "«", "»"))
