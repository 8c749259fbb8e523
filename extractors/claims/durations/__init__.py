"""Lengths of time: ثلاثة أسابيع, ساعتين ونصف الساعة, أكثر من شهر, السنوات الخمس الماضية."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from extractors.claims.candidates import Candidate, Reading
from extractors.claims.durations.ages import is_age
from extractors.claims.durations.lengths import Length, iso
from extractors.claims.durations.spans import span_at
from extractors.claims.durations.units import length_at
from extractors.claims.durations.words import is_one_of
from extractors.claims.time_words import UNIT, unit_word
from extractors.records import Duration

__all__ = ["iso", "read"]

_MOST_DECADES: Final = 20


def read(reading: Reading) -> Iterable[Candidate]:
    """Every length of time; ages are recognised so that nothing else is made of them."""
    free = 0
    for at in reading.places(UNIT):
        unit = unit_word(reading.form(at)) if at >= free else None
        found = (span_at(reading, at, unit) or length_at(reading, at, unit)) if unit else None
        if found and not _are_contracts(found):
            free = found.to
            yield _candidate(reading, found)


def _are_contracts(found: Length) -> bool:
    """Whether عقود are so many that they are contracts, not decades."""
    return any(amounts.get("decade", 0) > _MOST_DECADES for amounts in found.amounts)


def _candidate(reading: Reading, found: Length) -> Candidate:
    span = (found.start, reading.tokens[found.to - 1].end)
    if not found.amounts or is_age(reading, found) or is_one_of("never", reading.form(found.first - 1), "before"):
        return Candidate(None, *span, span)
    return Candidate(Duration, *span, span, {"value": found.value, "bound": found.bound})
