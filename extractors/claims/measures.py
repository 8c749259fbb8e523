"""Measures: distance, area, mass, volume, temperature, speed, energy, magnitude, percentage points."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, Final, NamedTuple

from extractors.claims.candidates import Candidate, Reading
from extractors.claims.duals import longest, two
from extractors.numbers import Quantity
from extractors.numbers.quantity import number_fields
from extractors.records import Measure
from extractors.text import Match, Phrases, Trigger, load_toml

MAGNITUDE: Final = "magnitude"
_STRONGEST_QUAKE: Final = 10


class Unit(NamedTuple):
    """A unit's symbol; `dual` where the word itself means two of them."""

    symbol: str
    dual: bool = False


@cache
def _units() -> Phrases[Unit]:
    names: dict[str, Unit] = {}
    for entry in load_toml("extractors.claims", "units.toml")["unit"]:
        names |= {_spaced(form): Unit(entry["symbol"]) for form in entry["forms"]}
        names |= {_spaced(form): Unit(entry["symbol"], dual=True) for form in entry.get("dual", ())}
    return Phrases(names)


def _spaced(form: str) -> str:
    """A spelling cut where tokens are cut: كم/س is three of them."""
    return form.replace("/", " / ")


@cache
def _magnitude(name: str) -> Phrases[bool]:
    table: dict[str, Any] = load_toml("extractors.claims", "units.toml")["magnitude"]
    return Phrases(dict.fromkeys(table[name], True))


DUAL: Final = Trigger(lambda: _units().openers(lambda unit: unit.dual))


def read(reading: Reading) -> Iterable[Candidate]:
    """Numbers followed by a unit, and duals that are both (كيلومترين)."""
    yield from longest(_all(reading))


def _all(reading: Reading) -> Iterable[Candidate]:
    followed: set[int] = set()
    for quantity in reading.quantities:
        if match := _unit_after(reading, quantity):
            followed.update(range(match.first, match.to))
            yield _measure(quantity, match.value.symbol, reading.tokens[match.to - 1].end)
        elif magnitude := _quake(reading, quantity):
            yield magnitude
    for at in reading.places(DUAL):
        dual = _units().starting(reading.tokens, at)
        if dual and dual.value.dual and at not in followed:
            yield _dual(reading, dual)


def _unit_after(reading: Reading, quantity: Quantity) -> Match[Unit] | None:
    match = _units().starting(reading.tokens, quantity.to)
    return match if match and not match.clitics else None


def _measure(quantity: Quantity, symbol: str, end: int) -> Candidate:
    fields = {**quantity.fields(), "unit": symbol}
    return Candidate(Measure, quantity.start, end, (quantity.core, end), fields)


def _quake(reading: Reading, quantity: Quantity) -> Candidate | None:
    """A number that is the strength of an earthquake named in its sentence."""
    if quantity.value is None or quantity.value >= _STRONGEST_QUAKE:
        return None
    if not _magnitude("before").ending(reading.tokens, quantity.begin):
        return None
    if not any(_magnitude("quake").value(token.form) for token in reading.tokens):
        return None
    degrees = _magnitude("forms").starting(reading.tokens, quantity.to)
    return _measure(quantity, MAGNITUDE, reading.tokens[degrees.to - 1].end if degrees else quantity.end)


def _dual(reading: Reading, match: Match[Unit]) -> Candidate:
    def unit_end(at: int) -> int:
        again = _units().starting(reading.tokens, at)
        return again.to if again and again.value.symbol == match.value.symbol and not again.value.dual else 0

    found = two(reading, match, unit_end)
    fields = {**number_fields(found.value, found.low, found.high, found.bound), "unit": match.value.symbol}
    return Candidate(Measure, found.start, found.end, (found.core, found.end), fields)
