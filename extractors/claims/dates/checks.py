"""What is odd about the dates of an article: a weekday that is not that day's, two calendars that disagree."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from extractors.claims.dates.islamic import to_gregorian
from extractors.claims.dates.lexicon import weekday_names
from extractors.records import Claim, Date
from extractors.text import Document

_ENGLISH: Final = ("", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MOON: Final = 1  # days by which the sighting of the moon may differ from the tables


def warnings(claims: Iterable[Claim]) -> tuple[str, ...]:
    """One line for every date that contradicts itself, in the order of the article."""
    dates = [claim for claim in claims if isinstance(claim, Date)]
    return tuple(line for claim in dates for line in (_weekday(claim), _calendars(claim)) if line)


def _weekday(claim: Date) -> str | None:
    """The warning about a weekday beside a date whose year is stated."""
    stated = claim.value if claim.calendar == "gregorian" else claim.resolved
    day = _complete(stated) if claim.until is None else None
    if day is None:
        return None
    named = next((weekday for weekday in _weekdays(claim.text)), None)
    if named is None or named == day.isoweekday():
        return None
    return f"«{claim.text}»: {day.isoformat()} is a {_ENGLISH[day.isoweekday()]}, not a {_ENGLISH[named]}"


def _weekdays(text: str) -> Iterable[int]:
    for sentence in Document(text).sentences:
        for at in range(len(sentence.tokens)):
            if match := weekday_names().starting(sentence.tokens, at):
                yield match.value


def _calendars(claim: Date) -> str | None:
    """The warning about an Islamic date that the article sets beside another Gregorian day than its own."""
    if claim.calendar != "hijri" or claim.value is None or "X" in claim.value:
        return None
    said, parts = _complete(claim.resolved), claim.value.split("-")
    day = to_gregorian(*map(int, parts)) if len(parts) == 3 else None  # noqa: PLR2004  year, month, day
    if said is None or day is None or abs((said - day).days) <= _MOON:
        return None
    return f"«{claim.text}»: {claim.value} is {day.isoformat()}, not {said.isoformat()}"


def _complete(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None
