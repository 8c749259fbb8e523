"""The nth weekday or week of a month: ثاني أحد من أيلول, الأسبوع الأول من الشهر المقبل, آخر خميس من أيار."""

from __future__ import annotations

from typing import Final, NamedTuple

from extractors.claims.dates.lexicon import weekday_names
from extractors.claims.dates.scan import OF, Scan
from extractors.claims.time_words import unit_word
from extractors.numbers.ordinals import ordinal
from extractors.text.phrases import ARTICLE

_MOST: Final = 5
_LAST: Final = -1


class Nth(NamedTuple):
    """Which weekday of a month, or which week where `weekday` is None, -1 for the last; it begins at token `first`."""

    number: int
    weekday: int | None
    first: int
    clitics: int


class _Named(NamedTuple):
    """A weekday, or a week where `weekday` is None, and whether it stands under ال."""

    weekday: int | None
    definite: bool
    clitics: int


def nth_before(scan: Scan, month: int) -> Nth | None:
    """The nth weekday or week that ends before من and a month at a token."""
    to = month - 1
    if scan.form(to) != OF:
        return None
    behind = _named(scan, to - 1)
    if behind and not behind.definite:
        return _indefinite(scan, to - 2, behind.weekday)
    for place in range(to - 1, max(to - 3, 0), -1):
        number = _LAST if scan.is_listed(place, "last") else _place(scan, place, to, definite=True)
        named = _named(scan, place - 1) if number else None
        if named and named.definite:  # الأحد الثاني
            return Nth(number, named.weekday, place - 1, named.clitics) if number <= _MOST else None
    return None


def _indefinite(scan: Scan, first: int, weekday: int | None) -> Nth | None:
    """ثاني أحد, آخر أسبوع."""
    number = _LAST if scan.is_listed(first, "last", "before") else _place(scan, first, first + 1, definite=False)
    if not number or number > _MOST:
        return None
    found = ordinal(scan.reading.numbers.grammar, first)
    return Nth(number, weekday, first, found.clitics if found else scan.clitics(first, "last", "before"))


def _place(scan: Scan, at: int, to: int, *, definite: bool) -> int:
    """The ordinal that fills tokens `at` to `to`, 0 for none."""
    found = ordinal(scan.reading.numbers.grammar, at) if scan.is_word(at) else None
    joined = found is not None and definite and found.clitics > 0  # الأربعاء والرابع من أيار: two days
    return found.value if found and not joined and found.to == to and found.definite is definite else 0


def _named(scan: Scan, at: int) -> _Named | None:
    if not scan.is_word(at):
        return None
    form = scan.form(at)
    if day := weekday_names().starting(scan.tokens, at):
        return _Named(day.value, definite=True, clitics=day.clitics)
    if day_of := weekday_names().value(ARTICLE + form):
        return _Named(day_of, definite=False, clitics=0)
    unit = unit_word(form)
    if unit is None or unit.unit != "week" or unit.number != "one":
        return None
    return _Named(None, unit.definite, unit.clitics)
