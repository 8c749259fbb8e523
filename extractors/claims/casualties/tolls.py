"""Figures that a noun announces: «عدد القتلى ... إلى 45», «القتلى ثلاثة موظفين»."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from extractors.claims.casualties.finding import Finding, as_finding
from extractors.claims.lexicon import casualty, people
from extractors.claims.sentence import Anchor, SentenceView
from extractors.claims.sentence.group import Group
from extractors.numbers import Quantity
from extractors.records import Outcome
from extractors.text import without_clitics

_SUBJECT: Final = 6  # tokens from تقدر to عدد
_HEAD: Final = 9  # tokens from الذين back to عدد
_REACH: Final = 24
_REACH_WITHOUT_HEAD: Final = 9
_PLURAL: Final = "ات"


def tolls(view: SentenceView) -> Iterator[Finding]:
    """«ارتفع عدد القتلى إلى 45», «عدد الجرحى بلغ 12», «قتلى الفيضانات إلى 199», «القتلى ثلاثة موظفين»."""
    for anchor in view.anchors:
        first = anchor.at - view.has(anchor.at - 1, casualty.CASES)  # عدد حالات الإصابة
        first -= view.soft(first - 1)  # عدد "الشهداء"
        head = view.has(first - 1, casualty.TOLL_HEADS)
        known = head or anchor.word.definite or view.definite(anchor.to) or view.has(anchor.to, casualty.TOLL_COVERS)
        if not known or not _several(view, anchor, head=head):
            continue
        outcome = _relative(view, anchor)
        if outcome is None:
            continue
        announced = head and view.has(first - 2, casualty.TOLL_BRINGS)  # «بلغ عدد القتلى ... 5 أشخاص»
        announced = announced or view.has(anchor.at - 1, casualty.TOLL_COVERS)  # «شملت الاعتقالات 50 شخصا»
        announced = announced or (head and _estimated(view, first - 1))
        reach = _REACH if head else _REACH_WITHOUT_HEAD
        group = _direct(view, anchor) or _brought(view, anchor, reach, announced=announced)
        group = group or _summed_up(view, anchor)
        if group:
            if head and group.first > anchor.at:
                group = group._replace(start=view.sentence.offset(first - 1, _clitics(view, first - 1)))
            yield as_finding(view, anchor, group, outcome)


def _estimated(view: SentenceView, head: int) -> bool:
    """«تقدر المنظمة عدد القتلى بأكثر من 9000 شخص»: who estimates stands between."""
    return any(view.has(at, casualty.TOLL_ESTIMATES) for at in range(max(0, head - _SUBJECT), head))


def _several(view: SentenceView, anchor: Anchor, *, head: bool) -> bool:
    """Whether a word stands for the people or cases that a figure counts: القتلى, الإصابات, حالات الوفاة."""
    if "noun" in anchor.word.roles:
        return anchor.word.number is None
    plural = view.term_form(anchor).endswith(_PLURAL)
    return anchor.word.counted and (plural or (head and anchor.word.definite))


def people_counted(view: SentenceView) -> Iterator[Finding]:
    """«عدد الفلسطينيين الذين قتلوا منذ آذار إلى 162», «ليصبح 41 عدد المدنيين الذين قتلوا»."""
    for anchor in view.anchors_of("verb"):
        who = anchor.at - 1 - view.has(anchor.at - 1, casualty.BEFORE_VERB)
        head = next((at for at in range(who - 1, who - _HEAD, -1) if view.has(at, casualty.TOLL_HEADS)), None)
        if head is None or not view.has(who, casualty.WHO):
            continue
        quantity = view.ends.get(head)
        group = view.counted(quantity) if quantity else None
        announced = view.has(head - 1, casualty.TOLL_BRINGS) or _estimated(view, head)
        group = group or _brought(view, anchor, _REACH, announced=announced)
        if group:
            start = view.sentence.offset(head, _clitics(view, head))
            counted = people.person(view.form(head + 1))
            kind = counted.kind if counted else None
            victims = (head + 1, who) if who > head + 1 else None  # عدد الذين قضوا
            group = group._replace(start=min(start, group.start), victims=victims, kind=kind)
            yield as_finding(view, anchor, group)


def _clitics(view: SentenceView, at: int) -> int:
    """How many letters of proclitics stand before عدد or حصيلة."""
    forms = without_clitics(view.form(at))
    heads = casualty.TOLL_HEADS
    return next((len(forms[0]) - len(form) for form in forms if form in heads), 0)


def _relative(view: SentenceView, anchor: Anchor) -> Outcome | None:
    """What befell those counted: «الأسرى الذين ماتوا» are dead; None where nobody can say."""
    if view.form(anchor.to) not in casualty.WHO:
        return dead(anchor)
    verb = view.anchored.get(view.skip(anchor.to + 1))
    if verb:
        return verb.word.outcome
    return None if people.person(view.term_form(anchor)) else dead(anchor)


def dead(anchor: Anchor) -> Outcome:
    """The outcome of a noun that stands for known people: «الضحايا» are the dead, «10 ضحايا» may be anything."""
    return "killed" if anchor.word.outcome == "unspecified" else anchor.word.outcome


def _direct(view: SentenceView, anchor: Anchor) -> Group | None:
    """«القتلى ثلاثة موظفين», «عدد الضحايا 157 شخصا»."""
    at = anchor.to
    while at < anchor.to + 2 and view.definite(at):  # القتلى المدنيين ثلاثة
        at += 1
    quantity = view.starts.get(at)
    if not quantity or not anchor.word.definite or quantity.definite or quantity.begin != at:
        return None
    return view.counted(quantity)


def _brought(view: SentenceView, anchor: Anchor, reach: int, *, announced: bool) -> Group | None:
    """The figure after the first إلى or بلغ that one follows, or the first of people where بلغ came before."""
    for at in range(anchor.to, min(anchor.to + reach, len(view.tokens))):
        other = view.anchored.get(at)
        if other and "verb" not in other.word.roles:
            return None
        quantity = view.starts.get(at)
        if not quantity or quantity.begin != at:
            continue
        before = at - 1
        while view.soft(before):
            before -= 1
        group = view.counted(quantity)
        persons = group is not None and (group.head == "person" or _stands_alone(view, group))
        covered = view.has(before, casualty.TOLL_COVERS) or announced
        by = announced and view.is_by(quantity)  # «قدر عدد الذين قتلوا ... بنحو 3800»
        if not (view.has(before, casualty.TOLL_BRINGS) or _opens(view, at) or by or (covered and persons)):
            continue
        return group if group and not view.governs(group.to) and group.head != "unknown" else None
    return None


def _stands_alone(view: SentenceView, group: Group) -> bool:
    """«بلغت حصيلة قتلى الجيش 41، مقابل 33 مسلحا»: a figure between its noun and a mark."""
    alone = group.head == "bare" and group.counted and view.soft(group.to)
    return alone and not view.has(group.first - 1, casualty.PREPOSITIONS)


def _summed_up(view: SentenceView, anchor: Anchor) -> Group | None:
    """«157 شخصا بينهم 39 طفلا حصيلة الضحايا»: the first people of a headline, their toll named behind them."""
    if not view.has(anchor.at - 1, casualty.SUMMARY):
        return None
    if quantity := view.ends.get(anchor.at - 1):  # «ما يرفع إلى 178 حصيلة القتلى»
        return _figure(quantity, anchor) if view.has(quantity.begin - 1, casualty.TOLL_BRINGS) else None
    groups = (view.counted(each) for each in view.quantities if each.to < anchor.at)
    group = next((each for each in groups if each), None)
    near = group and group.head == "person" and anchor.at - group.last <= _REACH_WITHOUT_HEAD
    return group if near and not any(view.anchored.get(at) for at in range(anchor.at)) else None


def _figure(quantity: Quantity, anchor: Anchor) -> Group:
    """A figure whose noun is the word for its toll."""
    core, fields = (quantity.core, quantity.end), quantity.fields()
    return Group(quantity.begin, quantity.to, anchor.to, quantity.start, core, fields, "person", counted=True)


def _opens(view: SentenceView, at: int) -> bool:
    """Whether the bound of a figure brings it: تجاوز 100."""
    return view.has(at, casualty.TOLL_BRINGS)
