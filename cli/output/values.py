"""A claim's values in few characters: bounds as signs, digits grouped, names of entities and other claims."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from extractors.records import (
    OPEN_BOUNDS,
    Bound,
    Casualty,
    Claim,
    Date,
    Duration,
    Entity,
    Number,
    NumericClaim,
    Percentage,
    Phrase,
    Record,
)

SIGNS: Final[Mapping[Bound, str]] = MappingProxyType(
    {
        "approx": "~ ",
        "at_least": "≥ ",
        "at_most": "≤ ",
        "more_than": "> ",
        "less_than": "< ",
        "vague": "vague",
        "none_stated": "not stated",
    }
)


def grouped(number: Number) -> str:
    """3700000 as 3,700,000."""
    return f"{number:,}"


def per_cent(claim: Percentage, record: Record) -> str:
    """The number of a percentage: "≥ 40 %", "5–7 %"."""
    return amount(claim, record, " %")


def amount(claim: NumericClaim, _: Record, unit: str = "") -> str:
    """The number of a claim with the sign of its bound: "≥ 40", "5–7", "vague (≥ 20)"."""
    sign = SIGNS.get(claim.bound, "")
    numbers = [number for number in (claim.low, claim.high) if number is not None]
    best = claim.value if claim.value is not None else next(iter(numbers), None)
    if claim.bound in OPEN_BOUNDS:
        return sign if best is None else f"{sign} ({_limits(claim)}{unit})"
    if claim.bound == "range" and len(numbers) > 1:
        return "–".join(map(grouped, numbers)) + unit
    return "" if best is None else f"{sign}{grouped(best)}{unit}"


def _limits(claim: NumericClaim) -> str:
    if claim.low is not None and claim.high is not None:
        return f"{grouped(claim.low)}–{grouped(claim.high)}"
    if claim.low is not None:
        return f"≥ {grouped(claim.low)}"
    return f"≤ {grouped(claim.high)}" if claim.high is not None else f"~ {grouped(claim.value or 0)}"


def shown(value: object) -> str:
    """Any field of a record as a cell: the words of a phrase, a list with commas, nothing if absent."""
    match value:
        case None:
            return ""
        case Phrase(text=text):
            return text
        case tuple():
            return "، ".join(map(shown, value))
        case int() | float():
            return grouped(value)
        case _:
            return str(value)


def part_of(claim: Casualty, record: Record) -> str:
    """The words of the total that a figure is a part of."""
    return _claim_words(claim.part_of, record)


def same_as(claim: Casualty, record: Record) -> str:
    """The words of the earlier claim that this one restates."""
    return _claim_words(claim.same_as, record)


def _claim_words(claim_id: str | None, record: Record) -> str:
    return next((claim.text for claim in record.claims if claim.id == claim_id), claim_id or "")


def other_names(entity: Entity, _: Record) -> str:
    """The mentions that are not the name itself, each once, in the order of the article."""
    names = dict.fromkeys(mention.text for mention in entity.mentions)
    return shown(tuple(name for name in names if name != entity.name))


def outcomes(claim: Casualty, _: Record) -> str:
    """What befell them; several where one figure covers several."""
    return ", ".join(claim.outcomes or (claim.outcome,))


def certainty(claim: Claim, _: Record) -> str:
    """How sure the article is, where it is anything but plainly stated."""
    return "" if claim.certainty in {None, "stated"} else str(claim.certainty)


def day(claim: Date, _: Record) -> str:
    """The value of a date, ranges with a slash as in ISO 8601, the Hijri calendar named."""
    span = "/".join(part for part in (claim.value, claim.until) if part)
    return f"{span} AH" if claim.calendar == "hijri" and span else span


def distance(claim: Date, _: Record) -> str:
    """How far from the day of writing: "-3 day", or past, current, future."""
    if claim.relative:
        return f"{claim.relative.offset:+d} {claim.relative.unit}"
    return claim.direction or ""


def length(claim: Duration, _: Record) -> str:
    """A duration with the sign of its bound."""
    return f"{SIGNS.get(claim.bound, '')}{claim.value or ''}"
