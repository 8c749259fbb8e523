"""Why each claim is as it is: its rule, how its number was parsed, and the readings it was preferred to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from extractors.claims.candidates import Candidate
from extractors.claims.dates import dateline
from extractors.claims.resolve import Verdict, resolve
from extractors.claims.rules import TABLE
from extractors.claims.sentence import SentenceView, views
from extractors.numbers import Quantity, plain_number
from extractors.text import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A view that lost: the rule that proposed it, its words, its kind, and the rule that won the place."""

    rule: str
    text: str
    kind: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One place of the article: what stood there, by which rule, from which numeral, and against what.

    `kind` is "none" where the number was recognised as no claim at all.
    """

    text: str
    start: int
    end: int
    kind: str
    rule: str
    parse: str | None
    rejected: tuple[Rejected, ...]


def explain(text: str, reference_date: date | None = None) -> tuple[Explanation, ...]:
    """Every place of a text where a rule stood, in order."""
    document = Document(text)
    written = reference_date or dateline(document)
    return tuple(
        explanation for view in views(document, written) for explanation in _sentence(view)
    )


def _sentence(view: SentenceView) -> Iterator[Explanation]:
    verdicts = list(resolve(view, TABLE))
    stood = sorted(
        (verdict for verdict in verdicts if not verdict.beaten_by),
        key=lambda verdict: (verdict.candidate.start, verdict.candidate.end),
    )
    lost = [verdict for verdict in verdicts if verdict.beaten_by]
    for verdict in stood:
        yield _explanation(view, verdict, lost)


def _explanation(view: SentenceView, verdict: Verdict, lost: list[Verdict]) -> Explanation:
    candidate, text = verdict.candidate, view.sentence.document.text
    rivals = [other for other in lost if other.lost_to and other.lost_to.candidate is candidate]
    return Explanation(
        text=text[candidate.start : candidate.end],
        start=candidate.start,
        end=candidate.end,
        kind=_kind(candidate),
        rule=verdict.rule,
        parse=next((parse(view, quantity) for quantity in view.quantities if _holds(candidate, quantity)), None),
        rejected=tuple(
            Rejected(
                rule=rival.rule,
                text=text[rival.candidate.start : rival.candidate.end],
                kind=_kind(rival.candidate),
                reason=_reason(view, rival),
            )
            for rival in rivals
        ),
    )


def _kind(candidate: Candidate) -> str:
    return candidate.record.kind if candidate.record else "none"


def _reason(view: SentenceView, lost: Verdict) -> str:
    """Why a view lost, in words."""
    assert lost.lost_to
    winner = f"{lost.lost_to.rule} stands above {lost.rule} in the rule table"
    if lost.over == "people":
        return f"{winner} and counts the same people"
    if lost.over == "word" and lost.candidate.word:
        return f"{winner} and has the word «{view.phrase(*lost.candidate.word).text}» already"
    return winner


def _holds(candidate: Candidate, quantity: Quantity) -> bool:
    return candidate.start < quantity.end and quantity.core < candidate.end


def parse(view: SentenceView, quantity: Quantity) -> str:
    """How a quantity was read, word by word: «3.7» digits, «مليون» scale 1000000 = 3700000, more_than."""
    words = [_role(view, at) for at in range(quantity.first, quantity.to)]
    value = quantity.value if quantity.value is not None else f"{_side(quantity.low)}..{_side(quantity.high)}"
    shown = value if isinstance(value, str) else plain_number(value)
    return f"{', '.join(words)} = {shown}, {quantity.bound}"


def _side(value: Fraction | None) -> str:
    return "" if value is None else str(plain_number(value))


def _role(view: SentenceView, at: int) -> str:
    word, written = view.numbers.grammar.word(at), view.tokens[at]
    text = view.sentence.document.text[written.start : written.end]
    if word is None:
        return f"«{text}» {'digits' if written.kind == 'number' else 'joint'}"
    roles = {
        "unit": word.unit,
        "ten": word.ten,
        "hundred": word.hundred,
        "scale": word.scale,
        "fraction": word.fraction,
        "at least": word.at_least,
        "few": word.few,
    }
    named = [f"{name} {value}" for name, value in roles.items() if value is not None]
    return f"«{text}» {' or '.join(named) or 'excess'}"
