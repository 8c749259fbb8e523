"""Nouns for victims: counted (23 قتيلا), in the dual (قتيلين), without a number (سقوط قتلى)."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.claims.casualties import tolls
from extractors.claims.casualties.finding import Finding, as_finding
from extractors.claims.lexicon import casualty, particles, people
from extractors.claims.sentence import Anchor, SentenceView
from extractors.claims.sentence.clauses import SUBORDINATE
from extractors.claims.sentence.group import Group, number_fields
from extractors.numbers import Quantity
from extractors.numbers.quantity import bound_after
from extractors.records import OPEN_BOUNDS
from extractors.text.phrases import ARTICLE, CONJUNCTIONS, PREPOSITIONS

_NEGATION_WINDOW = 7
_EXPECTED = 3
_FREED = 6
_PLURAL = "ات"
_FOUND = 6
_COGNATE = 9
_BESIDE = 5
_QUOTES = frozenset('"«“”')


def counted(view: SentenceView) -> Iterator[Finding]:
    """«23 قتيلا», «عشرات الجرحى», «عدد من القتلى», «687 حالة اعتقال», «القتلى الثلاثة»."""
    for anchor in view.anchors:
        if not _is_state(view, anchor) and not (anchor.word.loose and _freed(view, anchor)):
            yield from _counted(view, anchor)


def states(view: SentenceView) -> Iterator[Finding]:
    """«200 معتقل», «مئات النازحين»: people who may also be what another outcome befalls (أعدم 19 سجينا)."""
    for anchor in view.anchors:
        if _is_state(view, anchor) and not _freed(view, anchor):
            yield from _counted(view, anchor)


def _freed(view: SentenceView, anchor: Anchor) -> bool:
    """«الإفراج عن 20 معتقلا»: they are so no longer."""
    return any(view.has(at, casualty.FREED) for at in range(max(0, anchor.at - _FREED), anchor.at))


def _is_state(view: SentenceView, anchor: Anchor) -> bool:
    return anchor.word.loose and people.person(view.term_form(anchor)) is not None


def _counted(view: SentenceView, anchor: Anchor) -> Iterator[Finding]:
    group = number_of(view, anchor)
    if group is None or view.only_may(group.first + 1) or view.has(anchor.to, casualty.FORMER):
        return
    if any(view.has(at, casualty.EXPECTED) for at in range(max(0, group.first - _EXPECTED), group.first)):
        return
    fall = group.first - 1
    if view.happened(fall) or not view.has(fall, casualty.FALLS):
        yield from _with_others(view, anchor, group)


def number_of(view: SentenceView, anchor: Anchor) -> Group | None:
    """Return the people of a noun with the number that counts them: «4 جرحى», «القتلى الثلاثة»."""
    return _number_behind(view, anchor) or _number_before(view, anchor)


def _with_others(view: SentenceView, anchor: Anchor, group: Group) -> Iterator[Finding]:
    """The figure of a noun, shared with the nouns joined to it by و: 17 قتيلا وجريحا, عشرات القتلى والجرحى."""
    others = list(joined(view, anchor))
    outcomes = tuple(dict.fromkeys((anchor.word.outcome, *(other.word.outcome for other in others))))
    if len(outcomes) == 1:
        yield as_finding(view, anchor, group, tolls.dead(anchor) if anchor.word.definite else anchor.word.outcome)
    elif group.bound in OPEN_BOUNDS:
        for each in (anchor, *others):
            yield as_finding(view, each, group)
    else:
        last = others[-1]
        whole = anchor._replace(to=last.to)
        yield as_finding(view, whole, group, *outcomes)


def joined(view: SentenceView, anchor: Anchor) -> Iterator[Anchor]:
    """Give the nouns of the same shape that follow with و and no number of their own."""
    at = anchor.to
    while (other := view.anchored.get(at)) and "noun" in other.word.roles:
        same = other.word.definite == anchor.word.definite and other.word.number == anchor.word.number
        if not same or view.tokens[at].form[:1] not in CONJUNCTIONS:
            return
        if view.form(other.to) in casualty.SINGLE:
            return  # «39 قتيلا ومفقود واحد»
        yield other
        at = other.to


def _number_before(view: SentenceView, anchor: Anchor) -> Group | None:
    """«23 قتيلا», «عدد من القتلى», «حالتا وفاة»: a noun, or a masdar that is counted, behind its number."""
    word = anchor.word
    if not word.counted and "noun" not in word.roles:
        return None
    if word.counted and view.has(anchor.at - 1, casualty.TWO_CASES):
        return _two_cases(view, anchor)
    quantity = _counting(view, anchor)
    if quantity is None or anchor.clitics:
        return _vague(view, anchor)
    return None if word.definite and quantity.form != "vague" else _whole(quantity, anchor)


def _two_cases(view: SentenceView, anchor: Anchor) -> Group:
    two = view.phrase(anchor.at - 1, anchor.at)
    fields = number_fields(2, "exact")
    return Group(
        anchor.at - 1, anchor.to, anchor.to, two.start, (two.start, two.end), fields, "case", counted=True
    )  # fmt: skip


def _counting(view: SentenceView, anchor: Anchor) -> Quantity | None:
    """The whole number that stands before a noun, حالة or people between: «40 مسلحا قتيلا»."""
    word = anchor.word
    at = anchor.at - (word.counted and view.has(anchor.at - 1, casualty.CASES))
    quantity = view.ends.get(at)
    if quantity is None and at == anchor.at and word.number == 1 and people.person(view.form(at - 1)):
        quantity = view.ends.get(at - 1)
    return None if quantity and (quantity.percent or quantity.form == "fraction") else quantity


def _vague(view: SentenceView, anchor: Anchor) -> Group | None:
    """«عدد من القتلى»."""
    match = casualty.VAGUE.ending(view.tokens, anchor.at)
    if not match or anchor.clitics:
        return None
    start = view.sentence.offset(match.first, match.clitics)
    core = (view.tokens[anchor.at].start, view.tokens[anchor.to - 1].end)
    return Group(match.first, anchor.to, anchor.to, start, core, number_fields(None, "vague"), "bare")


def _whole(quantity: Quantity, anchor: Anchor) -> Group:
    behind = quantity.after_bound or (None, 0)
    fields = quantity.fields() | ({"bound": "vague"} if quantity.form == "several" else {})
    core = (quantity.core, quantity.end)
    last = max(behind[1], anchor.to)
    return Group(quantity.begin, anchor.to, last, quantity.start, core, fields, "person", None, None, counted=True)


def _number_behind(view: SentenceView, anchor: Anchor) -> Group | None:
    """«القتلى الثلاثة», «الضحايا الـ50», «جثث 20 جنديا», «قتلى بالعشرات»."""
    at = anchor.to + (view.form(anchor.to) == ARTICLE)
    quantity = view.starts.get(at)
    if quantity is None or anchor.word.number == 1 or quantity.percent or "noun" not in anchor.word.roles:
        return None
    if quantity.bound == "vague" and view.form(anchor.to).startswith("ب"):
        start = view.term(anchor).start
        return _whole(quantity, anchor._replace(to=quantity.to))._replace(first=anchor.at, start=start)
    if quantity.value is None or anchor.word.definite != quantity.definite:
        return None
    return _definite(view, anchor, quantity) if anchor.word.definite else _bodies(view, anchor, quantity)


def _definite(view: SentenceView, anchor: Anchor, quantity: Quantity) -> Group:
    core = (quantity.core, quantity.end)
    start = view.term(anchor).start
    return Group(anchor.at, quantity.to, quantity.to, start, core, quantity.fields(), "person", counted=True)


def _bodies(view: SentenceView, anchor: Anchor, quantity: Quantity) -> Group | None:
    group = view.counted(quantity) if anchor.word.loose else None
    return group if group and group.head == "person" else None


def alone(view: SentenceView) -> Iterator[Finding]:
    """«قتيلان», «قتيل وجرحى», «سقوط قتلى وجرحى»: the noun's own form is all there is of a number."""
    for anchor in view.anchors:
        if not _is_victim(view, anchor) or anchor.word.definite:
            continue
        if not view.happened(anchor.at, _NEGATION_WINDOW) or not _free(view, anchor):
            continue
        if anchor.word.number is None or _are_hurt(view, anchor):
            fields = number_fields(None, "none_stated")
        elif _accusative(view, anchor):
            continue
        else:
            fields = number_fields(anchor.word.number, "exact")
        yield as_finding(view, anchor, own(view, anchor, fields), tolls.dead(anchor))


def _is_victim(view: SentenceView, anchor: Anchor) -> bool:
    """Whether a word stands for victims: a noun, or إصابات where it does."""
    if anchor.word.outcome == "unspecified":
        return _is_body(view, anchor)
    if anchor.word.counted and _is_cognate(view, anchor):
        return False
    return "noun" in anchor.word.roles or _are_hurt(view, anchor)


def _is_cognate(view: SentenceView, anchor: Anchor) -> bool:
    """«إصابة ضابط وجندي إصابتين خطرتين»: how they were hurt, and no others."""
    for at in range(anchor.at - 1, max(-1, anchor.at - _COGNATE), -1):
        if view.is_mark(at):
            return False
        before = view.anchored.get(at)
        if before:
            return before.word.outcome == anchor.word.outcome and not view.is_joined(anchor.at)
    return False


def heralded(view: SentenceView) -> Iterator[Finding]:
    """«زفت الحركة الشهيد فلانا»: a group tells of its own dead."""
    for anchor in view.anchors_of("noun"):
        one_or_two = anchor.word.definite and anchor.word.number is not None and anchor.word.outcome == "killed"
        before = range(max(0, anchor.at - _FOUND), anchor.at)
        if one_or_two and view.any_has(before, casualty.HERALDS) and not anchor.clitics:
            yield as_finding(view, anchor, own(view, anchor, number_fields(anchor.word.number, "exact")))


def _are_hurt(view: SentenceView, anchor: Anchor) -> bool:
    """«وقوع إصابات», «قتلى وإصابات»: a masdar in the plural that stands for people."""
    plural = anchor.word.counted and view.term_form(anchor).endswith(_PLURAL) and not anchor.word.definite
    if not plural:
        return False
    return view.has(anchor.at - 1, casualty.FALLS) or (view.is_joined(anchor.at) and _is_beside_dead(view, anchor))


def _is_beside_dead(view: SentenceView, anchor: Anchor) -> bool:
    """«قتلى وإصابات», «مقتل ضابط وجندي وإصابات جديدة»: joined to the dead, no mark between."""
    for at in range(anchor.at - 1, max(-1, anchor.at - _BESIDE), -1):
        if at in view.anchored:
            return view.anchored[at].word.outcome == "killed"
        if view.is_mark(at):
            return False
    return False


def _accusative(view: SentenceView, anchor: Anchor) -> bool:
    """«أردى المهاجم قتيلا»: the state of somebody named before, unless it is what an event left (خلف قتيلا)."""
    one = anchor.word.number == 1 and not anchor.word.loose
    return one and view.term_form(anchor).endswith(("ا", "ه")) and not view.has(anchor.at - 1, casualty.LEAVES)


def _free(view: SentenceView, anchor: Anchor) -> bool:
    """Whether a noun stands by itself: not in construct, not an adjective, not a loose one without company."""
    before = view.anchored.get(anchor.at - 1)
    if before and before.word.suffixed and before.word.outcome == anchor.word.outcome:
        return False  # «فأرداهم قتلى»
    if anchor.word.loose:
        return _among_fallen(view, anchor) or _single(view, anchor) or _is_body(view, anchor)
    if _names_another(view, anchor) or (anchor.word.number is None and not _ends_phrase(view, anchor.to)):
        return False
    return not _has_number(view, anchor.to)


def _has_number(view: SentenceView, at: int) -> bool:
    return at in view.starts and not view.is_joined(at)


def _names_another(view: SentenceView, anchor: Anchor) -> bool:
    """«ميناء شهيد», «أرملة شهيد»: the word before is what bears his name, or is his."""
    return anchor.word.number == 1 and not anchor.clitics and view.has(anchor.at - 1, casualty.OF_ONE)


def _is_body(view: SentenceView, anchor: Anchor) -> bool:
    """«العثور على جثة»."""
    one_or_two = anchor.word.number is not None and not anchor.word.definite
    found = view.any_has(range(anchor.at - _FOUND, anchor.at), casualty.FOUND)
    return found and one_or_two and view.has(anchor.at, casualty.BODIES)


def _single(view: SentenceView, anchor: Anchor) -> bool:
    """«39 قتيلا ومفقود واحد»."""
    before = view.anchored.get(anchor.at - 1)
    one = view.form(anchor.to) in casualty.SINGLE
    return bool(one and before and "noun" in before.word.roles and anchor.word.number == 1)


def _among_fallen(view: SentenceView, anchor: Anchor) -> bool:
    """«سقوط قتلى وجرحى وأسرى»: what means much else, joined to a plural that does not."""
    before = view.anchored.get(anchor.at - 1)
    fallen = before and "noun" in before.word.roles and not (before.word.loose or before.word.definite)
    joined = view.tokens[anchor.at].form[:1] == particles.AND and _ends_phrase(view, anchor.to)
    return bool(fallen and joined and before and before.word.number is anchor.word.number is None)


def _ends_phrase(view: SentenceView, at: int) -> bool:
    """Whether no noun follows that would make a plural definite: «قتلى القصف» are known, «قتلى في القصف» are news."""
    if view.form(at) in _QUOTES:
        return _ends_phrase(view, at + 1)  # قتلى "الجيش"
    if at >= len(view.tokens) or view.is_mark(at) or view.anchored.get(at) or _qualifies(view, at):
        return True
    if view.ends_clause(at, SUBORDINATE) or _are_more(view, at):
        return True
    form = view.form(at)
    return form in casualty.PREPOSITIONS or form[0] in (*CONJUNCTIONS, *PREPOSITIONS)


def _qualifies(view: SentenceView, at: int) -> bool:
    """Whether a word says more of people who are news: آخرون, إصابات جديدة, جرحى في حالة خطرة."""
    return any(view.has(at, words) for words in (casualty.OTHER_MANY, casualty.GRAVE, casualty.SUSPECTED))


def _are_more(view: SentenceView, at: int) -> bool:
    """«قتلى وجرحى مدنيين»: people in an indefinite plural."""
    found = people.person(view.form(at))
    return found is not None and found.number is None and not (found.definite or found.owned)


def own(view: SentenceView, anchor: Anchor, fields: dict[str, object]) -> Group:
    """Return the people of a noun whose form is all there is of a number."""
    behind = bound_after(view.tokens, anchor.to) if anchor.word.number else None
    if behind and behind.value == "at_least":
        fields = number_fields(anchor.word.number, "at_least")
    term = view.term(anchor)
    last = behind.to if behind else anchor.to
    return Group(anchor.at, anchor.to, last, term.start, (term.start, term.end), dict(fields), "person")
