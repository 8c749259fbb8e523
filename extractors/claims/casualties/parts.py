"""Parts that no word announces: shares (نصفهم) and lists whose sum is the total (15 عاملا، اثنان هنا و13 هناك)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import accumulate, takewhile
from typing import Any, Final

from extractors.claims.casualties.finding import Finding
from extractors.claims.lexicon import casualty, outcomes, particles, people
from extractors.claims.sentence import SentenceView
from extractors.claims.sentence.clauses import STOP
from extractors.claims.sentence.group import Group, number_fields

_GAP: Final = 3  # tokens between a total and its share
_LIST: Final = 30  # tokens over which a list of parts runs
_FEWEST: Final = 2
_BESIDE: Final = 8  # tokens between two of a list who are not counted


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
    """«30 قتيلا: 12 رجلا و10 نساء و8 أطفال», «وفاة شخصين، رجل وطفل»: people behind a total that add up to it."""
    for total in found:
        end = max(total.group.last, total.anchor.to)
        if total.group.bound == "exact" and not total.part and _opens(view, end):
            parts = _adding_up(list(_members(view, end + 1)), total.group.fields["value"])
            yield from (total.of(group, part=True) for group in parts)


def _adding_up(members: Sequence[Group], size: int) -> Sequence[Group]:
    """The first of some groups, two or more, that add up to a number; none where they do not."""
    sums = list(accumulate(group.fields["value"] for group in members))
    count = sums.index(size) + 1 if size in sums else 0
    return members[:count] if count >= _FEWEST else ()


def _opens(view: SentenceView, at: int) -> bool:
    return view.soft(at) or view.form(at) == ":" or view.has(at, casualty.PART_LISTS)


def _members(view: SentenceView, first: int) -> Iterator[Group]:
    """The people of a list, each behind a mark or joined by و, their number counted or in their noun."""
    end = first
    for at in takewhile(partial(_is_list, view), range(first, min(first + _LIST, len(view.tokens)))):
        group = _member(view, at) if at >= end and (at == first or _is_listed(view, at)) else None
        if group and (group.counted or at - end <= _BESIDE):
            yield group
            end = group.last
        elif at >= end and _is_of_others(view, at):
            return


def _member(view: SentenceView, at: int) -> Group | None:
    """The people of a list at a token: counted, or one or two by their noun, but not some of those before."""
    quantity = view.starts.get(at)
    group = view.people_at(at) if quantity is None or quantity.begin == at else None
    if group is None or group.bound != "exact" or view.form(at) in casualty.ONE_WITH_PRONOUN:
        return None
    return group if group.head == "person" or (group.counted and group.head == "bare") else None


def _is_of_others(view: SentenceView, at: int) -> bool:
    """Whether a number that begins at a token ends a list, as that of an age does not."""
    quantity = view.starts.get(at)
    return quantity is not None and quantity.begin == at and view.form(quantity.to) not in people.YEARS


def _is_list(view: SentenceView, at: int) -> bool:
    """Whether a list may still go on at a token."""
    return at not in view.anchored and not view.ends_clause(at, STOP)


def _is_listed(view: SentenceView, at: int) -> bool:
    """Whether a token stands behind a mark, و or the word that opens a list."""
    before = view.soft(at - 1) or view.has(at - 1, casualty.PART_LISTS)
    return before or view.is_joined(at) or view.form(at - 1) == particles.AND
