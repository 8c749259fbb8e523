"""Times of day: الساعة 14:30, السابعة والنصف مساء, الثامنة إلا ربعا صباحا. They claim nothing, and count nothing."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

from extractors.claims.candidates import Candidate, Reading
from extractors.numbers.ordinals import ordinal
from extractors.text import FIGURE, NUMBER, Trigger, fold_word, load_toml, without_clitics

_HOUR: Final = "الساعه"
_LAST_HOUR: Final = 24
_LAST_MINUTE: Final = 59
_NOON: Final = 12
_MARKS: Final = (":", ",", ".", "،")
_AND: Final = "و"
_MINUS: Final = "الا"
_OF: Final = "من"


class Clock(NamedTuple):
    """A time of day: hour and minute as they are said, and the token where it ends."""

    hour: int
    minute: int
    to: int


def read(reading: Reading) -> Iterable[Candidate]:
    """Every clock time, with its value in `fields`; no claim is made of it."""
    free = 0
    for at in reading.places(HOUR, FIGURE):
        in_figures = reading.tokens[at].kind == NUMBER
        if at < free or (in_figures and not _may_be_read(reading, at)):
            continue
        named = not in_figures and _HOUR in without_clitics(reading.form(at))
        clock = _time(reading, at + named, named=named)
        if clock is None:
            continue
        to, hour = _half_of_day(reading, clock)
        to = _zone(reading, to)
        free = to
        phrase = reading.phrase(at, to)
        span = (phrase.start, phrase.end)
        yield Candidate(None, *span, span, {"value": f"{hour:02d}:{clock.minute:02d}"})


@cache
def _words() -> dict[str, Any]:
    return load_toml("extractors.claims", "clock.toml")


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(map(fold_word, _words()[name]["words"]))


@lru_cache(maxsize=65_536)
def _listed(name: str, form: str) -> bool:
    return any(bare in _list(name) for bare in without_clitics(form))


HOUR: Final = Trigger(lambda: {_HOUR} | _list("hours"))
"""What can begin a time in words: الساعة, or an hour."""


def _may_be_read(reading: Reading, at: int) -> bool:
    """Whether digits are followed by a colon or by a half of the day, as on a clock."""
    return reading.form(at + 1) == ":" or _listed("halves", reading.form(at + 1))


def _time(reading: Reading, at: int, *, named: bool) -> Clock | None:
    if at < len(reading.tokens) and reading.tokens[at].kind == NUMBER:
        return _in_figures(reading, at, named=named)
    return _in_words(reading, at, named=named)


class _Figures(NamedTuple):
    """Hour and minute as digits, the token where they end, and whether nothing but a time is written so."""

    hour: str
    minute: str
    to: int
    sure: bool


def _in_figures(reading: Reading, at: int, *, named: bool) -> Clock | None:
    """14:30, 0648, 23,35, 9:15, 15: without الساعة only where a half of the day follows, or a colon joins them."""
    figures = _figures(reading, at, named=named)
    return _clock(figures.hour, figures.minute, figures.to) if named or figures.sure else None


def _figures(reading: Reading, at: int, *, named: bool) -> _Figures:
    form = reading.form(at)
    mark = next((mark for mark in _MARKS if mark in form), None)
    if mark:
        hour, _, minute = form.partition(mark)
        return _Figures(hour, minute, at + 1, sure=_told(reading, at + 1))
    if reading.form(at + 1) == ":" and reading.form(at + 2)[:1].isdigit():
        return _Figures(form, reading.form(at + 2), at + 3, sure=reading.sentence.glued(at + 1))
    if named and len(form) == 4 and form.isdigit():  # noqa: PLR2004
        return _Figures(form[:2], form[2:], at + 1, sure=True)
    return _Figures(form, "00", at + 1, sure=_told(reading, at + 1) and not _counts(reading, at))


def _counts(reading: Reading, at: int) -> bool:
    """Whether a figure before مساء الجمعة may count what is told before: قتل 12 مساء الجمعة, but في 9 مساء الجمعة."""
    return reading.has_article(at + 2) and not _listed("before", reading.form(at - 1))


def _told(reading: Reading, at: int) -> bool:
    """Whether a half of the day or a zone follows: 9 مساء."""
    return _listed("halves", reading.form(at)) or _listed("zones", reading.form(at))


def _clock(hour: str, minute: str, to: int) -> Clock | None:
    if not (hour.isdigit() and minute.isdigit() and len(hour) <= 2 and len(minute) == 2):  # noqa: PLR2004
        return None
    valid = int(hour) <= _LAST_HOUR and int(minute) <= _LAST_MINUTE
    return Clock(int(hour), int(minute), to) if valid else None


def _in_words(reading: Reading, at: int, *, named: bool) -> Clock | None:
    """السابعة والنصف, الثامنة إلا ربعا: without الساعة only where a half of the day follows."""
    hour, to = _hour(reading, at)
    if not 1 <= hour <= _NOON:
        return None
    minute, to = _minutes(reading, to)
    of = reading.form(to) == _OF  # الثامنة من مساء
    if not named and not _listed("halves", reading.form(to + of)):
        return None
    return Clock(hour - (minute < 0), minute % 60, to)


def _hour(reading: Reading, at: int) -> tuple[int, int]:
    """The hour named at a token, 0 for none, and where it ends: an ordinal, but الواحدة for the first."""
    if not _listed("hours", reading.form(at)):
        return 0, at
    if _listed("one", reading.form(at)):
        return 1, at + 1
    found = ordinal(reading.numbers.grammar, at)
    return (found.value, found.to) if found and found.definite else (0, at)


def _minutes(reading: Reading, at: int) -> tuple[int, int]:
    """The minutes after an hour in words, negative before the full hour, and where they end."""
    sign, place = (-1, at + 1) if reading.form(at) == _MINUS else (1, at)
    place += reading.form(place) == _AND
    if share := _share(reading.form(place), joined=sign < 0 or place > at):
        return sign * share, place + 1
    quantity = reading.numbers.starting(place)
    if quantity and quantity.value is not None and _listed("minute", reading.form(quantity.to)):
        return sign * int(quantity.value), quantity.to + 1
    return 0, at


def _share(form: str, *, joined: bool) -> int:
    """The minutes of a share of the hour (والنصف, ربعا), 0 for none; it is joined by و or إلا."""
    shares = ((bare, _shares().get(bare, 0)) for bare in without_clitics(form))
    return next((minutes for bare, minutes in shares if minutes and (joined or bare != form)), 0)


@cache
def _shares() -> dict[str, int]:
    return {fold_word(word): int(minutes) for minutes, words in _words()["minutes"].items() for word in words}


def _half_of_day(reading: Reading, clock: Clock) -> tuple[int, int]:
    """Where صباحا or مساء after a time ends, and its hour on the clock of 24 hours."""
    form = reading.form(clock.to)
    if not _listed("halves", form):
        return clock.to, clock.hour % _LAST_HOUR
    late = _listed("late", form)
    hour = clock.hour % _NOON + _NOON if late and clock.hour <= _NOON else clock.hour
    two = form == fold_word("بعد")
    return clock.to + 1 + two, hour % _LAST_HOUR


def _zone(reading: Reading, at: int) -> int:
    """Where the time zone after a time ends: بتوقيت غرينتش."""
    if not _listed("zones", reading.form(at)):
        return at
    return at + 1 + (at + 1 < len(reading.tokens) and _listed("places", reading.form(at + 1)))
