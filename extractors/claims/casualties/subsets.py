"""Parts of a total: «بينهم 7 أطفال وامرأة», «اثنان منهم»; and more victims of the same event: «5 جنود وشرطي»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import takewhile
from typing import Final

from extractors.claims.casualties import nouns, tolls
from extractors.claims.casualties.finding import Finding, as_finding
from extractors.claims.lexicon import casualty, outcomes, particles, people
from extractors.claims.sentence import Anchor, SentenceView
from extractors.claims.sentence.clauses import TO_MORE_PEOPLE
from extractors.claims.sentence.group import Group
from extractors.text import NUMBER, WORD
from extractors.text.phrases import ARTICLE

_REACH: Final = 25
_NEAR: Final = 6
_IN: Final = "في"
_FAR: Final = 9
_WORDS: Final = 3  # of a noun with its adjectives
PARTS: Final = frozenset({"person", "bare", "case"})
"""What a part may be known by: never an unknown noun, which is as often a thing."""


def subsets(view: SentenceView, found: Sequence[Finding]) -> Iterator[Finding]:
    """«بينهم 7 أطفال»: people of a total that stands before."""
    free = 0
    for first in view.places(outcomes.PART):
        at = _opened(view, first) if first >= free else 0
        if not at:
            continue
        free = at
        total = _total(found, first)
        group = view.people_at(view.skip(at))
        if total is None or group is None or group.head not in PARTS or not _fits(found, group, total):
            continue
        if group.counted or not view.has(first, casualty.PART_LISTS):
            yield total.of(group, part=True)
            free = max(group.to, at)
    yield from _followed(view, found)
    yield from _graver(view, found)


def _graver(view: SentenceView, found: Sequence[Finding]) -> Iterator[Finding]:
    """«إصابة جنديين، أحدهما بجراح خطيرة»: one of the hurt."""
    for at in range(len(view.tokens)):
        one = view.form(at) in casualty.ONE_WITH_PRONOUN and view.has(at + 1, casualty.GRAVER)
        total = _total(found, at) if one else None
        group = view.people_at(at) if total and "injured" in total.outcomes else None
        if total and group and at - total.group.last <= _NEAR:
            yield total.of(group, part=True)


def _opened(view: SentenceView, at: int) -> int:
    """Where the words that open a part end: بينهم, من ضمنهم, هم; 0 where none begin."""
    match = casualty.PARTS.starting(view.tokens, at)
    if match:
        return match.to
    bare = view.form(at).removeprefix(particles.AND)  # هم, but not بهم
    return at + 1 if bare in casualty.PART_LISTS else 0


def _followed(view: SentenceView, found: Sequence[Finding]) -> Iterator[Finding]:
    """«36 منهم»: the number before, of a total that stands before it."""
    for to, quantity in view.ends.items():
        if not view.has(to, casualty.OF_THEM) or view.counted(quantity) is None:
            continue
        total = _total(found, quantity.begin)
        group = view.counted(quantity)
        if total and group and _part(group, total.group):
            yield total.of(group._replace(to=to + 1, last=to + 1), part=True)


def of_victims(view: SentenceView) -> Iterator[Finding]:
    """«مئات من الضحايا», «ثلاثين شخصا من الضحايا»: no part, but all who are told of."""
    return (each for each in _of_known(view) if not each.part)


def among(view: SentenceView) -> Iterator[Finding]:
    """«من بين القتلى 9 مسلحين», «بين الضحايا طفل», «اثنان من الجرحى»."""
    return (each for each in _of_known(view) if each.part)


def _of_known(view: SentenceView) -> Iterator[Finding]:
    """People who are told of as some of victims already known."""
    for anchor in view.anchors_of("noun"):
        group = _out_of(view, anchor) if anchor.word.number is None and _are_known(view, anchor) else None
        if group:
            all_told = view.form(anchor.at - 1) == particles.OF and group.to == anchor.at - 1  # ثلاثين شخصا من الضحايا
            part = not (all_told or group.bound == "vague")
            yield as_finding(view, anchor, group, tolls.dead(anchor))._replace(part=part, inherits=part)
            if group.bound == "vague":  # المئات من القتلى والجرحى
                yield from (as_finding(view, other, group) for other in nouns.joined(view, anchor))


def _are_known(view: SentenceView, anchor: Anchor) -> bool:
    """Whether a noun is one of victims already told of, or العشرات من ضحايا غارة."""
    vague = view.ends.get(anchor.at - 1) if view.form(anchor.at - 1) == particles.OF else None
    return anchor.word.definite or view.definite(anchor.to) or (vague is not None and vague.bound == "vague")


def _out_of(view: SentenceView, anchor: Anchor) -> Group | None:
    """Who is told of as some of the victims that a noun stands for: behind بين and the noun, or before من or بين."""
    if view.form(anchor.at - 1) == particles.OF:
        return _of_the_hurt(view, anchor.at - 1)
    if not view.has(anchor.at - 1, casualty.AMONG):
        return None
    group = _after_adjectives(view, anchor.to)
    return group if group and group.head in ("person", "name") else _among_them(view, anchor)


def _of_the_hurt(view: SentenceView, at: int) -> Group | None:
    """«اثنان من الجرحى», «ثلاثين شخصا من الضحايا»: the figure before من."""
    groups = (view.counted(quantity) for quantity in view.ends.values() if at - 1 <= quantity.to <= at)
    if quantity := view.ends.get(at):
        return view.counted(quantity)
    return next((group for group in groups if group and group.head == "person" and group.last == at), None)


def _among_them(view: SentenceView, anchor: Anchor) -> Group | None:
    """«ثلاثة أجانب كانوا بين القتلى»: the people before بين."""
    at = anchor.at - 1
    while view.has(at - 1, casualty.STILL) or view.has(at - 1, casualty.PREPOSITIONS):
        at -= 1
    if single := _introduced(view, at):
        return single
    quantity = next((each for each in view.ends.values() if each.to <= at <= each.to + _NEAR), None)
    group = view.counted(quantity) if quantity else None
    return group if group and group.last == at and group.head == "person" else None


def _introduced(view: SentenceView, to: int) -> Group | None:
    """«كشف أن سائقا تابعا له بين القتلى»: one or two who open a clause."""
    for at in range(max(1, to - _NEAR), to):
        if view.has(at - 1, casualty.BEFORE_NAME) or view.form(at - 1) == particles.THAT:
            group = view.people_at(at)
            some = group is not None and group.head == "person" and group.fields["value"]
            return group if group and some and _only_qualified(view, group.last, to) else None
    return None


def _only_qualified(view: SentenceView, first: int, to: int) -> bool:
    """Whether nothing but what qualifies people stands between two tokens: «تابعا له»."""
    between = range(first, to)
    return not any(view.has(at, casualty.PREPOSITIONS) or view.ends_clause(at, TO_MORE_PEOPLE) for at in between)


def _after_adjectives(view: SentenceView, at: int) -> Group | None:
    while view.definite(at) and at not in view.starts:
        at += 1
    quantity = view.starts.get(at)
    if quantity and quantity.definite:  # من بين القتلى الـ31 تسعة سياح
        at = quantity.to
    return view.people_at(view.skip(at))


def _total(found: Sequence[Finding], at: int) -> Finding | None:
    """The nearest figure before a token that is no part itself."""
    before = [each for each in found if not each.part and each.group.to <= at]
    nearest = max(before, key=lambda each: each.group.to, default=None)
    return nearest if nearest and at - nearest.group.to <= _REACH else None


def _fits(found: Sequence[Finding], part: Group, total: Finding) -> bool:
    """Whether people can be some of a total; where nothing in the sentence is large enough, the article is at odds."""
    return _part(part, total.group) or (part.counted and not any(_part(part, each.group) for each in found))


def _part(part: Group, total: Group) -> bool:
    """Whether a part can be one of the total."""
    value = part.fields["value"]
    most = total.fields["high"] if total.fields["high"] is not None else total.fields["low"]
    return value is None or most is None or total.fields["high"] is None or value < most


def more(view: SentenceView, found: Sequence[Finding]) -> Iterator[Finding]:
    """«ثلاثة جنود وأربعة من الشرطة»: more whom the same befell."""
    return _coordinated(view, [each for each in found if not each.part])


def more_parts(view: SentenceView, found: Sequence[Finding]) -> Iterator[Finding]:
    """«بينهم 8 أطفال وامرأة واحدة و13 شابا»: more parts of the same total."""
    return _coordinated(view, [each for each in found if each.part])


def _coordinated(view: SentenceView, found: Sequence[Finding]) -> Iterator[Finding]:
    """The people that و and set phrases join to those of some findings."""
    for finding in found:
        group = finding.group
        if shares_number(view, group):
            continue
        if finding.behind:
            yield from map(finding.of, _all_before(view, group))
        anchor = finding.anchor
        if finding.behind and view.has(anchor.to, casualty.WITH):
            more = with_others(view, anchor.to)  # «فلان قتل مع 13 آخرين»
            yield from [finding.of(more)] if more else []
        while (after := _next(view, group)) is not None:
            yield finding.of(after)
            group = after


def _all_before(view: SentenceView, group: Group | None) -> Iterator[Group]:
    """«رجلا وامرأة وطفلتين ماتوا»: all who are joined before the people next to the verb."""
    while group and (group := _before(view, group)):
        yield group


def _before(view: SentenceView, group: Group) -> Group | None:
    """«أربعة جنود وثلاثة من الحراس أصيبوا»: the people joined before those that stand next to the verb."""
    if view.tokens[group.first].form[:1] != particles.AND:
        return None
    for quantity in view.ends.values():
        before = view.counted(quantity)
        if before and before.last == group.first and before.head == "person":
            return before
    return _one_or_two(view, group.first)


def _one_or_two(view: SentenceView, to: int) -> Group | None:
    """«جنديين وخمسة مقاتلين أصيبوا»: people whose noun is their number, straight before a token."""
    groups = (view.people_at(at) for at in range(max(0, to - _WORDS), to))
    return next((group for group in groups if group and group.last == to and group.fields["value"]), None)


def shares_number(view: SentenceView, group: Group) -> bool:
    """«30 جنديا وشرطيا»: two nouns in the singular under one number; «مليون لاجئ سوري وعراقي»."""
    second = people.after_clitics(view.form(group.to)) if group.counted and view.form(group.to) else None
    if second is None or second[0].number != 1:
        return False
    if second[0].kind == people.NATIONALS:
        return True
    first = people.person(view.tokens[group.victims[0]].form) if group.victims else None
    own = second[0].owned and not view.feminine(group.to)  # وزميلة, where وزميله is his
    return first is not None and first.number == 1 and not own


def _next(view: SentenceView, group: Group) -> Group | None:
    """The group that و joins to another, which no outcome word of its own governs."""
    after = _joined(view, group) or _added(view, group) or _elsewhere(view, group)
    return None if after and _is_same(view, group, after) else after


def _is_same(view: SentenceView, group: Group, after: Group) -> bool:
    """«الصحفي والكاتب فلان»: one person by two nouns."""
    if after.counted or group.counted or group.last - group.first > 1:
        return False
    one = people.after_clitics(view.tokens[after.first].form)
    other = people.after_clitics(view.tokens[group.first].form)
    return bool(one and other and one[0].definite and other[0].definite and not one[0].owned)


def _added(view: SentenceView, group: Group) -> Group | None:
    """«بالإضافة إلى مقاتلين اثنين»: more of the same behind a set phrase."""
    for at in range(group.last, min(group.last + _FAR, len(view.tokens))):
        if at in view.anchored or at in view.starts or view.ends_clause(at, TO_MORE_PEOPLE):
            return None
        if match := casualty.JOINERS.starting(view.tokens, at):
            return _whole(view, match.to)
        if view.has(at, casualty.WITH):
            return with_others(view, at)
    return None


def _elsewhere(view: SentenceView, group: Group) -> Group | None:
    """«4 أشخاص في فلوريدا و5 في فرجينيا»: more of the same in another place or year."""
    if not group.counted or view.form(group.last) != _IN:
        return None
    for at in range(group.last + 2, group.last + _NEAR):
        quantity = view.starts.get(at)
        joined = particles.AND in (view.form(at)[:1], view.form(at - 1))
        if quantity and quantity.begin == at and joined:
            return view.counted(quantity) if view.form(quantity.to) == _IN else None
        if _ends_list(view, at):
            return None
    return None


def _ends_list(view: SentenceView, at: int) -> bool:
    """Whether a list of places ends at a token: another clause, or a mark and no و behind it."""
    return view.ends_clause(at, TO_MORE_PEOPLE) or (view.soft(at) and not view.is_joined(at + 1))


def with_others(view: SentenceView, at: int) -> Group | None:
    """«مع طفليها», «مع 13 آخرين», «مع عدد من مرافقيه»: more who share what befell one, never «مع المسلحين»."""
    group = _whole(view, at + 1)
    if group is None:
        return None
    forms = [view.form(n) for n in range(*(group.victims or (at + 1, group.to)))]
    own = any((found := people.after_clitics(form)) and found[0].owned for form in forms)
    others = any(form in casualty.OTHER_MANY for form in forms)
    return group if own or (others and group.counted) else None


def _joined(view: SentenceView, group: Group) -> Group | None:
    """The people behind و, whatever belongs to those before it between."""
    first = _past_aside(view, group.last)
    way = takewhile(partial(_is_way, view, group), range(first, min(first + _NEAR, len(view.tokens))))
    for at in way:
        if view.form(at) == particles.AND:
            return _whole(view, at + 1)
        if view.is_joined(at) and (after := _whole(view, at) or _named(view, group, at)):
            return None if _describes(view, group, after) else after
    return None


def _describes(view: SentenceView, group: Group, after: Group) -> bool:
    """«فلان صديقه وزميل العمل»: a second noun for a person named before, the first between."""
    first = people.after_clitics(view.form(group.last))
    construct = not after.counted and after.to == after.first + 2 and view.definite(after.first + 1)
    return group.head == "name" and first is not None and first[0].owned and construct


def _past_aside(view: SentenceView, at: int) -> int:
    """The mark that closes an aside on some of a group: «ضابطين، أحدهما برتبة رائد، وجندي»; the token where none is."""
    if not view.soft(at) or view.form(at + 1) not in casualty.ONE_WITH_PRONOUN:
        return at
    marks = (k for k in range(at + 2, min(at + _FAR, len(view.tokens))) if view.soft(k) and view.is_joined(k + 1))
    return next(marks, at)


def _is_way(view: SentenceView, group: Group, at: int) -> bool:
    """Whether و may still join more people to a group at a token."""
    loose = view.is_joined(at) or view.definite(at) or view.soft(at) or at == group.last or _is_of_name(view, group, at)
    return loose and at not in view.anchored and not view.ends_clause(at, TO_MORE_PEOPLE)


def _is_of_name(view: SentenceView, group: Group, at: int) -> bool:
    """Whether a word may be of the name of a unit (الكتيبة الـ82) or of a person told by a title (السيدة فلانة)."""
    if view.tokens[at].kind == NUMBER:
        return view.form(at - 1) == ARTICLE
    titled = group.head == "person" and group.fields["value"] == 1 and view.definite(group.first)
    return titled and view.tokens[at].kind == WORD and not view.is_listed(view.form(at))


def _named(view: SentenceView, group: Group, at: int) -> Group | None:
    """«مقتل سامر العلي ونزار حمدان»: another name behind a first one."""
    return view.another_name(at) if group.head == "name" else None


def _whole(view: SentenceView, at: int) -> Group | None:
    group = view.people_at(at)
    if group is None or group.head != "person" or view.governs(group.to) or view.governs(group.last):
        return None
    return group
