"""Ranges whose ends are dates of one rank with words of their own: من الأحد إلى الخميس, من عام 2013 إلى عام 2017."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final, NamedTuple

from extractors.claims.candidates import Candidate, Reading
from extractors.claims.dates import months, relative, weekdays, years
from extractors.claims.dates.build import Offered, offer
from extractors.claims.dates.lexicon import MONTH, NOW, WEEKDAY
from extractors.claims.dates.ranges import BETWEEN, FROM, SINCE, UNTIL
from extractors.claims.dates.scan import AND, LAST_DAY, Scan, scan
from extractors.claims.dates.when import When
from extractors.claims.time_words import UNIT
from extractors.text import Trigger

SPAN: Final = Trigger(lambda: (*UNTIL, *BETWEEN))
_DATES: Final = (WEEKDAY, NOW, UNIT, MONTH)
_REACH: Final = 7  # tokens of the longest first date
_MOVED: Final = 10  # tokens before من in which something may be said to have been moved
_FINDERS: Final = (weekdays.find, relative.find_days, relative.find_units, years.find_named)
_OPENERS: Final = (*FROM, *SINCE, *BETWEEN)
_DUAL: Final = ("ين", "ان")


class _Ends(NamedTuple):
    """The single dates of a sentence by the token at which each begins, and by the one behind it.

    `named` are the first tokens of those with the name of a month, whose ranges are read with them.
    """

    first: Mapping[int, Offered]
    to: Mapping[int, Offered]
    named: Collection[int]


def find(reading: Reading) -> Iterable[Candidate]:
    """Every range between two dates of days, or of years, that from … to or between … and joins."""
    seen = scan(reading)
    free = 0
    dated = any(seen.places(trigger) for trigger in _DATES)
    for at in seen.places(SPAN) if dated else ():
        found = _between(seen, at) if seen.form(at) in BETWEEN else _from(seen, at)
        if found and found[0].first >= free:
            begin, end = found
            free = end.to
            between = seen.form(at) in BETWEEN
            span = _range(seen, begin._replace(first=at + 1) if between else begin, end)
            if not span.fields.keys().isdisjoint(("until", "resolved")):  # else it would not show its end
                yield span


def _from(seen: Scan, joint: int) -> tuple[Offered, Offered] | None:
    """من الأحد إلى الخميس: the two dates around إلى or حتى."""
    places = range(joint - 2, max(-1, joint - _REACH), -1)
    opener = next((at for at in places if seen.form(at) in _OPENERS), None)
    if opener is None or not _holds_a_date(seen, opener, joint) or _is_moved(seen, opener):
        return None
    ends = _ends(seen)
    begin, end = ends.to.get(joint), ends.first.get(_noun(seen, joint + 1))
    if begin is None or end is None or _noun(seen, opener + 1) != begin.first:
        return None
    day_since = begin.rank == "day" and seen.form(opener) in SINCE  # منذ الأحد حتى اليوم: since and until, two dates
    return None if day_since else _joined(seen, ends, begin, end)


def _between(seen: Scan, opener: int) -> tuple[Offered, Offered] | None:
    """بين الأحد والخميس: the two dates behind بين."""
    if not _holds_a_date(seen, opener, opener + _REACH):
        return None
    ends = _ends(seen)
    begin = ends.first.get(_noun(seen, opener + 1))
    if begin is None or not seen.form(begin.to).startswith(AND):
        return None
    end = ends.first.get(_noun(seen, begin.to + (seen.form(begin.to) == AND)))
    figurative = end and begin.when.value is None and end.when.value is None  # بين الأمس واليوم
    return None if end is None or figurative else _joined(seen, ends, begin, end)


def _listed(seen: Scan, ends: _Ends, at: int) -> bool:
    """Whether one more date follows: بين الأعوام 2028 و2033 و2050."""
    return seen.form(at).startswith(AND) and _noun(seen, at + (seen.form(at) == AND)) in ends.first


def _noun(seen: Scan, at: int) -> int:
    """The token at which a date begins, the يوم or مساء before it left out."""
    return at + seen.is_listed(at, "times_of_day")


def _holds_a_date(seen: Scan, first: int, to: int) -> bool:
    return any(first < at < to for trigger in _DATES for at in seen.places(trigger))


def _is_moved(seen: Scan, opener: int) -> bool:
    """Whether something is put off from one day to another: تأجيل المباراة من الأحد إلى الاثنين."""
    return any(seen.is_listed(at, "moved") for at in range(max(0, opener - _MOVED), opener))


def _ends(seen: Scan) -> _Ends:
    """The single dates of a sentence; ranges and dates that count from an event are no ends."""
    return seen.reading.once(_found)


def _found(reading: Reading) -> _Ends:
    named = _dates(months.find(reading))
    dates = [*(each for find in _FINDERS for each in _dates(find(reading))), *named]  # the fuller one counts
    by_first, by_end = {each.first: each for each in dates}, {each.to: each for each in dates}
    return _Ends(by_first, by_end, {each.first for each in named})


def _dates(candidates: Iterable[Candidate]) -> list[Offered]:
    offered = [candidate.reading for candidate in candidates if candidate.record]
    return [each for each in offered if isinstance(each, Offered) and each.until is None]


def _joined(seen: Scan, ends: _Ends, begin: Offered, end: Offered) -> tuple[Offered, Offered] | None:
    """Two dates as the ends of a range, where both are days or both years, and no third one follows."""
    if begin.rank != end.rank or begin.rank is None or _listed(seen, ends, end.to):
        return None
    with_months = begin.first in ends.named and end.first in ends.named  # which are read with their months
    weekdays_told = begin.when.weekday is not None or end.when.weekday is not None
    return None if (with_months and not weekdays_told) or _is_backwards(begin.when, end.when) else (begin, end)


def _is_backwards(begin: When, end: When) -> bool:
    """Whether the second of two days of one month comes first."""
    return begin.month is not None and begin.month == end.month and (begin.day or 0) >= (end.day or LAST_DAY)


def _range(seen: Scan, begin: Offered, end: Offered) -> Candidate:
    """The range, its beginning with the direction that is said of both: من الأحد إلى الخميس المقبلين."""
    when = begin.when
    if end.when.direction and when.direction is None and seen.form(end.to - 1).endswith(_DUAL):
        when = when.towards(end.when.direction)
    return offer(seen, begin.first, end.to, when, clitics=begin.clitics, until=end.when)
