"""Units of time with how many there are of them: ثلاثة أسابيع, ساعتين, خلال أسبوع, السنوات الخمس الماضية."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from extractors.claims.candidates import Reading
from extractors.claims.durations.lengths import Length
from extractors.claims.durations.smaller import tailed
from extractors.claims.durations.words import is_one_of, words
from extractors.claims.time_words import UnitWord, direction, recent, unit_word
from extractors.numbers import Quantity
from extractors.numbers.quantity import bound_after, bound_before
from extractors.records import Bound
from extractors.text import WORD

_DUAL: Final = ("ين", "ان")  # of what is said of both: in العامين الحالي والمقبل each has its own
_LEAST_VAGUE: Final = 10  # بضع سنوات says nothing that can be counted with; نيف وعشرون عاما does


def length_at(reading: Reading, at: int, unit: UnitWord) -> Length | None:
    """The length of time whose unit stands at a token, None where nothing says how many there are of it."""
    if quantity := _counting(reading, at, unit):
        return tailed(reading, _counted(quantity, unit, at))
    if unit.definite:
        return _definite(reading, at, unit)
    if unit.number == "two":
        return tailed(reading, _alone(reading, at, unit, 2))
    return _single(reading, at, unit) if unit.number == "one" else None


def _counting(reading: Reading, at: int, unit: UnitWord) -> Quantity | None:
    """The number that stands before a unit and counts it."""
    quantity = reading.numbers.ending(at)
    if quantity is None or quantity.percent or unit.clitics or unit.number == "construct":
        return None
    return None if _opens_a_date(reading, at, unit) else quantity


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
    in_record = _in_record(reading, at)
    if not in_record and _names_a_time(reading, at):
        return None
    found = _alone(reading, at, unit, 1)
    if is_one_of("one", reading.form(at + 1)):
        return tailed(reading, found._replace(to=at + 2))
    if is_one_of("one", reading.form(found.first - 1), "each") or _is_other(reading, found, at, unit):
        return None
    whole = tailed(reading, found)
    told = whole.to > found.to or found.bound != "exact"
    return whole if told or _lasts(reading, at, unit, in_record=in_record) else None


def bare(reading: Reading, at: int, unit: UnitWord) -> Length | None:
    """One unit of which nothing is said, as an end of a range: من شهر إلى شهرين."""
    if unit.definite or unit.number != "one" or _names_a_time(reading, at):
        return None
    return Length(at, at + 1, reading.sentence.offset(at, unit.clitics), ({unit.unit: Fraction(1)},), "exact")


def _is_other(reading: Reading, found: Length, at: int, unit: UnitWord) -> bool:
    """Whether a single unit is no length: عقد الجلسة is to hold it, حتى ساعة متأخرة is until then, يوما بعد يوم."""
    if unit.unit == "decade" and found.bound == "exact":
        following = reading.tokens[at + 1] if at + 1 < len(reading.tokens) else None
        return following is not None and following.kind == WORD and not is_one_of("decade", following.form)
    if is_one_of("until", reading.form(found.first)):
        return True
    twice = unit_word(reading.form(at - 2)) if is_one_of("one", reading.form(at - 1), "again") else None
    return twice is not None and twice.unit == unit.unit


def _lasts(reading: Reading, at: int, unit: UnitWord, *, in_record: bool) -> bool:
    """Whether something is said to last one unit: خلال أسبوع, استمر أسبوعا, لأسبوعا, أعلى مستوى في أسبوع."""
    accusative = _is_accusative(reading, at, unit)
    if unit.clitics:
        return accusative and reading.form(at).startswith(("ل", "ول"))
    return accusative or in_record or is_one_of("one", reading.form(at - 1), "before")


def _is_accusative(reading: Reading, at: int, unit: UnitWord) -> bool:
    """Whether a single unit is the accusative of time (استمر أسبوعا), no adjective (أمينا عاما), no contract (عقدا)."""
    accusative = reading.form(at).endswith("ا") and unit.unit not in ("day", "decade", "century")
    return accusative and not (unit.unit == "year" and reading.form(at - 1).endswith(("ا", "اء")))


def _names_a_time(reading: Reading, at: int) -> bool:
    """Whether a single unit opens a date or a clock time: عام 2014, شهر رمضان, يوم الثلاثاء."""
    following = reading.tokens[at + 1] if at + 1 < len(reading.tokens) else None
    if following is None or following.kind != WORD:
        return following is not None and following.form.isdigit()
    named = is_one_of("named", following.form) or direction(following.form) is not None
    return named or reading.definite(at + 1)  # إلى is folded to الي


def _in_record(reading: Reading, at: int) -> bool:
    """Whether في أسبوع tells how far a record reaches."""
    if not is_one_of("one", reading.form(at - 1), "in_for_record"):
        return False
    reach: int = words()["record"]["reach"]
    return any(is_one_of("record", reading.form(place)) for place in range(max(0, at - reach), at - 1))


def _definite(reading: Reading, at: int, unit: UnitWord) -> Length | None:
    """اليومين الماضيين, الأيام الخمسة, السنوات العشر الماضية."""
    number = _number_after(reading, at + 1) if unit.number == "many" else None
    to = number.to if number else at + 1
    reaches = _reaches(reading.form(to), two=unit.number == "two")
    two = Fraction(2) if unit.number == "two" and reaches else None
    amount = number.value if number else two
    if amount is None:
        return None
    return Length(at, to + reaches, reading.sentence.offset(at, unit.clitics), ({unit.unit: amount},), "exact")


def _reaches(form: str, *, two: bool) -> bool:
    """Whether a word says which of its kind a stretch is: الماضية, الأخيرة; of two, what is said of both: الأولين."""
    said = direction(form) is not None or recent(form)
    return (said or is_one_of("first", form)) and form.endswith(_DUAL) if two else said


def _number_after(reading: Reading, at: int) -> Quantity | None:
    """The definite number at a token, or after an ال that stands before its digits."""
    quantity = reading.numbers.starting(at + (reading.form(at) == "ال"))
    return quantity if quantity and quantity.definite else None
