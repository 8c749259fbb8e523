"""Figures that a noun announces: «عدد القتلى ... إلى 45», «القتلى ثلاثة موظفين»."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from extractors.claims.casualties.group import Group
from extractors.claims.casualties.scene import Finding, Mark, Scene
from extractors.claims.lexicon import casualty, people
from extractors.numbers import Quantity
from extractors.records import Outcome
from extractors.text import without_clitics

_SUBJECT: Final = 6  # tokens from تقدر to عدد
_HEAD: Final = 9  # tokens from الذين back to عدد
_REACH: Final = 24
_REACH_WITHOUT_HEAD: Final = 9
_PLURAL: Final = "ات"


def tolls(scene: Scene) -> Iterator[Finding]:
    """«ارتفع عدد القتلى إلى 45», «عدد الجرحى بلغ 12», «قتلى الفيضانات إلى 199», «القتلى ثلاثة موظفين»."""
    for mark in scene.marks:
        first = mark.at - scene.has(mark.at - 1, casualty.CASES)  # عدد حالات الإصابة
        first -= scene.soft(first - 1)  # عدد "الشهداء"
        head = scene.has(first - 1, casualty.TOLL_HEADS)
        known = head or mark.word.definite or scene.definite(mark.to) or scene.has(mark.to, casualty.TOLL_COVERS)
        if not known or not _several(scene, mark, head=head):
            continue
        outcome = _relative(scene, mark)
        if outcome is None:
            continue
        announced = head and scene.has(first - 2, casualty.TOLL_BRINGS)  # «بلغ عدد القتلى ... 5 أشخاص»
        announced = announced or scene.has(mark.at - 1, casualty.TOLL_COVERS)  # «شملت الاعتقالات 50 شخصا»
        announced = announced or (head and _estimated(scene, first - 1))
        reach = _REACH if head else _REACH_WITHOUT_HEAD
        group = _direct(scene, mark) or _brought(scene, mark, reach, announced=announced)
        group = group or _summed_up(scene, mark)
        if group:
            if head and group.first > mark.at:
                group = group._replace(start=scene.reading.sentence.offset(first - 1, _clitics(scene, first - 1)))
            yield scene.finding("casualty-toll", mark, group, outcome)


def _estimated(scene: Scene, head: int) -> bool:
    """«تقدر المنظمة عدد القتلى بأكثر من 9000 شخص»: who estimates stands between."""
    return any(scene.has(at, casualty.TOLL_ESTIMATES) for at in range(max(0, head - _SUBJECT), head))


def _several(scene: Scene, mark: Mark, *, head: bool) -> bool:
    """Whether a word stands for the people or cases that a figure counts: القتلى, الإصابات, حالات الوفاة."""
    if "noun" in mark.word.roles:
        return mark.word.number is None
    plural = scene.term_form(mark).endswith(_PLURAL)
    return mark.word.counted and (plural or (head and mark.word.definite))


def people_counted(scene: Scene) -> Iterator[Finding]:
    """«عدد الفلسطينيين الذين قتلوا منذ آذار إلى 162», «ليصبح 41 عدد المدنيين الذين قتلوا»."""
    for mark in scene.by_role("verb"):
        who = mark.at - 1 - scene.has(mark.at - 1, casualty.BEFORE_VERB)
        head = next((at for at in range(who - 1, who - _HEAD, -1) if scene.has(at, casualty.TOLL_HEADS)), None)
        if head is None or not scene.has(who, casualty.WHO):
            continue
        quantity = scene.groups.ends.get(head)
        group = scene.groups.counted(quantity) if quantity else None
        announced = scene.has(head - 1, casualty.TOLL_BRINGS) or _estimated(scene, head)
        group = group or _brought(scene, mark, _REACH, announced=announced)
        if group:
            start = scene.reading.sentence.offset(head, _clitics(scene, head))
            counted = people.person(scene.reading.form(head + 1))
            kind = counted.kind if counted else None
            victims = (head + 1, who) if who > head + 1 else None  # عدد الذين قضوا
            group = group._replace(start=min(start, group.start), victims=victims, kind=kind)
            yield scene.finding("casualty-toll", mark, group)


def _clitics(scene: Scene, at: int) -> int:
    """How many letters of proclitics stand before عدد or حصيلة."""
    forms = without_clitics(scene.reading.form(at))
    heads = casualty.TOLL_HEADS
    return next((len(forms[0]) - len(form) for form in forms if form in heads), 0)


def _relative(scene: Scene, mark: Mark) -> Outcome | None:
    """What befell those counted: «الأسرى الذين ماتوا» are dead; None where nobody can say."""
    if scene.reading.form(mark.to) not in casualty.WHO:
        return dead(mark)
    verb = scene.marked.get(scene.skip(mark.to + 1))
    if verb:
        return verb.word.outcome
    return None if people.person(scene.term_form(mark)) else dead(mark)


def dead(mark: Mark) -> Outcome:
    """The outcome of a noun that stands for known people: «الضحايا» are the dead, «10 ضحايا» may be anything."""
    return "killed" if mark.word.outcome == "unspecified" else mark.word.outcome


def _direct(scene: Scene, mark: Mark) -> Group | None:
    """«القتلى ثلاثة موظفين», «عدد الضحايا 157 شخصا»."""
    at = mark.to
    while at < mark.to + 2 and scene.definite(at):  # القتلى المدنيين ثلاثة
        at += 1
    quantity = scene.groups.starts.get(at)
    if not quantity or not mark.word.definite or quantity.definite or quantity.begin != at:
        return None
    return scene.groups.counted(quantity)


def _brought(scene: Scene, mark: Mark, reach: int, *, announced: bool) -> Group | None:
    """The figure after the first إلى or بلغ that one follows, or the first of people where بلغ came before."""
    for at in range(mark.to, min(mark.to + reach, len(scene.tokens))):
        other = scene.marked.get(at)
        if other and "verb" not in other.word.roles:
            return None
        quantity = scene.groups.starts.get(at)
        if not quantity or quantity.begin != at:
            continue
        before = at - 1
        while scene.soft(before):
            before -= 1
        group = scene.groups.counted(quantity)
        persons = group is not None and (group.head == "person" or _stands_alone(scene, group))
        covered = scene.has(before, casualty.TOLL_COVERS) or announced
        by = announced and scene.reading.is_by(quantity)  # «قدر عدد الذين قتلوا ... بنحو 3800»
        if not (scene.has(before, casualty.TOLL_BRINGS) or _opens(scene, at) or by or (covered and persons)):
            continue
        return group if group and not scene.governs(group.to) and group.head != "unknown" else None
    return None


def _stands_alone(scene: Scene, group: Group) -> bool:
    """«بلغت حصيلة قتلى الجيش 41، مقابل 33 مسلحا»: a figure between its noun and a mark."""
    alone = group.head == "bare" and group.counted and scene.soft(group.to)
    return alone and not scene.has(group.first - 1, casualty.PREPOSITIONS)


def _summed_up(scene: Scene, mark: Mark) -> Group | None:
    """«157 شخصا بينهم 39 طفلا حصيلة الضحايا»: the first people of a headline, their toll named behind them."""
    if not scene.has(mark.at - 1, casualty.SUMMARY):
        return None
    if quantity := scene.groups.ends.get(mark.at - 1):  # «ما يرفع إلى 178 حصيلة القتلى»
        return _figure(quantity, mark) if scene.has(quantity.begin - 1, casualty.TOLL_BRINGS) else None
    groups = (scene.groups.counted(each) for each in scene.reading.quantities if each.to < mark.at)
    group = next((each for each in groups if each), None)
    near = group and group.head == "person" and mark.at - group.last <= _REACH_WITHOUT_HEAD
    return group if near and not any(scene.marked.get(at) for at in range(mark.at)) else None


def _figure(quantity: Quantity, mark: Mark) -> Group:
    """A figure whose noun is the word for its toll."""
    core = (quantity.core, quantity.end)
    return Group(quantity.begin, quantity.to, mark.to, quantity.start, core, quantity.fields(), "person", counted=True)


def _opens(scene: Scene, at: int) -> bool:
    """Whether the bound of a figure brings it: تجاوز 100."""
    return scene.has(at, casualty.TOLL_BRINGS)
