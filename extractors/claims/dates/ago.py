"""How long ago: قبل ثلاثة أيام, قبل نحو عام ونصف العام, قبل عامين وشهر و21 يوما."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Final, NamedTuple

from extractors.claims.candidates import Candidate, Reading
from extractors.claims.dates.build import offer
from extractors.claims.dates.lexicon import HIJRI, MONTH, NOW, WEEKDAY
from extractors.claims.dates.scan import AND, OF, Scan, scan
from extractors.claims.dates.when import When
from extractors.claims.time_words import UnitWord, direction, unit_word
from extractors.numbers.quantity import bound_before
from extractors.records import RelativeDate

_AGO: Final = ("قبل", "وقبل", "فقبل")
_MONTHS_IN: Final = {"century": 1200, "decade": 120, "year": 12, "month": 1}
_DAYS_IN: Final = {"week": 7, "day": 1}
_ORDER: Final = ("century", "decade", "year", "month", "week", "day", "hour", "minute", "second")


class _Amount(NamedTuple):
    """So many of one unit, and the token where its words end."""

    number: Fraction
    unit: str
    to: int


def find(reading: Reading) -> Iterable[Candidate]:
    """Every distance back from the day of writing."""
    seen = scan(reading)
    for at, unit in seen.units:
        if unit.definite or unit.number == "construct" or unit.clitics:
            continue
        before, number = _counted(seen, at, unit)
        if not number or seen.form(before - 1) not in _AGO:
            continue
        told = [_Amount(Fraction(number), unit.unit, at + 1)]
        while more := _share(seen, told[-1]) or _smaller(seen, told[-1]):
            told.append(more)
        when, to = _when(told), told[-1].to
        if when:
            clitics = len(seen.form(before - 1)) - len("قبل")
            yield offer(seen, before - 1, to, when, clitics=clitics, anchored=_is_anchored(seen, to))


def _when(told: list[_Amount]) -> When | None:
    """The distance in one unit where it is whole, in months and days where it is told in both; None for neither."""
    if len(told) == 1:
        return When(relative=RelativeDate(offset=-int(told[0].number), unit=told[0].unit), distance=True)
    months = sum((amount.number * _MONTHS_IN.get(amount.unit, 0) for amount in told), Fraction())
    days = sum((amount.number * _DAYS_IN.get(amount.unit, 0) for amount in told), Fraction())
    if months.denominator != 1 or days.denominator != 1 or not (months or days):
        return None
    if not months:
        return When(relative=RelativeDate(offset=-int(days), unit="day"), distance=True)
    return When(relative=RelativeDate(offset=-int(months), unit="month"), days=-int(days), distance=True)


def _share(seen: Scan, last: _Amount) -> _Amount | None:
    """The half after a unit: قبل عام ونصف العام."""
    share = seen.reading.numbers.grammar.share_after(last.to)
    if share is None:
        return None
    named = unit_word(seen.form(share.to))
    return _Amount(share.value, last.unit, share.to + (named is not None and named.unit == last.unit))


def _smaller(seen: Scan, last: _Amount) -> _Amount | None:
    """An amount of a smaller unit that و joins: وشهر واحد, و21 يوما."""
    start = last.to + seen.is_listed(last.to, "one")
    apart = seen.form(start) == AND
    if not apart and not seen.form(start).startswith(AND):
        return None
    more = _amount(seen, start + apart)
    return more if more and _ORDER.index(more.unit) > _ORDER.index(last.unit) else None


def _amount(seen: Scan, at: int) -> _Amount | None:
    """So many of a unit at a token, one or two where no number stands there."""
    quantity = seen.reading.numbers.starting(at)
    number = quantity.value if quantity else None
    place = quantity.to if quantity else at
    unit = unit_word(seen.form(place)) if seen.is_word(place) else None
    if unit is None or unit.definite or (number is None and _opens(seen, place, unit)):
        return None
    number = number or {"one": Fraction(1), "two": Fraction(2)}.get(unit.number)
    return _Amount(number, unit.unit, place + 1) if number else None


def _is_anchored(seen: Scan, to: int) -> bool:
    """Whether a distance counts from an event rather than from the article: قبل يومين من الانتخابات."""
    place = to
    while seen.is_listed(place, "only"):
        place += 1
    return seen.form(place) in (OF, "علي") and not seen.is_listed(place + 1, "article")


def _counted(seen: Scan, at: int, unit: UnitWord) -> tuple[int, int]:
    """The token where a number of units begins and the number, 0 where there is none."""
    quantity = seen.reading.numbers.ending(at)
    if quantity:
        value = quantity.value
        exact = value is not None and value.denominator == 1
        return quantity.begin, int(value) if exact and value else 0
    bound = bound_before(seen.tokens, at)
    first = bound.first if bound else at
    if unit.number == "two":
        return first, 2
    return first, 1 if unit.number == "one" and (bound or not _opens(seen, at, unit)) else 0


def _opens(seen: Scan, at: int, unit: UnitWord) -> bool:
    """Whether a single unit opens a date or is another word: قبل يوم الأحد, قبل شهر أيار, قبل عقد الجلسة."""
    after = at + 1
    if unit.unit == "decade":
        return not (seen.ends_clause(after) or seen.form(after) == OF or seen.is_listed(after, "only"))
    told = seen.integer(after) is not None or direction(seen.form(after)) is not None
    named = after in seen.places(MONTH, HIJRI, WEEKDAY, NOW) or (unit.unit == "day" and seen.definite(after))
    return told or named
