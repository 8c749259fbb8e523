"""Whether a toll is that of one event, runs over a time, or takes the place of an earlier one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from extractors.claims.casualties import lexicon
from extractors.records import Casualty, Toll
from extractors.text import Phrases, Sentence, Token, fold_word, load_toml

_BEFORE, _AFTER = 14, 18  # tokens before and after a figure in which words of time govern it
_RANKED: Final = 8  # tokens between a rank and its time
_MANY: Final = 1_000  # dead of a war from which on its toll is meant
_IN: Final = "في"  # folded
_SENTENCE_ENDS: Final = (";", "؛")


def toll(claim: Casualty, sentence: Sentence) -> Toll:
    """What a figure stands for, by the words of its own sentence."""
    if _cumulative(claim, sentence):  # before the other: a toll since the war began rises too
        return "cumulative"
    return "revised" if _revised(claim, sentence) else "new"


def many(claim: Casualty) -> bool:
    """Whether a figure is one of a time sooner than of an event."""
    return (claim.value or claim.low or 0) >= _MANY


@cache
def _listed(key: str) -> frozenset[str]:
    return frozenset(fold_word(word) for word in load_toml(__package__, "over_time.toml")[key])


@cache
def _fresh() -> Phrases[str]:
    return Phrases((words, words) for words in load_toml(__package__, "over_time.toml")["fresh"])


def _revised(claim: Casualty, sentence: Sentence) -> bool:
    """«ارتفعت حصيلة القتلى إلى 31», «في حصيلة جديدة»: a toll and its change before the figure."""
    tokens = sentence.tokens
    upto = next((at for at, token in enumerate(tokens) if token.end >= claim.end), len(tokens))
    if any(_fresh().starting(tokens, at) for at in range(upto)):
        return True
    if claim.rule not in ("casualty-toll", "casualty-noun"):
        return False
    changed = [at for at in range(upto) if lexicon.has(tokens, at, "toll", "revised")]
    counted = [at for at in range(upto) if lexicon.has(tokens, at, "toll", "of")]
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
        runs_over(tokens, at) or (many(claim) and tokens[at].form in _listed("wars"))
        for at in range(max(0, first - _BEFORE), min(last + _AFTER, len(tokens)))
    ) or (claim.rule == "casualty-toll" and _is_of_this_time(tokens, first, last))


def runs_over(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a stretch of time begins at a token: منذ عام, خلال شهرين, في السنوات الماضية."""
    if lexicon.has(tokens, at, "toll", "since") and not lexicon.has(tokens, at + 1, "toll", "recent"):
        return not _ranks(tokens, at) and not (at and tokens[at - 1].form in _listed("states"))
    over = lexicon.has(tokens, at, "toll", "over")
    if not over and tokens[at].form != _IN:
        return False
    key = "periods" if over else "spans"
    ahead = range(at + 1, min(at + 3, len(tokens)))
    runs = any(lexicon.has(tokens, n, "toll", key) or (over and tokens[n].form in _listed("periods")) for n in ahead)
    return runs and not _ranks(tokens, at)


def _ranks(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a time is that over which an event is ranked: الأعنف منذ عام."""
    return any(token.form in _listed("ranks") for token in tokens[max(at - _RANKED, 0) : at])


def _is_of_this_time(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a count is one of the month or year that runs: عدد القتلى هذا الشهر إلى 157."""
    return any(
        tokens[at].form in _listed("this") and tokens[at + 1].form in _listed("current")
        for at in range(first, min(last, len(tokens) - 1))
    )
