"""Links between the casualties of an article: parts of totals, figures stated again, tolls that grow.

A part is never added to its total, and a figure stated again is never counted twice; these links are what says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate, groupby
from typing import Final

from extractors.claims.casualties import duals, families, over_time
from extractors.claims.casualties.apart import are_apart
from extractors.claims.lexicon import casualty, people
from extractors.claims.sentence import SentenceView
from extractors.records import OPEN_BOUNDS, Casualty, Claim, Toll
from extractors.text import Document, Token, fold_word
from extractors.text.phrases import ARTICLE

Sentences = Mapping[int, SentenceView]
"""The sentences of an article by where they start."""

_REMEMBERED: Final = 100  # figures looked back over: more than any article has, and few enough to stay linear
_YEAR: Final = 4  # digits
_OPENING: Final = 5  # tokens of a date that opens a sentence
_INTO: Final = ("في", "وفي")
_SURE: Final = 4  # figures whose sum is no chance
_FEW: Final = 2  # up to here a number alone does not tell one event from another
_NEAR: Final = 1_500  # folded characters over which parts may be spelled out after their total
_UNBOUNDED: Final = ("vague", "more_than", "at_least")
_LEAD: Final = 2  # sentences after the headline
_LINE: Final = "\n"
_ENDINGS: Final = ("ان", "ين", "ون", "ا")
_LONG: Final = 4  # letters


def link_casualties(claims: Iterable[Claim], views: Iterable[SentenceView]) -> tuple[Claim, ...]:
    """The claims with part_of, same_as and toll of the casualties among them."""
    everything = duals.settled(tuple(claims))
    linked: list[Casualty] = []
    sentences = {view.sentence.start: view for view in views}
    for claim in everything:
        if isinstance(claim, Casualty):
            linked.append(_linked(claim, linked[-_REMEMBERED:], sentences))
    parts = dict((*_summed(linked, sentences), *_distributed(linked, sentences)))
    done: dict[str, Casualty] = {}
    for claim in linked:
        done[claim.id] = _part(claim, parts, done)
    return tuple(done.get(claim.id, claim) for claim in everything)


def _linked(claim: Casualty, before: Sequence[Casualty], sentences: Sentences) -> Casualty:
    view = sentences[claim.sentence.start]
    total = _total(claim, before, view) if _is_part(claim, before, view) else None
    first = _first(claim, before, sentences)
    toll = _toll(claim, total or first, before, view)
    return replace(claim, part_of=total.id if total else None, same_as=first.id if first else None, toll=toll)


def _toll(claim: Casualty, source: Casualty | None, before: Sequence[Casualty], view: SentenceView) -> Toll:
    """What a figure stands for, by its own sentence or the figure that it is of; a large one by the one beside it."""
    toll = over_time.toll(claim, view)
    if toll == "new" and source and source.toll:
        toll = source.toll
    beside = before[-1] if before and before[-1].sentence == claim.sentence else None
    if toll == "new" and beside and beside.toll == "cumulative" and over_time.many(claim):
        return beside.toll  # منذ كذا قتل 123، كما أصيب 13 ألفا
    return toll


def _part(claim: Casualty, parts: Mapping[str, str], done: Mapping[str, Casualty]) -> Casualty:
    """A claim with its total: what completes a sum is no figure stated again, though it may look like one."""
    if not claim.part_of and claim.id in parts:
        claim = replace(claim, part_of=parts[claim.id], same_as=None)
    total = done.get(claim.part_of or "")
    return replace(claim, toll=total.toll) if total and claim.toll == "new" else claim


# --- parts -------------------------------------------------------------------------------------------------


def _is_part(claim: Casualty, before: Sequence[Casualty], view: SentenceView) -> bool:
    """Whether a figure is one of a part by its own words: بينهم 5, القتلى هم خمس فتيات وصبيان."""
    if claim.rule in families.PARTS or _opened(claim, view):
        return True
    if claim.rule == families.ALSO:
        return bool(before and before[-1].sentence == claim.sentence and before[-1].part_of)
    return claim.rule in families.TOLLS and not _announced(claim, view)


def _opened(claim: Casualty, view: SentenceView) -> bool:
    """Whether a word for a part stands right before a figure: من بينهم 7451 إصابة."""
    return casualty.PARTS.ending(view.tokens, view.token_at(claim.start)) is not None


def _total(claim: Casualty, before: Sequence[Casualty], view: SentenceView) -> Casualty | None:
    """The nearest figure of the same outcome that is large enough and no part beside it."""
    alike = (other for other in reversed(before) if _shares_outcome(claim, other) and _may_hold(other, claim, view))
    return next((other for other in alike if _holds(other, claim, view)), None)


def _may_hold(other: Casualty, claim: Casualty, view: SentenceView) -> bool:
    """Whether a figure may be a total: one that is no part, or a part with parts of its own."""
    return other.part_of is None or (other.sentence == claim.sentence and _divided(other, claim, view))


def _holds(other: Casualty, claim: Casualty, view: SentenceView) -> bool:
    """Whether a figure is large enough to be the total of another, or is put forward as such."""
    unsized = other.sentence == claim.sentence and other.bound == "none_stated"  # «إصابة مدنيين، بينهم عدد من الأطفال»
    return _larger(other, claim) or (unsized and claim.value is None) or _at_odds(other, claim, view)


def _divided(part: Casualty, claim: Casualty, view: SentenceView) -> bool:
    """Whether a part has parts of its own: 143، يتوزعون إلى 19 مسلحا و124 مدنيا، بينهم 36 طفلا."""
    between = range(view.token_from(part.end), view.token_from(claim.start))
    return any(casualty.PARTS.starting(view.tokens, at) for at in between)


def _shares_outcome(claim: Casualty, other: Casualty) -> bool:
    return bool({claim.outcome, *claim.outcomes} & {other.outcome, *other.outcomes})


def _at_odds(total: Casualty, part: Casualty, view: SentenceView) -> bool:
    """«9 أشخاص بينهم 11 طفلا»: linked all the same, so that the sum can be shown not to come out."""
    if part.value is None or total.value is None or total.sentence != part.sentence:
        return False
    return _opened(part, view)


def _larger(total: Casualty, part: Casualty) -> bool:
    if total.bound in OPEN_BOUNDS:
        return total.bound == "vague"
    size = total.value if total.value is not None else total.high
    own = part.value if part.value is not None else part.low
    return size is not None and (own is None or own < size)


def _summed(claims: Sequence[Casualty], sentences: Sentences) -> Iterator[tuple[str, str]]:
    """Parts that are spelled out after their total without a word that says so: 3 killed, then 1, 1 and 1."""
    for at, total in enumerate(claims):
        if not total.part_of and (total.value or 0) > _FEW and not _is_divided(total, claims):
            later = [each for each in claims[at + 1 : at + 1 + _REMEMBERED] if _may_sum_up(each, total, sentences)]
            yield from ((part.id, total.id) for part in _spelled_out(total, later))


def _spelled_out(total: Casualty, later: Sequence[Casualty]) -> Sequence[Casualty]:
    """Those of some later figures that a total is the sum of: new ones, or so many that it is no chance."""
    fresh = [each for each in later if not each.same_as]
    return _making_up(total, fresh, 2) or _making_up(total, later, _SURE) or _listed(total, fresh)


def _may_sum_up(claim: Casualty, total: Casualty, sentences: Sentences) -> bool:
    """Whether a later figure may be a part of a total that nothing says it is of."""
    if claim.outcome != total.outcome or claim.part_of or claim.value is None or claim.bound != "exact":
        return False
    if claim.rule == families.PRONOUN or (claim.rule == families.ALSO and claim.sentence == total.sentence):
        return False
    alike = _same_year(sentences[claim.sentence.start], sentences[total.sentence.start])
    return alike and _is_near(claim, total, sentences)


def _is_near(claim: Casualty, total: Casualty, sentences: Sentences) -> bool:
    """Whether a figure stands near enough behind a total, in folded characters: marks and tatweel make nothing far."""
    own, before = (sentences[each.sentence.start].sentence for each in (claim, total))
    return own.at - before.at < _NEAR


def _making_up(total: Casualty, later: Sequence[Casualty], fewest: int) -> Sequence[Casualty]:
    """The first of some figures, so many at least, that add up to a total; none where they do not."""
    sums = list(accumulate(claim.value or 0 for claim in later))
    return later[: sums.index(total.value) + 1] if total.value in sums[fewest - 1 :] else ()


def _is_divided(total: Casualty, claims: Sequence[Casualty]) -> bool:
    """Whether the parts that a total is said to have are all of it already."""
    return sum(claim.value or 0 for claim in claims if claim.part_of == total.id) == total.value


def _listed(total: Casualty, later: Sequence[Casualty]) -> Sequence[Casualty]:
    """The figures of the first sentence whose figures, three or more, are a total to the last."""
    for _, sentence in groupby(later, lambda claim: claim.sentence.start):
        members = list(sentence)
        if len(members) > _FEW and sum(claim.value or 0 for claim in members) == total.value:
            return members
    return ()


def _distributed(claims: Sequence[Casualty], sentences: Sentences) -> Iterator[tuple[str, str]]:
    """Figures that one sentence gives for an open total: dozens killed, then 22 here and 10 there."""
    for at, total in enumerate(claims):
        if total.bound in _UNBOUNDED and not (total.same_as or total.part_of):
            together = _next_together(total, claims[at + 1 : at + 1 + _REMEMBERED], sentences)
            if len(together) > 1 and (total.bound == "vague" or _makes_up(together, total.low or 0)):
                yield from ((claim.id, total.id) for claim in together)


def _next_together(total: Casualty, later: Sequence[Casualty], sentences: Sentences) -> Sequence[Casualty]:
    """The next new figures of an outcome, those of one sentence, if it is near and not that of the total."""
    exact = (each for each in later if each.outcome == total.outcome and each.bound == "exact")
    fresh = [each for each in exact if not (each.same_as or each.part_of)]
    if not fresh or fresh[0].sentence == total.sentence or not _is_near(fresh[0], total, sentences):
        return ()
    return [each for each in fresh if each.sentence == fresh[0].sentence]


def _makes_up(parts: Sequence[Casualty], low: float) -> bool:
    """Whether parts reach a total of «more than»: none of them alone, all of them together."""
    sizes = [claim.value or 0 for claim in parts]
    return max(sizes) < low <= sum(sizes)


# --- restatements ------------------------------------------------------------------------------------------


def _first(claim: Casualty, before: Sequence[Casualty], sentences: Sentences) -> Casualty | None:
    """The first figure that says the same of the same people."""
    same = next((other for other in before if not other.same_as and _same(claim, other, sentences)), None)
    return same or _told_first(claim, before, sentences)


def _told_first(claim: Casualty, before: Sequence[Casualty], sentences: Sentences) -> Casualty | None:
    """One or two people whom the headline names otherwise than the lead: «مقتل زعيم التنظيم», then «قتل أبو فلان»."""
    if not _is_of_lead(claim, sentences):
        return None
    alike = [each for each in before if each.outcome == claim.outcome and _anchor(each) == _anchor(claim)]
    if len(alike) != 1 or alike[0].sentence.start != min(sentences) or _other_people(claim, alike[0]):
        return None
    views = sentences[claim.sentence.start], sentences[alike[0].sentence.start]
    return None if are_apart(claim, views[0], alike[0], views[1]) else alike[0]


def _is_of_lead(claim: Casualty, sentences: Sentences) -> bool:
    """Whether a figure is of one or two people in the lead of an article that has a headline."""
    starts = sorted(sentences)[: _LEAD + 1]
    number = _anchor(claim)
    if claim.sentence.start not in starts[1:] or claim.bound != "exact" or number is None or number > _FEW:
        return False
    headline = sentences[starts[0]]
    return _LINE in headline.document.text[headline.sentence.end : starts[1]]


def _same(claim: Casualty, other: Casualty, sentences: Sentences) -> bool:
    """Whether a figure says the same of the same people as one before it in another sentence."""
    if (claim.outcome, claim.outcomes) != (other.outcome, other.outcomes) or claim.sentence == other.sentence:
        return False
    view, before = sentences[claim.sentence.start], sentences[other.sentence.start]
    if claim.bound in OPEN_BOUNDS or other.bound in OPEN_BOUNDS:
        alike = _same_crowd(claim, other, view) or _same_untold(claim, other, sentences)
    else:
        alike = _same_number(claim, other)
    return alike and _same_year(view, before) and not are_apart(claim, view, other, before)


def _same_number(claim: Casualty, other: Casualty) -> bool:
    """Whether two figures are equal and of the same people; of one or two, whom they name must be told alike."""
    number = _anchor(claim)
    if number is None or number != _anchor(other):
        return False
    return bool(_who(claim) & _who(other)) if number <= _FEW else not _other_people(claim, other)


def _same_crowd(claim: Casualty, other: Casualty, view: SentenceView) -> bool:
    """Whether two vague figures are of the same people: not «عشرات القتلى بينهم عشرات الأطفال», nor يذكر أن عشرات."""
    alike = (claim.rule in families.PARTS) == (other.rule in families.PARTS)
    vague = claim.bound == other.bound == "vague" and claim.low == other.low
    return vague and alike and not view.has(0, casualty.ASIDES)


def _same_untold(claim: Casualty, other: Casualty, sentences: Sentences) -> bool:
    """Whether the lead says the headline's word again, and neither a number nor who: «وإصابات», «وقوع إصابات»."""
    starts = sorted(sentences)[: _LEAD + 1]
    told = claim.victims or other.victims or claim.bound != "none_stated" or other.bound != "none_stated"
    if told or fold_word(claim.term or "") != fold_word(other.term or ""):
        return False
    return other.sentence.start == starts[0] and claim.sentence.start in starts


def _same_year(view: SentenceView, other: SentenceView) -> bool:
    """Whether a sentence does not go back to another year than the one before it."""
    years, others = view.once(_years), other.once(_years)
    return not years or bool(years & others)


def _years(view: SentenceView) -> frozenset[str]:
    """The years a sentence goes back to: named as one (عام 2004), or before the latest of the article."""
    latest = _latest_year(view.document)
    return frozenset(
        token.form
        for at, token in enumerate(view.tokens)
        if _is_year(token) and (token.form < latest or _goes_back(view, at))
    )


def _goes_back(view: SentenceView, at: int) -> bool:
    """Whether a year sends its sentence back: عام 2017, or one that opens it (وفي تموز 2017، قتل)."""
    return view.has(at - 1, casualty.YEAR_OF) or (at <= _OPENING and view.form(0) in _INTO)


@lru_cache(maxsize=4)
def _latest_year(document: Document) -> str:
    years = (token.form for sentence in document.sentences for token in sentence.tokens if _is_year(token))
    return max(years, default="")


def _is_year(token: Token) -> bool:
    return len(token.form) == _YEAR and token.form.isdigit() and token.form.startswith(("19", "20"))


def _anchor(claim: Casualty) -> float | None:
    return next((number for number in (claim.value, claim.low, claim.high) if number is not None), None)


def _other_people(claim: Casualty, other: Casualty) -> bool:
    """Whether two figures are of different kinds of people: soldiers, children; not where a word for them is shared."""
    if _who(claim) & _who(other):
        return False
    kinds = {claim.victim_kind, other.victim_kind} - {None, "people", people.NATIONALS}
    return len(kinds) > 1


def _who(claim: Casualty) -> frozenset[str]:
    """The words for the victims, bare: what a headline and its article share."""
    if not claim.victims:
        return frozenset()
    words = (fold_word(word).removeprefix(ARTICLE) for word in claim.victims.text.replace("_", " ").split())
    return frozenset(map(_bare, set(words) - casualty.ANYONE))


def _bare(word: str) -> str:
    """A noun without the ending that says its number and case: فلسطينيان, فلسطينيين, فلسطينيا."""
    return next((word.removesuffix(end) for end in _ENDINGS if word.endswith(end) and len(word) > _LONG), word)


def _announced(claim: Casualty, view: SentenceView) -> bool:
    """Whether عدد or حصيلة opens a figure: the figure is then a total itself."""
    first = view.token_at(claim.start)
    return view.has(first, casualty.TOLL_OF) or view.has(first - 1, casualty.TOLL_OF)
