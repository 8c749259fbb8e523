"""Dates in figures alone: 17/05/2018, 2018-05-17, 17.05.2018. The day stands first, or last where the year is first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from extractors.claims.candidates import Candidate, Reading
from extractors.claims.dates.build import offer
from extractors.claims.dates.lead import lead_before
from extractors.claims.dates.lexicon import is_year
from extractors.claims.dates.scan import DASHES, Scan, scan
from extractors.claims.dates.when import When
from extractors.text import FIGURE

_MARKS: Final = ("/", *DASHES)
_PIECES: Final = 3
_TOKENS: Final = 5
_MONTHS: Final = 12
_FIRST_GREGORIAN: Final = 1600  # nobody writes an older day in figures; before it the year counts from the Hijra
_LONGEST: Final = 2  # digits of a day or month


def find(reading: Reading) -> Iterable[Candidate]:
    """Every date in figures that has one reading."""
    seen = scan(reading)
    free = 0
    for at in seen.places(FIGURE):
        if at < free:
            continue
        if "." in seen.form(at):
            pieces, to = seen.form(at).split("."), at + 1
        else:
            pieces, to = _spread(seen, at)
        when = _read(pieces)
        if when and not _goes_on(seen, at, to):
            if when.hijri:
                to += seen.is_listed(to, "eras", "hijri")
            lead = lead_before(seen, at, free)
            lead = None if lead and lead.bracket else lead
            first, clitics = (lead.first, lead.clitics) if lead else (at, 0)
            free = to
            yield offer(seen, first, to, when, clitics=clitics)


def _spread(seen: Scan, at: int) -> tuple[list[str], int]:
    """The figures of a date whose marks are tokens: 17 / 05 / 2018."""
    mark = seen.form(at + 1)
    if mark not in _MARKS or seen.form(at + 3) != mark or at + _TOKENS > seen.size:
        return [], at
    places = (at, at + 2, at + 4)
    if any(seen.integer(place) is None for place in places):
        return [], at
    return [seen.form(place) for place in places], at + _TOKENS


def _read(pieces: list[str]) -> When | None:
    if len(pieces) != _PIECES or not all(map(str.isdigit, pieces)):
        return None
    day, month, year = reversed(pieces) if is_year(pieces[0]) else pieces
    if not is_year(year) or max(len(day), len(month)) > _LONGEST:
        return None
    when = When(year=int(year), month=int(month), day=int(day), hijri=int(year) < _FIRST_GREGORIAN)
    return when if 1 <= int(month) <= _MONTHS and int(day) >= 1 and when.possible else None


def _goes_on(seen: Scan, at: int, to: int) -> bool:
    """Whether the figures are a piece of something longer."""
    return (seen.form(to) in _MARKS and seen.integer(to + 1) is not None) or (
        seen.form(at - 1) in _MARKS and seen.integer(at - 2) is not None
    )
