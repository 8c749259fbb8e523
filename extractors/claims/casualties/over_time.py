"""Whether a toll is that of one event, runs over a time, or takes the place of an earlier one."""

from __future__ import annotations

from typing import Final

from extractors.claims.casualties import families
from extractors.claims.lexicon import casualty, particles
from extractors.claims.sentence import SentenceView
from extractors.claims.sentence.clauses import TOLL_RISEN
from extractors.records import Casualty, Toll

_BEFORE, _AFTER = 14, 18  # tokens before and after a figure in which words of time govern it
_RANKED: Final = 8  # tokens between a rank and its time
_MANY: Final = 1_000  # dead of a war from which on its toll is meant


def toll(claim: Casualty, view: SentenceView) -> Toll:
    """What a figure stands for, by the words of its own sentence."""
    if _cumulative(claim, view):  # before the other: a toll since the war began rises too
        return "cumulative"
    return "revised" if _revised(claim, view) else "new"


def many(claim: Casualty) -> bool:
    """Whether a figure is one of a time sooner than of an event."""
    return (claim.value or claim.low or 0) >= _MANY


def _revised(claim: Casualty, view: SentenceView) -> bool:
    """«ارتفعت حصيلة القتلى إلى 31», «في حصيلة جديدة»: a toll and its change before the figure."""
    upto = view.token_at(claim.end - 1)
    if any(casualty.TOLL_FRESH.starting(view.tokens, at) for at in range(upto)):
        return True
    if claim.rule not in families.TOLLS | families.NOUNS:
        return False
    changed = [at for at in range(upto) if view.has(at, casualty.TOLL_REVISED)]
    counted = [at for at in range(upto) if view.has(at, casualty.TOLL_OF)]
    return bool(changed and counted) and (changed[0] < counted[-1] or _risen(view, changed[-1], claim))


def _risen(view: SentenceView, at: int, claim: Casualty) -> bool:
    """Whether a verb of change leads straight to a figure: ارتفعت لاحقا إلى 25 قتيلا."""
    to = view.token_from(claim.start)
    return to - at <= _BEFORE and view.same_clause(at, to, TOLL_RISEN)


def _cumulative(claim: Casualty, view: SentenceView) -> bool:
    """«منذ بدء الحرب», «خلال عام 2017»: a stretch of time near the figure."""
    if claim.value == 1 and claim.rule not in families.TOLLS:
        return False  # nobody dies over a time
    first, last = view.token_at(claim.start), view.token_at(claim.end - 1)
    near = range(max(0, first - _BEFORE), min(last + _AFTER, len(view.tokens)))
    if any(runs_over(view, at) or (many(claim) and view.has(at, casualty.TOLL_WARS)) for at in near):
        return True
    return claim.rule in families.TOLLS and _is_of_this_time(view, first, last)


def runs_over(view: SentenceView, at: int) -> bool:
    """Whether a stretch of time begins at a token: منذ عام, خلال شهرين, في السنوات الماضية."""
    if view.has(at, casualty.TOLL_SINCE) and not view.has(at + 1, casualty.TOLL_RECENT):
        return not _ranks(view, at) and not view.has(at - 1, casualty.TOLL_STATES)
    over = view.has(at, casualty.TOLL_OVER)
    if not over and view.form(at) != particles.IN:
        return False
    periods = casualty.TOLL_PERIODS if over else casualty.TOLL_SPANS
    runs = view.any_has(range(at + 1, at + 3), periods)
    return runs and not _ranks(view, at)


def _ranks(view: SentenceView, at: int) -> bool:
    """Whether a time is that over which an event is ranked: الأعنف منذ عام."""
    return view.any_has(range(at - _RANKED, at), casualty.TOLL_RANKS)


def _is_of_this_time(view: SentenceView, first: int, last: int) -> bool:
    """Whether a count is one of the month or year that runs: عدد القتلى هذا الشهر إلى 157."""
    return any(
        view.has(at, casualty.TOLL_THIS) and view.has(at + 1, casualty.TOLL_CURRENT) for at in range(first, last)
    )
