"""Whether a toll is that of one event, runs over a time, or takes the place of an earlier one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from extractors.claims.lexicon import casualty, particles
from extractors.claims.lexicon.lists import has
from extractors.records import Casualty, Toll
from extractors.text import Sentence, Token

_BEFORE, _AFTER = 14, 18  # tokens before and after a figure in which words of time govern it
_RANKED: Final = 8  # tokens between a rank and its time
_MANY: Final = 1_000  # dead of a war from which on its toll is meant
_SENTENCE_ENDS: Final = (";", "؛")


def toll(claim: Casualty, sentence: Sentence) -> Toll:
    """What a figure stands for, by the words of its own sentence."""
    if _cumulative(claim, sentence):  # before the other: a toll since the war began rises too
        return "cumulative"
    return "revised" if _revised(claim, sentence) else "new"


def many(claim: Casualty) -> bool:
    """Whether a figure is one of a time sooner than of an event."""
    return (claim.value or claim.low or 0) >= _MANY


def _revised(claim: Casualty, sentence: Sentence) -> bool:
    """«ارتفعت حصيلة القتلى إلى 31», «في حصيلة جديدة»: a toll and its change before the figure."""
    tokens = sentence.tokens
    upto = next((at for at, token in enumerate(tokens) if token.end >= claim.end), len(tokens))
    if any(casualty.TOLL_FRESH.starting(tokens, at) for at in range(upto)):
        return True
    if claim.rule not in ("casualty-toll", "casualty-noun"):
        return False
    changed = [at for at in range(upto) if has(tokens, at, casualty.TOLL_REVISED)]
    counted = [at for at in range(upto) if has(tokens, at, casualty.TOLL_OF)]
    return bool(changed and counted) and (changed[0] < counted[-1] or _risen(tokens, changed[-1], claim))


def _risen(tokens: tuple[Token, ...], at: int, claim: Casualty) -> bool:
    """Whether a verb of change leads straight to a figure: ارتفعت لاحقا إلى 25 قتيلا."""
    between = [token for token in tokens[at:] if token.start < claim.start]
    return len(between) <= _BEFORE and not any(token.form in _SENTENCE_ENDS for token in between)


def _cumulative(claim: Casualty, sentence: Sentence) -> bool:
    """«منذ بدء الحرب», «خلال عام 2017»: a stretch of time near the figure."""
    if claim.value == 1 and claim.rule != "casualty-toll":
        return False  # nobody dies over a time
    tokens = sentence.tokens
    first = next((at for at, token in enumerate(tokens) if token.end > claim.start), 0)
    last = next((at for at, token in enumerate(tokens) if token.end >= claim.end), first)
    return any(
        runs_over(tokens, at) or (many(claim) and tokens[at].form in casualty.TOLL_WARS)
        for at in range(max(0, first - _BEFORE), min(last + _AFTER, len(tokens)))
    ) or (claim.rule == "casualty-toll" and _is_of_this_time(tokens, first, last))


def runs_over(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a stretch of time begins at a token: منذ عام, خلال شهرين, في السنوات الماضية."""
    if has(tokens, at, casualty.TOLL_SINCE) and not has(tokens, at + 1, casualty.TOLL_RECENT):
        return not _ranks(tokens, at) and not (at and tokens[at - 1].form in casualty.TOLL_STATES)
    over = has(tokens, at, casualty.TOLL_OVER)
    if not over and tokens[at].form != particles.IN:
        return False
    periods = casualty.TOLL_PERIODS if over else casualty.TOLL_SPANS
    runs = any(has(tokens, n, periods) for n in range(at + 1, min(at + 3, len(tokens))))
    return runs and not _ranks(tokens, at)


def _ranks(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a time is that over which an event is ranked: الأعنف منذ عام."""
    return any(token.form in casualty.TOLL_RANKS for token in tokens[max(at - _RANKED, 0) : at])


def _is_of_this_time(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a count is one of the month or year that runs: عدد القتلى هذا الشهر إلى 157."""
    return any(
        tokens[at].form in casualty.TOLL_THIS and tokens[at + 1].form in casualty.TOLL_CURRENT
        for at in range(first, min(last, len(tokens) - 1))
    )
