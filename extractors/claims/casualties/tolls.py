"""Figures that a noun announces: «عدد القتلى ... إلى 45», «القتلى ثلاثة موظفين»."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import takewhile
from typing import Final

from extractors.claims.casualties.finding import Finding, as_finding
from extractors.claims.lexicon import casualty, outcomes, particles, people
from extractors.claims.sentence import Anchor, SentenceView
from extractors.claims.sentence.group import Group
from extractors.numbers import Quantity
from extractors.records import Outcome
from extractors.text import without_clitics

_SUBJECT: Final = 6  # tokens from تقدر to عدد
_HEAD: Final = 9  # tokens from الذين back to عدد
_REACH: Final = 24
_REACH_WITHOUT_HEAD: Final = 9
_COUNTED: Final = 3  # tokens of a noun and its adjectives behind a number
_PLURAL: Final = "ات"
_SPELLED: Final = 8  # tokens over which the parts of a toll are spelled out


def tolls(view: SentenceView) -> Iterator[Finding]:
    """«ارتفع عدد القتلى إلى 45», «عدد الجرحى بلغ 12», «قتلى الفيضانات إلى 199», «القتلى ثلاثة موظفين»."""
    for anchor in view.anchors:
        head = _head(view, anchor)
        outcome = _relative(view, anchor) if _is_toll(view, anchor, head) else None
        group = _of_toll(view, anchor, head) if outcome else None
        if outcome and group:
            if head is not None and group.first > anchor.at:
                group = group._replace(start=view.sentence.offset(head, _clitics(view, head)))
            yield as_finding(view, anchor, group, *(_divided(view, anchor, group) or (outcome,)))


def _divided(view: SentenceView, anchor: Anchor, group: Group) -> tuple[Outcome, ...]:
    """«بلغ عدد الضحايا 150 فردا: 60 قتيلا و90 جريحا»: the outcomes of a figure that is spelled out right behind it."""
    if anchor.word.outcome != "unspecified" or not group.counted:
        return ()
    parts = [each for each in view.quantities if group.last < each.to <= group.last + _SPELLED]
    told = [_told(view, each) for each in parts]
    whole = None not in told and sum(each.value or 0 for each in parts) == group.fields["value"]
    return tuple(dict.fromkeys(filter(None, told))) if whole and len(set(told)) > 1 else ()


def _told(view: SentenceView, quantity: Quantity) -> Outcome | None:
    """The outcome of the noun that a number counts: 60 قتيلا."""
    noun = view.anchored.get(quantity.to)
    return noun.word.outcome if noun and "noun" in noun.word.roles else None


def of_events(view: SentenceView) -> Iterator[Finding]:
    """«ارتفاع حصيلة انفجار المصنع إلى 18 شخصا»: the toll of an event, and no word for victims between."""
    for at in view.places(outcomes.EVENT_TOLL):
        if not view.has(at, casualty.TOLL_OF_EVENTS) or outcomes.sickness(view.form(at + 1)) >= 0:
            continue
        word = outcomes.Word("killed", frozenset({"noun"}), None)
        anchor = Anchor(at, at + 1, word, _clitics(view, at))
        group = _brought(view, anchor, _REACH, announced=False)
        if group and group.head == "person" and not group.captive and view.happened(at):
            start = min(view.sentence.offset(at, anchor.clitics), group.start)
            yield as_finding(view, anchor, group._replace(start=start))


def _head(view: SentenceView, anchor: Anchor) -> int | None:
    """The token of عدد or حصيلة before a word, None where there is none."""
    first = anchor.at - view.has(anchor.at - 1, casualty.CASES)  # عدد حالات الإصابة
    first -= view.soft(first - 1)  # عدد "الشهداء"
    while view.definite(first - 1) and people.person(view.form(first - 1)):  # عدد الصحافيين الشهداء
        first -= 1
    return first - 1 if view.has(first - 1, casualty.TOLL_HEADS) else None


def _is_toll(view: SentenceView, anchor: Anchor, head: int | None) -> bool:
    """Whether a word stands for known people or cases that a figure may count."""
    known = anchor.word.definite or view.definite(anchor.to) or view.has(anchor.to, casualty.TOLL_COVERS)
    return (known or head is not None) and _several(view, anchor, head=head is not None)


def _of_toll(view: SentenceView, anchor: Anchor, head: int | None) -> Group | None:
    """The figure of a toll: next to its word, brought by a word behind it, or before both."""
    announced = view.has(anchor.at - 1, casualty.TOLL_COVERS)  # «شملت الاعتقالات 50 شخصا»
    reach = _REACH_WITHOUT_HEAD
    if head is not None:
        reach = _REACH
        announced = announced or view.has(head - 1, casualty.TOLL_BRINGS) or _estimated(view, head)  # «بلغ عدد القتلى»
    brought = _direct(view, anchor) or _brought(view, anchor, reach, announced=announced)
    return brought or _summed_up(view, anchor)


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
        if head is not None and _are_counted(view, who, head) and (group := _of_people(view, anchor, head)):
            counted = people.person(view.form(head + 1))
            victims = (head + 1, who) if who > head + 1 else None  # عدد الذين قضوا
            start = min(view.sentence.offset(head, _clitics(view, head)), group.start)
            kind = counted.kind if counted else None
            yield as_finding(view, anchor, group._replace(start=start, victims=victims, kind=kind))


def _are_counted(view: SentenceView, who: int, head: int) -> bool:
    """«عدد الذين قتلوا», «عدد من قتلوا»."""
    return view.has(who, casualty.WHO) or (who == head + 1 and view.form(who) == particles.OF)


def _of_people(view: SentenceView, anchor: Anchor, head: int) -> Group | None:
    """The figure of people who are counted: right before عدد, or brought by a word behind the verb."""
    near = [each for each in view.quantities if head - _COUNTED <= each.to <= head]
    counted = ((each, view.counted(each)) for each in near)
    group = next((group for each, group in counted if group and head in (each.to, group.last)), None)
    announced = view.has(head - 1, casualty.TOLL_BRINGS) or _estimated(view, head)
    return group or _brought(view, anchor, _REACH, announced=announced)


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
    way = takewhile(partial(_is_open, view), range(anchor.to, min(anchor.to + reach, len(view.tokens))))
    brought = (each for each in view.beginning(way) if _is_brought(view, each, announced=announced))
    quantity = next(brought, None)
    group = view.counted(quantity) if quantity else None
    return group if group and not view.governs(group.to) and group.head != "unknown" else None


def _is_open(view: SentenceView, at: int) -> bool:
    """Whether no other word for victims stands at a token."""
    other = view.anchored.get(at)
    return other is None or "verb" in other.word.roles or _is_aside(view, other)


def _is_aside(view: SentenceView, anchor: Anchor) -> bool:
    """«عدد القتلى، بعد وفاة أحد الجرحى، إلى 106»: what happened to one, between a toll and its figure."""
    group = view.people_at(view.skip(anchor.to), names=anchor.word.named)
    one = group is not None and group.fields["value"] == 1
    return one and "masdar" in anchor.word.roles and view.has(anchor.at - 1, casualty.PREPOSITIONS)


def _is_brought(view: SentenceView, quantity: Quantity, *, announced: bool) -> bool:
    """Whether a word right before a figure brings it, its own bound does (تجاوز 100), or it counts people."""
    before = quantity.begin - 1
    while view.soft(before):
        before -= 1
    if view.has(before, casualty.TOLL_BRINGS) or view.has(quantity.begin, casualty.TOLL_BRINGS):
        return True
    if announced and view.is_by(quantity):  # «قدر عدد الذين قتلوا ... بنحو 3800»
        return True
    group = view.counted(quantity) if announced or view.has(before, casualty.TOLL_COVERS) else None
    return group is not None and (group.head == "person" or _stands_alone(view, group))


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
    group = next(filter(None, groups), None)
    if group is None or group.head != "person" or anchor.at - group.last > _REACH_WITHOUT_HEAD:
        return None
    return None if view.anchors[0] is not anchor else group


def _figure(quantity: Quantity, anchor: Anchor) -> Group:
    """A figure whose noun is the word for its toll."""
    core, fields = (quantity.core, quantity.end), quantity.fields()
    return Group(quantity.begin, quantity.to, anchor.to, quantity.start, core, fields, "person", counted=True)
