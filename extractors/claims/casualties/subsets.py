"""Parts of a total: «بينهم 7 أطفال وامرأة», «اثنان منهم»; and more victims of the same event: «5 جنود وشرطي»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from extractors.claims.casualties import tolls
from extractors.claims.casualties.group import Group
from extractors.claims.casualties.scene import Finding, Mark, Scene
from extractors.claims.lexicon import casualty, outcomes, particles, people

_REACH: Final = 25
_NEAR: Final = 6
_IN: Final = "في"
_FAR: Final = 9
_WORDS: Final = 3  # of a noun with its adjectives
PARTS: Final = frozenset({"person", "bare", "case"})
"""What a part may be known by: never an unknown noun, which is as often a thing."""


def subsets(scene: Scene, found: Sequence[Finding]) -> Iterator[Finding]:
    """«بينهم 7 أطفال»: people of a total that stands before."""
    free = 0
    for first in scene.reading.places(outcomes.PART):
        at = _opened(scene, first) if first >= free else 0
        if not at:
            continue
        free = at
        total = _total(found, first)
        group = scene.groups.at(scene.skip(at))
        if total is None or group is None or group.head not in PARTS or not _fits(found, group, total):
            continue
        if group.counted or not scene.has(first, casualty.PART_LISTS):
            yield total._replace(rule="casualty-subset", group=group)
            free = max(group.to, at)
    yield from _followed(scene, found)


def _opened(scene: Scene, at: int) -> int:
    """Where the words that open a part end: بينهم, من ضمنهم, هم; 0 where none begin."""
    match = casualty.PARTS.starting(scene.tokens, at)
    if match:
        return match.to
    bare = scene.reading.form(at).removeprefix(particles.AND)  # هم, but not بهم
    return at + 1 if bare in casualty.PART_LISTS else 0


def _followed(scene: Scene, found: Sequence[Finding]) -> Iterator[Finding]:
    """«36 منهم»: the number before, of a total that stands before it."""
    for to, quantity in scene.groups.ends.items():
        if not scene.has(to, casualty.OF_THEM) or scene.groups.counted(quantity) is None:
            continue
        total = _total(found, quantity.begin)
        group = scene.groups.counted(quantity)
        if total and group and _part(group, total.group):
            yield total._replace(rule="casualty-subset", group=group._replace(to=to + 1, last=to + 1))


def among(scene: Scene) -> Iterator[Finding]:
    """«من بين القتلى 9 مسلحين», «بين الضحايا طفل», «اثنان من الجرحى»."""
    for mark in scene.by_role("noun"):
        before = scene.reading.form(mark.at - 1)
        vague = scene.groups.ends.get(mark.at - 1) if before == particles.OF else None  # العشرات من ضحايا غارة
        known = mark.word.definite or scene.definite(mark.to) or (vague and vague.bound == "vague")
        if mark.word.number is not None or not known:
            continue
        group = None
        if scene.has(mark.at - 1, casualty.AMONG):
            group = _after_adjectives(scene, mark.to)
            group = group if group and group.head in ("person", "name") else _among_them(scene, mark)
        elif before == particles.OF:
            group = _of_the_hurt(scene, mark.at - 1)
        if group is None or (group.head not in ("person", "name") and before != particles.OF):
            continue
        counted = before == particles.OF and group.to == mark.at - 1  # ثلاثين شخصا من الضحايا
        whole = group.bound == "vague" or counted
        rule = "casualty-noun" if whole else "casualty-subset"  # «مئات من الضحايا» are no part
        yield scene.finding(rule, mark, group, tolls.dead(mark))


def _of_the_hurt(scene: Scene, at: int) -> Group | None:
    """«اثنان من الجرحى», «ثلاثين شخصا من الضحايا»: the figure before من."""
    groups = (scene.groups.counted(quantity) for quantity in scene.groups.ends.values() if at - 1 <= quantity.to <= at)
    if quantity := scene.groups.ends.get(at):
        return scene.groups.counted(quantity)
    return next((group for group in groups if group and group.head == "person" and group.last == at), None)


def _among_them(scene: Scene, mark: Mark) -> Group | None:
    """«ثلاثة أجانب كانوا بين القتلى»: the people before بين."""
    at = mark.at - 1
    while scene.has(at - 1, casualty.STILL) or scene.has(at - 1, casualty.PREPOSITIONS):
        at -= 1
    quantity = next((each for each in scene.groups.ends.values() if each.to <= at <= each.to + _NEAR), None)
    group = scene.groups.counted(quantity) if quantity else None
    return group if group and group.last == at and group.head == "person" else None


def _after_adjectives(scene: Scene, at: int) -> Group | None:
    while scene.definite(at) and at not in scene.groups.starts:
        at += 1
    quantity = scene.groups.starts.get(at)
    if quantity and quantity.definite:  # من بين القتلى الـ31 تسعة سياح
        at = quantity.to
    return scene.groups.at(scene.skip(at))


def _total(found: Sequence[Finding], at: int) -> Finding | None:
    """The nearest figure before a token that is no part itself."""
    before = [each for each in found if each.rule != "casualty-subset" and each.group.to <= at]
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


def coordinated(scene: Scene, found: Sequence[Finding]) -> Iterator[Finding]:
    """«ثلاثة جنود وأربعة من الشرطة», «8 أطفال وامرأة واحدة و13 شابا»."""
    for finding in found:
        group = finding.group
        if _shares_number(scene, group):
            continue
        if finding.rule == "casualty-verb-behind" and (before := _before(scene, group)):
            yield finding._replace(group=before, rule=_rule(finding))
        mark = finding.mark
        if finding.rule == "casualty-verb-behind" and mark and scene.has(mark.to, casualty.WITH):
            more = with_others(scene, mark.to)  # «فلان قتل مع 13 آخرين»
            yield from [finding._replace(group=more, rule=_rule(finding))] if more else []
        while (after := _next(scene, group)) is not None:
            yield finding._replace(group=after, rule=_rule(finding))
            group = after


def _before(scene: Scene, group: Group) -> Group | None:
    """«أربعة جنود وثلاثة من الحراس أصيبوا»: the people joined before those that stand next to the verb."""
    if scene.tokens[group.first].form[:1] != particles.AND:
        return None
    for quantity in scene.groups.ends.values():
        before = scene.groups.counted(quantity)
        if before and before.last == group.first and before.head == "person":
            return before
    return _one_or_two(scene, group.first)


def _one_or_two(scene: Scene, to: int) -> Group | None:
    """«جنديين وخمسة مقاتلين أصيبوا»: people whose noun is their number, straight before a token."""
    groups = (scene.groups.at(at) for at in range(max(0, to - _WORDS), to))
    return next((group for group in groups if group and group.last == to and group.fields["value"]), None)


def _shares_number(scene: Scene, group: Group) -> bool:
    """«30 جنديا وشرطيا»: two nouns in the singular under one number."""
    if not group.counted or group.to >= len(scene.tokens):
        return False
    second = people.after_clitics(scene.tokens[group.to].form)
    if second and second[0].kind == people.NATIONALS and second[0].number == 1:
        return True  # «مليون لاجئ سوري وعراقي»
    if not group.victims:
        return False
    first = people.person(scene.tokens[group.victims[0]].form)
    return bool(first and first.number == 1 and second and second[0].number == 1 and not second[0].owned)


def _rule(finding: Finding) -> str:
    return finding.rule if finding.rule == "casualty-subset" else "casualty-also"


def _next(scene: Scene, group: Group) -> Group | None:
    """The group that و joins to another, which no outcome word of its own governs."""
    after = _joined(scene, group) or _added(scene, group) or _elsewhere(scene, group)
    if after is None or after.counted or group.counted or group.last - group.first > 1:
        return after
    one = people.after_clitics(scene.tokens[after.first].form)
    other = people.after_clitics(scene.tokens[group.first].form)
    same = one and other and one[0].definite and other[0].definite and not one[0].owned  # «الصحفي والكاتب فلان»
    return None if same else after


def _added(scene: Scene, group: Group) -> Group | None:
    """«بالإضافة إلى مقاتلين اثنين»: more of the same behind a set phrase."""
    for at in range(group.last, min(group.last + _FAR, len(scene.tokens))):
        if at in scene.marked or at in scene.groups.starts or scene.has(at, casualty.BREAKS):
            return None
        if match := casualty.JOINERS.starting(scene.tokens, at):
            return _whole(scene, match.to)
        if scene.has(at, casualty.WITH):
            return with_others(scene, at)
    return None


def _elsewhere(scene: Scene, group: Group) -> Group | None:
    """«4 أشخاص في فلوريدا و5 في فرجينيا»: more of the same in another place or year."""
    if not group.counted or scene.reading.form(group.last) != _IN:
        return None
    for at in range(group.last + 2, group.last + _NEAR):
        quantity = scene.groups.starts.get(at)
        joined = particles.AND in (scene.reading.form(at)[:1], scene.reading.form(at - 1))
        if quantity and quantity.begin == at and joined:
            return scene.groups.counted(quantity) if scene.reading.form(quantity.to) == _IN else None
        if scene.soft(at) or scene.has(at, casualty.BREAKS):
            return None
    return None


def with_others(scene: Scene, at: int) -> Group | None:
    """«مع طفليها», «مع 13 آخرين», «مع عدد من مرافقيه»: more who share what befell one, never «مع المسلحين»."""
    group = _whole(scene, at + 1)
    if group is None:
        return None
    forms = [scene.reading.form(n) for n in range(*(group.victims or (at + 1, group.to)))]
    own = any((found := people.after_clitics(form)) and found[0].owned for form in forms)
    others = any(form in casualty.OTHER_MANY for form in forms)
    return group if own or (others and group.counted) else None


def _joined(scene: Scene, group: Group) -> Group | None:
    for at in range(group.last, min(group.last + _NEAR, len(scene.tokens))):
        form = scene.tokens[at].form
        loose = form[:1] == particles.AND or scene.definite(at) or scene.soft(at) or at == group.last
        if at in scene.marked or not loose:
            return None
        if form == particles.AND:
            return _whole(scene, at + 1)
        if form[:1] == particles.AND and (after := _whole(scene, at) or _named(scene, group, at)):
            return after
    return None


def _named(scene: Scene, group: Group, at: int) -> Group | None:
    """«مقتل سامر العلي ونزار حمدان»: another name behind a first one."""
    return scene.groups.another_name(at) if group.head == "name" else None


def _whole(scene: Scene, at: int) -> Group | None:
    group = scene.groups.at(at)
    if group is None or group.head != "person" or scene.governs(group.to) or scene.governs(group.last):
        return None
    return group
