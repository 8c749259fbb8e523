"""People who are only a pronoun: «أدى إلى مقتله», «قبل أن تقتله الشرطة», «ثم فارقت الحياة»."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from extractors.claims.casualties import subsets, voice
from extractors.claims.casualties.finding import Finding, as_finding
from extractors.claims.lexicon import casualty, outcomes, people
from extractors.claims.lexicon.inflection import PRONOUNS
from extractors.claims.sentence import Anchor, SentenceView
from extractors.claims.sentence.group import Group, number_fields
from extractors.text.phrases import PREPOSITIONS

_SHE: Final = "ت"
_SO: Final = "فقد"
_TO: Final = "ل"
_NEAR: Final = 3
_WINDOW: Final = 6  # tokens before a masdar in which an accusation makes it one


def done_to(view: SentenceView) -> Iterator[Finding]:
    """«قتله لزملائه الأربعة»: the pronoun is who did it, and ل leads to whom."""
    for anchor in view.anchors:
        if anchor.word.suffixed and view.happened(anchor.at, _WINDOW) and (group := _done_to(view, anchor)):
            yield as_finding(view, anchor, group)


def doers(view: SentenceView) -> Iterator[Finding]:
    """«أثناء قتله أحد المارة», «يشتبه في قتلهم طيارا»: the pronoun is who did it."""
    for anchor in view.anchors:
        if "pronoun" in anchor.word.roles and view.happened(anchor.at, _WINDOW) and (group := _object(view, anchor)):
            yield as_finding(view, anchor, group)


def pronouns(view: SentenceView) -> Iterator[Finding]:
    """One person for each singular pronoun, written or within a verb; a plural one tells no number, and nobody new."""
    for anchor in view.anchors:
        told = anchor.word.number == 1 and view.happened(anchor.at, _WINDOW)
        if told and (_befell(view, anchor) or _passive(view, anchor)):
            yield as_finding(view, anchor, _own(view, anchor))


def _befell(view: SentenceView, anchor: Anchor) -> bool:
    """Whether a word says of a person named before what happened to them, and not what somebody is accused of."""
    if "before" in anchor.word.roles:
        told = view.form(anchor.at - 1) == _SO  # «أما فلان، فقد لقي مصرعه»
        return told or not view.has(anchor.at - 1, casualty.BEFORE_VERB)  # «ثم فارقت الحياة»
    if not anchor.word.suffixed or any(view.has(at, casualty.ACCUSED) for at in range(anchor.at - _WINDOW, anchor.at)):
        return False
    if not _is_masdar(view, anchor):
        return anchor.word.named or _wounds(view, anchor)
    return not anchor.word.loose or _led_to(view, anchor.at)


def _passive(view: SentenceView, anchor: Anchor) -> bool:
    """«وكان الجعبري قد أصيب برصاصة», «أكدت أنه قتل»: a passive behind قد, الذي or أنه, and nobody behind it."""
    word = anchor.word
    if "verb" not in word.roles or word.suffixed or word.strict or word.mass:
        return False
    if view.has(anchor.to, casualty.WITH) and subsets.with_others(view, anchor.to):
        return True  # «فلان، المكنى بكذا، قتل مع 13 آخرين»
    return _has_subject(view, anchor) and voice.passive(view, anchor) and _says_no_more(view, anchor)


def _has_subject(view: SentenceView, anchor: Anchor) -> bool:
    """Whether somebody named before is who a verb is said of: الذي أصيب, التي أصيبت, أنه قتل."""
    sure = anchor.word.named or anchor.word.passive  # «إنه أوقف»: the body that did
    if not (view.has(anchor.at - 1, casualty.BEFORE_VERB) or (sure and view.has(anchor.at - 1, casualty.THAT_ONE))):
        return False
    return not view.has(anchor.at - 1, casualty.FEMININE) or view.term_form(anchor).endswith(_SHE)


def _says_no_more(view: SentenceView, anchor: Anchor) -> bool:
    """Whether nobody stands behind a verb in the past, as in «الواقعة التي أصيب فيها فلان»."""
    after, adverb = view.form(anchor.to), view.has(anchor.to, casualty.ADVERBS)
    resumed = adverb and after.endswith(PRONOUNS) and not view.definite(anchor.to)
    if view.is_present(anchor) or resumed:
        return False
    return adverb or after in casualty.PREPOSITIONS or after.startswith(PREPOSITIONS) or not after.isalpha()


def _is_masdar(view: SentenceView, anchor: Anchor) -> bool:
    """«قتله» is a verb or a noun, «مقتله» a noun only."""
    if anchor.word.roles == {"pronoun"} or view.tokens[anchor.at].form[: anchor.clitics].endswith(PREPOSITIONS):
        return True
    led = view.has(anchor.at - 1, casualty.PREPOSITIONS) or view.has(anchor.at - 1, casualty.LEADS_TO)
    return "pronoun" in anchor.word.roles and led


def _wounds(view: SentenceView, anchor: Anchor) -> bool:
    """«فأصابه بجروح», but not «أصابه الملل»."""
    return any(outcomes.sickness(view.form(at)) < 0 for at in range(anchor.to, anchor.to + _NEAR))


def _led_to(view: SentenceView, at: int) -> bool:
    """«ما أسفر عن إصابته», «أعلن الطبيب وفاته», «تم توقيفه»: the event, where «منذ اعتقاله» goes back to one."""
    at -= view.has(at - 1, casualty.PREPOSITIONS) and not view.has(at - 1, casualty.LEADS_TO)
    at -= view.definite(at - 1)  # أعلن الأطباء عن وفاته
    return view.has(at - 1, casualty.LEADS_TO)


def _object(view: SentenceView, anchor: Anchor) -> Group | None:
    """«أثناء قتله أحد المارة», «يشتبه في قتلهم طيارا»: the pronoun is who did it."""
    if "verb" not in anchor.word.roles or not view.has(anchor.at - 1, casualty.PREPOSITIONS):
        return None
    group = view.people_at(view.skip(anchor.to))
    return group if group and group.head == "person" and group.last > anchor.to else None


def _done_to(view: SentenceView, anchor: Anchor) -> Group | None:
    """«قتله لزملائه الأربعة»: the pronoun is who did it, and ل leads to whom."""
    found = people.after_clitics(view.form(anchor.to))
    if found is None or not found[1] or not view.form(anchor.to).startswith(_TO):
        return None
    group = view.people_at(anchor.to)
    return group if group and group.head == "person" else None


def _own(view: SentenceView, anchor: Anchor) -> Group:
    term = view.term(anchor)
    return Group(
        anchor.at, anchor.to, anchor.to, term.start, (term.start, term.end), number_fields(1, "exact"), "person"
    )  # fmt: skip
