"""Claims against annotated ones.

A claim meets an annotation of its kind if the two overlap and say the same: the same amount, outcome, currency, date.
Each claim meets one annotation at most. An annotation that is `optional` counts for nothing, found or not, and nor
does a claim that overlaps it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from extractors.corpus.scoring.measures import Plain, Slip, Tally, closest, meet, told
from extractors.records import OPEN_BOUNDS

FIELDS: Final[Mapping[str, str]] = {
    "percentage": "percentages",
    "casualty": "casualties",
    "date": "dates",
    "money": "money",
    "count": "counts",
    "duration": "dates",
}
"""Where annotations of each kind lie; durations among the dates, measures among the counts."""

_DECIMALS: Final = 6


@dataclass(slots=True)
class Matching:
    """Which claims meet which annotations of one kind in one article."""

    met: list[tuple[Plain, tuple[Plain, ...]]] = field(default_factory=list)
    missed: list[Plain] = field(default_factory=list)
    false: list[Plain] = field(default_factory=list)


def tally(kind: str, gold: Plain, record: Plain, counts: Tally, article: str) -> Iterator[Slip]:
    """Count one kind in one article, and yield what went wrong."""
    matching = match(kind, annotated_as(kind, gold), claims_of(kind, record))
    counts.right += len(matching.met)
    counts.missed += len(matching.missed)
    counts.false += len(matching.false)
    for item, claims in matching.met:
        counts.ask("exact_spans", len(claims) == 1 and _span(claims[0]) == _span(item))
        if kind == "percentage":
            counts.ask("change_accuracy", claims[0].get("change") == item.get("change"))
    yield from (Slip("missed", article, told(kind, item)) for item in matching.missed)
    yield from (Slip("false", article, told(kind, claim)) for claim in matching.false)


def annotated_as(kind: str, gold: Plain) -> list[Plain]:
    """The annotations of one kind."""
    items: list[Plain] = gold.get(FIELDS[kind]) or []
    if FIELDS[kind] != "dates":
        return items
    return [item for item in items if str(item.get("value") or "").startswith("P") == (kind == "duration")]


def claims_of(kind: str, record: Plain) -> list[Plain]:
    """The claims that annotations of one kind are met by."""
    kinds = ("count", "measure") if kind == "count" else (kind,)
    return [claim for claim in record.get("claims", []) if claim["kind"] in kinds]


def match(kind: str, gold: list[Plain], claims: list[Plain]) -> Matching:
    """Pair annotations with claims, those that must be found before those that may."""
    matching = Matching(false=list(claims))
    for item in sorted(gold, key=is_optional):
        near = [claim for claim in matching.false if meet(claim, item)]
        best = closest(item, [claim for claim in near if agree(kind, item, claim)])
        spent = (best,) if best else _ends_apart(item, near) if kind == "date" else ()
        if is_optional(item):
            spent = tuple(near)
        elif spent:
            matching.met.append((item, spent))
        else:
            matching.missed.append(item)
        matching.false = [claim for claim in matching.false if not any(claim is one for one in spent)]
    return matching


def is_optional(item: Plain) -> bool:
    """Whether careful annotators would differ over it."""
    return bool(item.get("optional"))


def agree(kind: str, item: Plain, claim: Plain) -> bool:
    """Whether a claim says what the annotation does."""
    return _AGREE[kind](item, claim)


def _amounts_agree(item: Plain, claim: Plain) -> bool:
    """Whether two amounts are the same: both ends of a range, else the one number that the words state."""
    if item.get("bound") in OPEN_BOUNDS:
        return claim.get("bound") in OPEN_BOUNDS
    if item.get("bound") == "range" or _is_range(item) or _is_range(claim):
        return _ends(item) == _ends(claim)
    return bool(_numbers(item) & _numbers(claim))


def _is_range(item: Plain) -> bool:
    """Whether an amount has two ends that differ."""
    low, high = _ends(item)
    return None not in (low, high) and low != high


def _ends(item: Plain) -> tuple[float | None, float | None]:
    low, high = item.get("low"), item.get("high")
    if low is None and high is None:
        low = high = item.get("value")
    return _number(low), _number(high)


def _numbers(item: Plain) -> set[float]:
    stated = (*_ends(item), _number(item.get("value")))
    return {number for number in stated if number is not None}


def _number(value: Any) -> float | None:  # noqa: ANN401  any JSON value
    return round(float(value), _DECIMALS) if isinstance(value, int | float) else None


def _casualties_agree(item: Plain, claim: Plain) -> bool:
    return _outcome(item) == _outcome(claim) and _amounts_agree(item, claim)


def _outcome(item: Plain) -> str | None:
    """What became of the victims; annotations say `other` where one figure covers several outcomes."""
    outcome: str | None = item.get("outcome")
    return "unspecified" if outcome == "other" else outcome


def _sums_agree(item: Plain, claim: Plain) -> bool:
    return item.get("currency") in (None, claim.get("currency")) and _amounts_agree(item, claim)


def _dates_agree(item: Plain, claim: Plain) -> bool:
    value, distance = item.get("value"), item.get("relative")
    if value is None and distance:
        given = claim.get("relative") or {}
        return all(given.get(name) == distance.get(name) for name in ("offset", "unit"))
    if item.get("calendar", "gregorian") != claim.get("calendar", "gregorian"):
        return False
    whole = f"{claim.get('value')}/{claim['until']}" if claim.get("until") else None
    return value in (claim.get("value"), whole)


def _lengths_agree(item: Plain, claim: Plain) -> bool:
    return bool(item.get("value") == claim.get("value"))


def _ends_apart(item: Plain, near: list[Plain]) -> tuple[Plain, ...]:
    """The two dates that a range is found as when its ends are found apart."""
    first, slash, last = str(item.get("value")).partition("/")
    if not slash:
        return ()
    ends = [next((claim for claim in near if claim.get("value") == end), None) for end in (first, last)]
    found = tuple(end for end in ends if end is not None)
    return found if len(found) == len(ends) else ()


def _span(item: Plain) -> tuple[int, int]:
    return item["start"], item["end"]


_AGREE: Final[Mapping[str, Callable[[Plain, Plain], bool]]] = {
    "percentage": _amounts_agree,
    "casualty": _casualties_agree,
    "date": _dates_agree,
    "money": _sums_agree,
    "count": _amounts_agree,
    "duration": _lengths_agree,
}
