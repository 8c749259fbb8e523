"""From what a date says to the candidate that a rule offers."""

from __future__ import annotations

from typing import Any, NamedTuple

from extractors.claims.candidates import Candidate
from extractors.claims.dates.lexicon import is_future_verb, is_imperfect, is_one_of, words
from extractors.claims.dates.ranges import opened, resolve_range
from extractors.claims.dates.resolution import resolve
from extractors.claims.dates.scan import Scan
from extractors.claims.dates.when import When
from extractors.records import Date


class Offered(NamedTuple):
    """What a candidate was made of, for rules that go on from it: tokens `first` to `to`, the letters before it."""

    first: int
    to: int
    clitics: int
    when: When
    until: When | None

    @property
    def rank(self) -> str | None:
        """What the date is one of."""
        return self.when.rank


def offer(
    scan: Scan,
    first: int,
    to: int,
    when: When,
    *,
    clitics: int = 0,
    until: When | None = None,
    resolved: str | None = None,
    anchored: bool = False,
    this: bool = False,
) -> Candidate:
    """The date that stands at tokens `first` to `to`, some clitic letters of the first left out.

    `until` is the end of a range; `resolved` is given where the text itself says what day it is (الموافق 30 مايو);
    an `anchored` date counts from an event and stays open; `this` says that هذا stands with it, which a verb in the
    imperfect makes the coming one.
    """
    offered = Offered(first, to, clitics, when, until)
    resolved = resolved or (None if anchored else _resolved(scan, first, to, when, until, this=this))
    if until:
        first, clitics = opened(scan, first, clitics)
    phrase = scan.reading.phrase(first, to, clitics)
    fields: dict[str, Any] = {
        "value": when.value,
        "until": until.value if until else None,
        "calendar": "hijri" if when.hijri else "gregorian",
        "relative": None if when.days else when.relative,  # which has one unit
        "direction": when.direction,
        "resolved": resolved,
    }
    fields = {name: value for name, value in fields.items() if value is not None}
    return Candidate(Date, phrase.start, phrase.end, (phrase.start, phrase.end), fields, reading=offered)


def nothing(scan: Scan, first: int, to: int, clitics: int = 0) -> Candidate:
    """A reading that is no claim, which keeps other rules from making one of it."""
    phrase = scan.reading.phrase(first, to, clitics)
    return Candidate(None, phrase.start, phrase.end, (phrase.start, phrase.end))


def _resolved(scan: Scan, first: int, to: int, when: When, until: When | None, *, this: bool) -> str | None:
    reference = scan.reading.reference
    open_ended = reference is not None and when.direction is None
    ahead = open_ended and (looks_ahead(scan, first) or (this and _is_to_be(scan, first, to)))
    if until is None:
        return resolve(when, reference, ahead=ahead)
    return resolve_range(when, until, reference, ahead=ahead)


def looks_ahead(scan: Scan, at: int) -> bool:
    """Whether the words before a date speak of what is to come (المقررة في 20 تشرين الأول, سيغادر الأحد)."""
    past = False  # between the verb and the date: سيستقيل بسبب فشله في 7 أكتوبر
    for place in range(at - 1, max(-1, at - 1 - words()["future"]["reach"]), -1):
        form = scan.form(place)
        past = past or scan.is_listed(place, "past")
        if scan.is_word(place) and (is_one_of("future", form) or (is_future_verb(form) and not past)):
            return True
    return False


def _is_to_be(scan: Scan, at: int, to: int) -> bool:
    """Whether the verb before a date, or right behind it, stands in the imperfect (يسافر هذا السبت)."""
    places = (*range(max(0, at - words()["future"]["far"]), at), to)
    return any(scan.is_word(place) and is_imperfect(scan.form(place)) for place in places)
