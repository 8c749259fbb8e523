"""Parts that no word announces: shares (نصفهم) and lists whose sum is the total (15 عاملا، اثنان هنا و13 هناك)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from extractors.claims.casualties.finding import Finding
from extractors.claims.lexicon import outcomes, particles, people
from extractors.claims.sentence import SentenceView
from extractors.claims.sentence.group import Group, number_fields
from extractors.text import MARK

_GAP: Final = 3  # tokens between a total and its share
_LIST: Final = 30  # tokens over which a list of parts runs
_FEWEST: Final = 2


def shares(view: SentenceView, found: Sequence[Finding]) -> Iterator[Finding]:
    """«20 شخصا نصفهم أطفال»: a share of the figure right before it."""
    for at in view.places(outcomes.SHARE):
        share = outcomes.share(view.form(at))
        total = next((each for each in found if share and _ends_before(view, each, at)), None)
        if share and total:
            yield total.of(_share(view, at, share, total.group), part=True)


def _ends_before(view: SentenceView, finding: Finding, at: int) -> bool:
    """Whether nothing but marks and adverbs stands between a figure and a token."""
    end = max(finding.group.last, finding.anchor.to)
    between = range(end, at)
    return 0 <= at - end <= _GAP and all(view.soft(k) or view.definite(k) for k in between)


def _share(view: SentenceView, at: int, share: tuple[int, int], total: Group) -> Group:
    parts, of = share
    whole = total.fields["value"] if total.bound in ("exact", "approx") else None
    bound: Any = "vague" if whole is None else total.bound
    value = None if whole is None else round(whole * parts / of)
    if whole is not None and whole * parts % of:
        bound = "approx"
    noun = at + 1 + (view.form(at + 1) == particles.OF)
    found = people.person(view.form(noun))
    to = noun + 1 if found else at + 1
    start = view.sentence.offset(at, view.form(at).startswith(particles.AND))
    core = (start, view.tokens[at].end)
    victims = (noun, to) if found else None
    fields = number_fields(value, bound)
    return Group(at, to, to, start, core, fields, "person", victims, found.kind if found else None)


def listed(view: SentenceView, found: Sequence[Finding]) -> Iterator[Finding]:
    """«30 قتيلا: 12 رجلا و10 نساء و8 أطفال»: figures behind a total that add up to it, and to nothing else."""
    for total in found:
        size = total.group.fields["value"]
        end = max(total.group.last, total.anchor.to)
        if total.part or total.group.bound != "exact" or not _opens(view, end):
            continue
        parts, reached = [], 0
        for group in _members(view, end + 1):
            parts.append(group)
            reached += group.fields["value"]
            if reached >= size:
                break
        if reached == size and len(parts) >= _FEWEST:
            yield from (total.of(group, part=True) for group in parts)


def _opens(view: SentenceView, at: int) -> bool:
    return view.soft(at) or view.form(at) == ":"


def _members(view: SentenceView, at: int) -> Iterator[Group]:
    """The counted people of a list, each behind a mark or joined by و."""
    for first in range(at, min(at + _LIST, len(view.tokens))):
        quantity = view.starts.get(first)
        if first in view.anchored or (view.tokens[first].kind == MARK and not view.soft(first)):
            return
        if quantity is None or quantity.begin != first:
            continue
        group = view.counted(quantity)
        behind = first == at or view.soft(first - 1) or view.form(first)[:1] == particles.AND
        joined = behind or view.form(first - 1) == particles.AND
        if not joined or group is None or group.head not in ("person", "bare") or group.bound != "exact":
            return
        yield group
