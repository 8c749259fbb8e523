"""The record of one article: the contract that every table, CSV file and page is a view of.

All records are frozen. Offsets count Unicode code points of the decoded article, end exclusive, and
`text == article[start:end]` always holds. `to_dict` leaves out null and empty fields.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from types import MappingProxyType
from typing import Any, ClassVar, Literal, get_args

SCHEMA_VERSION = 1

Number = int | float
Bound = Literal["exact", "approx", "at_least", "at_most", "more_than", "less_than", "range", "vague", "none_stated"]
Outcome = Literal["killed", "injured", "missing", "abducted", "detained", "displaced", "infected", "unspecified"]
Toll = Literal["new", "cumulative", "revised"]
Certainty = Literal["stated", "reported", "denied", "unverified"]
LatinSource = Literal["geonames", "machine"]
Kind = Literal["percentage", "casualty", "date", "duration", "money", "measure", "count", "ordinal"]

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
OPEN_BOUNDS: tuple[Bound, ...] = ("vague", "none_stated")
"""The bounds of what gives no number: dozens, the dead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A half-open range of code points: `article[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words tied to their place, with the id of the entity or claim that they are, if any."""

    text: str
    start: int
    end: int
    entity: str | None = None
    claim: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place where an entity is named, proclitics outside the span; `score` is 0 to 1."""

    text: str
    start: int
    end: int
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person, place or organization with all its mentions in the article.

    `latin` is the name in Latin letters: for a linked place that of GeoNames (`latin_source` "geonames"), otherwise
    made by machine from the letters ("machine"): ALA-LC, whose short vowels are known for common names alone.
    `country` is ISO 3166-1 alpha-2, `geonames` the number of the place at GeoNames.
    """

    id: str
    name: str
    count: int
    mentions: tuple[Mention, ...]
    titles: tuple[str, ...] = ()
    score: float | None = None
    country: str | None = None
    latin: str | None = None
    latin_source: LatinSource | None = None
    geonames: int | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelativeDate:
    """A distance in time: offset -3, unit "day" is three days before the reference date."""

    offset: int
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What every claim has; the subclasses add what their kind states.

    `rule` names the entry of the rule table that found it; `speaker`, `place`, `date` and `certainty` are
    there only where the article says so.
    """

    kind: ClassVar[Kind]

    id: str
    text: str
    start: int
    end: int
    sentence: Span
    rule: str
    speaker: Phrase | None = None
    place: Phrase | None = None
    date: Phrase | None = None
    certainty: Certainty | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NumericClaim(Claim):
    """A claim with a number: `value` is the best single value, null where there is none."""

    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    bound: Bound = "exact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Percentage(NumericClaim):
    """A share or a change in per cent; `change` only where the percentage is the size of the change."""

    kind: ClassVar[Kind] = "percentage"

    change: Literal["increase", "decrease"] | None = None
    compared_to: Phrase | None = None
    of: Phrase | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Casualty(NumericClaim):
    """People killed, injured, missing and so on; `term` is the article's own word for it."""

    kind: ClassVar[Kind] = "casualty"

    outcome: Outcome
    outcomes: tuple[Outcome, ...] = ()
    term: str | None = None
    victims: Phrase | None = None
    victim_kind: str | None = None
    part_of: str | None = None
    same_as: str | None = None
    toll: Toll | None = None
    actor: Phrase | None = None
    means: Phrase | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Date(Claim):
    """A date or part of one, ISO 8601 with X for what the text does not say, or a TIMEX3 form."""

    kind: ClassVar[Kind] = "date"

    value: str | None = None
    until: str | None = None
    calendar: Literal["gregorian", "hijri"] = "gregorian"
    relative: RelativeDate | None = None
    direction: Literal["past", "current", "future"] | None = None
    resolved: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration(Claim):
    """A length of time, ISO 8601: "P3W"."""

    kind: ClassVar[Kind] = "duration"

    value: str | None = None
    bound: Bound = "exact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Money(NumericClaim):
    """An amount; `currency` is ISO 4217, absent where the article leaves it open."""

    kind: ClassVar[Kind] = "money"

    currency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(NumericClaim):
    """A physical quantity; `unit` is an SI or common symbol."""

    kind: ClassVar[Kind] = "measure"

    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(NumericClaim):
    """How many of something; `of` is the counted noun phrase."""

    kind: ClassVar[Kind] = "count"

    of: Phrase | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordinal(Claim):
    """A place in a series."""

    kind: ClassVar[Kind] = "ordinal"

    value: int


CLAIM_TYPES: tuple[type[Claim], ...] = (
    Percentage, Casualty, Date, Duration, Money, Measure, Count, Ordinal,
)  # fmt: skip
KINDS: tuple[Kind, ...] = tuple(claim_type.kind for claim_type in CLAIM_TYPES)
ENTITY_KINDS: Mapping[str, str] = MappingProxyType(
    {"people": "person", "places": "place", "organizations": "organization"}
)
"""What an entity is, by the field of a record that holds it, in the order of the fields."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """What made the record: the version of Khabar and, where entities were asked for, the model."""

    version: str
    model: str | None = None
    model_sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Everything found in one article."""

    schema: int = SCHEMA_VERSION
    source: str
    sha256: str
    encoding: str
    reference_date: str | None = None
    people: tuple[Entity, ...] = ()
    places: tuple[Entity, ...] = ()
    organizations: tuple[Entity, ...] = ()
    claims: tuple[Claim, ...] = ()
    warnings: tuple[str, ...] = ()
    engine: Engine

    @property
    def entities(self) -> tuple[Entity, ...]:
        """People, places and organizations, in that order."""
        return (*self.people, *self.places, *self.organizations)

    def to_json(self, *, indent: int | None = None) -> str:
        """The record as JSON text, Arabic unescaped, keys in the order of the contract."""
        return json.dumps(to_dict(self), ensure_ascii=False, indent=indent, allow_nan=False)


@dataclass(frozen=True, slots=True)
class Extracted:
    """A record and the article it was made of; the text is None where only the record was kept."""

    record: Record
    text: str | None = None


ALWAYS_THERE = frozenset({*ENTITY_KINDS, "claims"})
"""Fields of a record that are written even when empty: readers loop over them."""


def to_dict(record: Any) -> Any:  # noqa: ANN401  any record in, plain JSON types out
    """A record, or a part of one, as plain dicts and lists; null and empty fields left out."""
    if isinstance(record, tuple):
        return [to_dict(item) for item in record]
    if not is_dataclass(record) or isinstance(record, type):
        return record
    plain: dict[str, Any] = {"id": record.id, "kind": record.kind} if isinstance(record, Claim) else {}
    for field in fields(record):
        value = getattr(record, field.name)
        if field.name in ALWAYS_THERE or not (value is None or value == ()):
            plain[field.name] = to_dict(value)
    return plain
