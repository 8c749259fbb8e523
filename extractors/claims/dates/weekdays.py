"""Weekdays: الثلاثاء, أمس الجمعة, الأربعاء الماضي, السبت من الأسبوع المقبل, الاثنين والثلاثاء القادمين."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from extractors.claims.candidates import Candidate, Reading
from extractors.claims.dates.build import offer
from extractors.claims.dates.lexicon import WEEKDAY, now_words, weekday_names
from extractors.claims.dates.relative import is_recurring, placed_unit, same_unit
from extractors.claims.dates.scan import AND, OF, Scan, scan
from extractors.claims.dates.when import When
from extractors.claims.time_words import Direction, direction, unit_word
from extractors.records import RelativeDate

_DUAL: Final = ("ين", "ان")


class _Behind(NamedTuple):
    """What follows a weekday: the words up to token `to`, and what they say of it."""

    to: int
    direction: Direction | None = None
    twice: bool = False
    relative: RelativeDate | None = None
    recurring: bool = False


class _Before(NamedTuple):
    """What stands before a weekday: where the date begins with it, the letters before that, and what it says."""

    first: int
    clitics: int
    relative: RelativeDate | None = None
    this: bool = False


def find(reading: Reading) -> Iterable[Candidate]:
    """Every weekday that no fuller date holds."""
    seen = scan(reading)
    for at in seen.places(WEEKDAY):
        name = weekday_names().starting(seen.tokens, at)
        if name is None or _is_other(seen, at, name.value) or _is_family_name(seen, at, name.to):
            continue
        before, behind = _before(seen, at, name.clitics), _behind(seen, name.to)
        to = behind.to + 1 if seen.form(at - 1) == "(" and before.first < at else behind.to
        when = When(
            weekday=name.value,
            direction=behind.direction,
            twice=behind.twice,
            relative=before.relative or behind.relative,
        )
        yield offer(
            seen, before.first, to, when, clitics=before.clitics, anchored=behind.recurring, this=before.this
        )


def _is_other(seen: Scan, at: int, weekday: int) -> bool:
    """Whether the word is no day of the week here: a market's name, or الاثنين for the two."""
    if seen.is_listed(at - 1, "before_weekday", "never") or seen.is_listed(at + 1, "after_weekday", "never"):
        return True
    if weekday != 1:
        return False
    if seen.form(at - 1) == "بين":
        return at + 1 not in seen.places(WEEKDAY) and seen.form(at + 1) != "و"
    bracketed = seen.form(at - 1) == "(" and seen.form(at + 1) == ")"
    return bracketed and seen.definite(at - 2) and seen.form(at - 2).endswith(_DUAL)


def _is_family_name(seen: Scan, at: int, to: int) -> bool:
    """Whether a weekday is the name of a family: after a given name alone, as in اللاعب راشد الخميس.

    After two names, and after the title of one whom news calls by one name, it is a day: الملك عبد الله الخميس.
    """
    name = at - 1 - seen.is_listed(at - 1, "before_weekday", "servant")
    if not seen.is_given_name(name) or direction(seen.form(to)):
        return False
    before = name - 1
    return not (seen.is_given_name(before) or seen.is_listed(before, "before_weekday", "titles"))


def _behind(seen: Scan, to: int) -> _Behind:
    """The direction or the week after a weekday, a direction that follows a second weekday and is of both included."""
    for name, towards in _TWICE:
        if seen.is_listed(to, "twice", name) and direction(seen.form(to + 1)) == towards:
            return _Behind(to + 2, towards, twice=True)
    if found := direction(seen.form(to)):
        return _Behind(to + 1, found)
    if seen.form(to) == OF and (week := placed_unit(seen, to + 1, "week")):
        return _Behind(week.to, relative=RelativeDate(offset=week.offset, unit="week"))
    if _is_one_of_many(seen, to):
        return _Behind(to, recurring=True)
    after = to + (seen.form(to) == AND)
    second = weekday_names().starting(seen.tokens, after)
    if second and seen.form(second.to).endswith(_DUAL):
        return _Behind(to, direction(seen.form(second.to)))
    return _Behind(to)


def _is_one_of_many(seen: Scan, to: int) -> bool:
    """Whether what follows makes a weekday one of many, or of a week or month told elsewhere.

    السبت من كل أسبوع, الخميس الأخير من كل شهر, الجمعة الأخيرة من رمضان, الأحد من الأسبوع نفسه.
    """
    if is_recurring(seen, to) or (seen.form(to) == OF and _is_same_unit(seen, to + 1)):
        return True
    ordered = seen.is_listed(to, "last") or seen.day_word(to) is not None
    return ordered and seen.form(to + 1) == OF


def _is_same_unit(seen: Scan, at: int) -> bool:
    """Whether الأسبوع نفسه or نفس الشهر stands at a token."""
    place = at + seen.is_listed(at, "same", "before")
    unit = unit_word(seen.form(place)) if seen.is_word(place) else None
    return unit is not None and unit.definite and same_unit(seen, place) is not None


_TWICE: Final[tuple[tuple[str, Direction], ...]] = (("past", "past"), ("future", "future"))


def _before(seen: Scan, at: int, clitics: int) -> _Before:
    """اليوم or أمس before a weekday, which tell how far it is from the day of writing, or هذا."""
    if clitics:
        return _Before(at, clitics)
    to = at - (seen.form(at - 1) == "(" and seen.form(at + 1) == ")")
    if now := now_words().ending(seen.tokens, to):
        return _Before(now.first, now.clitics, RelativeDate(offset=now.value, unit="day"))
    first, letters = seen.with_this(at, clitics)
    return _Before(first, letters, this=first < at)
