"""What is written behind a mark: what the words are, or how they were read."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from typing import Any, Final

from cli.output import values
from extractors.records import Casualty, Claim, Count, Date, Duration, Measure, Money, Ordinal, Percentage, Record

ENTITIES: Final = {"people": "person", "places": "place", "organizations": "org"}
"""The label of an entity, by the field that it stands in."""
ARROWS: Final = {"increase": "▲", "decrease": "▼"}

_ONE_UNIT: Final = re.compile(r"P(?P<time>T?)(?P<number>[\d.]+)(?P<unit>[YMWDHS])")
_WEEKDAY: Final = re.compile(r"XXXX-WXX-([1-7])")
_UNITS: Final = {
    "Y": "year",
    "M": "month",
    "W": "week",
    "D": "day",
    "TH": "hour",
    "TM": "minute",
    "TS": "second",
}


def of_claim(claim: Claim, record: Record) -> str:
    """A claim in few characters: "killed ≥ 34", "▲ 40 %", "2017-11-09", "25,000,000 IQD"."""
    return _LABELS[type(claim)](claim, record).strip() or claim.kind


def _casualty(claim: Casualty, record: Record) -> str:
    return f"{values.outcomes(claim, record)} {values.amount(claim, record)}"


def _percentage(claim: Percentage, record: Record) -> str:
    return f"{ARROWS.get(claim.change or '', '')} {values.per_cent(claim, record)}"


def _date(claim: Date, record: Record) -> str:
    if not claim.resolved and (weekday := _WEEKDAY.fullmatch(claim.value or "")):
        return calendar.day_name[int(weekday[1]) - 1]
    return claim.resolved or values.day(claim, record) or values.distance(claim, record)


def _money(claim: Money, record: Record) -> str:
    return f"{values.amount(claim, record)} {claim.currency or ''}"


def _measure(claim: Measure, record: Record) -> str:
    return f"{values.amount(claim, record)} {claim.unit}"


def _duration(claim: Duration, record: Record) -> str:
    """A length of one unit in words, "3 weeks"; any other in ISO 8601."""
    parts = _ONE_UNIT.fullmatch(claim.value or "")
    if parts is None or parts["time"] + parts["unit"] not in _UNITS:
        return values.length(claim, record)
    number, unit = parts["number"], _UNITS[parts["time"] + parts["unit"]]
    return f"{values.SIGNS.get(claim.bound, '')}{number} {unit}{'' if number == '1' else 's'}"


def _ordinal(claim: Ordinal, _: Record) -> str:
    return f"No. {values.grouped(claim.value)}"


_LABELS: Final[dict[type[Claim], Callable[[Any, Record], str]]] = {
    Casualty: _casualty,
    Percentage: _percentage,
    Date: _date,
    Duration: _duration,
    Money: _money,
    Measure: _measure,
    Count: values.amount,
    Ordinal: _ordinal,
}
