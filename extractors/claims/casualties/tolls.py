"""Figures that a noun announces: «عدد القتلى ... إلى 45», «القتلى ثلاثة موظفين»."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from extractors.claims.casualties.groups import Group
from extractors.claims.casualties.scene import Finding, Mark, Scene
from extractors.records import Outcome

_REACH: Final = 24
_REACH_WITHOUT_HEAD: Final = 9


def tolls(scene: Scene) -> Iterator[Finding]:
    """«ارتفع عدد القتلى إلى 45», «عدد الجرحى بلغ 12», «قتلى الفيضانات إلى 199», «القتلى ثلاثة موظفين»."""
    for mark in scene.by_role("noun"):
        head = scene.has(mark.at - 1, "toll", "heads")
        if mark.word.number is not None or not (head or mark.word.definite or _construct(scene, mark)):
            continue
        group = _direct(scene, mark, head=head) or _brought(scene, mark, _REACH if head else _REACH_WITHOUT_HEAD)
        if group:
            yield scene.finding("casualty-toll", mark, group, _outcome(mark, head=head))


def _outcome(mark: Mark, *, head: bool) -> Outcome:
    return "killed" if mark.word.outcome == "unspecified" and head else mark.word.outcome


def _construct(scene: Scene, mark: Mark) -> bool:
    return scene.reading.form(mark.to).startswith("ال")


def _direct(scene: Scene, mark: Mark, *, head: bool) -> Group | None:
    """«القتلى ثلاثة موظفين», «عدد الضحايا 157 شخصا»."""
    quantity = scene.groups.starts.get(mark.to)
    if not quantity or not mark.word.definite or quantity.definite:
        return None
    if mark.word.outcome == "unspecified" and not head:
        return None
    return scene.groups.counted(quantity)


def _brought(scene: Scene, mark: Mark, reach: int) -> Group | None:
    """The figure after the first إلى or بلغ that one follows."""
    for at in range(mark.to, min(mark.to + reach, len(scene.tokens))):
        other = scene.marked.get(at)
        if other and "verb" not in other.word.roles:
            return None
        quantity = scene.groups.starts.get(at)
        if not quantity or quantity.begin != at:
            continue
        before = at - 1
        while scene.soft(before):
            before -= 1
        if not scene.has(before, "toll", "brings") and not _opens(scene, at):
            continue
        group = scene.groups.counted(quantity)
        return group if group and group.to not in scene.marked and group.head != "unknown" else None
    return None


def _opens(scene: Scene, at: int) -> bool:
    """Whether the bound of a figure brings it: تجاوز 100."""
    return scene.has(at, "toll", "brings")
