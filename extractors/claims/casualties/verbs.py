"""Verbs, verbal nouns and set phrases with the people after them: مقتل 5 أشخاص, أصيب 7, قتلت الشرطة نحو 100 شخص."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from extractors.claims.casualties.group import Group
from extractors.claims.casualties.scene import Finding, Mark, Scene
from extractors.claims.lexicon import casualty, outcomes, particles, people
from extractors.records import OPEN_BOUNDS
from extractors.text import MARK

SEIZED_AND_KILLED: Final = ({"abducted", "killed"}, {"detained", "killed"})
_REACH: Final = 10  # tokens from a verb over its subject and adverbs to its object
_SPLIT: Final = 25  # tokens between لقي and مصرعهم
ACCUSATIVE: Final = "ا"  # the alif of tanwin
_AGENT_REST: Final = 5
_SUBJECT: Final = 4
_CROWD: Final = 100
_ARMED: Final = ("soldiers", "fighters")


def split(scene: Scene) -> Iterator[Finding]:
    """«لقي 13 عنصرا من الميليشيا مصرعهم», «تعرض سبعة من الحراس للإصابة»."""
    for mark in scene.by_role("object"):
        verbs, counted = outcomes.split_verbs().get(_words(scene, mark), (frozenset(), False))
        for at in range(mark.at - 1, max(-1, mark.at - _SPLIT), -1):
            if scene.forms(at).isdisjoint(verbs):
                continue
            group = scene.groups.at(scene.skip(at + 1), names=True)
            if group and group.first < mark.at and (group.counted or not counted):
                yield scene.finding("casualty-verb", mark._replace(at=at, clitics=0), group)
            break


def _words(scene: Scene, mark: Mark) -> str:
    """The folded words of a set phrase, proclitics of the first off."""
    rest = (scene.reading.form(at) for at in range(mark.at + 1, mark.to))
    return " ".join((scene.term_form(mark), *rest))


def masdars(scene: Scene) -> Iterator[Finding]:
    """«مقتل 23 شخصا», «إصابة 12 آخرين», «مقتل وإصابة 40», «اعتقال الشرطة 5 أشخاص»."""
    done = -1
    for mark in scene.by_role("masdar"):
        if mark.at <= done or mark.word.roles & {"verb"} or mark.word.definite:
            continue
        if not scene.happened(mark.at) or _sentence(scene, mark):
            continue
        marks = [mark, *_joined(scene, mark)]
        done = marks[-1].at
        group = scene.groups.at(scene.skip(marks[-1].to), names=any(each.word.named for each in marks))
        if group is None and _is_agent(scene, scene.skip(marks[-1].to)):
            group = _further(scene, marks[-1].to) or _of_agent(scene, marks[-1])
        if group and not _figurative(scene, group):
            yield from _shared("casualty-masdar", scene, marks, group)


def _sentence(scene: Scene, mark: Mark) -> bool:
    """«حكم بإعدام 75 متهما»: a verdict, and nobody dead of it yet."""
    before = range(max(0, mark.at - _SUBJECT), mark.at)
    return scene.has(mark.at, casualty.PENALTIES) and any(scene.has(at, casualty.SENTENCED) for at in before)


def verbs(scene: Scene) -> Iterator[Finding]:
    """«قتل 5 أشخاص», «قتلت الشرطة نحو 100 شخص», «أصيب في الهجوم 7 آخرون», «أودى بحياة 12 شخصا»."""
    done = -1
    for mark in scene.marks:
        if not mark.word.roles & {"verb", "after"} or mark.at <= done or mark.word.suffixed:
            continue
        if not scene.happened(mark.at) or _plot(scene, mark) or (mark.word.passive and mark.word.number is None):
            continue  # «أصيبوا»: who it befell stands before
        if mark.word.number is None and _parts_follow(scene, mark.to):
            continue  # «قتلوا، بينهم 3»: so it does here
        marks = [mark, *(() if _has_subject(scene, mark) else _joined(scene, mark))]
        done = marks[-1].at
        group = _object(scene, marks[-1])
        if group and not _figurative(scene, group):
            yield from _shared("casualty-verb", scene, marks, group)


def _parts_follow(scene: Scene, at: int) -> bool:
    """Whether a word for a part, بينهم, is the next after a verb."""
    while scene.soft(at):
        at += 1
    return casualty.PARTS.starting(scene.tokens, at) is not None


def _plot(scene: Scene, mark: Mark) -> bool:
    """«فيلم تقتل فيه البطلة زوجها»: a present tense beside a word for fiction tells a story."""
    present = scene.is_present(mark) and "verb" in mark.word.roles
    return present and any(scene.has(at, casualty.FICTION) for at in range(len(scene.tokens)))


def _has_subject(scene: Scene, mark: Mark) -> bool:
    """«طفلا قتل وأصيب أربعة»: the one before is who was killed."""
    for at in range(max(0, mark.at - _SUBJECT), mark.at):
        group = scene.groups.at(at)
        found = people.after_clitics(scene.tokens[at].form)
        noun = found is not None and found[0].kind != people.NATIONALS  # «قوة كردية تقتل وتصيب»
        if group and noun and group.last == mark.at and group.fields["value"] == 1:
            return True
    return False


def _figurative(scene: Scene, group: Group) -> bool:
    """«أصيب الجميع بالذعر»: nobody was hurt."""
    return any(scene.has(at, casualty.FIGURATIVE) for at in range(group.last, group.last + _SUBJECT))


def _shared(rule: str, scene: Scene, marks: list[Mark], group: Group) -> Iterator[Finding]:
    """One figure of several outcomes is one record; a vague one, or one of people seized and killed, is one of each."""
    outcomes = tuple(dict.fromkeys(mark.word.outcome for mark in marks))
    if len(outcomes) == 1 or group.bound in OPEN_BOUNDS or set(outcomes) in SEIZED_AND_KILLED:
        for mark in marks[: len(outcomes)]:
            yield scene.finding(rule, mark, group)
    else:
        yield Finding(rule, outcomes, group, marks[0]._replace(to=marks[-1].to), scene.certainty(marks[0].at))


def _joined(scene: Scene, mark: Mark) -> Iterator[Mark]:
    """The verbs or verbal nouns that share what follows with the one before: مقتل وإصابة, تقتل وتصيب."""
    role: outcomes.Role = "verb" if "verb" in mark.word.roles else "masdar"
    while (other := scene.marked.get(mark.to)) and scene.reading.form(mark.to)[:1] == particles.AND:
        if role not in other.word.roles or other.word.number != mark.word.number or other.word.suffixed:
            return
        if other.word.mass and not mark.word.mass:
            return  # «أسر وفرار آخرين»
        yield other
        mark = other


def _object(scene: Scene, mark: Mark) -> Group | None:
    """Who stands after a verb as its victims."""
    at = scene.skip(_past_scene(scene, mark))
    near = scene.groups.at(at, names=mark.word.named and mark.word.number == 1, given=mark.word.number == 1)
    if mark.word.mass:
        return near if near and large(near) else None
    if near and near.counted:
        sure = near.head != "unknown" or near.first == mark.to
        return near if near.head == "person" or (sure and not mark.word.strict) else None
    if mark.word.strict and not _is_agent(scene, at):
        return None
    further = _further(scene, near.to if near else mark.to)
    if mark.word.strict or further:
        return further
    if not mark.word.passive and (_is_agent(scene, at) or (near and (later := _later_object(scene, near)))):
        return _of_agent(scene, mark) if _is_agent(scene, at) else later
    return None if near and mark.word.outcome == "displaced" and near.fields["value"] == 1 else near


def _past_scene(scene: Scene, mark: Mark) -> int:
    """The token behind «قتل في الحادث»; «قتلوا في الهجوم» is said of those before."""
    at = mark.to
    there = scene.has(at, casualty.PREPOSITIONS) and scene.has(at + 1, casualty.AT_THE_SCENE)
    return at + 2 if there and mark.word.number == 1 and not scene.definite(at + 2) else at


def _later_object(scene: Scene, subject: Group) -> Group | None:
    """«قتل المهاجم شرطيا», «احتجز المسلح رهائن»: of two people side by side the first did it to the second."""
    group = scene.groups.at(subject.last) if subject.head == "person" else None
    if group is None or group.head not in ("person", "plural") or group.counted:
        return None
    form = scene.tokens[subject.last].form
    found = people.person(form)
    hostages = form in casualty.HOSTAGES
    return group if hostages or (found and (found.owned or form.endswith(ACCUSATIVE))) else None


def large(group: Group) -> bool:
    """Whether a group is a crowd that flees war: not three who flee, nor 400 prisoners, nor those who fight it."""
    if group.captive or group.kind in _ARMED:
        return False
    value = group.fields["value"] or group.fields["low"]
    return group.counted and group.head == "person" and (group.bound == "vague" or (value or 0) >= _CROWD)


def _is_agent(scene: Scene, at: int) -> bool:
    return scene.has(at, casualty.AGENTS) or scene.reading.form(at) in people.COUNTRIES


def _of_agent(scene: Scene, mark: Mark) -> Group | None:
    """The victims behind the one who did it: قتلت قوات الأمن المسلح, اعتقلت الشرطة الجورجية فلانا."""
    at = scene.skip(mark.to)
    if not _is_agent(scene, at):
        return None
    first = at + 1 if scene.definite(at) or not scene.has(at, casualty.AGENTS) else at + 2
    for k in range(first, min(first + _AGENT_REST, len(scene.tokens))):
        if k in scene.marked or scene.has(k, casualty.STOPS) or scene.has(k, casualty.PREPOSITIONS):
            return None
        victim = scene.skip(k)
        if victim > first and not _definite(scene, victim - 1):
            return None
        group = scene.groups.at(victim, names=mark.word.named and not scene.definite(victim))
        sure = group and (group.counted or not _qualifies(scene, victim, first))
        if group and sure and group.head in ("person", "name"):
            return group
    return None


def _definite(scene: Scene, at: int) -> bool:
    """Whether a word can still belong to a definite agent: the rest of its name, or a mark."""
    return scene.definite(at) or scene.soft(at)


def _qualifies(scene: Scene, at: int, first: int) -> bool:
    """Whether a word belongs to the agent before it: الشرطة الجورجية, قوات الأمن, ميليشيات الحوثي."""
    found = people.person(scene.reading.form(at))
    if _is_agent(scene, at):
        return True
    militia = found is not None and found.kind == "fighters" and at == first and not scene.definite(at - 1)
    inside = found is not None and (found.kind == people.NATIONALS or militia)
    return inside and scene.definite(at)


def _further(scene: Scene, at: int) -> Group | None:
    """The next counted people after a subject and adverbs, no other predicate or preposition between."""
    for k in range(at, min(at + _REACH, len(scene.tokens))):
        if k in scene.marked or scene.has(k, casualty.STOPS):
            return None
        if scene.tokens[k].kind == MARK and not scene.soft(k):
            return None
        if k > at and scene.soft(k - 1) and _new_verb(scene, k):
            return None
        quantity = scene.groups.starts.get(k)
        if quantity is None or quantity.begin != k:
            continue
        if scene.has(k - 1, casualty.PREPOSITIONS) or quantity.start > scene.tokens[k].start:
            continue
        if scene.reading.form(k - 1) == particles.AND:
            continue
        group = scene.groups.counted(quantity)
        vague = group is not None and _is_vague(group) and _is_agent(scene, at)
        if group and not scene.governs(group.to) and (group.head == "person" or vague):
            return group
    return None


def _new_verb(scene: Scene, at: int) -> bool:
    """Whether another clause begins behind a comma: «قتل، ونقل 3 آخرون»."""
    joined = scene.reading.form(at)[:1] == particles.AND
    return joined and at not in scene.groups.starts and at not in scene.marked


def _is_vague(group: Group) -> bool:
    """«العشرات»: nothing but people is counted so without a noun."""
    return group.head == "bare" and group.bound == "vague"
