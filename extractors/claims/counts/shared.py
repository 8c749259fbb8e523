"""Numbers without a noun of their own: they share that of a count in their sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from fractions import Fraction
from itertools import zip_longest
from typing import Final, NamedTuple

from extractors.claims.candidates import Candidate, Reading
from extractors.claims.counts.announced import befell
from extractors.claims.counts.finding import count, is_free, may_count
from extractors.claims.counts.words import ONE, any_listed, excluded, is_listed, listed
from extractors.claims.lexicon.people import after_clitics
from extractors.claims.phrases import joined, stops
from extractors.numbers import Quantity
from extractors.numbers.ordinals import in_series
from extractors.numbers.quantity import number_fields
from extractors.records import Casualty, Count, Phrase
from extractors.text import WORD
from extractors.text.clitics import proclitic_cuts

_OF, _AND, _FROM, _IN = "من", "و", "من", "في"
_TO: Final = ("الي", "حتي")
_COMMAS: Final = ("،", ",")
_NEAR: Final = 3  # tokens from a count to the whole that it is a part of
_LIST: Final = 7  # tokens from one item of a list by place to the next
_WITH: Final = "ب"
_THEM: Final = ("هم", "هن")


class Earlier(NamedTuple):
    """A count that stands before a number in its sentence."""

    quantity: Quantity
    candidate: Candidate


def read(reading: Reading, stood: Sequence[Candidate]) -> Iterable[Candidate]:
    """Find numbers that count what another count of the sentence does, and the single ones in a list of counts."""
    cores = {each.core: each for each in stood}
    earlier: list[Earlier] = []
    for quantity, following in zip_longest(reading.quantities, reading.quantities[1:]):
        own = cores.get((quantity.core, quantity.end))
        record = own.record if own else None
        if record is Casualty:
            earlier.clear()  # what follows are parts of a toll, not of what was counted before it
        free = own is None and is_free(quantity, stood) and may_count(reading, quantity)
        made = _shared(reading, quantity, earlier) or _onward(reading, quantity, following, cores) if free else None
        if made:
            yield made
        if found := made or (own if record is Count else None):
            earlier.append(Earlier(quantity, found))
    yield from _single(reading, [each for each in stood if each.record is Count])


def _shared(reading: Reading, quantity: Quantity, earlier: Sequence[Earlier]) -> Candidate | None:
    """The count that a number makes with the noun of one before it."""
    if not earlier:
        return None
    last = earlier[-1]
    to = reading.token_from(last.candidate.end)
    if pronoun := _pronoun(reading, quantity):
        victims = pronoun.endswith(_THEM) and befell(reading, to, quantity.begin)
        return None if victims else _with(quantity, _antecedent(reading, pronoun, earlier))
    rose = _rises(reading, last.quantity, range(last.quantity.to, quantity.begin))
    if rose or _is_whole(reading, quantity, to) or _is_next(reading, quantity, to):
        return _with(quantity, last.candidate.fields["of"])
    return None


def _with(quantity: Quantity, of: Phrase | None) -> Candidate:
    return count(quantity, of, quantity.start, quantity.end)


def _pronoun(reading: Reading, quantity: Quantity) -> str:
    """The word by which a number is a part of what was counted: 120 منها, بينها 7; "" where there is none."""
    behind, before = reading.form(quantity.to), reading.form(quantity.begin - 1)
    if is_listed("of_them", behind):
        return behind
    split = reading.is_mark(quantity.to) and reading.numbers.starting(quantity.to + 1) is not None  # منها 84 ،993
    return before if is_listed("among", before) and excluded(reading, quantity.to) and not split else ""


def _antecedent(reading: Reading, pronoun: str, earlier: Sequence[Earlier]) -> Phrase | None:
    """What the pronoun of a part stands for: people where it is هم, else what was counted last."""
    people = pronoun.endswith(_THEM)
    for each in reversed(earlier):
        of: Phrase | None = each.candidate.fields["of"]
        head = reading.form(reading.token_at(of.start)) if of else ""
        if head and not is_listed("units", head) and (not people or after_clitics(head)):
            return of
    return None


def _is_whole(reading: Reading, quantity: Quantity, to: int) -> bool:
    """Whether what was counted is a part of a number: 15 محافظة من أصل 18."""
    whole = listed("whole").ending(reading.tokens, quantity.begin)
    return whole is not None and 0 <= whole.first - to <= _NEAR and excluded(reading, quantity.to)


def _is_next(reading: Reading, quantity: Quantity, to: int) -> bool:
    """Whether a number is the next item of a list by place: 17 شجرة في طبرق، و8 في سرت."""
    if not 0 < quantity.begin - to <= _LIST or not _is_plain(reading, to, quantity.begin):
        return False
    if _leads_as(reading, to, quantity.to):
        return reading.form(quantity.begin - 1) == _AND or _is_joined(reading, quantity)
    comma = next((n for n in range(to, quantity.begin) if reading.form(n) in _COMMAS), quantity.begin)
    led = comma == to and reading.form(comma + 1) == _AND + _IN  # ..., وفي القلعة 310
    return led and _ends(reading, quantity.to)


def _is_plain(reading: Reading, first: int, to: int) -> bool:
    """Whether nothing but words and commas stands between two tokens."""
    return all(reading.tokens[n].kind == WORD or reading.form(n) in _COMMAS for n in range(first, to))


def _leads_as(reading: Reading, one: int, other: int) -> bool:
    """Whether two tokens lead to places by the same preposition: في ... في, بالجهراء ... بحولي."""
    first, second = reading.form(one), reading.form(other)
    if first == second:
        return is_listed("places", first)
    return all(form.startswith(_WITH) and proclitic_cuts(form) for form in (first, second))


def _is_joined(reading: Reading, quantity: Quantity) -> bool:
    begins = reading.numbers.grammar.role(quantity.begin)
    return begins.conjunction or (quantity.begin < quantity.first and reading.is_joined(quantity.begin))


def _ends(reading: Reading, at: int) -> bool:
    return at >= len(reading.tokens) or reading.tokens[at].kind != WORD or stops(reading.form(at))


def _onward(
    reading: Reading, quantity: Quantity, following: Quantity | None, cores: Mapping[tuple[int, int], Candidate]
) -> Candidate | None:
    """The count that a number makes with the noun of the next: 3 من بين 8 محطات, من 14 إلى 22 مدرسة."""
    after = cores.get((following.core, following.end)) if following else None
    ranked = in_series(reading.form(quantity.begin - 1))  # المركز 168 من بين 190 دولة
    if ranked or following is None or after is None or after.record is not Count or after.fields["of"] is None:
        return None
    joint = range(quantity.to, following.begin)
    if _rises(reading, quantity, joint) or _is_of(reading, joint, after):
        return _with(quantity, after.fields["of"])
    return None


def _rises(reading: Reading, quantity: Quantity, joint: range) -> bool:
    """Whether a number is the one that another was reached from: من 14 إلى."""
    return len(joint) == 1 and reading.form(quantity.begin - 1) == _FROM and reading.form(joint[0]) in _TO


def _is_of(reading: Reading, joint: range, after: Candidate) -> bool:
    """Whether من alone, or من أصل, stands between a number and the whole that it is a part of."""
    if not joint or reading.form(joint[0]) != _OF or after.start < reading.tokens[joint[0]].end:
        return False
    whole = listed("whole").starting(reading.tokens, joint[0])
    return len(joint) == 1 or (whole is not None and whole.to == joint[-1] + 1)


# --- one of them -----------------------------------------------------------------------------------------------------


def _single(reading: Reading, counts: Sequence[Candidate]) -> Iterable[Candidate]:
    """Find single ones in a list of counts: ذهبية واحدة وثلاث فضيات."""
    places = reading.places(ONE) if counts else ()
    begins = {reading.token_at(each.start) for each in counts}
    ends = {reading.token_from(each.end) for each in counts}
    for at in places:
        fits = is_listed("one", reading.form(at)) and _may_be_single(reading, at - 1)
        if fits and (_follows(reading, at - 1, ends) or _leads_on(reading, at + 1, begins)):
            of = reading.phrase(at - 1, at, int(joined(reading.form(at - 1))))
            fields = number_fields(Fraction(1), Fraction(1), Fraction(1), "exact")
            token = reading.tokens[at]
            yield Candidate(Count, of.start, token.end, (token.start, token.end), {**fields, "of": of})


def _follows(reading: Reading, at: int, ends: AbstractSet[int]) -> bool:
    """Whether و joins a noun to the end of a count, a comma between or not."""
    return joined(reading.form(at)) and at - (reading.form(at - 1) in _COMMAS) in ends


def _leads_on(reading: Reading, at: int, begins: AbstractSet[int]) -> bool:
    """Whether و or a comma leads from a token on to the beginning of a count."""
    apart = reading.form(at) in (*_COMMAS, _AND)
    return (apart or reading.is_joined(at)) and at + apart in begins


def _may_be_single(reading: Reading, at: int) -> bool:
    """Whether a word can be one of a list: an indefinite noun behind no preposition."""
    if at < 0 or reading.has_article(at) or stops(reading.form(at - 1)):
        return False
    form = reading.form(at)
    bare = form[1:] if joined(form) else form
    return not any_listed(("never", "never_one", "units"), bare) and reading.tokens[at].kind == WORD
