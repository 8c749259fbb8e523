"""Verbs and set phrases with the people before them: «19 شخصا على الأقل قتلوا», «200 شخص في عداد المفقودين»."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from extractors.claims.casualties.group import Group
from extractors.claims.casualties.scene import Finding, Mark, Scene
from extractors.claims.casualties.verbs import large
from extractors.claims.lexicon import casualty, outcomes, particles, people
from extractors.claims.lexicon.inflection import PRONOUNS
from extractors.records import OPEN_BOUNDS
from extractors.text import MARK, NUMBER, WORD
from extractors.text.clitics import proclitic_cuts
from extractors.text.phrases import CONJUNCTIONS

_REACH: Final = 14  # tokens from a verb back over a relative clause to its subject
_NEAR: Final = 12  # the same where the subject is one person
_AFTER: Final = 3  # tokens behind a verb that may take it for a figure of speech
_TWO: Final = 2
_HEADED: Final = 4  # tokens of what somebody heads
_PARTICLES: Final = "وبل"
_NAMES: Final = 3  # words of a name before an age
_NEAR_PAIR: Final = 4
_LONGEST_NAME: Final = 4  # tokens
_COUNTED: Final = 4  # tokens of a noun and its adjectives


def behind(scene: Scene) -> Iterator[Finding]:
    """«19 شخصا على الأقل قتلوا», «400 شخص قتلوا أو فقدوا», «39 عاملا اختطفهم التنظيم», «مواطنا لقي حتفه»."""
    found: dict[tuple[int, int], Finding] = {}
    for finding in _all(scene):
        core = finding.group.core
        if core in found:
            outcomes = tuple(dict.fromkeys((*found[core].outcomes, *finding.outcomes)))
            finding = found[core]._replace(outcomes=outcomes)  # noqa: PLW2901  two verbs, one figure
        found[core] = finding
    for finding in found.values():
        if _of_each(scene, finding):
            yield from (finding._replace(outcomes=(outcome,)) for outcome in finding.outcomes)
        else:
            yield finding


def _of_each(scene: Scene, finding: Finding) -> bool:
    """«سقط العشرات بين قتلى وجرحى»: tens of each, where «بين قتيل وجريح» are tens of both."""
    plural = finding.mark and scene.reading.form(finding.mark.to - 1) in casualty.EACH_OF_BOTH
    return bool(plural) and finding.group.bound in OPEN_BOUNDS


def _all(scene: Scene) -> Iterator[Finding]:
    for mark in scene.marks:
        if not (mark.word.roles & {"verb", "before", "both"} or _is_state(scene, mark)):
            continue
        if not scene.happened(mark.at, 1) or not _takes_subject(scene, mark) or _figurative(scene, mark):
            continue
        group = _subject(scene, mark)
        if group and not (mark.word.mass and not large(group)):
            outcomes = casualty.BOTH_OUTCOMES if "both" in mark.word.roles else (mark.word.outcome,)
            yield scene.finding("casualty-verb-behind", mark, group, *outcomes)


def _figurative(scene: Scene, mark: Mark) -> bool:
    """«يراوغ خمسة لاعبين ويصيبهم بالدوار»."""
    return any(scene.has(at, casualty.FIGURATIVE) for at in range(mark.to, mark.to + _AFTER))


def _is_state(scene: Scene, mark: Mark) -> bool:
    """«25 آخرين ما زالوا مفقودين»: a noun that is said of those before it."""
    plural = "noun" in mark.word.roles and mark.word.number is None and not mark.word.definite
    return plural and not mark.clitics and scene.has(mark.at - 1, casualty.STILL)


def _takes_subject(scene: Scene, mark: Mark) -> bool:
    """Whether who stands before a verb may be its victim."""
    if mark.word.suffixed and scene.has(mark.at - 1, casualty.PREPOSITIONS):
        return False  # «يشتبه في قتلهم»
    if mark.word.strict and scene.reading.form(mark.to).endswith(PRONOUNS):
        return False  # «مليون سوري فقدوا منازلهم»
    did_it = mark.clitics and "verb" in mark.word.roles and not mark.word.suffixed  # «اقتحموا المقر فقتلوا»
    return not did_it


def _subject(scene: Scene, mark: Mark) -> Group | None:
    if mark.word.number == 1 and not mark.word.roles & {"both"}:
        return _one(scene, mark)
    if mark.word.number == _TWO and (two := _pair(scene, mark)):
        return two
    said_of_any = "before" in mark.word.roles and scene.has(mark.at, casualty.PREPOSITIONS)  # في عداد المفقودين
    return _several(scene, mark) or _counted(scene, mark) or (_one(scene, mark) if said_of_any else None)


def _counted(scene: Scene, mark: Mark) -> Group | None:
    """«19 شخصا على الأقل قتلوا»: the nearest people before a verb that may be many."""
    end = mark.at
    for k in range(mark.at - 1, max(-1, mark.at - _REACH), -1):
        if _breaks(scene, k):
            return None
        if k in scene.marked and "noun" in scene.marked[k].word.roles:
            return _of_the_hurt(scene, scene.marked[k], mark)
        quantity = scene.groups.ends.get(k + 1)
        if quantity and scene.has(quantity.begin - 1, casualty.WHOLE):
            continue
        group = scene.groups.counted(quantity) if quantity else scene.groups.at(k)
        if group and (part := casualty.PARTS.ending(scene.tokens, group.first)):
            end = part.first  # «11 شخصا بينهم 4 أطفال توفوا»: it is the eleven who died
        elif group and group.last <= end and _agrees(scene, group, mark, end):
            return group
    return None


def _several(scene: Scene, mark: Mark) -> Group | None:
    """«صور مدنيين قتلوا في القصف», «رفات أقباط قتلهم التنظيم»: an indefinite plural says no number."""
    befell = mark.word.suffixed or "before" in mark.word.roles or passive(scene, mark)
    unsure = mark.word.number is not None or mark.word.strict or _is_counted(scene, mark.at)
    group = None if unsure or not befell else scene.groups.at(mark.at - 1)
    captive = group and outcomes.word(scene.tokens[group.first].form)
    return group if group and group.head == "plural" and group.last == mark.at and not captive else None


def _is_counted(scene: Scene, at: int) -> bool:
    """Whether the people who end before a token have a number: ثلاثة مواطنين روس."""
    near = (scene.groups.ends.get(to) for to in range(at - _COUNTED, at))
    groups = (scene.groups.counted(quantity) for quantity in near if quantity)
    return at - 1 in scene.groups.ends or any(group and group.last >= at for group in groups)


def _of_the_hurt(scene: Scene, hurt: Mark, mark: Mark) -> Group | None:
    """«اثنين من الجرحى فارقوا الحياة»: something else befell some of those before."""
    quantity = scene.groups.ends.get(hurt.at - 1)
    among = hurt.word.definite and scene.reading.form(hurt.at - 1) == particles.OF
    other = hurt.word.outcome != mark.word.outcome
    return scene.groups.counted(quantity) if quantity and among and other else None


def _of_them(scene: Scene, at: int) -> bool:
    """«7700 منهم يعتبرون في عداد المفقودين»."""
    return scene.has(at, casualty.OF_THEM) or scene.has(at, casualty.STILL)


def _pair(scene: Scene, mark: Mark) -> Group | None:
    """«فلسطينيين قتلا»: a form that may be dual or plural is dual beside a dual verb."""
    for k in range(mark.at - 1, max(-1, mark.at - 1 - _NEAR_PAIR), -1):
        found = people.after_clitics(scene.tokens[k].form)
        if found and found[0].number is None and scene.tokens[k].form.endswith(("ين", "ان")):
            said = scene.has(k + 1, casualty.TWO) and not scene.definite(k + 1)  # الاثنين may be a Monday
            return scene.groups.two(k, k + 1 + said, *found)
        if not (scene.soft(k) or scene.has(k, casualty.BEFORE_VERB) or scene.has(k, casualty.TWO)):
            break
    return _joined_pair(scene, mark)


def _joined_pair(scene: Scene, mark: Mark) -> Group | None:
    """«رجلا وزوجته قتلا»: the second of two people joined by و straight before a dual verb."""
    for k in range(mark.at - 1, max(-1, mark.at - 1 - _NEAR_PAIR), -1):
        group = scene.groups.at(k)
        if group and group.last == mark.at and group.head == "person" and group.fields["value"] == 1:
            return group if scene.tokens[k].form[:1] == particles.AND else None
    return None


def _breaks(scene: Scene, at: int) -> bool:
    return scene.has(at, casualty.BREAKS) or (scene.tokens[at].kind == MARK and not scene.soft(at))


def _agrees(scene: Scene, group: Group, mark: Mark, end: int) -> bool:
    between = sum(not _of_them(scene, at) for at in range(group.last, end))
    if group.head != "person" and (group.head not in ("bare", "unknown") or between > 1):
        return False
    value = group.fields["value"]
    if mark.word.number == _TWO:
        return bool(value == _TWO)
    return (group.counted and value != 1) or group.bound == "vague"


def _one(scene: Scene, mark: Mark) -> Group | None:
    """One person straight before a verb that takes no object: «الشاب محمد (24 عاما) قتل», «رجل قتلته الشرطة»."""
    phrase = "before" in mark.word.roles
    if not (phrase or mark.word.suffixed or passive(scene, mark)):
        return None
    for k in range(mark.at - 1, max(-1, mark.at - _NEAR), -1):
        group = scene.groups.at(k)
        if group and group.head == "person" and group.fields["value"] == 1 and _is_noun(scene, k):
            return group if _reaches(scene, group, mark) else None
        if _breaks(scene, k) or (scene.has(k, casualty.PREPOSITIONS) and not _of_age(scene, k)):
            break
    name = scene.groups.at(mark.at - 1, names=True) if phrase else _introduced(scene, mark)
    return name if name and name.head == "name" else None


def _introduced(scene: Scene, mark: Mark) -> Group | None:
    """«قال إن بيلوف قتل في التفجير»: a name between a word that opens a clause and a verb."""
    if mark.word.suffixed or mark.word.strict:
        return None
    for at in range(mark.at - 1, max(-1, mark.at - 1 - _LONGEST_NAME), -1):
        if scene.has(at - 1, casualty.BEFORE_NAME):
            name = scene.groups.at(at, names=True) or (scene.groups.named(at) if mark.word.named else None)
            return name if name and name.last == mark.at else None
    return None


def _reaches(scene: Scene, group: Group, mark: Mark) -> bool:
    """Whether nothing but a name, an age or الذي stands between a person and the verb."""
    if mark.word.suffixed:
        return not scene.is_present(mark) and group.last == mark.at and not scene.reading.has_article(group.first)
    if mark.word.strict and not scene.has(mark.at - 1, casualty.BEFORE_VERB):
        return False
    if mark.word.named and scene.has(mark.at - 1, casualty.BEFORE_VERB) and _headed(scene, group.last, mark.at - 1):
        return True
    first = next((at for at in range(group.last, mark.at) if scene.tokens[at].kind == NUMBER), group.last)
    names = sum(not _of_age(scene, at) for at in range(group.last, first))
    aged = names <= _NAMES and scene.reading.form(first + 1) in people.YEARS
    return all(_between(scene, at) for at in range(first if aged else group.last, mark.at))


def _headed(scene: Scene, first: int, to: int) -> bool:
    """Whether nothing but what somebody heads stands between two tokens: «مدير مشروع السد الذي قتل»."""
    nouns = (
        scene.tokens[at].kind == WORD and not scene.groups.is_listed(scene.tokens[at].form) for at in range(first, to)
    )
    return to - first <= _HEADED and all(nouns)


def passive(scene: Scene, mark: Mark) -> bool:
    """Whether a verb speaks of what befell its subject, by its form or because no object follows it."""
    if mark.word.passive:
        return True
    past = not scene.is_present(mark)
    after = scene.reading.form(mark.to)
    if scene.marked.get(mark.to) and after.startswith(CONJUNCTIONS):  # «طفلا قتل وأصيب أربعة»
        return past
    adverb = after in casualty.PREPOSITIONS or after.startswith("ب") or _is_day(scene, mark.to)
    return past and (adverb or not after.isalpha())


def _is_day(scene: Scene, at: int) -> bool:
    """«الذي أوقف الثلاثاء»."""
    return scene.definite(at) and scene.has(at, casualty.ADVERBS)


def _is_noun(scene: Scene, at: int) -> bool:
    """Whether people stand at a token as a noun, not as the adjective of another (القوات الإسرائيلية)."""
    found = people.after_clitics(scene.reading.form(at))
    if scene.reading.form(at) in casualty.ONE_WITH_PRONOUN:
        return True
    return found is not None and found[0].kind != people.NATIONALS and not scene.has(at, casualty.OTHER_ONE)


def _of_age(scene: Scene, at: int) -> bool:
    """Whether a word belongs to «يبلغ من العمر 63 عاما»."""
    words = people.YEARS
    return scene.has(at, casualty.AGED) or scene.reading.form(at) in words or scene.reading.form(at) == particles.OF


def _between(scene: Scene, at: int) -> bool:
    """Whether a word may stand between a person and the verb: a name, an age, الذي, قد."""
    token = scene.tokens[at]
    if token.kind == NUMBER or scene.soft(at) or scene.has(at, casualty.BEFORE_VERB):
        return True
    own = token.form[0] in _PARTICLES and not proclitic_cuts(token.form)  # بوتين: the letter is the name's own
    return own or token.form in people.YEARS or people.name_like(token.form)
