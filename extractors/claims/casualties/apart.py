"""Equal figures of two events are not one restated: those of two quarters or towns, or of another attack."""

from __future__ import annotations

from typing import Final

from extractors.claims.lexicon import casualty, events, outcomes, places
from extractors.claims.sentence import SentenceView
from extractors.claims.sentence.clauses import OWN_EVENT
from extractors.records import Casualty

_LISTED: Final = frozenset({"casualty-case-listed"})
_OPENING: Final = 3  # tokens that open a sentence with its place
_TOWN: Final = ""


def are_apart(claim: Casualty, view: SentenceView, other: Casualty, before: SentenceView) -> bool:
    """Return whether the words beside two equal figures show that they are of two events."""
    if claim.rule in _LISTED or other.rule in _LISTED:
        return True
    return _is_of_another(claim, view) or _are_elsewhere(_places(claim, view), _places(other, before))


def _clause(claim: Casualty, view: SentenceView) -> range:
    first, to = view.token_at(claim.start), view.token_from(claim.end)
    return range(*view.clause_around(first, to, OWN_EVENT))


def _is_of_another(claim: Casualty, view: SentenceView) -> bool:
    """«أدى هجوم آخر إلى مقتل 5»: an event that is told apart from those before."""
    around = _clause(claim, view)
    return any(view.has(at, events.ANOTHER) and outcomes.sickness(view.form(at - 1)) < 0 for at in around)


def _places(claim: Casualty, view: SentenceView) -> dict[str, set[str]]:
    """The names in a figure's clause by the noun that says what they are, {حي: {الزيتون}}, those of towns by none.

    A town before the figure may be where who speaks is, if it does not open the sentence; one behind من is where
    somebody is from.
    """
    found: dict[str, set[str]] = {}
    figure = view.token_at(claim.start)
    for at in _clause(claim, view):
        if not view.has(at - 1, casualty.AT):
            continue
        name = at + view.has(at, places.NAMING)
        if name > at:
            found.setdefault(view.form(at), set()).add(view.form(name))
        if view.has(name, places.TOWNS) and (at > figure or at < _OPENING):
            found.setdefault(_TOWN, set()).add(view.form(name))
    return found


def _are_elsewhere(ones: dict[str, set[str]], others: dict[str, set[str]]) -> bool:
    """Whether places of one sort have other names."""
    return any(names.isdisjoint(others[sort]) for sort, names in ones.items() if sort in others)
