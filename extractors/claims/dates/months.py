"""Dates with a month's name: 17 أيار/مايو 2018, الخامس من يونيو, 16 و17 مارس, آذار الماضي, 15 رمضان 1439 هـ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from extractors.claims.candidates import Candidate, Reading
from extractors.claims.dates import lexicon
from extractors.claims.dates.build import nothing, offer
from extractors.claims.dates.days import Day, Days, days_after, days_before
from extractors.claims.dates.lead import Lead, lead_before
from extractors.claims.dates.lexicon import corresponding
from extractors.claims.dates.ranges import BETWEEN, joins
from extractors.claims.dates.scan import AND, COMMAS, OF, MonthAt, Scan, scan
from extractors.claims.dates.when import When
from extractors.claims.dates.year_phrase import YearAt, year_phrase
from extractors.claims.time_words import direction, unit_word
from extractors.records import RelativeDate

_REACH: Final = 6  # tokens between الموافق and the month of the date that follows it
_FIRST_GREGORIAN: Final = 1600  # a smaller year after a month of the Islamic calendar counts from the Hijra


def find(reading: Reading) -> Iterable[Candidate]:
    """Every date with a month of the Gregorian calendar."""
    seen = scan(reading)
    return _all(seen, seen.places(lexicon.MONTH), hijri=False)


def find_hijri(reading: Reading) -> Iterable[Candidate]:
    """Every date with a month of the Islamic calendar."""
    seen = scan(reading)
    return _all(seen, seen.places(lexicon.HIJRI), hijri=True)


def _all(seen: Scan, anchors: Iterable[int], *, hijri: bool) -> Iterable[Candidate]:
    free = 0
    before: MonthDate | None = None
    for at in anchors:
        month = None if at < free else seen.hijri_month(at) if hijri else seen.month(at)
        date = MonthDate.read(seen, month, free) if month else None
        if date is None:
            continue
        free = date.to
        if before and (span := before.until(date)):
            yield span
            before = None
            continue
        if before:
            yield from before.candidates()
        before = date
    if before:
        yield from before.candidates()


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

    @classmethod
    def read(cls, seen: Scan, month: MonthAt, free: int) -> MonthDate | None:
        """The date around a month's name, None where the word is none."""
        days = days_before(seen, month, free)
        to, when = _after(seen, month, dated=days is not None)
        first = days.first if days else month.first
        if days is None and seen.form(month.first - 1) in ("شهر", "لشهر", "وشهر", "بشهر") and not month.clitics:
            first = month.first - 1
        sure = days is not None or first < month.first or to > month.to
        if not sure and not _stands_alone(seen, month):
            return None
        lead = lead_before(seen, first, free) if days else None
        if lead and lead.bracket:
            to = to + 1 if seen.form(to) == ")" else to
            lead = lead if seen.form(to - 1) == ")" else None
        return cls(seen, month, days, lead, lead.first if lead else first, to, when)

    def candidates(self) -> Iterable[Candidate]:
        """One candidate a day, or one for the month."""
        if self.days is None:
            clitics = self.month.clitics if self.first == self.month.first else _clitics(self.scan, self.first)
            yield offer(self.scan, self.first, self.to, self.when, clitics=clitics)
            return
        if self.days.named:  # ملعب 5 جويلية
            yield nothing(self.scan, self.first, self.to)
            return
        *listed, last = self.days.days
        for day in listed:
            when = replace(self.when, day=day.value)
            if when.possible:
                yield offer(self.scan, day.first, day.to, when, clitics=day.clitics)
        yield from self._last(last)

    def _last(self, day: Day) -> Iterable[Candidate]:
        when = replace(self.when, day=day.value)
        if not when.possible:
            yield nothing(self.scan, day.first, self.to, day.clitics)
            return
        first = self.first if len(self.days.days if self.days else ()) == 1 else day.first
        clitics = day.clitics if first == day.first else self.lead.clitics if self.lead else 0
        if self.lead and first == self.lead.first and self.lead.relative is not None:
            when = replace(when, relative=when.relative or self.lead.relative)
        begin = self.days.since if self.days else None
        after = days_after(self.scan, self.to) if begin is None else None
        if after and after.value > day.value:
            until = replace(when, day=after.value)
            yield offer(self.scan, first, after.to, when, clitics=clitics, until=until)
            return
        if begin is None:
            yield offer(self.scan, first, self.to, when, clitics=clitics, resolved=self._corresponding())
        else:
            start = replace(self.when, day=begin.value)
            yield offer(self.scan, begin.first, self.to, start, clitics=begin.clitics, until=when)

    def until(self, end: MonthDate) -> Candidate | None:
        """The range from this date to another right after it: 14 حزيران - 15 تموز, بين آذار 2016 وأيار 2017."""
        glued = end.first == self.to and end.month.clitics > 0 and end.first == end.month.first
        joint = self.scan.form(end.first)[: end.month.clitics] if glued else ""
        adjoined = joint == AND and self.scan.form(self.first - 1) in BETWEEN
        begin, last = self.single, end.single
        if begin is None or last is None or self.lead or end.lead or bool(begin.day) != bool(last.day):
            return None
        if not adjoined and not (end.first == self.to + 1 and joins(self.scan, self.first, self.to)):
            return None
        if begin.year is None and last.year is not None and begin.month and last.month:
            begin = replace(begin, year=last.year - _is_later(begin, last))
        if begin.year is None and last.relative and last.relative.unit == "year":
            year = RelativeDate(offset=last.relative.offset - _is_later(begin, last), unit="year")
            begin = replace(begin, relative=begin.relative or year)
        bare = self.month.clitics if self.first == self.month.first else _clitics(self.scan, self.first)
        clitics = self.days.days[0].clitics if self.days else bare
        return offer(self.scan, self.first, end.to, begin, clitics=clitics, until=last)

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
        single = self.single if self.days else None
        return single.value if single and single.year else None


def _is_later(begin: When, end: When) -> bool:
    """Whether a range that ends in a year began in the one before: من تشرين الثاني حتى شباط 2018."""
    return (begin.month or 0, begin.day or 0) >= (end.month or 0, end.day or 0)


def _after(seen: Scan, month: MonthAt, *, dated: bool) -> tuple[int, When]:
    """What follows the month's name: a direction, a year or a year relative to ours; and where it ends."""
    to = month.to
    towards = direction(seen.form(to)) if seen.is_word(to) else None
    to += towards is not None
    when = When(month=month.number, hijri=month.hijri, direction=towards)
    comma = dated and seen.form(to) in COMMAS and seen.year(to + 1) is not None and not _counts(seen, to + 1)
    after = seen.skip(to + comma, OF)
    if seen.form(after) in ("شهر", AND):
        return to, when
    if (same := _same_year(seen, after)) and month.first > 0:
        return same, replace(when, year=_last_year(seen, month.first))
    year = year_phrase(seen, after)
    if year is None or (after > to + comma and not year.noun and year.year is None):
        return to, when
    if year.year is None and year.offset is not None:
        return year.to, replace(when, relative=RelativeDate(offset=year.offset, unit="year"))
    return _with_year(month, when, year)


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
    assert year.year is not None
    if month.hijri and year.era != "hijri" and year.year >= _FIRST_GREGORIAN:
        return year.to, replace(when, gregorian_year=year.year)
    if month.hijri == (year.era == "hijri" or (month.hijri and year.year < _FIRST_GREGORIAN)):
        return year.to, replace(when, year=year.year)
    return month.to, when


def _counts(seen: Scan, at: int) -> bool:
    """Whether the figure at a token counts the noun after it."""
    return seen.is_word(at + 1) and not seen.is_listed(at + 1, "after_year") and not seen.definite(at + 1)


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
