"""English dates inside Arabic text, as posts and captions carry them: March 9, 2024; 9 Mar. 2024; March 2024."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final, NamedTuple

from extractors.claims.candidates import Candidate, Reading
from extractors.claims.dates.build import offer
from extractors.claims.dates.scan import COMMAS, Scan, scan
from extractors.claims.dates.when import When
from extractors.claims.lexicon import cldr
from extractors.text import Trigger, fold_word

_MORE: Final = {"sept": 9}  # beside CLDR's Sep
_ENDINGS: Final = ("st", "nd", "rd", "th")  # of 1st, 2nd, 3rd, 4th


@cache
def _months() -> dict[str, int]:
    """The names of the months and their short forms."""
    names = ((int(number), name) for number, names in cldr.english_months().items() for name in names)
    return {fold_word(name).lower(): number for number, name in names} | _MORE


ENGLISH: Final = Trigger(lambda: {form for name in _months() for form in (name, name.capitalize(), name.upper())})


class _Day(NamedTuple):
    """A day of the month, and the tokens that hold it."""

    value: int
    first: int
    to: int


def find(reading: Reading) -> Iterable[Candidate]:
    """Every date with an English month and a year; without a year too much else is written so."""
    seen = scan(reading)
    for at in seen.places(ENGLISH):
        month = _months().get(seen.form(at).lower())
        found = month and (_month_first(seen, at, month) or _day_first(seen, at, month))
        if found:
            yield found


def _month_first(seen: Scan, at: int, month: int) -> Candidate | None:
    """March 9, 2024 and March 9th 2024."""
    after = seen.skip(at + 1, ".")
    value = seen.day(after)
    if value is None:
        return None
    to = seen.skip(after + 1, *_ENDINGS)
    to = seen.skip(to, *COMMAS)
    return _offer(seen, at, to, month, value)


def _day_first(seen: Scan, at: int, month: int) -> Candidate | None:
    """9 March 2024, 9th of March 2024, and March 2024 alone."""
    day = _day_before(seen, at)
    to = seen.skip(at + 1, ".")
    to = seen.skip(to, *COMMAS) if day else to
    return _offer(seen, day.first if day else at, to, month, day.value if day else None)


def _day_before(seen: Scan, at: int) -> _Day | None:
    place = at - (seen.form(at - 1) == "of")
    place -= seen.form(place - 1) in _ENDINGS
    value = seen.day(place - 1)
    return None if value is None else _Day(value, place - 1, place)


def _offer(seen: Scan, first: int, to: int, month: int, day: int | None) -> Candidate | None:
    """The date whose year stands at token `to`, None where none does or there is no such day."""
    year = seen.year(to)
    when = When(year=year, month=month, day=day)
    return offer(seen, first, to + 1, when) if year and when.possible else None
