"""Weekdays: الثلاثاء, أمس الجمعة, الأربعاء الماضي, الاثنين والثلاثاء القادمين."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from extractors.claims.candidates import Candidate, Reading
from extractors.claims.dates.build import offer
from extractors.claims.dates.lexicon import WEEKDAY, now_words, weekday_names
from extractors.claims.dates.scan import AND, Scan, scan
from extractors.claims.dates.when import When
from extractors.claims.time_words import Direction, direction
from extractors.records import RelativeDate

_DUAL: Final = ("ين", "ان")


def find(reading: Reading) -> Iterable[Candidate]:
    """Every weekday that no fuller date holds."""
    seen = scan(reading)
    for at in seen.places(WEEKDAY):
        name = weekday_names().starting(seen.tokens, at)
        if name is None or _is_other(seen, at, name.value):
            continue
        towards, to = _direction(seen, name.to)
        first, clitics, offset = _now(seen, at, name.clitics)
        to = to + 1 if seen.form(at - 1) == "(" and first < at else to
        relative = None if offset is None else RelativeDate(offset=offset, unit="day")
        when = When(weekday=name.value, direction=towards, relative=relative)
        yield offer(seen, first, to, when, clitics=clitics)


def _is_other(seen: Scan, at: int, weekday: int) -> bool:
    """Whether the word is no day of the week here: a market's name, or الاثنين for the two."""
    if seen.is_listed(at - 1, "before_weekday", "never") or seen.is_listed(at + 1, "after_weekday", "never"):
        return True
    if weekday != 1:
        return False
    if seen.form(at - 1) == "بين":
        return at + 1 not in seen.places(WEEKDAY)
    bracketed = seen.form(at - 1) == "(" and seen.form(at + 1) == ")"
    return bracketed and seen.definite(at - 2) and seen.form(at - 2).endswith(_DUAL)


def _direction(seen: Scan, to: int) -> tuple[Direction | None, int]:
    """The direction after a weekday, one that follows a second weekday and is said of both included."""
    if found := direction(seen.form(to)):
        return found, to + 1
    after = to + (seen.form(to) == AND)
    second = weekday_names().starting(seen.tokens, after)
    if second and seen.form(second.to).endswith(_DUAL):
        return direction(seen.form(second.to)), to
    return None, to


def _now(seen: Scan, at: int, clitics: int) -> tuple[int, int, int | None]:
    """Where the date begins with اليوم or أمس before it, and how far it is from the day of writing."""
    to = at - (seen.form(at - 1) == "(" and seen.form(at + 1) == ")")
    now = now_words().ending(seen.tokens, to) if not clitics else None
    if now is None:
        return at, clitics, None
    return now.first, now.clitics, now.value
