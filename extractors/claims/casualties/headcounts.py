"""People whose number is told behind an aside: «الموقوفين على ذمة القضية، والبالغ عددهم 18 شخصا»."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from extractors.claims.casualties.scene import Finding, Mark, Scene
from extractors.claims.lexicon import casualty

_REACH: Final = 16  # tokens from عددهم back to what befell them


def headcounts(scene: Scene) -> Iterator[Finding]:
    """«المصابين في الهجوم، وعددهم 20», «أصيبوا بنيران إسرائيلية، وعددهم 54 شخصا»."""
    for quantity in scene.reading.quantities:
        to = quantity.begin
        while scene.has(to - 1, casualty.ADVERBS):
            to -= 1
        told = casualty.HEADCOUNTS.ending(scene.tokens, to)
        mark = _befell(scene, told.first) if told else None
        group = scene.groups.counted(quantity) if mark else None
        if mark and group:
            yield scene.finding("casualty-noun" if "noun" in mark.word.roles else "casualty-verb-behind", mark, group)


def _befell(scene: Scene, at: int) -> Mark | None:
    """The nearest outcome before a token, if it is one of many people whose number nothing has told yet."""
    for k in range(at - 1, max(-1, at - _REACH), -1):
        if k + 1 in scene.groups.ends or scene.has(k, casualty.BREAKS):
            return None
        if mark := scene.marked.get(k):
            many = mark.word.number is None and not mark.word.suffixed
            known = ("noun" in mark.word.roles and mark.word.definite) or mark.word.passive
            return mark if many and known and scene.happened(mark.at) else None
    return None
