"""The days before a month's name: 17, الخامس من, 16 و17 و18, من 5 إلى 10."""

from __future__ import annotations

from typing import Final, NamedTuple

from extractors.claims.dates.lexicon import corresponding, weekday_names
from extractors.claims.dates.ranges import BETWEEN, UNTIL
from extractors.claims.dates.scan import AND, COMMAS, DASHES, LAST_DAY, OF, Scan

_MONTH_NOUNS: Final = ("شهر", "لشهر")
_LONGEST_WORDS: Final = 3  # tokens of الحادي و العشرين
_ARTICLES: Final = ("ال", "وال", "لل", "بال")
_DAY_NOUNS: Final = ("اليوم", "لليوم", "باليوم", "واليوم")
_OF_IT: Final = "منه"
_FIRST: Final = ("اول", "واول")
_TEN: Final = 10


class Day(NamedTuple):
    """A day of the month at tokens `first` to `to`; `clitics` are the letters before it."""

    value: int
    first: int
    to: int
    clitics: int


class Days(NamedTuple):
    """The days before a month: several that are listed, or the last of a range that began on `since`.

    `named` says that the day and month are the name of a place or a movement (ملعب 5 جويلية).
    """

    first: int
    days: tuple[Day, ...]
    since: Day | None
    named: bool


def days_before(scan: Scan, month: int, free: int, *, clitics: int = 0) -> Days | None:
    """The days that end before the name of a month at a token, none of them before token `free`."""
    to = month
    if clitics:
        return None
    if scan.form(to - 1) in _MONTH_NOUNS:
        to -= 1
    mark = scan.form(to - 1) == "/"  # 12/ أيار
    of = scan.form(to - 1) == OF
    to -= of or mark
    last = day_ending(scan, to, free, words=of or to < month)
    if last is None:
        return None
    since = _range(scan, last, free)
    days = (last,) if since else _list(scan, last, free)
    first = since.first if since else days[0].first
    named = scan.is_listed(first - 1, "not_before_month", "named")
    return Days(first, days, since, named)


def day_ending(scan: Scan, to: int, free: int, *, words: bool) -> Day | None:
    """The day that ends before a token; in any `words` as well as in figures, else in such as count no days."""
    if found := _in_figures(scan, to, free):
        return found
    day = _in_words(scan, to, free)
    if words or (day and day.value > _TEN):  # الثاني عشر نوفمبر, but not الموسم الثاني مارس
        return day
    return _first_of_month(scan, to) or _cardinal(scan, to, free)


def _in_figures(scan: Scan, to: int, free: int) -> Day | None:
    """17 and الـ17."""
    first = to - 1
    value = scan.day(first) if first >= free else None
    if value is None:
        return None
    article = scan.form(first - 1)
    if article not in _ARTICLES or not scan.glued(first) or first - 1 < free:
        return Day(value, first, to, 0)
    return Day(value, first - 1, to, 0 if article == "لل" else len(article) - len("ال"))


def _first_of_month(scan: Scan, to: int) -> Day | None:
    """أول before a month: أول أيار."""
    form = scan.form(to - 1)
    return Day(1, to - 1, to, len(form) - len("اول")) if form in _FIRST else None


def _cardinal(scan: Scan, to: int, free: int) -> Day | None:
    """خمسة وعشرين right before a month: خمسة وعشرين يناير."""
    quantity = scan.reading.numbers.ending(to)
    if quantity is None or quantity.form != "words" or quantity.definite or quantity.first < free:
        return None
    value = quantity.value
    if value is None or value.denominator != 1 or not 1 < value <= LAST_DAY:
        return None
    word = scan.reading.numbers.grammar.role(quantity.first)
    return Day(int(value), quantity.first, to, word.clitics)


def _in_words(scan: Scan, to: int, free: int) -> Day | None:
    """الخامس, الحادي والعشرين."""
    for first in range(max(free, to - _LONGEST_WORDS), to):
        found = scan.day_word(first)
        if found and found[1] == to and _is_day(scan, first):
            return Day(found[0], first, to, _word_clitics(scan, first))
    return None


def _is_day(scan: Scan, first: int) -> bool:
    """Whether an ordinal is a day rather than the adjective of something else (النصف الأول من أيار)."""
    before = scan.form(first - 1)
    if not scan.is_word(first - 1) or not scan.definite(first - 1) or corresponding().ending(scan.tokens, first):
        return True
    return before in _DAY_NOUNS or weekday_names().value(before) is not None


def _word_clitics(scan: Scan, at: int) -> int:
    form = scan.form(at)
    return form.index("ال") if "ال" in form[:3] else 0


def _range(scan: Scan, last: Day, free: int) -> Day | None:
    """The day from which a range leads to the last one: من 5 إلى 10, 5-10, بين 5 و10."""
    joint = last.first - 1
    if joint <= free:
        return None
    form = scan.form(joint)
    day = day_ending(scan, joint, free, words=True)
    if day is None or day.value >= last.value:
        return None
    opener = scan.form(day.first - 1)
    if form in UNTIL or form in DASHES:
        return None if form in DASHES and opener in (*DASHES, "/") else day
    return day if form == AND and opener in BETWEEN else None


def days_after(scan: Scan, at: int) -> Day | None:
    """The last day of a range that is told after the month's name: 17 يوليو حتى 19 منه."""
    value = scan.day(at + 1) if scan.form(at) in UNTIL else None
    return Day(value, at + 1, at + 3, 0) if value and scan.form(at + 2) == _OF_IT else None


def _list(scan: Scan, last: Day, free: int) -> tuple[Day, ...]:
    """The days of a list, the last one given: 16 و17 و18, 16، 17 و18."""
    days = [last]
    while True:
        joint = days[0].first - 1
        worded = days[0].clitics and scan.form(days[0].first).startswith(AND)
        if not worded and scan.form(joint) not in (AND, *COMMAS):
            break
        day = day_ending(scan, joint + bool(worded), free, words=True)
        if day is None or day.value >= days[0].value:
            break
        days.insert(0, day)
    return tuple(days)
