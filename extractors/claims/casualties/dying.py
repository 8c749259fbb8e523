"""Deaths of those who were hurt or held: «وفاة 4 جرحى», «وفاة أحد المصابين» are of the dead, not the hurt."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from extractors.claims.casualties import nouns
from extractors.claims.casualties.finding import Finding, as_finding
from extractors.claims.lexicon import casualty, particles
from extractors.claims.sentence import Anchor, SentenceView
from extractors.claims.sentence.group import Group, number_fields
from extractors.records import Outcome

_SURVIVED: Final[frozenset[Outcome]] = frozenset({"injured", "missing", "infected"})
_REACH: Final = 5  # tokens from a death over a number and its bound to the noun


def deaths(view: SentenceView) -> Iterator[Finding]:
    """«وفاة 4 جرحى متأثرين بجراحهم», «توفي جريحان», «وفاة أحد المصابين»."""
    for death in view.anchors:
        if death.word.outcome != "killed" or death.word.suffixed or not view.happened(death.at):
            continue
        if not death.word.roles.isdisjoint({"masdar", "verb"}) and (group := _hurt(view, death)):
            yield as_finding(view, death, group)


def _hurt(view: SentenceView, death: Anchor) -> Group | None:
    """Those who were hurt straight behind a death."""
    at = view.skip(death.to)
    noun = next((view.anchored[k] for k in range(at, at + _REACH) if k in view.anchored), None)
    if noun is None or view.is_joined(at) or not _is_of_hurt(noun):
        return None
    group = nouns.number_of(view, noun) or _one_of(view, noun) or _alone(view, noun)
    return _with_noun(group, noun) if group and group.first == at else None


def _is_of_hurt(noun: Anchor) -> bool:
    return "noun" in noun.word.roles and noun.word.outcome in _SURVIVED


def _alone(view: SentenceView, noun: Anchor) -> Group | None:
    """«جريح», «جريحين»: the noun's own form is the number."""
    number = None if noun.word.definite or noun.clitics else noun.word.number
    return nouns.own(view, noun, number_fields(number, "exact")) if number else None


def _one_of(view: SentenceView, noun: Anchor) -> Group | None:
    """«أحد المصابين», «ثلاثة من الجرحى»."""
    one = casualty.ONE_OF.ending(view.tokens, noun.at)
    if one and noun.word.definite:
        start = view.sentence.offset(one.first, one.clitics)
        core = (start, view.tokens[noun.to - 1].end)
        return Group(one.first, noun.to, noun.to, start, core, number_fields(1, "exact"), "person")
    number = view.ends.get(noun.at - 1) if view.form(noun.at - 1) == particles.OF else None
    return view.counted(number) if number else None


def _with_noun(group: Group, noun: Anchor) -> Group:
    """The group with the noun as its victims."""
    return group._replace(to=max(group.to, noun.to), last=max(group.last, noun.to), victims=(noun.at, noun.to))
