"""The dates of events: those of statements, births and baselines left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from extractors.claims.context.article import Passage
from extractors.claims.context.baselines import compared
from extractors.claims.context.frames import Frame
from extractors.claims.context.sources import read_source
from extractors.claims.lexicon import events
from extractors.records import Date, Percentage, Phrase
from extractors.text import fold_word

_DAY: Final = ("ويوم", "يوم", "وفي", "في")
_UNRELATED: Final = 6  # tokens between ولد and its date
_WHOLE: Final = len("XXXX-05-17")
_PERIODS: Final = ("السنوات", "الاعوام", "سنوات", "اعوام", "العقود", "عقود")


class Day(NamedTuple):
    """A date as tokens, with the claim that reads it."""

    first: int
    to: int
    date: Date

    @property
    def phrase(self) -> Phrase:
        """The words of the date, tied to its claim."""
        return Phrase(text=self.date.text, start=self.date.start, end=self.date.end, claim=self.date.id)


def find_days(passage: Passage, frames: Sequence[Frame]) -> list[Day]:
    """The dates that may date an event: not those of statements, nor those to come."""
    told = {at for frame in frames for at in range(frame.first, frame.to)} | _spoken_on(passage)
    told |= _opening_day(passage, frames)
    percentages = (claim for claim in passage.claims if isinstance(claim, Percentage))
    baselines = [baseline for claim in percentages if (baseline := compared(passage, claim))]
    return [
        Day(first, to, date)
        for first, to, date in passage.dates
        if first not in told
        and not _dates_other(passage, first)
        and date.direction != "future"
        and not _is_clock(date)
        and not _ranks(passage, first, date)
        and not any(baseline.start <= date.start < baseline.end for baseline in baselines)
    ]


def _opening_day(passage: Passage, frames: Sequence[Frame]) -> set[int]:
    """The day before a verb of speech that opens a sentence: ويوم الاثنين، أعلنت الوزارة."""
    dated = (n in passage.dated or passage.is_mark(n) or passage.form(n) in _DAY for n in range(len(passage.tokens)))
    to = next((n for n, told in enumerate(dated) if not told), 0)
    opens = to > 0 and any(frame.first == to and frame.reach == "forward" for frame in frames)
    return set(range(to)) if opens else set()


def _spoken_on(passage: Passage) -> set[int]:
    """The days of calls and talks: دعت الأمم المتحدة الجمعة إلى."""
    found: set[int] = set()
    for at in passage.reading.places(events.CALL):
        if passage.form(at) in events.CALLS:
            source = read_source(passage, at + 1)
            n = source.to if source else at + 1
            while n in passage.dated:
                found.add(n)
                n += 1
    return found


def _dates_other(passage: Passage, first: int) -> bool:
    """Whether a date is that of a birth, an election and the like."""
    words = events.UNRELATED
    for at in range(first - 1, max(first - 1 - _UNRELATED, -1), -1):
        if passage.is_mark(at):
            return False
        if passage.form(at) in words or passage.form(at).removeprefix("و") in words:
            return True
    return False


def _ranks(passage: Passage, first: int, date: Date) -> bool:
    """Whether a month or a year is that over which an event is ranked: من أكبر الهجمات هذا العام."""
    wide = date.relative is not None and date.relative.unit in ("month", "year")
    words = events.RANKS
    return wide and any(passage.form(n) in words for n in range(max(first - _UNRELATED, 0), first))


def _is_clock(date: Date) -> bool:
    hours = date.relative is not None and date.relative.unit in ("hour", "minute")
    return hours or bool(date.value and date.value.startswith("T"))


def dates_anew(day: Day, scene: Day | None) -> bool:
    """Whether a date speaks of another event than the one told so far."""
    if scene and scene.date.value == day.date.value:
        return False
    if scene and all(len(one.date.value or "") == _WHOLE and not one.date.relative for one in (day, scene)):
        return is_far(day) or (day.date.value or "")[4:] != (scene.date.value or "")[4:]
    relative = day.date.relative
    return is_far(day) or (relative is not None and relative.unit in ("month", "year", "week"))


def is_far(day: Day) -> bool:
    """Whether a date names its year, or years."""
    value = day.date.value or ""
    return value[:4].isdigit() or any(word in fold_word(day.date.text) for word in _PERIODS)
