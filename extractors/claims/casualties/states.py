"""People and the state that a word beside them says they are in: «الحارس المصاب», «أردى المهاجم قتيلا»."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from extractors.claims.casualties.group import Group
from extractors.claims.casualties.scene import Finding, Mark, Scene
from extractors.claims.lexicon import casualty, outcomes, people

_REACH: Final = 12  # tokens from أردى or عثر to the state of who it befell
_LONGEST: Final = 5  # tokens of a person named before their state


def found_so(scene: Scene) -> Iterator[Finding]:
    """«أردت الشرطة المهاجم قتيلا», «عثر على امرأة مقتولة», «أخذ امرأة رهينة»: a verb, who, and their state."""
    for mark in scene.by_role("noun"):
        if mark.word.definite or mark.clitics or not scene.happened(mark.at):
            continue
        verbs = next((entry for entry in outcomes.states() if entry.outcome == mark.word.outcome), None)
        before = range(mark.at - 1, max(-1, mark.at - _REACH), -1)
        if verbs and any(not scene.forms(at).isdisjoint(verbs.verbs) for at in before):
            group = _right_before(scene, mark)
            if group and (group.fields["value"] == 1) == (mark.word.number == 1):
                yield scene.finding("casualty-verb", mark, group)


def participles(scene: Scene) -> Iterator[Finding]:
    """«الحارس المصاب», «طفل مختطف», «ثلاثة لاعبين مصابين»: a participle that agrees with the person before it."""
    for mark in scene.by_role("noun"):
        if not scene.has(mark.at, casualty.PARTICIPLES) or mark.clitics or not scene.happened(mark.at):
            continue
        group = _right_before(scene, mark)
        if group and group.head == "person" and _agree(scene, group, mark):
            yield scene.finding("casualty-verb-behind", mark, group)


def _right_before(scene: Scene, mark: Mark) -> Group | None:
    """The people whose last word stands next before a word, a comma between them or not."""
    end = mark.at - scene.soft(mark.at - 1)
    for at in range(max(0, end - _LONGEST), end):
        group = scene.groups.at(at)
        if group and group.last in (end, mark.to) and not scene.has(at, casualty.OTHER_ONE):
            before = scene.groups.ends.get(at)
            return scene.groups.counted(before) if before else group
    return None


def _agree(scene: Scene, group: Group, mark: Mark) -> bool:
    """Whether a participle is of the number and definiteness of the people before it."""
    if group.counted:
        return mark.word.number is None and not mark.word.definite
    found = people.after_clitics(scene.tokens[group.first].form)
    same = found is not None and found[0].definite == mark.word.definite and not found[0].owned
    if found and found[0].kind == people.NATIONALS:
        return False  # «الممتلكات الكويتية المفقودة»
    return same and group.fields["value"] == mark.word.number is not None
