"""Where a range of dates begins, what joins its ends, and how its end is dated."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from extractors.claims.dates.resolution import resolve
from extractors.claims.dates.scan import AND, DASHES, Scan
from extractors.claims.dates.when import When

BETWEEN: Final = ("بين", "وبين", "مابين")
FROM: Final = ("من", "ومن")
SINCE: Final = ("منذ", "ومنذ")
UNTIL: Final = ("الي", "حتي", "لغايه", "ولغايه", "وحتي")
_WEEK: Final = 7
_WHAT: Final = ("ما", "وما")


def joins(scan: Scan, first: int, joint: int) -> bool:
    """Whether a token joins a date that begins at `first` to another after it: بين … و, من … إلى, a dash."""
    opener, form = scan.form(first - 1), scan.form(joint)
    if form == AND:
        return opener in BETWEEN
    return form in DASHES or (form in UNTIL and opener in (*BETWEEN, *FROM))


def opened(scan: Scan, first: int, clitics: int) -> tuple[int, int]:
    """Where a range begins that بين opens, and the letters before it; the same place where it does not."""
    if scan.form(first - 1) not in BETWEEN:
        return first, clitics
    first -= 1
    first -= scan.form(first - 1) in _WHAT
    return first, int(scan.form(first).startswith(AND))


def resolve_range(when: When, until: When, reference: date | None, *, ahead: bool) -> str | None:
    """The first and the last day of a range; an end without a year is the next one after a beginning that has one.

    Of two weekdays the one without a direction is the nearest to the other.
    """
    if reference:
        when, until = _near_weekdays(when, until, reference, ahead=ahead)
    begin = resolve(when, reference, ahead=ahead)
    end = resolve(until, reference, ahead=ahead)
    if begin is None or end is None:
        return None
    first, last = begin.partition("/")[0], end.rpartition("/")[2]
    last = _last(when, until, first, last)
    return f"{first}/{last}" if last >= first else None


def _last(when: When, until: When, first: str, last: str) -> str:
    """The last day of a range: the next one after its beginning where it is told without its year or week."""
    if until.weekday and not until.month and last < first:
        return _weekday_after(until, first).value or last  # من الأحد إلى الخميس المقبلين, told on a Tuesday
    if _lacks_a_year(until) and (last < first or when.year is not None):
        return _next(until, first) or last
    return last


def _near_weekdays(when: When, until: When, reference: date, *, ahead: bool) -> tuple[When, When]:
    """The ends of a range as days, where one of them is a weekday of which nothing else is said."""
    if _is_open(when) and until.direction:
        end = resolve(until, reference)
        return (_weekday_before(when, end), until) if end else (when, until)
    begin = resolve(when, reference, ahead=ahead)
    return (when, _weekday_after(until, begin)) if begin and _is_open(until) else (when, until)


def _is_open(when: When) -> bool:
    """Whether a weekday has nothing that says which one it is."""
    return when.weekday is not None and not when.month and not when.day and not when.is_dated


def _weekday_before(when: When, end: str) -> When:
    assert when.weekday
    last = date.fromisoformat(end)
    return _on(last - timedelta(days=(last.isoweekday() - when.weekday) % _WEEK))


def _weekday_after(when: When, begin: str) -> When:
    assert when.weekday
    first = date.fromisoformat(begin)
    return _on(first + timedelta(days=(when.weekday - first.isoweekday()) % _WEEK))


def _on(day: date) -> When:
    return When(year=day.year, month=day.month, day=day.day)


def _lacks_a_year(when: When) -> bool:
    """Whether a Gregorian month or day says nothing of its year."""
    return when.year is None and when.relative is None and when.month is not None and not when.hijri


def _next(when: When, first: str) -> str | None:
    """The date as it next comes after the beginning of a range."""
    years = (replace(when, year=int(first[:4]) + later) for later in (0, 1))
    return next((value for year in years if (value := year.value) and year.possible and value > first), None)
