"""From what a date says to the candidate that a rule offers."""

from __future__ import annotations

from typing import Any

from extractors.claims.candidates import Candidate
from extractors.claims.dates.lexicon import is_one_of, words
from extractors.claims.dates.ranges import opened, resolve_range
from extractors.claims.dates.resolution import resolve
from extractors.claims.dates.scan import Scan
from extractors.claims.dates.when import When
from extractors.records import Date


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
) -> Candidate:
    """The date that stands at tokens `first` to `to`, some clitic letters of the first left out.

    `until` is the end of a range; `resolved` is given where the text itself says what day it is (الموافق 30 مايو);
    an `anchored` date counts from an event and stays open.
    """
    resolved = resolved or (None if anchored else _resolved(scan, first, when, until))
    if until:
        first, clitics = opened(scan, first, clitics)
    phrase = scan.reading.phrase(first, to, clitics)
    fields: dict[str, Any] = {
        "value": when.value,
        "until": until.value if until else None,
        "calendar": "hijri" if when.hijri else "gregorian",
        "relative": when.relative,
        "direction": when.direction,
        "resolved": resolved,
    }
    fields = {name: value for name, value in fields.items() if value is not None}
    return Candidate(Date, phrase.start, phrase.end, (phrase.start, phrase.end), fields)


def nothing(scan: Scan, first: int, to: int, clitics: int = 0) -> Candidate:
    """A reading that is no claim, which keeps other rules from making one of it."""
    phrase = scan.reading.phrase(first, to, clitics)
    return Candidate(None, phrase.start, phrase.end, (phrase.start, phrase.end))


def _resolved(scan: Scan, first: int, when: When, until: When | None) -> str | None:
    reference = scan.reading.reference
    ahead = reference is not None and when.direction is None and looks_ahead(scan, first)
    if until is None:
        return resolve(when, reference, ahead=ahead)
    return resolve_range(when, until, reference, ahead=ahead)


def looks_ahead(scan: Scan, at: int) -> bool:
    """Whether the words before a date speak of what is to come (المقررة في 20 تشرين الأول)."""
    reach = words()["future"]["reach"]
    return any(scan.is_word(place) and is_one_of("future", scan.form(place)) for place in range(max(0, at - reach), at))
