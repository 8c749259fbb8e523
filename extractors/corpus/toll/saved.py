"""What a comparison needs of an article, from a record just made or from one saved as JSON earlier."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, TypeGuard, get_args

from extractors.errors import InputError
from extractors.records import (
    SCHEMA_VERSION,
    Bound,
    Casualty,
    Certainty,
    Date,
    Number,
    Outcome,
    Phrase,
    Record,
    Span,
)

Plain = dict[str, Any]
"""An object of JSON."""

KINDS: Final = (Casualty.kind, Date.kind)
"""The kinds of claim that a comparison needs."""
_ENTITIES: Final = ("people", "places", "organizations")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """The casualties of one article with their dates.

    Args:
        source: the name of the article.
        sha256: its digest.
        written: the day it was written, ISO 8601, if known.
        casualties: its casualty claims, in order.
        dates: its dates, in order.
        names: the canonical names of its entities by id.
        sentences: the words of the sentences that hold casualties, by their offset; none of a saved record.
    """

    source: str
    sha256: str
    written: str | None = None
    casualties: tuple[Casualty, ...] = ()
    dates: tuple[Date, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    sentences: Mapping[int, str] = field(default_factory=dict)


def reported(record: Record, text: str) -> Reported:
    """What a record says of casualties.

    Args:
        record: the record of an article.
        text: the article.
    """
    casualties = tuple(claim for claim in record.claims if isinstance(claim, Casualty))
    return Reported(
        source=record.source,
        sha256=record.sha256,
        written=record.reference_date,
        casualties=casualties,
        dates=tuple(claim for claim in record.claims if isinstance(claim, Date)),
        names={entity.id: entity.name for entity in (*record.people, *record.places, *record.organizations)},
        sentences={claim.sentence.start: text[claim.sentence.start : claim.sentence.end] for claim in casualties},
    )


def is_record(plain: object) -> TypeGuard[Plain]:
    """Whether an object of JSON is a record, and not an article that waits to be read."""
    return isinstance(plain, dict) and "claims" in plain and "schema" in plain


def loaded(plain: Plain, where: str) -> Reported:
    """What a saved record says of casualties; whatever else it holds is passed over.

    Args:
        plain: the record as `to_dict` makes it.
        where: the file and line, for the error.

    Raises:
        InputError: it is of another schema, or no record that Khabar writes.
    """
    if plain["schema"] != SCHEMA_VERSION:
        reason = f"a record of schema {plain['schema']}; this version reads {SCHEMA_VERSION}, so extract it again"
        raise InputError(where, reason)
    try:
        return _loaded(plain)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise InputError(where, "not a record that Khabar writes; extract the article again") from error


def _loaded(plain: Plain) -> Reported:
    written = plain.get("reference_date")
    if not isinstance(plain["claims"], list):
        raise TypeError("claims")
    claims = [claim for claim in plain["claims"] if claim["kind"] in KINDS]
    return Reported(
        source=_text(plain["source"]),
        sha256=_text(plain["sha256"]),
        written=date.fromisoformat(written).isoformat() if written else None,
        casualties=tuple(_casualty(claim) for claim in claims if claim["kind"] == Casualty.kind),
        dates=tuple(_date(claim) for claim in claims if claim["kind"] == Date.kind),
        names={_text(entity["id"]): _text(entity["name"]) for group in _ENTITIES for entity in plain.get(group, [])},
    )


def _date(plain: Plain) -> Date:
    return Date(**_common(plain), resolved=_optional(plain, "resolved"))


def _casualty(plain: Plain) -> Casualty:
    return Casualty(
        **_common(plain),
        value=_number(plain.get("value")),
        low=_number(plain.get("low")),
        high=_number(plain.get("high")),
        bound=_one_of(plain["bound"], get_args(Bound)),
        outcome=_one_of(plain["outcome"], get_args(Outcome)),
        outcomes=tuple(_one_of(outcome, get_args(Outcome)) for outcome in plain.get("outcomes", [])),
        term=_optional(plain, "term"),
        victims=_phrase(plain.get("victims")),
        victim_kind=_optional(plain, "victim_kind"),
        part_of=_optional(plain, "part_of"),
        same_as=_optional(plain, "same_as"),
        toll=_one_of(plain.get("toll"), (None, "new", "cumulative", "revised")),
    )


def _common(plain: Plain) -> dict[str, Any]:
    """The fields that every claim has."""
    return {
        "id": _text(plain["id"]),
        "text": _text(plain["text"]),
        "start": int(plain["start"]),
        "end": int(plain["end"]),
        "sentence": Span(start=int(plain["sentence"]["start"]), end=int(plain["sentence"]["end"])),
        "rule": _text(plain["rule"]),
        "certainty": _one_of(plain.get("certainty"), (None, *get_args(Certainty))),
        **{name: _phrase(plain.get(name)) for name in ("speaker", "place", "date")},
    }


def _phrase(plain: Plain | None) -> Phrase | None:
    if plain is None:
        return None
    start, end = int(plain["start"]), int(plain["end"])
    entity, claim = _optional(plain, "entity"), _optional(plain, "claim")
    return Phrase(text=_text(plain["text"]), start=start, end=end, entity=entity, claim=claim)


def _number(value: object) -> Number | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise TypeError(value)
    return value


def _one_of(value: Any, known: tuple[Any, ...]) -> Any:  # noqa: ANN401  a value of the Literal that `known` lists
    if value not in known:
        raise ValueError(value)
    return value


def _optional(plain: Plain, name: str) -> str | None:
    value = plain.get(name)
    return None if value is None else _text(value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
