"""People who are only a pronoun: «أدى إلى مقتله», «قبل أن تقتله الشرطة», «ثم فارقت الحياة»."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from extractors.claims.casualties import behind, subsets
from extractors.claims.casualties.group import Group, number_fields
from extractors.claims.casualties.scene import Finding, Mark, Scene
from extractors.claims.lexicon import casualty, outcomes, people
from extractors.claims.lexicon.inflection import PRONOUNS
from extractors.text.phrases import PREPOSITIONS

_SHE: Final = "ت"
_SO: Final = "فقد"
_TO: Final = "ل"
_NEAR: Final = 3
_WINDOW: Final = 6  # tokens before a masdar in which an accusation makes it one


def pronouns(scene: Scene) -> Iterator[Finding]:
    """One person for each singular pronoun, written or within a verb; a plural one tells no number, and nobody new."""
    for mark in scene.marks:
        if not scene.happened(mark.at, _WINDOW):
            continue
        if mark.word.suffixed and (group := _done_to(scene, mark)):
            yield scene.finding("casualty-masdar", mark, group)
        elif "pronoun" in mark.word.roles and (group := _object(scene, mark)):
            yield scene.finding("casualty-verb", mark, group)
        elif mark.word.number == 1 and (_befell(scene, mark) or _passive(scene, mark)):
            yield scene.finding("casualty-pronoun", mark, _own(scene, mark))


def _befell(scene: Scene, mark: Mark) -> bool:
    """Whether a word says of a person named before what happened to them, and not what somebody is accused of."""
    if "before" in mark.word.roles:
        told = scene.reading.form(mark.at - 1) == _SO  # «أما فلان، فقد لقي مصرعه»
        return told or not scene.has(mark.at - 1, casualty.BEFORE_VERB)  # «ثم فارقت الحياة»
    if not mark.word.suffixed or any(scene.has(at, casualty.ACCUSED) for at in range(mark.at - _WINDOW, mark.at)):
        return False
    if not _is_masdar(scene, mark):
        return mark.word.named or _wounds(scene, mark)
    return not mark.word.loose or _led_to(scene, mark.at)


def _passive(scene: Scene, mark: Mark) -> bool:
    """«وكان الجعبري قد أصيب برصاصة», «أكدت أنه قتل»: a passive behind قد, الذي or أنه, and nobody behind it."""
    weak = mark.word.suffixed or mark.word.strict or mark.word.mass or "verb" not in mark.word.roles
    form, after = scene.term_form(mark), scene.reading.form(mark.to)
    if not weak and scene.has(mark.to, casualty.WITH) and subsets.with_others(scene, mark.to):
        return True  # «فلان، المكنى بكذا، قتل مع 13 آخرين»
    she = scene.has(mark.at - 1, casualty.FEMININE)
    resumed = scene.has(mark.to, casualty.ADVERBS) and after.endswith(PRONOUNS) and not scene.definite(mark.to)
    sure = mark.word.named or mark.word.passive  # «إنه أوقف»: the body that did
    subject = scene.has(mark.at - 1, casualty.BEFORE_VERB) or (sure and scene.has(mark.at - 1, casualty.THAT_ONE))
    if weak or not subject or not behind.passive(scene, mark):
        return False
    if scene.is_present(mark) or (she and not form.endswith(_SHE)) or resumed:
        return False  # «الواقعة التي أصيب فيها فلان»
    adverb = scene.has(mark.to, casualty.ADVERBS) or after in casualty.PREPOSITIONS
    return adverb or after.startswith(PREPOSITIONS) or not after.isalpha()


def _is_masdar(scene: Scene, mark: Mark) -> bool:
    """«قتله» is a verb or a noun, «مقتله» a noun only."""
    if mark.word.roles == {"pronoun"} or scene.tokens[mark.at].form[: mark.clitics].endswith(PREPOSITIONS):
        return True
    led = scene.has(mark.at - 1, casualty.PREPOSITIONS) or scene.has(mark.at - 1, casualty.LEADS_TO)
    return "pronoun" in mark.word.roles and led


def _wounds(scene: Scene, mark: Mark) -> bool:
    """«فأصابه بجروح», but not «أصابه الملل»."""
    return any(outcomes.sickness(scene.reading.form(at)) < 0 for at in range(mark.to, mark.to + _NEAR))


def _led_to(scene: Scene, at: int) -> bool:
    """«ما أسفر عن إصابته», «أعلن الطبيب وفاته», «تم توقيفه»: the event, where «منذ اعتقاله» goes back to one."""
    at -= scene.has(at - 1, casualty.PREPOSITIONS) and not scene.has(at - 1, casualty.LEADS_TO)
    at -= scene.definite(at - 1)  # أعلن الأطباء عن وفاته
    return scene.has(at - 1, casualty.LEADS_TO)


def _object(scene: Scene, mark: Mark) -> Group | None:
    """«أثناء قتله أحد المارة», «يشتبه في قتلهم طيارا»: the pronoun is who did it."""
    if "verb" not in mark.word.roles or not scene.has(mark.at - 1, casualty.PREPOSITIONS):
        return None
    group = scene.groups.at(scene.skip(mark.to))
    return group if group and group.head == "person" and group.last > mark.to else None


def _done_to(scene: Scene, mark: Mark) -> Group | None:
    """«قتله لزملائه الأربعة»: the pronoun is who did it, and ل leads to whom."""
    found = people.after_clitics(scene.reading.form(mark.to))
    if found is None or not found[1] or not scene.reading.form(mark.to).startswith(_TO):
        return None
    group = scene.groups.at(mark.to)
    return group if group and group.head == "person" else None


def _own(scene: Scene, mark: Mark) -> Group:
    term = scene.term(mark)
    return Group(
        mark.at, mark.to, mark.to, term.start, (term.start, term.end), number_fields(1, "exact"), "person"
    )  # fmt: skip
