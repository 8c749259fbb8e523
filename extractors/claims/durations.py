"""Lengths of time: ثلاثة أسابيع, ساعتين ونصف الساعة, أكثر من شهر, السنوات الخمس الماضية."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

from extractors.claims.candidates import Candidate, Reading
from extractors.claims.time_words import UNIT, UnitWord, direction, recent, unit_word
from extractors.numbers import Quantity, plain_number
from extractors.numbers.quantity import bound_after, bound_before
from extractors.records import Bound, Duration
from extractors.text import WORD, fold_word, load_toml, without_clitics

AND: Final = "و"
_LEAST_VAGUE: Final = 10  # بضع سنوات says nothing that can be counted with; نيف وعشرون عاما does
_DESIGNATORS: Final = {"year": "Y", "month": "M", "week": "W", "day": "D", "hour": "H", "minute": "M", "second": "S"}
_DATE_UNITS: Final = ("year", "month", "week", "day")
_PARTS: Final = {  # the unit that a fraction of a unit is told in, and how many of it make one
    "century": ("year", 100),
    "decade": ("year", 10),
    "year": ("month", 12),
    "hour": ("minute", 60),
    "minute": ("second", 60),
}
_ORDER: Final = ("century", "decade", "year", "month", "week", "day", "hour", "minute", "second")
_COMMAS: Final = ("،", ",")
_FIGURE_AND_UNIT: Final = 2  # tokens
_MOST_DECADES: Final = 20
_DIED: Final = 8  # tokens between a death and the age at it
_GROWN: Final = 11  # years; «، 39 عاما من لندن» says who, «، 5 سنوات من العمل» how long
_AGED: Final = ("year", "month", "week", "day")


class Length(NamedTuple):
    """A length found: tokens `first` to `to`, amounts by unit (two where it is a range), its bound.

    `start` is the original offset where its words begin, proclitics outside.
    """

    first: int
    to: int
    start: int
    amounts: tuple[Mapping[str, Fraction], ...]
    bound: Bound



def read(reading: Reading) -> Iterable[Candidate]:
    """Every length of time; ages are recognised so that nothing else is made of them."""
    free = 0
    ends: dict[int, Quantity] | None = None
    for at in reading.places(UNIT):
        unit = unit_word(reading.form(at)) if at >= free else None
        if unit is None:
            continue
        if ends is None:
            ends = {quantity.to: quantity for quantity in reading.quantities}
        found = _length(reading, at, unit, ends)
        if found is None or _are_contracts(found):
            continue
        free = found.to
        yield _candidate(reading, found)


def _are_contracts(found: Length) -> bool:
    """Whether عقود are so many that they are contracts, not decades."""
    return any(amounts.get("decade", 0) > _MOST_DECADES for amounts in found.amounts)


@lru_cache(maxsize=65_536)
def _listed(table: str, form: str, name: str = "words") -> bool:
    """Whether a folded word is in a list of durations.toml, clitics allowed for."""
    return any(bare in _list(table, name) for bare in without_clitics(form))


@cache
def _list(table: str, name: str) -> frozenset[str]:
    return frozenset(map(fold_word, load_toml("extractors.claims", "durations.toml")[table][name]))


def _candidate(reading: Reading, found: Length) -> Candidate:
    span = (found.start, reading.tokens[found.to - 1].end)
    if not found.amounts or _is_age(reading, found) or _listed("never", reading.form(found.first - 1), "before"):
        return Candidate(None, *span, span)
    value = "/".join(iso(amounts) for amounts in found.amounts)
    return Candidate(Duration, *span, span, {"value": value, "bound": found.bound})


def iso(amounts: Mapping[str, Fraction]) -> str:
    """A length as ISO 8601 has it; fractions go to the smaller unit where it is a whole number of those.

    >>> iso({"year": Fraction(7, 2)}), iso({"month": Fraction(5, 2)}), iso({"hour": Fraction(1, 2)})
    ('P3Y6M', 'P2.5M', 'PT30M')
    """
    spread: dict[str, Fraction] = {}
    for unit in _ORDER:
        amount = spread.pop(unit, Fraction()) + amounts.get(unit, Fraction())
        smaller, count = _PARTS.get(unit, ("", 1))
        if unit not in _DESIGNATORS or (amount.denominator > 1 and (amount * count).denominator == 1):
            whole = amount.numerator // amount.denominator if unit in _DESIGNATORS else 0
            spread[smaller] = spread.get(smaller, Fraction()) + (amount - whole) * count
            amount = Fraction(whole)
        if unit == "day" and amount == Fraction(1, 2):
            spread["hour"], amount = Fraction(12), Fraction()
        if amount:
            spread[unit] = amount
    dates = "".join(f"{plain_number(spread[u])}{_DESIGNATORS[u]}" for u in _DATE_UNITS if u in spread)
    times = "".join(f"{plain_number(spread[u])}{_DESIGNATORS[u]}" for u in ("hour", "minute", "second") if u in spread)
    return f"P{dates}T{times}" if times else f"P{dates or '0D'}"


# --- what is counted ------------------------------------------------------------------------------------------


def _length(reading: Reading, at: int, unit: UnitWord, ends: Mapping[int, Quantity]) -> Length | None:
    quantity = None if _opens_a_date(reading, at, unit) else ends.get(at)
    if quantity and not unit.clitics and unit.number != "construct" and not quantity.percent:
        return _tailed(reading, _counted(quantity, unit, at))
    if unit.definite and unit.number != "one":
        return _definite(reading, at, unit)
    if unit.definite or unit.number == "construct":
        return None
    if unit.number == "two":
        return _tailed(reading, _alone(reading, at, unit, 2))
    return _single(reading, at, unit) if unit.number == "one" else None


def _opens_a_date(reading: Reading, at: int, unit: UnitWord) -> bool:
    """«منهم 40 ألفا يوم الخميس»: the number before counts something else."""
    following = reading.form(at + 1)
    return unit.unit == "day" and unit.number == "one" and following.startswith("ال") and direction(following) is None


def _counted(quantity: Quantity, unit: UnitWord, at: int) -> Length:
    """A number before a unit; a vague one gives no amounts unless its limits are told."""
    bound: Bound = quantity.bound
    if quantity.value is not None:
        amounts: tuple[Mapping[str, Fraction], ...] = ({unit.unit: quantity.value},)
    elif quantity.low and quantity.high and (bound == "range" or quantity.low >= _LEAST_VAGUE):
        amounts = ({unit.unit: quantity.low}, {unit.unit: quantity.high})
    else:
        amounts = ()
    return Length(quantity.begin, at + 1, quantity.start, amounts, bound)


def _alone(reading: Reading, at: int, unit: UnitWord, number: int) -> Length:
    """A dual or a single unit, with the bound before it."""
    before = None if unit.clitics else bound_before(reading.tokens, at)
    amounts = ({unit.unit: Fraction(number)},)
    if before:
        start = reading.sentence.offset(before.first, before.clitics)
        return Length(before.first, at + 1, start, amounts, before.value)
    after = bound_after(reading.tokens, at + 1)
    near = after if after and after.first == at + 1 else None
    start = reading.sentence.offset(at, unit.clitics)
    return Length(at, near.to if near else at + 1, start, amounts, near.value if near else "exact")


def _single(reading: Reading, at: int, unit: UnitWord) -> Length | None:
    """One unit without a number, where its surroundings make it a length."""
    if _names_a_time(reading, at) and not _in_record(reading, at):
        return None
    if _listed("one", reading.form(at + 1)):
        found = _alone(reading, at, unit, 1)
        return found._replace(to=at + 2)
    found = _alone(reading, at, unit, 1)
    if reading.form(found.first - 1) == "كل":
        return None
    tailed = _tailed(reading, found)
    if tailed.to > found.to or found.bound != "exact":
        return tailed
    before = reading.form(at - 1)
    accusative = _is_accusative(reading, at, unit)
    if unit.clitics == 0:
        return found if _listed("one", before, "before") or accusative or _in_record(reading, at) else None
    return found if accusative and reading.form(at).startswith(("ل", "ول")) else None


def _is_accusative(reading: Reading, at: int, unit: UnitWord) -> bool:
    """Whether a single unit is the accusative of time (استمر أسبوعا), no adjective (أمينا عاما), no contract (عقدا)."""
    accusative = reading.form(at).endswith("ا") and unit.unit not in ("day", "decade", "century")
    return accusative and not (unit.unit == "year" and reading.form(at - 1).endswith(("ا", "اء")))


def _names_a_time(reading: Reading, at: int) -> bool:
    """Whether a single unit opens a date or a clock time: عام 2014, شهر رمضان, يوم الثلاثاء."""
    following = reading.tokens[at + 1] if at + 1 < len(reading.tokens) else None
    if following is None or following.kind != WORD:
        return following is not None and following.form.isdigit()
    return following.form.startswith("ال") or direction(following.form) is not None


def _in_record(reading: Reading, at: int) -> bool:
    """Whether في أسبوع tells how far a record reaches."""
    if not _listed("one", reading.form(at - 1), "in_for_record"):
        return False
    reach: int = load_toml("extractors.claims", "durations.toml")["record"]["reach"]
    return any(_listed("record", reading.form(place)) for place in range(max(0, at - reach), at - 1))


def _definite(reading: Reading, at: int, unit: UnitWord) -> Length | None:
    """اليومين الماضيين, الأيام الخمسة, السنوات العشر الماضية."""
    to, amount = at + 1, Fraction(2)
    if unit.number == "many":
        quantity = next((q for q in reading.quantities if at + 1 <= q.first <= at + 2 and q.definite), None)
        between = reading.form(at + 1)
        if quantity is None or quantity.value is None or (quantity.first == at + 2 and between != "ال"):
            return None
        to, amount = quantity.to, quantity.value
    reaches = direction(reading.form(to)) or recent(reading.form(to))
    if unit.number == "two" and not reaches:
        return None
    start = reading.sentence.offset(at, unit.clitics)
    return Length(at, to + bool(reaches), start, ({unit.unit: amount},), "exact")


# --- what follows ---------------------------------------------------------------------------------------------


def _tailed(reading: Reading, found: Length) -> Length:
    """A length with the half or the smaller units after it: ونصف الساعة, وشهرين, و15 يوما."""
    if len(found.amounts) != 1:
        return found
    amounts, to = dict(found.amounts[0]), found.to
    unit = min(amounts, key=_ORDER.index)
    share = _share(reading, to, unit)
    if share:
        amounts[unit] += share[0]
        to = share[1]
    while not share and (more := _smaller(reading, to, unit)) is not None:
        amounts[more[0]] = more[1]
        unit, to = more[0], more[2]
    if to == found.to and found.bound == "exact":
        after = bound_after(reading.tokens, to)
        if after and after.first == to:
            return found._replace(to=after.to, bound=after.value)
    return found._replace(amounts=(amounts,), to=to)


def _share(reading: Reading, at: int, unit: str) -> tuple[Fraction, int] | None:
    """A half or a quarter of the unit before it, and where it ends."""
    form = reading.form(at)
    words = reading.numbers.grammar.word(at)
    if form == AND:
        words, at = reading.numbers.grammar.word(at + 1), at + 1
    elif not words or not words.conjunction:
        return None
    if not words or not words.fraction or words.unit or words.fraction_form != "one" or words.preposition:
        return None
    named = unit_word(reading.form(at + 1))
    if named and named.unit == unit:
        return words.fraction, at + 2
    return None if named else (words.fraction, at + 1)


def _smaller(reading: Reading, at: int, unit: str) -> tuple[str, Fraction, int] | None:
    """A number of a smaller unit joined by و, and where it ends."""
    place = at + (reading.form(at) in ("،", ","))
    split = reading.form(place) == AND
    start = place + split
    word = unit_word(reading.form(start))
    if word and not word.definite and word.number in ("one", "two") and (split or reading.form(start).startswith(AND)):
        number = {"one": 1, "two": 2}[word.number]
        accusative = word.number == "two" or reading.form(start).endswith("ا")
        return _if_smaller(word.unit, Fraction(number), start + 1, unit) if accusative else None
    quantity = next((q for q in reading.quantities if q.first == start and q.value is not None), None)
    if quantity is None or (not split and not reading.form(start).startswith(AND)):
        return None
    word = unit_word(reading.form(quantity.to))
    if word is None or word.definite or word.clitics or quantity.value is None:
        return None
    return _if_smaller(word.unit, quantity.value, quantity.to + 1, unit)


def _if_smaller(unit: str, amount: Fraction, to: int, than: str) -> tuple[str, Fraction, int] | None:
    return (unit, amount, to) if _ORDER.index(unit) > _ORDER.index(than) else None


# --- ages -----------------------------------------------------------------------------------------------------


def _is_age(reading: Reading, found: Length) -> bool:
    """Whether a length is how old somebody is."""
    units = [unit for amounts in found.amounts for unit in amounts]
    if not all(unit in _AGED for unit in units):
        return False
    first = found.first
    first -= reading.form(first - 1) in ("ال", "لل")
    before, after = reading.form(first - 1), reading.form(found.to)
    if before == "(" and after == ")":
        return True
    if units[0] == "year" and any(_listed("age", reading.form(at), "limits") for at in (first, first - 1)):
        return True
    if units == ["year"] and found.bound == "exact" and _in_apposition(reading, found):
        return True
    if after in ("من", "عن") and _listed("age", reading.form(found.to + 1), "after"):
        return True
    return _at_death(reading, first) or _after_age_word(
        reading, first, _ages()["far" if len(found.amounts) > 1 else "reach"]
    )


def _at_death(reading: Reading, first: int) -> bool:
    """Whether عن leads from a death to years: توفي أمس عن 76 عاما."""
    before = range(max(0, first - _DIED), first - 1)
    return reading.form(first - 1) == "عن" and any(_listed("age", reading.form(at), "died") for at in before)


def _in_apposition(reading: Reading, found: Length) -> bool:
    """Whether years stand after somebody's name: سعاد، 32 عاما، and الشاب سالم 23 عاما."""
    before, after = reading.form(found.first - 1), reading.form(found.to)
    if before in _COMMAS and (after in (*_COMMAS, ")", ".", ":", "") or after.startswith("وال")):
        return True
    if before in _COMMAS and after == "من" and found.amounts[0]["year"] >= _GROWN:
        return True
    figure = reading.form(found.first).isdigit() and found.to - found.first == _FIGURE_AND_UNIT
    if not figure or found.first == 0 or reading.tokens[found.first - 1].kind != WORD:
        return False
    if _listed("one", before, "before"):
        return False
    reach = range(max(0, found.first - _ages()["reach"]), found.first - 1)
    return any(_listed("age", reading.form(at), "people") for at in reach)


def _after_age_word(reading: Reading, first: int, reach: int) -> bool:
    for place in range(first - 1, max(-1, first - 1 - reach), -1):
        form = reading.form(place)
        if form in ("،", ",", ".", ")", "(", ":", '"') or _listed("age", form, "length_nouns"):
            return False
        if _listed("age", form):
            return True
    return False


def _ages() -> dict[str, Any]:
    table: dict[str, Any] = load_toml("extractors.claims", "durations.toml")["age"]
    return table
