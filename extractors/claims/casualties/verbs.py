"""Verbs, verbal nouns and set phrases: the people stand after them (مقتل 5 أشخاص) or before (5 أشخاص قتلوا)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from extractors.claims.casualties.groups import Group
from extractors.claims.casualties.scene import Finding, Mark, Scene
from extractors.text import MARK

_REACH: Final = 10  # tokens from a verb over its subject and adverbs to its object
_BACK: Final = 14  # tokens from a verb back over a relative clause to its subject
_SPLIT: Final = 25  # tokens between لقي and مصرعهم


def split(scene: Scene) -> Iterator[Finding]:
    """«لقي 13 عنصرا من الميليشيا مصرعهم»."""
    for mark in scene.by_role("object"):
        for at in range(mark.at - 1, max(-1, mark.at - _SPLIT), -1):
            if scene.has(at, "split", "verbs"):
                group = scene.groups.at(scene.skip(at + 1), names=True)
                if group and group.first < mark.at:
                    whole = mark._replace(at=at, clitics=0)
                    yield scene.finding("casualty-verb", whole, group)
                break


def masdars(scene: Scene) -> Iterator[Finding]:
    """«مقتل 23 شخصا», «إصابة 12 آخرين», «مقتل وإصابة 40», «اعتقال الشرطة 5 أشخاص»."""
    joined = -1
    for mark in scene.by_role("masdar"):
        if mark.at <= joined or not scene.happened(mark.at):
            continue
        marks = [mark, *_joined(scene, mark)]
        joined = marks[-1].at
        group = scene.groups.at(scene.skip(marks[-1].to), names=any(each.word.named for each in marks))
        group = group or _further(scene, marks[-1].to)
        if group is None or not _fits(group, mark):
            continue
        yield from _shared("casualty-masdar", scene, marks, group)


def _shared(rule: str, scene: Scene, marks: list[Mark], group: Group) -> Iterator[Finding]:
    """One figure of several outcomes is one record; a vague one is a record of each."""
    outcomes = tuple(dict.fromkeys(mark.word.outcome for mark in marks))
    if len(outcomes) == 1 or group.bound in ("vague", "none_stated"):
        for mark in marks[: len(outcomes)]:
            yield scene.finding(rule, mark, group)
        return
    yield Finding(rule, outcomes, group, marks[0]._replace(to=marks[-1].to), scene.certainty(marks[0].at))


def _joined(scene: Scene, mark: Mark) -> Iterator[Mark]:
    """The verbs or verbal nouns that share what follows with the one before: مقتل وإصابة, تقتل وتصيب."""
    role = "verb" if "verb" in mark.word.roles else "masdar"
    while (other := scene.marked.get(mark.to)) and role in other.word.roles and scene.reading.form(mark.to)[:1] == "و":
        yield other
        mark = other


def _fits(group: Group, mark: Mark) -> bool:
    if group.head == "unknown":
        return "masdar" in mark.word.roles
    return True


def verbs(scene: Scene) -> Iterator[Finding]:
    """«قتل 5 أشخاص», «قتلت الشرطة نحو 100 شخص», «أصيب في الهجوم 7 آخرون», «أودى بحياة 12 شخصا»."""
    joined = -1
    for mark in scene.marks:
        if not mark.word.roles & {"verb", "after"} or mark.at <= joined or not scene.happened(mark.at):
            continue
        if mark.word.suffixed:
            continue
        marks = [mark, *_joined(scene, mark)]
        joined = marks[-1].at
        group = _object(scene, marks[-1])
        if group:
            yield from _shared("casualty-verb", scene, marks, group)


def _object(scene: Scene, mark: Mark) -> Group | None:
    at = scene.skip(mark.to)
    named = mark.word.passive and mark.word.outcome == "killed"
    near = scene.groups.at(at, names=named)
    if near and near.counted:
        return None if near.head == "unknown" and not _adjacent(mark, near) else near
    further = _further(scene, near.to if near else mark.to)
    if mark.word.count is None and near is None and further is None:
        return None
    return further or near


def _adjacent(mark: Mark, group: Group) -> bool:
    return group.first == mark.to


def _further(scene: Scene, at: int) -> Group | None:
    """The next counted people after a subject and adverbs, no other predicate or preposition between."""
    for k in range(at, min(at + _REACH, len(scene.tokens))):
        if k in scene.marked or scene.has(k, "context", "stops"):
            return None
        if scene.tokens[k].kind == MARK and not scene.soft(k):
            return None
        quantity = scene.groups.starts.get(k)
        if quantity is None:
            continue
        if quantity.begin != k or scene.has(k - 1, "context", "prepositions") or _clitic(scene, k):
            continue
        group = scene.groups.counted(quantity)
        if group and group.head == "person" and group.to not in scene.marked:
            return group
    return None


def _clitic(scene: Scene, at: int) -> bool:
    """Whether a conjunction or preposition is glued to the number at a token."""
    quantity = scene.groups.starts[at]
    return quantity.start > scene.tokens[at].start


def behind(scene: Scene) -> Iterator[Finding]:
    """«19 شخصا على الأقل قتلوا», «200 شخص في عداد المفقودين», «39 عاملا اختطفهم التنظيم»."""
    for mark in scene.marks:
        if mark.word.roles & {"verb", "before", "object", "both"} and scene.happened(mark.at, 1):
            group = _subject(scene, mark)
            if group:
                outcomes = ("killed", "injured") if "both" in mark.word.roles else (mark.word.outcome,)
                yield scene.finding("casualty-verb-behind", mark, group, *outcomes)


def _subject(scene: Scene, mark: Mark) -> Group | None:
    plural = mark.word.count is None or "before" in mark.word.roles
    if not plural and mark.word.count != 2:  # noqa: PLR2004  the dual
        return None
    for k in range(mark.at - 1, max(-1, mark.at - _BACK), -1):
        if scene.has(k, "context", "breaks") or (scene.tokens[k].kind == MARK and not scene.soft(k)):
            return None
        quantity = scene.groups.ends.get(k + 1)
        group = scene.groups.counted(quantity) if quantity else scene.groups.at(k)
        if group and group.last <= mark.at and _agrees(group, mark):
            return group
    return None


def _agrees(group: Group, mark: Mark) -> bool:
    if group.head not in ("person", "bare", "unknown"):
        return False
    if group.head == "unknown" and mark.at - group.to > 1:
        return False
    value = group.fields["value"]
    if mark.word.count == 2:  # noqa: PLR2004  the dual
        return value == 2  # noqa: PLR2004
    return group.counted and value not in (1, 2)
