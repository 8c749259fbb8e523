"""Nouns for victims: counted (23 قتيلا), in the dual (قتيلين), without a number (سقوط قتلى)."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.claims.casualties import meaning, tolls
from extractors.claims.casualties.group import Group, number_fields
from extractors.claims.casualties.scene import Finding, Mark, Scene
from extractors.claims.lexicon import casualty, outcomes, particles, people
from extractors.numbers import Quantity
from extractors.numbers.quantity import bound_after
from extractors.records import OPEN_BOUNDS, Outcome
from extractors.text import MARK
from extractors.text.phrases import ARTICLE, CONJUNCTIONS, PREPOSITIONS

_NEGATION_WINDOW = 7
_EXPECTED = 3
_FREED = 6
_FOUND = 6


def counted(scene: Scene) -> Iterator[Finding]:
    """«23 قتيلا», «عشرات الجرحى», «عدد من القتلى», «687 حالة اعتقال», «القتلى الثلاثة»."""
    for mark in scene.marks:
        if not _is_state(scene, mark) and not (mark.word.loose and _freed(scene, mark)):
            yield from _counted(scene, mark)


def states(scene: Scene) -> Iterator[Finding]:
    """«200 معتقل», «مئات النازحين»: people who may also be what another outcome befalls (أعدم 19 سجينا)."""
    for mark in scene.marks:
        if _is_state(scene, mark) and not _freed(scene, mark):
            yield from _counted(scene, mark)


def _freed(scene: Scene, mark: Mark) -> bool:
    """«الإفراج عن 20 معتقلا»: they are so no longer."""
    return any(scene.has(at, casualty.FREED) for at in range(max(0, mark.at - _FREED), mark.at))


def _is_state(scene: Scene, mark: Mark) -> bool:
    return mark.word.loose and people.person(scene.term_form(mark)) is not None


def _counted(scene: Scene, mark: Mark) -> Iterator[Finding]:
    group = _number_behind(scene, mark) or _number_before(scene, mark)
    if group is None or scene.only_may(group.first + 1) or scene.has(mark.to, casualty.FORMER):
        return
    if any(scene.has(at, casualty.EXPECTED) for at in range(max(0, group.first - _EXPECTED), group.first)):
        return
    fall = group.first - 1
    if scene.happened(fall) or not scene.has(fall, casualty.FALLS):
        yield from _with_others("casualty-noun", scene, mark, group)


def _with_others(rule: str, scene: Scene, mark: Mark, group: Group) -> Iterator[Finding]:
    """The figure of a noun, shared with the nouns joined to it by و: 17 قتيلا وجريحا, عشرات القتلى والجرحى."""
    joined = list(_joined(scene, mark))
    outcomes = tuple(dict.fromkeys((mark.word.outcome, *(other.word.outcome for other in joined))))
    if len(outcomes) == 1:
        yield scene.finding(rule, mark, group, tolls.dead(mark) if mark.word.definite else mark.word.outcome)
    elif group.bound in OPEN_BOUNDS:
        for each in (mark, *joined):
            yield scene.finding(rule, each, group)
    else:
        last = joined[-1]
        whole = mark._replace(to=last.to)
        yield Finding(rule, outcomes, group, whole, scene.certainty(mark.at))


def _joined(scene: Scene, mark: Mark) -> Iterator[Mark]:
    """The nouns of the same shape that follow with و and no number of their own."""
    at = mark.to
    while (other := scene.marked.get(at)) and "noun" in other.word.roles:
        same = other.word.definite == mark.word.definite and other.word.number == mark.word.number
        if not same or scene.tokens[at].form[:1] not in CONJUNCTIONS:
            return
        if scene.reading.form(other.to) in casualty.SINGLE:
            return  # «39 قتيلا ومفقود واحد»
        yield other
        at = other.to


def _number_before(scene: Scene, mark: Mark) -> Group | None:
    if not ("noun" in mark.word.roles or mark.word.counted):
        return None
    at = mark.at
    if mark.word.counted and scene.has(at - 1, casualty.TWO_CASES):  # حالتا وفاة
        two = scene.reading.phrase(at - 1, at, 0)
        core = (two.start, two.end)
        return Group(at - 1, mark.to, mark.to, two.start, core, number_fields(2, "exact"), "case", counted=True)
    if mark.word.counted and scene.has(at - 1, casualty.CASES):
        at -= 1
    quantity = scene.groups.ends.get(at)
    if quantity is None and at == mark.at and mark.word.number == 1 and people.person(scene.reading.form(at - 1)):
        quantity = scene.groups.ends.get(at - 1)  # «40 مسلحا قتيلا»
    if quantity and mark.clitics == 0 and not quantity.percent and quantity.form != "fraction":
        if mark.word.definite and quantity.form != "vague":
            return None
        return _whole(quantity, mark)
    match = casualty.VAGUE.ending(scene.tokens, mark.at)
    if not match or mark.clitics:
        return None
    start = scene.reading.sentence.offset(match.first, match.clitics)
    core = (scene.tokens[mark.at].start, scene.tokens[mark.to - 1].end)
    return Group(match.first, mark.to, mark.to, start, core, number_fields(None, "vague"), "bare")


def _whole(quantity: Quantity, mark: Mark) -> Group:
    behind = quantity.after_bound or (None, 0)
    fields = quantity.fields() | ({"bound": "vague"} if quantity.form == "several" else {})
    core = (quantity.core, quantity.end)
    last = max(behind[1], mark.to)
    return Group(quantity.begin, mark.to, last, quantity.start, core, fields, "person", None, None, counted=True)


def _number_behind(scene: Scene, mark: Mark) -> Group | None:
    """«القتلى الثلاثة», «الضحايا الـ50», «جثث 20 جنديا», «قتلى بالعشرات»."""
    at = mark.to + (scene.reading.form(mark.to) == ARTICLE)
    quantity = scene.groups.starts.get(at)
    if quantity is None or mark.word.number == 1 or quantity.percent or "noun" not in mark.word.roles:
        return None
    if quantity.bound == "vague" and scene.reading.form(mark.to).startswith("ب"):
        return _whole(quantity, mark._replace(to=quantity.to))._replace(first=mark.at, start=scene.term(mark).start)
    if quantity.value is None or mark.word.definite != quantity.definite:
        return None
    return _definite(scene, mark, quantity) if mark.word.definite else _bodies(scene, mark, quantity)


def _definite(scene: Scene, mark: Mark, quantity: Quantity) -> Group:
    core = (quantity.core, quantity.end)
    start = scene.term(mark).start
    return Group(mark.at, quantity.to, quantity.to, start, core, quantity.fields(), "person", counted=True)


def _bodies(scene: Scene, mark: Mark, quantity: Quantity) -> Group | None:
    group = scene.groups.counted(quantity) if mark.word.loose else None
    return group if group and group.head == "person" else None


def cases(scene: Scene) -> Iterator[Finding]:
    """«تفشي الكوليرا: نحو 500 حالة», «16 حالة متوسطة»: cases of a disease, or of those hurt."""
    for to, quantity in scene.groups.ends.items():
        if scene.reading.form(to) not in casualty.CASES or scene.marked.get(to + 1):
            continue
        group = scene.groups.counted(quantity)
        grave = scene.has(to + 1, casualty.GRAVE)
        sick = meaning.sick(scene.reading) and (grave or _of_disease(scene, to + 1))
        if group and (sick or grave):
            outcome: Outcome = "infected" if sick else "injured"
            yield Finding("casualty-noun", (outcome,), group, Mark(to, to + 1, outcomes.Word(outcome, frozenset()), 0))


def _of_disease(scene: Scene, at: int) -> bool:
    """Whether what follows حالة does not make it one of something else: 300 حالة شفاء, 300 حالة طلاق."""
    form = scene.reading.form(at)
    if scene.has(at, casualty.SUSPECTED) or outcomes.sickness(form) > 0 or not form.isalpha():
        return True
    return form in casualty.PREPOSITIONS or form[:1] in (*CONJUNCTIONS, *PREPOSITIONS)


def alone(scene: Scene) -> Iterator[Finding]:
    """«قتيلان», «قتيل وجرحى», «سقوط قتلى وجرحى»: the noun's own form is all there is of a number."""
    for mark in scene.marks:
        if "noun" not in mark.word.roles or mark.word.definite or mark.word.outcome == "unspecified":
            continue
        if not scene.happened(mark.at, _NEGATION_WINDOW) or not _free(scene, mark):
            continue
        if mark.word.number is None:
            fields = number_fields(None, "none_stated")
        elif _accusative(scene, mark):
            continue
        else:
            fields = number_fields(mark.word.number, "exact")
        yield scene.finding("casualty-noun-alone", mark, _own(scene, mark, fields))


def _accusative(scene: Scene, mark: Mark) -> bool:
    """«أردى المهاجم قتيلا»: the state of somebody named before, unless it is what an event left (خلف قتيلا)."""
    one = mark.word.number == 1 and not mark.word.loose
    return one and scene.term_form(mark).endswith(("ا", "ه")) and not scene.has(mark.at - 1, casualty.LEAVES)


def _free(scene: Scene, mark: Mark) -> bool:
    """Whether a noun stands by itself: not in construct, not an adjective, not a loose one without company."""
    before = scene.marked.get(mark.at - 1)
    if before and before.word.suffixed and before.word.outcome == mark.word.outcome:
        return False  # «فأرداهم قتلى»
    if mark.word.loose and (_among_fallen(scene, mark) or _single(scene, mark)):
        return True
    if mark.word.loose:
        found = any(scene.has(at, casualty.FOUND) for at in range(max(0, mark.at - _FOUND), mark.at))
        return (
            found and mark.word.number is not None and scene.has(mark.at, casualty.BODIES) and not mark.word.definite
        )
    if mark.word.number is None and not _ends_phrase(scene, mark.to):
        return False
    return mark.to not in scene.groups.starts or scene.reading.form(mark.to)[:1] == particles.AND


def _single(scene: Scene, mark: Mark) -> bool:
    """«39 قتيلا ومفقود واحد»."""
    before = scene.marked.get(mark.at - 1)
    one = scene.reading.form(mark.to) in casualty.SINGLE
    return bool(one and before and "noun" in before.word.roles and mark.word.number == 1)


def _among_fallen(scene: Scene, mark: Mark) -> bool:
    """«سقوط قتلى وجرحى وأسرى»: what means much else, joined to a plural that does not."""
    before = scene.marked.get(mark.at - 1)
    fallen = before and "noun" in before.word.roles and not (before.word.loose or before.word.definite)
    joined = scene.tokens[mark.at].form[:1] == particles.AND and _ends_phrase(scene, mark.to)
    return bool(fallen and joined and before and before.word.number is mark.word.number is None)


def _ends_phrase(scene: Scene, at: int) -> bool:
    """Whether no noun follows that would make a plural definite: «قتلى القصف» are known, «قتلى في القصف» are news."""
    if at >= len(scene.tokens) or scene.tokens[at].kind == MARK or scene.marked.get(at):
        return True
    form = scene.tokens[at].form
    if scene.has(at, casualty.OTHER_MANY) or scene.has(at, casualty.STOPS):
        return True
    if (found := people.person(form)) and found.number is None and not (found.definite or found.owned):
        return True  # «قتلى وجرحى مدنيين»
    return form in casualty.PREPOSITIONS or form[0] in (*CONJUNCTIONS, *PREPOSITIONS)


def _own(scene: Scene, mark: Mark, fields: dict[str, object]) -> Group:
    behind = bound_after(scene.tokens, mark.to) if mark.word.number else None
    if behind and behind.value == "at_least":
        fields = number_fields(mark.word.number, "at_least")
    term = scene.term(mark)
    last = behind.to if behind else mark.to
    return Group(mark.at, mark.to, last, term.start, (term.start, term.end), dict(fields), "person")
