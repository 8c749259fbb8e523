"""People and the state that a word beside them says they are in: «الحارس المصاب», «أردى المهاجم قتيلا»."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from extractors.claims.casualties.finding import Finding, as_finding
from extractors.claims.lexicon import casualty, outcomes, people
from extractors.claims.sentence import Anchor, SentenceView
from extractors.claims.sentence.group import Group

_REACH: Final = 12  # tokens from أردى or عثر to the state of who it befell
_LONGEST: Final = 5  # tokens of a person named before their state


def found_so(view: SentenceView) -> Iterator[Finding]:
    """«أردت الشرطة المهاجم قتيلا», «عثر على امرأة مقتولة», «أخذ امرأة رهينة»: a verb, who, and their state."""
    for anchor in view.anchors_of("noun"):
        group = _right_before(view, anchor) if _is_state(view, anchor) else None
        if group and (group.fields["value"] == 1) == (anchor.word.number == 1):
            yield as_finding(view, anchor, group)


def _is_state(view: SentenceView, anchor: Anchor) -> bool:
    """Whether a verb that leaves people in a state stands before a noun for it."""
    if anchor.word.definite or anchor.clitics or not view.happened(anchor.at):
        return False
    verbs = next((each.verbs for each in outcomes.states() if each.outcome == anchor.word.outcome), frozenset())
    before = range(anchor.at - 1, max(-1, anchor.at - _REACH), -1)
    return any(not verbs.isdisjoint(view.forms(at)) for at in before)


def participles(view: SentenceView) -> Iterator[Finding]:
    """«الحارس المصاب», «طفل مختطف», «ثلاثة لاعبين مصابين»: a participle that agrees with the person before it."""
    for anchor in view.anchors_of("noun"):
        if not view.has(anchor.at, casualty.PARTICIPLES) or anchor.clitics or not view.happened(anchor.at):
            continue
        group = _right_before(view, anchor)
        if group and group.head == "person" and _agree(view, group, anchor):
            yield as_finding(view, anchor, group)._replace(behind=True)


def _right_before(view: SentenceView, anchor: Anchor) -> Group | None:
    """The people whose last word stands next before a word, a comma between them or not."""
    end = anchor.at - view.soft(anchor.at - 1)
    for at in range(max(0, end - _LONGEST), end):
        group = view.people_at(at)
        if group and group.last in (end, anchor.to) and not view.has(at, casualty.OTHER_ONE):
            before = view.ends.get(at)
            return view.counted(before) if before else group
    return None


def _agree(view: SentenceView, group: Group, anchor: Anchor) -> bool:
    """Whether a participle is of the number and definiteness of the people before it."""
    if group.counted:
        return anchor.word.number is None and not anchor.word.definite
    found = people.after_clitics(view.tokens[group.first].form)
    same = found is not None and found[0].definite == anchor.word.definite and not found[0].owned
    if found and found[0].kind == people.NATIONALS:
        return False  # «الممتلكات الكويتية المفقودة»
    return same and group.fields["value"] == anchor.word.number is not None
