"""Parts that no word announces: shares (نصفهم) and lists whose sum is the total (15 عاملا، اثنان هنا و13 هناك)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from extractors.claims.casualties.group import Group, number_fields
from extractors.claims.casualties.scene import Finding, Scene
from extractors.claims.lexicon import outcomes, particles, people
from extractors.text import MARK

_GAP: Final = 3  # tokens between a total and its share
_LIST: Final = 30  # tokens over which a list of parts runs
_FEWEST: Final = 2


def shares(scene: Scene, found: Sequence[Finding]) -> Iterator[Finding]:
    """«20 شخصا نصفهم أطفال»: a share of the figure right before it."""
    for at in scene.reading.places(outcomes.SHARE):
        share = outcomes.share(scene.reading.form(at))
        total = next((each for each in found if share and _ends_before(scene, each, at)), None)
        if share and total:
            yield total._replace(rule="casualty-subset", group=_share(scene, at, share, total.group))


def _ends_before(scene: Scene, finding: Finding, at: int) -> bool:
    """Whether nothing but marks and adverbs stands between a figure and a token."""
    end = max(finding.group.last, finding.mark.to if finding.mark else 0)
    between = range(end, at)
    return 0 <= at - end <= _GAP and all(scene.soft(k) or scene.definite(k) for k in between)


def _share(scene: Scene, at: int, share: tuple[int, int], total: Group) -> Group:
    parts, of = share
    whole = total.fields["value"] if total.bound in ("exact", "approx") else None
    bound: Any = "vague" if whole is None else total.bound
    value = None if whole is None else round(whole * parts / of)
    if whole is not None and whole * parts % of:
        bound = "approx"
    noun = at + 1 + (scene.reading.form(at + 1) == particles.OF)
    found = people.person(scene.reading.form(noun))
    to = noun + 1 if found else at + 1
    start = scene.reading.sentence.offset(at, scene.reading.form(at).startswith(particles.AND))
    core = (start, scene.tokens[at].end)
    victims = (noun, to) if found else None
    fields = number_fields(value, bound)
    return Group(at, to, to, start, core, fields, "person", victims, found.kind if found else None)


def listed(scene: Scene, found: Sequence[Finding]) -> Iterator[Finding]:
    """«30 قتيلا: 12 رجلا و10 نساء و8 أطفال»: figures behind a total that add up to it, and to nothing else."""
    for total in found:
        size = total.group.fields["value"]
        end = max(total.group.last, total.mark.to if total.mark else 0)
        if total.rule == "casualty-subset" or total.group.bound != "exact" or not _opens(scene, end):
            continue
        parts, reached = [], 0
        for group in _members(scene, end + 1):
            parts.append(group)
            reached += group.fields["value"]
            if reached >= size:
                break
        if reached == size and len(parts) >= _FEWEST:
            yield from (total._replace(rule="casualty-subset", group=group) for group in parts)


def _opens(scene: Scene, at: int) -> bool:
    return scene.soft(at) or scene.reading.form(at) == ":"


def _members(scene: Scene, at: int) -> Iterator[Group]:
    """The counted people of a list, each behind a mark or joined by و."""
    for first in range(at, min(at + _LIST, len(scene.tokens))):
        quantity = scene.groups.starts.get(first)
        if first in scene.marked or (scene.tokens[first].kind == MARK and not scene.soft(first)):
            return
        if quantity is None or quantity.begin != first:
            continue
        group = scene.groups.counted(quantity)
        behind = first == at or scene.soft(first - 1) or scene.reading.form(first)[:1] == particles.AND
        joined = behind or scene.reading.form(first - 1) == particles.AND
        if not joined or group is None or group.head not in ("person", "bare") or group.bound != "exact":
            return
        yield group
