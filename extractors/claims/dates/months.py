"""Dates with a month's name: 17 أيار/مايو 2018, الخامس من يونيو, 16 و17 مارس, آذار الماضي, 15 رمضان 1439 هـ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from extractors.claims.candidates import Candidate, Reading
from extractors.claims.dates import lexicon
from extractors.claims.dates.build import nothing, offer
from extractors.claims.dates.days import Day, Days, days_after, days_before
from extractors.claims.dates.lead import Lead, agrees, lead_before
from extractors.claims.dates.lexicon import corresponding
from extractors.claims.dates.nth import Nth, nth_before
from extractors.claims.dates.ranges import BETWEEN, joins
from extractors.claims.dates.scan import AND, COMMAS, OF, MonthAt, Scan, scan
from extractors.claims.dates.when import When
from extractors.claims.dates.year_phrase import YearAt, is_counted, words_of_year, year_phrase
from extractors.claims.time_words import direction, unit_word
from extractors.records import RelativeDate

_MONTH_NOUNS: Final = ("شهر", "لشهر", "وشهر", "بشهر")
_DUAL: Final = ("ين", "ان")
_REACH: Final = 6  # tokens between الموافق and the month of the date that follows it
_FIRST_GREGORIAN: Final = 1600  # a smaller year after a month of the Islamic calendar counts from the Hijra


def find(reading: Reading) -> Iterable[Candidate]:
    """Every date with a month of the Gregorian calendar."""
    seen = scan(reading)
    return _all(seen, seen.places(lexicon.MONTH), hijri=False)


def find_numbered(reading: Reading) -> Iterable[Candidate]:
    """Every date with a month that is told by its number: شهر 10 من العام الماضي."""
    seen = scan(reading)
    return _all(seen, sorted(seen.numbered_months), hijri=False)


def find_hijri(reading: Reading) -> Iterable[Candidate]:
    """Every date with a month of the Islamic calendar."""
    seen = scan(reading)
    return _all(seen, seen.places(lexicon.HIJRI), hijri=True)


def _all(seen: Scan, anchors: Iterable[int], *, hijri: bool) -> Iterable[Candidate]:
    before: MonthDate | None = None
    for found in _listed(_read(seen, anchors, hijri=hijri)):
        if before and (span := before.until(found)):
            yield span
            before = None
            continue
        if before:
            yield from before.candidates()
        before = found
    if before:
        yield from before.candidates()


def _read(seen: Scan, anchors: Iterable[int], *, hijri: bool) -> Iterator[MonthDate]:
    """The dates around the months that begin at some tokens, none overlapping another."""
    free = 0
    for at in anchors:
        month = None if at < free else seen.hijri_month(at) if hijri else seen.month(at)
        if month and (found := MonthDate.read(seen, month, free)):
            free = found.to
            yield found


def _listed(dates: Iterable[MonthDate]) -> list[MonthDate]:
    """The dates with what the last of a list says of all: يناير وفبراير 2021."""
    found = list(dates)
    for place in range(len(found) - 2, -1, -1):
        found[place] = found[place].listed_with(found[place + 1])
    return found


@dataclass(frozen=True, slots=True)
class MonthDate:
    """A month with the days before it and the year after it."""

    scan: Scan
    month: MonthAt
    days: Days | None
    lead: Lead | None
    first: int
    to: int
    when: When
    nth: Nth | None = None

    @classmethod
    def read(cls, seen: Scan, month: MonthAt, free: int) -> MonthDate | None:
        """The date around a month's name, None where the word is none."""
        days = _days(seen, month, free)
        to, when = _after(seen, month, dated=days is not None)
        lead, to = _led(seen, days, to, free, when) if days else (None, to)
        nth = _nth(seen, month, days, lead, when)
        if nth and nth.first >= free:
            when = replace(when, nth=nth.number, weekday=nth.weekday)
            return cls(seen, month, None, None, nth.first, to, when, nth)
        first = days.first if days else month.first - _has_noun(seen, month)
        if first == month.first and to == month.to and not _stands_alone(seen, month):
            return None
        return cls(seen, month, days, lead, lead.first if lead else first, to, when)

    def candidates(self) -> Iterable[Candidate]:
        """One candidate a day, or one for the month."""
        if self.days is None:
            yield offer(self.scan, self.first, self.to, self.when, clitics=self._clitics)
            return
        if self.days.named:  # ملعب 5 جويلية
            yield nothing(self.scan, self.first, self.to)
            return
        *listed, last = self.days.days
        for day in listed:
            when = replace(self.when, day=day.value)
            if when.possible:
                yield offer(self.scan, day.first, day.to, when, clitics=day.clitics)
        yield self._last(last)

    def _last(self, day: Day) -> Candidate:
        """The last day, or the only one with what leads up to it, or the range that ends or begins on it."""
        when = replace(self.when, day=day.value)
        if not when.possible:
            return nothing(self.scan, day.first, self.to, day.clitics)
        first, clitics, when = self._opening(day, when)
        if self.days and (since := self.days.since):
            start = replace(self.when, day=since.value)
            return offer(self.scan, since.first, self.to, start, clitics=since.clitics, until=when)
        after = days_after(self.scan, self.to)
        if after and after.value > day.value:
            until = replace(when, day=after.value)
            return offer(self.scan, first, after.to, when, clitics=clitics, until=until)
        return offer(self.scan, first, self.to, when, clitics=clitics, resolved=self._corresponding())

    def _opening(self, day: Day, when: When) -> tuple[int, int, When]:
        """Where the last day begins, the letters before it, and what it says with its lead, if it is alone."""
        lead = self.lead
        if lead is None or self.days is None or len(self.days.days) > 1:
            return day.first, day.clitics, when
        relative, towards = when.relative or lead.relative, when.direction or lead.direction
        return lead.first, lead.clitics, replace(when, weekday=lead.weekday, relative=relative, direction=towards)

    @property
    def _clitics(self) -> int:
        """The letters before the first day, or before the month or its noun."""
        if self.days:
            return self.days.days[0].clitics
        if self.nth:
            return self.nth.clitics
        return self.month.clitics if self.first == self.month.first else _clitics(self.scan, self.first)

    def until(self, end: MonthDate) -> Candidate | None:
        """The range from this date to another right after it: 14 حزيران - 15 تموز, بين آذار 2016 وأيار 2017."""
        begin, last = self.single, end.single
        if begin is None or last is None or self.lead or end.lead or bool(begin.day) != bool(last.day):
            return None
        if not self._is_joined_to(end):
            return None
        begin = _begun_before(begin, last)
        return offer(self.scan, self.first, end.to, begin, clitics=self._clitics, until=last)

    def listed_with(self, following: MonthDate) -> MonthDate:
        """The date with the year of the one that follows it in a list: يناير وفبراير 2021, 3 مايو و5 يونيو الماضيين."""
        here, there = self.when, following.when
        if here.is_dated or there.hijri or not self._is_listed_before(following):
            return self
        later = here.in_year[0] > there.in_year[0]  # ديسمبر ويناير 2021
        year = None if there.year is None else there.year - later
        relative = there.relative if there.away("year") is not None and not later else None
        both = there.direction if self.scan.form(following.to - 1).endswith(_DUAL) else None
        return replace(self, when=replace(here, year=year, relative=relative, direction=both))

    def _is_listed_before(self, following: MonthDate) -> bool:
        """Whether nothing but و stands between this date and the next."""
        if following.first == self.to:
            return following._clitics > 0 and self.scan.form(self.to).startswith(AND)
        return following.first == self.to + 1 and self.scan.form(self.to) == AND

    def _is_joined_to(self, end: MonthDate) -> bool:
        """Whether a word or a dash joins this date to the next, or the و of its month."""
        glued = end.first == self.to and end.first == end.month.first
        if glued and self.scan.form(end.first)[: end.month.clitics] == AND:
            return self.scan.form(self.first - 1) in BETWEEN
        return end.first == self.to + 1 and joins(self.scan, self.first, self.to)

    @property
    def single(self) -> When | None:
        """The one day or month that the date names, None for a list, a range or a name."""
        if self.days is None:
            return self.when
        if len(self.days.days) > 1 or self.days.since or self.days.named:
            return None
        when = replace(self.when, day=self.days.days[0].value)
        return when if when.possible else None

    def _corresponding(self) -> str | None:
        """The Gregorian day that the text itself gives for one of the Islamic calendar, or the other way round."""
        link = corresponding().starting(self.scan.tokens, self.to) if self.when.hijri else None
        if link is None:
            return None
        for at in self.scan.places(lexicon.MONTH):
            if link.to <= at <= link.to + _REACH and (month := self.scan.month(at)):
                other = MonthDate.read(self.scan, month, link.to)
                return other.complete if other else None
        return None

    @property
    def complete(self) -> str | None:
        """The one day that the date names, None where a part of it is left out."""
        single = self.single
        return single.value if single and single.day and single.year else None


def _begun_before(begin: When, end: When) -> When:
    """The beginning of a range with the year of its end, or the one before: من تشرين الثاني حتى شباط 2018."""
    if begin.year is not None:
        return begin
    later = begin.in_year >= end.in_year
    if end.year is not None:
        return replace(begin, year=end.year - later)
    years = end.away("year")
    if years is None or begin.relative:
        return begin
    return replace(begin, relative=RelativeDate(offset=years - later, unit="year"))


def _has_noun(seen: Scan, month: MonthAt) -> bool:
    """Whether شهر stands before a month."""
    return seen.form(month.first - 1) in _MONTH_NOUNS and not month.clitics


def _days(seen: Scan, month: MonthAt, free: int) -> Days | None:
    """The days before a month; none before the slash of a doubtful one without its year: فاز 6 / صفر."""
    slash = seen.form(month.first - 1) == "/" and seen.form(month.to) != "/" and seen.year(month.to) is None
    return None if month.doubt and slash else days_before(seen, month.first, free, clitics=month.clitics)


def _nth(seen: Scan, month: MonthAt, days: Days | None, lead: Lead | None, when: When) -> Nth | None:
    """The weekday or week of a month; السبت الثاني من آذار is one where that Saturday is not the second day."""
    nth = None if month.hijri or when.day else nth_before(seen, month.first - _has_noun(seen, month))
    if nth is None or days is None:
        return nth
    if lead is None or lead.weekday is None or lead.loose:
        return None
    as_day = replace(when, day=days.days[-1].value)
    return None if agrees(lead._replace(loose=True), as_day, seen) else nth


def _led(seen: Scan, days: Days, to: int, free: int, when: When) -> tuple[Lead | None, int]:
    """What leads up to a day, and where its date ends, with the bracket that the lead may open."""
    joined = days.days[0].clitics and seen.form(days.first).startswith(AND)  # الأربعاء والرابع من أيار: two days
    lead = None if joined else lead_before(seen, days.first, free)
    if lead is None or not agrees(lead, replace(when, day=days.days[-1].value), seen):
        return None, to
    if not lead.bracket:
        return lead, to
    to = seen.skip(to, ")")
    return lead if seen.form(to - 1) == ")" else None, to


def _after(seen: Scan, month: MonthAt, *, dated: bool) -> tuple[int, When]:
    """What follows the month's name: a direction, a year or a year relative to ours; and where it ends."""
    if not dated and (found := _day_behind(seen, month)):
        return found
    towards = direction(seen.form(month.to))
    to = month.to + (towards is not None)
    when = When(month=month.number, hijri=month.hijri, direction=towards)
    place = _year_place(seen, to, dated=dated)
    if seen.form(place) in ("شهر", AND):
        return to, when
    if (same := _same_year(seen, place)) and month.first > 0:
        return same, replace(when, year=_last_year(seen, month.first))
    if year := year_phrase(seen, place) or words_of_year(seen, place):
        return _with_year(month, when, year)
    return to, when


def _day_behind(seen: Scan, month: MonthAt) -> tuple[int, When] | None:
    """The day that stands behind a month, where a year follows it: مايو 17 2018, أبريل 26، 2025."""
    day = seen.day(month.to)
    at = seen.skip(month.to + 1, *COMMAS)
    year = seen.year(at) if day else None
    when = When(month=month.number, day=day, year=year, hijri=month.hijri)
    if year is None or not when.possible or is_counted(seen, at + 1) or month.hijri:
        return None
    return at + 1, when


def _year_place(seen: Scan, to: int, *, dated: bool) -> int:
    """Where the year of a month may begin: behind من, and behind the comma of 17 أيار، 2018."""
    comma = dated and seen.form(to) in COMMAS and seen.year(to + 1) is not None and not is_counted(seen, to + 2)
    slash = seen.form(to) == "/" and seen.year(to + 1) is not None
    return seen.skip(to + (comma or slash), OF)


def _last_year(seen: Scan, before: int) -> int | None:
    """The year last named in the sentence before a token."""
    return next((seen.year(at) for at in reversed(seen.years) if at < before), None)


def _same_year(seen: Scan, at: int) -> int:
    """Where العام نفسه or نفس العام ends, 0 where they do not stand; the year is the one last named."""
    before = seen.is_listed(at, "same", "before")
    unit = unit_word(seen.form(at + before)) if seen.is_word(at + before) else None
    if unit is None or unit.unit != "year" or not unit.definite:
        return 0
    return at + 2 if before or seen.is_listed(at + 1, "same", "after") else 0


def _with_year(month: MonthAt, when: When, year: YearAt) -> tuple[int, When]:
    if year.year is None:
        return year.to, replace(when, relative=year.relative)
    if month.hijri and year.era != "hijri" and year.year >= _FIRST_GREGORIAN:
        return year.to, replace(when, gregorian_year=year.year)
    if month.hijri == (year.era == "hijri" or (month.hijri and year.year < _FIRST_GREGORIAN)):
        return year.to, replace(when, year=year.year)
    return month.to, when


def _stands_alone(seen: Scan, month: MonthAt) -> bool:
    """Whether a bare word can be trusted to name a month."""
    if seen.is_listed(month.first - 1, "not_before_month", "particles"):
        return False
    if month.doubt == "surnames":
        return False
    if month.hijri and not month.doubt:
        return seen.is_listed(month.first - 1, "before_islamic_month") and not month.clitics
    if month.doubt == "makes":
        return not seen.is_listed(month.first - 1, "not_before_month", "makers")
    if month.doubt == "verbs":
        table = "before_islamic_month" if month.hijri else "before_month"
        return seen.is_listed(month.first - 1, table) and not month.clitics
    return True


def _clitics(seen: Scan, at: int) -> int:
    unit = unit_word(seen.form(at))
    return unit.clitics if unit else 0
