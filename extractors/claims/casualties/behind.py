"""Verbs and set phrases with the people before them: «19 شخصا على الأقل قتلوا», «200 شخص في عداد المفقودين»."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import takewhile
from typing import Final

from extractors.claims.casualties import subsets, voice
from extractors.claims.casualties.finding import Finding, as_finding
from extractors.claims.casualties.verbs import large
from extractors.claims.lexicon import casualty, outcomes, particles, people
from extractors.claims.lexicon.inflection import PRONOUNS
from extractors.claims.sentence import Anchor, SentenceView
from extractors.claims.sentence.clauses import BACK_TO_PEOPLE
from extractors.claims.sentence.group import Group, number_fields
from extractors.records import OPEN_BOUNDS
from extractors.text import NUMBER, WORD
from extractors.text.clitics import proclitic_cuts

_REACH: Final = 14  # tokens from a verb back over a relative clause to its subject
_NEAR: Final = 12  # the same where the subject is one person
_AFTER: Final = 3  # tokens behind a verb that may take it for a figure of speech
_TWO: Final = 2
_HEADED: Final = 4  # tokens of what somebody heads
_PARTICLES: Final = "وبل"
_NAMES: Final = 3  # words of a name before an age
_NEAR_PAIR: Final = 4
_LONGEST_NAME: Final = 4  # tokens
_JOINED: Final = 3  # tokens of one or two people joined to others
_COUNTED: Final = 4  # tokens of a noun and its adjectives


def behind(view: SentenceView) -> Iterator[Finding]:
    """«19 شخصا على الأقل قتلوا», «400 شخص قتلوا أو فقدوا», «39 عاملا اختطفهم التنظيم», «مواطنا لقي حتفه»."""
    found: dict[tuple[int, int], Finding] = {}
    for finding in _all(view):
        first = found.get(finding.group.core, finding)
        outcomes = tuple(dict.fromkeys((*first.outcomes, *finding.outcomes)))  # two verbs, one figure
        found[finding.group.core] = first._replace(outcomes=outcomes)
    for finding in found.values():
        if _of_each(view, finding):
            yield from (finding._replace(outcomes=(outcome,)) for outcome in finding.outcomes)
        else:
            yield finding


def _of_each(view: SentenceView, finding: Finding) -> bool:
    """«سقط العشرات بين قتلى وجرحى»: tens of each, where «بين قتيل وجريح» are tens of both."""
    plural = finding.anchor and view.form(finding.anchor.to - 1) in casualty.EACH_OF_BOTH
    return bool(plural) and finding.group.bound in OPEN_BOUNDS


def _all(view: SentenceView) -> Iterator[Finding]:
    for anchor in view.anchors:
        group = _subject(view, anchor) if _may_follow(view, anchor) else None
        if group and (large(group) or not anchor.word.mass):
            outcomes = casualty.BOTH_OUTCOMES if "both" in anchor.word.roles else (anchor.word.outcome,)
            yield as_finding(view, anchor, group, *outcomes)._replace(behind=True)


def _may_follow(view: SentenceView, anchor: Anchor) -> bool:
    """Whether an outcome word may stand behind whom it befell, and tells that it did."""
    said = not anchor.word.roles.isdisjoint({"verb", "before", "both"})
    said = said or _is_state(view, anchor) or _is_done(view, anchor)
    return said and view.happened(anchor.at, 1) and _takes_subject(view, anchor) and not _figurative(view, anchor)


def _figurative(view: SentenceView, anchor: Anchor) -> bool:
    """«يراوغ خمسة لاعبين ويصيبهم بالدوار»."""
    return any(view.has(at, casualty.FIGURATIVE) for at in range(anchor.to, anchor.to + _AFTER))


def _is_state(view: SentenceView, anchor: Anchor) -> bool:
    """«25 آخرين ما زالوا مفقودين»: a noun that is said of those before it."""
    plural = "noun" in anchor.word.roles and anchor.word.number is None and not anchor.word.definite
    return plural and not anchor.clitics and view.has(anchor.at - 1, casualty.STILL)


def _is_done(view: SentenceView, anchor: Anchor) -> bool:
    """«14 ألف شخص تم تهجيرهم»: a masdar with a pronoun for those before it."""
    many = "pronoun" in anchor.word.roles and anchor.word.number is None
    return many and not anchor.clitics and view.has(anchor.at - 1, casualty.DONE)


def _takes_subject(view: SentenceView, anchor: Anchor) -> bool:
    """Whether who stands before a verb may be its victim."""
    if anchor.word.suffixed and view.has(anchor.at - 1, casualty.PREPOSITIONS):
        return False  # «يشتبه في قتلهم»
    if anchor.word.strict and view.form(anchor.to).endswith(PRONOUNS):
        return False  # «مليون سوري فقدوا منازلهم»
    did_it = anchor.clitics and "verb" in anchor.word.roles and not anchor.word.suffixed  # «اقتحموا المقر فقتلوا»
    return not did_it


def _subject(view: SentenceView, anchor: Anchor) -> Group | None:
    if anchor.word.number == 1 and not anchor.word.roles & {"both"}:
        return _one(view, anchor)
    if anchor.word.number == _TWO and (two := _pair(view, anchor)):
        return two
    return _several(view, anchor) or _counted(view, anchor) or _of_any(view, anchor)


def _of_any(view: SentenceView, anchor: Anchor) -> Group | None:
    """All or one of whom a set phrase is said without a number: «في عداد المفقودين», «بين قتيل وجريح»."""
    if "both" in anchor.word.roles:
        return _all_of(view, anchor)
    said_of_one = "before" in anchor.word.roles and view.has(anchor.at, casualty.PREPOSITIONS)
    return _one(view, anchor) if said_of_one else None


def _counted(view: SentenceView, anchor: Anchor) -> Group | None:
    """«19 شخصا على الأقل قتلوا»: the nearest people before a verb that may be many."""
    end = anchor.at
    for k in takewhile(partial(_is_way, view), range(anchor.at - 1, max(-1, anchor.at - _REACH), -1)):
        hurt = view.anchored.get(k)
        if hurt and "noun" in hurt.word.roles:
            return _of_the_hurt(view, hurt, anchor)
        group = _ending(view, k)
        if group and (part := casualty.PARTS.ending(view.tokens, group.first)):
            end = part.first  # «11 شخصا بينهم 4 أطفال توفوا»: it is the eleven who died
        elif group and group.last <= end and _agrees(view, group, anchor, end):
            return group
    return None


def _is_way(view: SentenceView, at: int) -> bool:
    """Whether the people of a verb may still stand before a token."""
    return not view.ends_clause(at, BACK_TO_PEOPLE)


def _ending(view: SentenceView, at: int) -> Group | None:
    """The people whose number ends in a token, or who begin there; «من أصل 20» are none."""
    quantity = view.ends.get(at + 1)
    if quantity is None:
        return view.people_at(at)
    return None if view.has(quantity.begin - 1, casualty.WHOLE) else view.counted(quantity)


def _several(view: SentenceView, anchor: Anchor) -> Group | None:
    """«صور مدنيين قتلوا في القصف», «رفات أقباط قتلهم التنظيم»: an indefinite plural says no number."""
    unsure = anchor.word.number is not None or anchor.word.strict or _is_counted(view, anchor.at)
    group = view.people_at(anchor.at - 1) if not unsure and _befell(view, anchor) else None
    plural = group is not None and group.head == "plural" and group.last == anchor.at
    return group if plural and not outcomes.word(view.form(anchor.at - 1)) else None


def _all_of(view: SentenceView, anchor: Anchor) -> Group | None:
    """«إيقاع جنود الاحتلال بين قتيل وجريح»: known people, all of whom were killed or hurt."""
    for at in range(anchor.at - 1, max(-1, anchor.at - _COUNTED), -1):
        found = people.after_clitics(view.form(at))
        if found and found[0].number is None and found[0].kind != people.NATIONALS:
            start, end = view.sentence.offset(at, found[1]), view.tokens[anchor.at - 1].end
            fields, kind = number_fields(None, "none_stated"), found[0].kind
            return Group(at, anchor.at, anchor.at, start, (start, end), fields, "plural", (at, anchor.at), kind)
        if not view.definite(at):
            return None
    return None


def _befell(view: SentenceView, anchor: Anchor) -> bool:
    """Whether a word says what befell those before it, by a pronoun, a set phrase or its form."""
    return anchor.word.suffixed or "before" in anchor.word.roles or voice.passive(view, anchor)


def _is_counted(view: SentenceView, at: int) -> bool:
    """Whether the people who end before a token have a number: ثلاثة مواطنين روس."""
    near = (view.ends.get(to) for to in range(at - _COUNTED, at))
    groups = (view.counted(quantity) for quantity in near if quantity)
    return at - 1 in view.ends or any(group and group.last >= at for group in groups)


def _of_the_hurt(view: SentenceView, hurt: Anchor, anchor: Anchor) -> Group | None:
    """«اثنين من الجرحى فارقوا الحياة»: something else befell some of those before."""
    quantity = view.ends.get(hurt.at - 1)
    known = hurt.word.definite or view.definite(hurt.to)  # من الجرحى, من جرحى القصف
    among = known and view.form(hurt.at - 1) == particles.OF
    other = hurt.word.outcome != anchor.word.outcome
    return view.counted(quantity) if quantity and among and other else None


def _of_them(view: SentenceView, at: int) -> bool:
    """«7700 منهم يعتبرون في عداد المفقودين»."""
    return view.has(at, casualty.OF_THEM) or view.has(at, casualty.STILL)


def _pair(view: SentenceView, anchor: Anchor) -> Group | None:
    """«فلسطينيين قتلا»: a form that may be dual or plural is dual beside a dual verb."""
    for k in range(anchor.at - 1, max(-1, anchor.at - 1 - _NEAR_PAIR), -1):
        found = people.after_clitics(view.tokens[k].form)
        if found and found[0].number is None and view.tokens[k].form.endswith(("ين", "ان")):
            said = view.has(k + 1, casualty.TWO) and not view.definite(k + 1)  # الاثنين may be a Monday
            return view.two_people(k, k + 1 + said, *found)
        if not (view.soft(k) or view.has(k, casualty.BEFORE_VERB) or view.has(k, casualty.TWO)):
            break
    return _joined_pair(view, anchor)


def _joined_pair(view: SentenceView, anchor: Anchor) -> Group | None:
    """«رجلا وزوجته قتلا»: the second of two people joined by و straight before a dual verb."""
    for k in range(anchor.at - 1, max(-1, anchor.at - 1 - _NEAR_PAIR), -1):
        group = view.people_at(k)
        if group and group.last == anchor.at and group.head == "person" and group.fields["value"] == 1:
            return group if view.tokens[k].form[:1] == particles.AND else None
    return None


def _agrees(view: SentenceView, group: Group, anchor: Anchor, end: int) -> bool:
    between = sum(not _of_them(view, at) for at in range(group.last, end))
    if group.head != "person" and (group.head not in ("bare", "unknown") or between > 1):
        return False
    value = group.fields["value"]
    if anchor.word.number == _TWO:
        return bool(value == _TWO)
    return (group.counted and value != 1) or group.bound == "vague" or _is_last_of_some(view, group)


def _at_noun(view: SentenceView, at: int) -> Group | None:
    """The people whose noun stands at a token, with the number before it."""
    number = view.ends.get(at)
    return view.counted(number) if number else view.people_at(at)


def _apart(view: SentenceView, before: Group) -> bool:
    """Whether people share no number with those joined to them, as in «30 سيدة وطفلا»."""
    return before.head == "person" and not subsets.shares_number(view, before)


def _is_last_of_some(view: SentenceView, group: Group) -> bool:
    """«رجلا وطفلتين ماتوا»: one or two who are joined to others before them."""
    some = group.fields["value"] is not None and view.is_joined(group.first)
    return some and any(
        before is not None and before.last == group.first and _apart(view, before)
        for before in (_at_noun(view, at) for at in range(max(0, group.first - _JOINED), group.first))
    )


def _one(view: SentenceView, anchor: Anchor) -> Group | None:
    """One person straight before a verb that takes no object: «الشاب محمد (24 عاما) قتل», «رجل قتلته الشرطة»."""
    phrase = "before" in anchor.word.roles
    if not _befell(view, anchor):
        return None
    if group := _nearest(view, anchor.at):
        return group if _reaches(view, group, anchor) else None
    name = view.people_at(anchor.at - 1, names=True) if phrase else _introduced(view, anchor)
    return name if name and name.head == "name" else None


def _nearest(view: SentenceView, at: int) -> Group | None:
    """The nearest person before a token, no other clause or preposition between, but those of an age."""
    for k in range(at - 1, max(-1, at - _NEAR), -1):
        if group := _person(view, k):
            return group
        if not _is_way(view, k) or (view.has(k, casualty.PREPOSITIONS) and not _of_age(view, k)):
            break
    return None


def _person(view: SentenceView, at: int) -> Group | None:
    """The one person who stands at a token as a noun."""
    group = view.people_at(at)
    one = group is not None and group.head == "person" and group.fields["value"] == 1
    return group if one and _is_noun(view, at) else None


def _introduced(view: SentenceView, anchor: Anchor) -> Group | None:
    """«قال إن بيلوف قتل في التفجير»: a name between a word that opens a clause and a verb."""
    if anchor.word.suffixed or anchor.word.strict:
        return None
    for at in range(anchor.at - 1, max(-1, anchor.at - 1 - _LONGEST_NAME), -1):
        if view.has(at - 1, casualty.BEFORE_NAME):
            name = view.people_at(at, names=True) or (view.name_at(at) if anchor.word.named else None)
            return name if name and name.last == anchor.at else None
    return None


def _reaches(view: SentenceView, group: Group, anchor: Anchor) -> bool:
    """Whether nothing but a name, an age or الذي stands between a person and the verb."""
    word = anchor.word
    if word.suffixed:
        return _is_object(view, group, anchor)
    relative = view.has(anchor.at - 1, casualty.BEFORE_VERB)
    if relative and word.named and _headed(view, group.last, anchor.at - 1):
        return True
    begin = _past_age(view, group.last, anchor.at)
    sure = relative or not word.strict or _is_aged(view, group, begin, anchor)
    return sure and all(_between(view, at) for at in range(begin, anchor.at))


def _is_object(view: SentenceView, group: Group, anchor: Anchor) -> bool:
    """«رجل قتلته الشرطة»: the pronoun of a verb in the past is of somebody unknown, straight before it."""
    return not view.is_present(anchor) and group.last == anchor.at and not view.has_article(group.first)


def _is_aged(view: SentenceView, group: Group, begin: int, anchor: Anchor) -> bool:
    """«راع يبلغ من العمر 17 عاما فقد في الجبل»: an age before a verb, and where it was behind it."""
    return begin > group.last and view.has(anchor.to, casualty.PREPOSITIONS)


def _past_age(view: SentenceView, at: int, to: int) -> int:
    """The number of an age behind a name of a few words; the first token where none follows."""
    first = next((k for k in range(at, to) if view.tokens[k].kind == NUMBER), at)
    names = sum(not _of_age(view, k) for k in range(at, first))
    return first if names <= _NAMES and view.form(first + 1) in people.YEARS else at


def _headed(view: SentenceView, first: int, to: int) -> bool:
    """Whether nothing but what somebody heads stands between two tokens: «مدير مشروع السد الذي قتل»."""
    nouns = (view.tokens[at].kind == WORD and not view.is_listed(view.tokens[at].form) for at in range(first, to))
    return to - first <= _HEADED and all(nouns)


def _is_noun(view: SentenceView, at: int) -> bool:
    """Whether people stand at a token as a noun, not as the adjective of another (القوات الإسرائيلية)."""
    found = people.after_clitics(view.form(at))
    if view.form(at) in casualty.ONE_WITH_PRONOUN:
        return True
    return found is not None and found[0].kind != people.NATIONALS and not view.has(at, casualty.OTHER_ONE)


def _of_age(view: SentenceView, at: int) -> bool:
    """Whether a word belongs to «يبلغ من العمر 63 عاما»."""
    words = people.YEARS
    return view.has(at, casualty.AGED) or view.form(at) in words or view.form(at) == particles.OF


def _between(view: SentenceView, at: int) -> bool:
    """Whether a word may stand between a person and the verb: a name, an age, الذي, قد."""
    token = view.tokens[at]
    if token.kind == NUMBER or view.soft(at) or view.has(at, casualty.BEFORE_VERB):
        return True
    own = token.form[0] in _PARTICLES and not proclitic_cuts(token.form)  # بوتين: the letter is the name's own
    return own or token.form in people.YEARS or people.name_like(token.form)
