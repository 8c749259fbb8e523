"""Cases: of a disease, of those hurt, and single deaths: «نحو 500 حالة», «حالة وفاة واحدة», «حالتان في غات»."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from extractors.claims.casualties import meaning
from extractors.claims.casualties.finding import Finding, as_finding
from extractors.claims.lexicon import casualty, outcomes
from extractors.claims.lexicon.inflection import TA
from extractors.claims.sentence import Anchor, SentenceView
from extractors.claims.sentence.clauses import EVENT
from extractors.claims.sentence.group import Group, number_fields
from extractors.records import Outcome
from extractors.text.phrases import CONJUNCTIONS, PREPOSITIONS

_BEHIND: Final = 3  # tokens behind a case in which it is said to be over
_REACH: Final = 12  # tokens from those who recovered back to their figure


def counted(view: SentenceView) -> Iterator[Finding]:
    """«تفشي الكوليرا: نحو 500 حالة», «16 حالة متوسطة»: cases of a disease, or of those hurt."""
    for to, quantity in view.ends.items():
        if view.form(to) not in casualty.CASES or view.anchored.get(to + 1):
            continue
        group = view.counted(quantity)
        outcome = _outcome(view, to + 1) if group and not _over(view, quantity.begin, to) else None
        if group and outcome:
            yield _of_case(group, to, outcome)


def _of_case(group: Group, at: int, outcome: Outcome, clitics: int = 0) -> Finding:
    return Finding((outcome,), group, Anchor(at, at + 1, outcomes.Word(outcome, frozenset()), clitics))


def _outcome(view: SentenceView, at: int) -> Outcome | None:
    """What a case is one of, by what stands behind its word."""
    grave = view.has(at, casualty.GRAVE)
    if meaning.sick(view) and (grave or _of_disease(view, at)):
        return "infected"
    return "injured" if grave else None


def _over(view: SentenceView, first: int, at: int) -> bool:
    """Whether cases are those of people who recovered: «182 حالة تم شفاؤها», «ليرتفع عدد المتعافين إلى 182 حالة»."""
    behind = range(at + 1, at + 1 + _BEHIND)
    if view.any_has(behind, casualty.RECOVERED):
        return True
    if view.has(at + 1, casualty.GRAVE):
        return False
    for k in range(first - 1, max(-1, first - _REACH), -1):
        if k in view.anchored or view.ends_clause(k, EVENT):
            return False
        if view.has(k, casualty.RECOVERED):
            return True
    return False


def _of_disease(view: SentenceView, at: int) -> bool:
    """Whether what follows حالة does not make it one of something else: 300 حالة شفاء, 300 حالة طلاق."""
    form = view.form(at)
    if view.has(at, casualty.SUSPECTED) or outcomes.sickness(form) > 0 or not form.isalpha():
        return True
    return form in casualty.PREPOSITIONS or form[:1] in (*CONJUNCTIONS, *PREPOSITIONS)


def single(view: SentenceView) -> Iterator[Finding]:
    """«حالة وفاة واحدة», «إصابة واحدة في أوباري», «خلف حالة وفاة»: one by the word, with its case or without."""
    for anchor in view.anchors:
        if anchor.word.counted and not anchor.word.definite and view.happened(anchor.at):
            case = _is_one_case(view, anchor.at - 1)
            first, to = anchor.at - case, anchor.to + (view.form(anchor.to) in casualty.SINGLE)
            if first not in view.ends and (to > anchor.to or (case and _is_told(view, first - 1))):
                yield as_finding(view, anchor, _group(view, first, to, 1))


def _is_told(view: SentenceView, at: int) -> bool:
    """Whether a token tells that there was a case, or what left it behind does: «خلف الحادث حالة وفاة»."""
    at -= view.definite(at)
    return view.has(at, casualty.LEAVES) or view.has(at, casualty.FALLS)


def _is_one_case(view: SentenceView, at: int) -> bool:
    return view.has(at, casualty.CASES) and view.form(at).endswith(TA)


def listed(view: SentenceView) -> Iterator[Finding]:
    """«8 حالات في الأولى وحالتان في الثانية وحالة واحدة في الثالثة»: further cases beside those that are counted."""
    told = _told_first(view)
    if told is None or not meaning.sick(view):
        return
    for at in range(told + 1, len(view.tokens)):
        two = view.has(at, casualty.TWO_CASES)
        one = _is_one_case(view, at) and view.form(at + 1) in casualty.SINGLE
        if (two or one) and _is_listed(view, at):
            yield _of_case(_group(view, at, at + 1 + one, 1 + two), at, "infected", int(view.is_joined(at)))


def _told_first(view: SentenceView) -> int | None:
    """The token of the first word that counts cases: حالات الإصابة, 8 حالات."""
    numbered = (each.to for each in view.quantities if view.form(each.to) in casualty.CASES)
    return next((anchor.at for anchor in view.anchors if anchor.word.counted), next(numbered, None))


def _is_listed(view: SentenceView, at: int) -> bool:
    """Whether a word for a case stands behind a mark or is joined by و, with no number or outcome of its own."""
    own = at in view.ends or at + 1 in view.anchored
    return not own and (view.is_mark(at - 1) or view.is_joined(at))


def _group(view: SentenceView, first: int, to: int, value: int) -> Group:
    start, end = view.sentence.offset(first, int(view.is_joined(first))), view.tokens[to - 1].end
    return Group(first, to, to, start, (start, end), number_fields(value, "exact"), "case", (first, to), counted=True)
