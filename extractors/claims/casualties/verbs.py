"""Verbs, verbal nouns and set phrases with the people after them: مقتل 5 أشخاص, أصيب 7, قتلت الشرطة نحو 100 شخص."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import takewhile
from typing import Final

from extractors.claims.casualties.finding import Finding, as_finding
from extractors.claims.lexicon import casualty, outcomes, particles, people
from extractors.claims.sentence import Anchor, SentenceView
from extractors.claims.sentence.clauses import ON_TO_PEOPLE, PAST_AGENT
from extractors.claims.sentence.group import Group
from extractors.records import OPEN_BOUNDS
from extractors.text.phrases import PREPOSITIONS

SEIZED_AND_KILLED: Final = ({"abducted", "killed"}, {"detained", "killed"})
_REACH: Final = 10  # tokens from a verb over its subject and adverbs to its object
_SPLIT: Final = 25  # tokens between لقي and مصرعهم
ACCUSATIVE: Final = "ا"  # the alif of tanwin
_AGENT_REST: Final = 5
_SUBJECT: Final = 4
_CROWD: Final = 100
_THEIRS: Final = ("هم", "هن", "هما")
_ARMED: Final = ("soldiers", "fighters")


def split(view: SentenceView) -> Iterator[Finding]:
    """«لقي 13 عنصرا من الميليشيا مصرعهم», «تعرض سبعة من الحراس للإصابة»."""
    for anchor in view.anchors_of("object"):
        verbs, counted = outcomes.split_verbs().get(_words(view, anchor), (frozenset(), False))
        for at in range(anchor.at - 1, max(-1, anchor.at - _SPLIT), -1):
            if verbs.isdisjoint(view.forms(at)) or view.has(anchor.at - 1, casualty.PREPOSITIONS):
                continue
            group = view.people_at(view.skip(at + 1), names=True)
            if group and group.first < anchor.at and (group.counted or not counted):
                yield as_finding(view, anchor._replace(at=at, clitics=0), group)
            break


def _words(view: SentenceView, anchor: Anchor) -> str:
    """The folded words of a set phrase, proclitics of the first off."""
    rest = (view.form(at) for at in range(anchor.at + 1, anchor.to))
    return " ".join((view.term_form(anchor), *rest))


def masdars(view: SentenceView) -> Iterator[Finding]:
    """«مقتل 23 شخصا», «إصابة 12 آخرين», «مقتل وإصابة 40», «اعتقال الشرطة 5 أشخاص»."""
    done = -1
    for anchor in view.anchors_of("masdar"):
        if anchor.at > done and _is_told(view, anchor):
            anchors = [anchor, *_joined(view, anchor)]
            done = anchors[-1].at
            group = _of_masdar(view, anchors)
            if group and not _figurative(view, group):
                yield from _shared(view, anchors, group)


def _is_told(view: SentenceView, anchor: Anchor) -> bool:
    """Whether a masdar tells of what happened."""
    verbal = _role(view, anchor) == "verb" or anchor.word.definite
    return not verbal and view.happened(anchor.at) and not _sentence(view, anchor)


def _of_masdar(view: SentenceView, anchors: list[Anchor]) -> Group | None:
    """Who stands after masdars, the one who did it between or not."""
    at = view.skip(anchors[-1].to)
    if view.form(at) in casualty.NOBODY and not view.form(at + 1).isalpha():
        return None
    group = view.people_at(at, names=any(each.word.named for each in anchors))
    if group or not _is_agent(view, at):
        return group
    return _further(view, anchors[-1].to, led=particles.TO) or _of_agent(view, anchors[-1])


def _sentence(view: SentenceView, anchor: Anchor) -> bool:
    """«حكم بإعدام 75 متهما»: a verdict, and nobody dead of it yet."""
    before = range(max(0, anchor.at - _SUBJECT), anchor.at)
    return view.has(anchor.at, casualty.PENALTIES) and any(view.has(at, casualty.SENTENCED) for at in before)


def verbs(view: SentenceView) -> Iterator[Finding]:
    """«قتل 5 أشخاص», «قتلت الشرطة نحو 100 شخص», «أصيب في الهجوم 7 آخرون», «أودى بحياة 12 شخصا»."""
    done = -1
    for anchor in view.anchors:
        if anchor.at > done and _governs_ahead(view, anchor):
            anchors = [anchor, *(() if _has_subject(view, anchor) else _joined(view, anchor))]
            done = anchors[-1].at
            group = _object(view, anchors[-1])
            if group and not _figurative(view, group):
                yield from _shared(view, anchors, group)


def _governs_ahead(view: SentenceView, anchor: Anchor) -> bool:
    """Whether a verb or set phrase tells of people behind it; for «أصيبوا» and «قتلوا، بينهم 3» they stand before."""
    word = anchor.word
    if word.roles.isdisjoint({"verb", "after"}) or word.suffixed or _is_masdar(view, anchor):
        return False
    if word.number is None and (word.passive or _parts_follow(view, anchor.to)):
        return False
    return view.happened(anchor.at) and not (_plot(view, anchor) or _led(view, anchor))


def _is_masdar(view: SentenceView, anchor: Anchor) -> bool:
    return "verb" in anchor.word.roles and _role(view, anchor) == "masdar"


def _parts_follow(view: SentenceView, at: int) -> bool:
    """Whether a word for a part, بينهم, is the next after a verb."""
    while view.soft(at):
        at += 1
    return casualty.PARTS.starting(view.tokens, at) is not None


def _led(view: SentenceView, anchor: Anchor) -> bool:
    """«الحكم بسجن 6», «في سجن»: a word behind a preposition is no verb, if it is one of those that mean much else."""
    return anchor.word.strict and view.tokens[anchor.at].form[: anchor.clitics].endswith(PREPOSITIONS)


def _plot(view: SentenceView, anchor: Anchor) -> bool:
    """«فيلم تقتل فيه البطلة زوجها»: a present tense beside a word for fiction tells a story."""
    present = view.is_present(anchor) and "verb" in anchor.word.roles
    return present and any(view.has(at, casualty.FICTION) for at in range(len(view.tokens)))


def _has_subject(view: SentenceView, anchor: Anchor) -> bool:
    """«طفلا قتل وأصيب أربعة»: the one before is who was killed."""
    for at in range(max(0, anchor.at - _SUBJECT), anchor.at):
        group = view.people_at(at)
        found = people.after_clitics(view.tokens[at].form)
        noun = found is not None and found[0].kind != people.NATIONALS  # «قوة كردية تقتل وتصيب»
        if group and noun and group.last == anchor.at and group.fields["value"] == 1:
            return True
    return False


def _figurative(view: SentenceView, group: Group) -> bool:
    """«أصيب الجميع بالذعر»: nobody was hurt."""
    return any(view.has(at, casualty.FIGURATIVE) for at in range(group.last, group.last + _SUBJECT))


def _shared(view: SentenceView, anchors: list[Anchor], group: Group) -> Iterator[Finding]:
    """One figure of several outcomes is one record; a vague one, or one of people seized and killed, is one of each."""
    outcomes = tuple(dict.fromkeys(anchor.word.outcome for anchor in anchors))
    if len(outcomes) == 1 or group.bound in OPEN_BOUNDS or set(outcomes) in SEIZED_AND_KILLED:
        for anchor in anchors[: len(outcomes)]:
            yield as_finding(view, anchor, group)
    else:
        yield as_finding(view, anchors[0]._replace(to=anchors[-1].to), group, *outcomes)


def _joined(view: SentenceView, anchor: Anchor) -> Iterator[Anchor]:
    """The verbs or verbal nouns that share what follows with the one before: مقتل وإصابة, تقتل أو تصيب."""
    role = _role(view, anchor)
    while other := _next_joined(view, anchor.to):
        if role not in other.word.roles or other.word.number != anchor.word.number or other.word.suffixed:
            return
        if other.word.mass and not anchor.word.mass:
            return  # «أسر وفرار آخرين»
        yield other
        anchor = other


def _next_joined(view: SentenceView, at: int) -> Anchor | None:
    """The outcome word that و or أو joins, written onto it or apart."""
    apart = view.form(at) in (particles.AND, particles.OR)
    joined = apart or view.form(at)[:1] == particles.AND
    return view.anchored.get(at + apart) if joined else None


def _role(view: SentenceView, anchor: Anchor) -> outcomes.Role:
    """Whether a word stands as a verb or as a masdar: «قتل وإصابة 75» are two masdars."""
    roles = anchor.word.roles
    other = _next_joined(view, anchor.to) if "masdar" in roles else None
    masdars = other is not None and "masdar" in other.word.roles and "verb" not in other.word.roles
    return "verb" if "verb" in roles and not masdars else "masdar"


def _object(view: SentenceView, anchor: Anchor) -> Group | None:
    """Who stands after a verb as its victims."""
    word, at = anchor.word, view.skip(_past_scene(view, anchor))
    near = view.people_at(at, names=word.named and word.number == 1, given=word.number == 1)
    if word.mass or (near and near.counted):
        return None if near and _has_object(view, near, anchor) else _surely(near, anchor)
    agent, behind = _is_agent(view, at), (near or anchor).to
    if word.strict:
        return _of_strict(view, anchor, behind, agent=agent)
    return _further(view, behind) or _uncounted(view, anchor, near, agent=agent)


def _has_object(view: SentenceView, group: Group, anchor: Anchor) -> bool:
    """«فقد 12 تلميذا أمهاتهم»: something of theirs stands behind those who lost it."""
    at = group.last
    if not anchor.word.strict or anchor.word.outcome != "missing":
        return False
    passed = casualty.PREPOSITIONS.matches(view.form(at)) or view.has(at, casualty.ADVERBS)
    return view.form(at).endswith(_THEIRS) and not (passed or view.has(at, casualty.OF_THEM))


def _of_strict(view: SentenceView, anchor: Anchor, at: int, *, agent: bool) -> Group | None:
    """The people of a verb that needs their number, somebody or something between: «فقدت الجمعية 9 من متطوعيها»."""
    group = _further(view, at)
    if group is None or agent or view.is_passive(anchor.at):
        return group
    lost = anchor.word.outcome == "missing" and view.definite(anchor.to)
    return group if lost and group.owned else None


def _surely(group: Group | None, anchor: Anchor) -> Group | None:
    """People or things behind a verb, where they are surely who it befell."""
    if group is None or (anchor.word.mass and not large(group)):
        return None
    known = group.head != "unknown" or group.first == anchor.to
    return group if group.head == "person" or (known and not anchor.word.strict) else None


def _uncounted(view: SentenceView, anchor: Anchor, near: Group | None, *, agent: bool) -> Group | None:
    """Who stands after a verb without a number, its subject between or not; nobody is displaced alone."""
    if not anchor.word.passive and agent:
        return _of_agent(view, anchor)
    if near and not anchor.word.passive and (later := _later_object(view, near)):
        return later
    alone = near is not None and near.fields["value"] == 1
    return None if alone and anchor.word.outcome == "displaced" else near


def _past_scene(view: SentenceView, anchor: Anchor) -> int:
    """The token behind «قتل في الحادث»; «قتلوا في الهجوم» is said of those before."""
    at = anchor.to
    there = view.has(at, casualty.PREPOSITIONS) and view.has(at + 1, casualty.AT_THE_SCENE)
    return at + 2 if there and anchor.word.number == 1 and not view.definite(at + 2) else at


def _later_object(view: SentenceView, subject: Group) -> Group | None:
    """«قتل المهاجم شرطيا», «احتجز المسلح رهائن»: of two people side by side the first did it to the second."""
    group = view.people_at(subject.last) if subject.head == "person" else None
    if group is None or group.head not in ("person", "plural") or group.counted:
        return None
    form = view.tokens[subject.last].form
    found = people.person(form)
    hostages = form in casualty.HOSTAGES
    return group if hostages or (found and (found.owned or form.endswith(ACCUSATIVE))) else None


def large(group: Group) -> bool:
    """Whether a group is a crowd that flees war: not three who flee, nor 400 prisoners, nor those who fight it."""
    if group.captive or group.kind in _ARMED:
        return False
    value = group.fields["value"] or group.fields["low"]
    return group.counted and group.head == "person" and (group.bound == "vague" or (value or 0) >= _CROWD)


def _is_agent(view: SentenceView, at: int) -> bool:
    return view.has(at, casualty.AGENTS) or view.form(at) in people.COUNTRIES


def _of_agent(view: SentenceView, anchor: Anchor) -> Group | None:
    """The victims behind the one who did it: قتلت قوات الأمن المسلح, اعتقلت الشرطة الجورجية فلانا."""
    at = view.skip(anchor.to)
    if not _is_agent(view, at):
        return None
    first = at + 1 if view.definite(at) or not view.has(at, casualty.AGENTS) else at + 2
    for k in takewhile(partial(_is_past_agent, view), range(first, first + _AGENT_REST)):
        victim = view.skip(k)
        if victim > first and not _definite(view, victim - 1):
            return None
        group = view.people_at(victim, names=anchor.word.named and not view.definite(victim))
        if group and _is_victim(view, group, first):
            return group
    return None


def _is_victim(view: SentenceView, group: Group, first: int) -> bool:
    """Whether people behind an agent are others than the agent, whose own words begin at a token."""
    return group.head in ("person", "name") and (group.counted or not _qualifies(view, group.first, first))


def _is_past_agent(view: SentenceView, at: int) -> bool:
    """Whether a victim may stand at a token behind an agent: before another predicate, clause or preposition."""
    ends = at in view.anchored or view.ends_clause(at, PAST_AGENT) or view.has(at, casualty.PREPOSITIONS)
    return at < len(view.tokens) and not ends


def _definite(view: SentenceView, at: int) -> bool:
    """Whether a word can still belong to a definite agent: the rest of its name, or a mark."""
    return view.definite(at) or view.soft(at)


def _qualifies(view: SentenceView, at: int, first: int) -> bool:
    """Whether a word belongs to the agent before it: الشرطة الجورجية, قوات الأمن, ميليشيات الحوثي."""
    found = people.person(view.form(at))
    if _is_agent(view, at):
        return True
    militia = found is not None and found.kind == "fighters" and at == first and not view.definite(at - 1)
    inside = found is not None and (found.kind == people.NATIONALS or militia)
    return inside and view.definite(at)


def _further(view: SentenceView, at: int, led: str = "") -> Group | None:
    """The next counted people after a subject and adverbs, no other predicate or preposition between.

    What a masdar is done to may be `led` to by a letter: «تهجير القوات لنحو 70 عائلة».
    """
    agent = _is_agent(view, at)
    way = takewhile(lambda k: k == at or not _new_verb(view, k), range(at, min(at + _REACH, len(view.tokens))))
    way = takewhile(lambda k: k not in view.anchored and not view.ends_clause(k, ON_TO_PEOPLE), way)
    groups = (group for k in way if (group := _free(view, k, led)))
    return next((group for group in groups if group.head == "person" or (agent and _is_vague(group))), None)


def _free(view: SentenceView, at: int, by: str = "") -> Group | None:
    """The counted people that begin at a token, where no preposition or other word governs them."""
    quantity = view.starts.get(at)
    led = view.has(at - 1, casualty.PREPOSITIONS) or view.form(at - 1) == particles.AND
    if quantity is None or quantity.begin != at or led:
        return None
    if quantity.start > view.tokens[at].start and not (by and view.form(at).startswith(by)):
        return None
    group = view.counted(quantity)
    return None if group is None or view.governs(group.to) else group


def _new_verb(view: SentenceView, at: int) -> bool:
    """Whether another clause begins behind a comma: «قتل، ونقل 3 آخرون»."""
    return view.soft(at - 1) and view.is_joined(at) and at not in view.starts and at not in view.anchored


def _is_vague(group: Group) -> bool:
    """«العشرات»: nothing but people is counted so without a noun."""
    return group.head == "bare" and group.bound == "vague"
