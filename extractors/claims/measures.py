"""Measures: distance, area, mass, volume, temperature, speed, energy, magnitude, percentage points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Any, Final, NamedTuple

from extractors.claims.amounts import Amount, UnitEnd, alone, is_part, is_plain, longest, of_number, one
from extractors.claims.candidates import Candidate, Reading
from extractors.claims.lexicon import cldr
from extractors.claims.unit_names import inflected, spaced
from extractors.numbers import Quantity
from extractors.numbers.quantity import number_fields
from extractors.records import Bound, Measure
from extractors.text import MARK, NUMBER, Match, Phrases, Trigger, load_toml

MAGNITUDE: Final = "magnitude"
CELSIUS: Final = "°C"
_STRONGEST_QUAKE: Final = 10
_TWO: Final = 2
_LONE: Final = 1  # a short form of one letter (م, ل, غ) is too much else
_TURNED: Final[Mapping[Bound, Bound]] = {
    "more_than": "less_than",
    "at_least": "at_most",
    "less_than": "more_than",
    "at_most": "at_least",
}
"""The bounds of what lies below zero: more than five degrees below it are less than minus five."""


class Unit(NamedTuple):
    """A unit by one of its names: its symbol, how many the word itself says, whether واحد may say so instead."""

    symbol: str
    number: int | None = None
    once: bool = False


@cache
def _table() -> dict[str, Any]:
    return load_toml("extractors.claims", "units.toml")


@cache
def _units() -> Phrases[Unit]:
    names: dict[str, Unit] = {}
    for entry in _table()["unit"]:
        for form, number in _forms(entry):
            names[spaced(form)] = Unit(entry["symbol"], number, entry.get("once", False))
    return Phrases(names)


def _forms(entry: Mapping[str, Any]) -> Iterator[tuple[str, int | None]]:
    """The names of a unit: those of CLDR, our own, and the duals."""
    if unit := entry.get("cldr"):
        yield from ((name, None) for name in _of_cldr(unit))
    yield from ((name, None) for name in entry.get("forms", ()))
    for noun, plurals in entry.get("nouns", {}).items():
        forms = inflected(noun, plurals, entry.get("adjective", ""))
        yield from ((form, number) for form, number in forms if number != _TWO)  # ميلان is Milan, قدمين are feet
    yield from ((form, _TWO) for form in entry.get("dual", ()))


def _of_cldr(unit: str) -> Iterator[str]:
    yield from (name for name in cldr.units()[unit] if len(name) > _LONE)


@cache
def _listed(section: str, name: str) -> Phrases[bool]:
    return Phrases(dict.fromkeys(_table()[section][name], True))


NAME: Final = Trigger(lambda: _units().openers(lambda unit: unit.number == _TWO or unit.once))
DUAL: Final = Trigger(lambda: _units().openers(lambda unit: unit.number == _TWO) | _listed("degrees", "dual").openers())
_DEGREES: Final = Trigger(lambda: _listed("degrees", "dual").openers())


def read(reading: Reading) -> Iterable[Candidate]:
    """Numbers followed by a unit, and words that are both (كيلومترين, كيلومتر واحد)."""
    yield from longest(_all(reading))


def _all(reading: Reading) -> Iterator[Candidate]:
    followed: set[int] = set()
    for quantity in reading.quantities:
        if match := _unit_after(reading, quantity):
            followed.update(range(match.first, match.to))
            unit_end = _unit_end(reading, match.value.symbol)
            amount = of_number(reading, quantity, quantity.start, match.to, unit_end)
            yield _measure(reading, amount, match.value.symbol)
        elif candidate := _quake(reading, quantity) or _heat(reading, quantity):
            yield candidate
    yield from _without_numbers(reading, followed)


def _without_numbers(reading: Reading, followed: AbstractSet[int]) -> Iterator[Candidate]:
    """The units that are amounts by themselves, at tokens that no number claims."""
    for at in reading.places(NAME):
        match = _units().starting(reading.tokens, at)
        amount = _uncounted(reading, match) if match and at not in followed else None
        if match and amount:
            yield _measure(reading, amount, match.value.symbol)
    for at in reading.places(_DEGREES):
        degrees = _listed("degrees", "dual").starting(reading.tokens, at)
        if degrees and at not in followed and _is_heat(reading, degrees.to):
            yield _measure(reading, alone(reading, degrees, _TWO, lambda _: 0), CELSIUS)


def _unit_after(reading: Reading, quantity: Quantity) -> Match[Unit] | None:
    match = _named(reading, quantity.to)
    if match is None or match.value.number == _TWO or not is_plain(reading, match):
        return None
    return match if is_part(reading, quantity, match) else None


def _named(reading: Reading, at: int) -> Match[Unit] | None:
    """The unit that begins at a token; a figure is its power where it is glued to it or ends the phrase (كم2)."""
    match = _units().starting(reading.tokens, at)
    if match is None or reading.tokens[match.to - 1].kind != NUMBER:
        return match
    ends = match.to >= len(reading.tokens) or reading.tokens[match.to].kind == MARK
    power = ends or reading.sentence.glued(match.to - 1)
    return match if power else _units().starting(reading.tokens[: match.to - 1], at)


def _unit_end(reading: Reading, symbol: str) -> UnitEnd:
    def unit_end(at: int) -> int:
        again = _units().starting(reading.tokens, at)
        return again.to if again and again.value.symbol == symbol and again.value.number != _TWO else 0

    return unit_end


def _uncounted(reading: Reading, match: Match[Unit]) -> Amount | None:
    """The amount that a unit is without a number: كيلومترين, كيلومتر واحد."""
    unit_end = _unit_end(reading, match.value.symbol)
    if match.value.number == _TWO:
        return alone(reading, match, _TWO, unit_end)
    return one(reading, match, unit_end) if match.value.once else None


def _measure(reading: Reading, amount: Amount, symbol: str) -> Candidate:
    amount = _below_zero(reading, amount)
    fields = {**number_fields(amount.value, amount.low, amount.high, amount.bound), "unit": symbol}
    return Candidate(Measure, amount.start, amount.end, (amount.core, amount.end), fields)


def _below_zero(reading: Reading, amount: Amount) -> Amount:
    """An amount with the words behind it that say on which side of zero it lies."""
    if above := _listed("degrees", "above").starting(reading.tokens, amount.to):
        return amount._replace(to=above.to, end=reading.tokens[above.to - 1].end)
    below = _listed("degrees", "below").starting(reading.tokens, amount.to)
    if below is None:
        return amount
    numbers = (amount.value, amount.low, amount.high)
    value, high, low = (number if number is None else -abs(number) for number in numbers)
    end = reading.tokens[below.to - 1].end
    bound = _TURNED.get(amount.bound, amount.bound)
    return amount._replace(to=below.to, end=end, value=value, low=low, high=high, bound=bound)


def _quake(reading: Reading, quantity: Quantity) -> Candidate | None:
    """A number that is the strength of an earthquake named in its sentence."""
    if quantity.value is None or quantity.value >= _STRONGEST_QUAKE:
        return None
    if not _listed("magnitude", "before").ending(reading.tokens, quantity.begin) or not _speaks_of_quakes(reading):
        return None
    degrees = _listed("magnitude", "forms").starting(reading.tokens, quantity.to)
    amount = of_number(reading, quantity, quantity.start, degrees.to if degrees else quantity.to, lambda _: 0)
    return _measure(reading, amount, MAGNITUDE)


def _speaks_of_quakes(reading: Reading) -> bool:
    return any(_listed("magnitude", "quake").value(token.form) for token in reading.tokens)


def _heat(reading: Reading, quantity: Quantity) -> Candidate | None:
    """Degrees of a thermometer that is not named: الحرارة 43 درجة, 20 تحت الصفر."""
    degrees = _listed("degrees", "forms").starting(reading.tokens, quantity.to)
    to = degrees.to if degrees else quantity.to
    if (degrees is None or degrees.clitics or not _is_heat(reading, to)) and not _beside_zero(reading, to):
        return None

    def unit_end(at: int) -> int:
        again = _listed("degrees", "forms").starting(reading.tokens, at)
        return again.to if again else 0

    return _measure(reading, of_number(reading, quantity, quantity.start, to, unit_end), CELSIUS)


def _is_heat(reading: Reading, to: int) -> bool:
    """Whether degrees that end before a token are those of a thermometer."""
    if _beside_zero(reading, to):
        return True
    heat = any(_listed("degrees", "heat").value(token.form) for token in reading.tokens)
    return heat and not _speaks_of_quakes(reading)


def _beside_zero(reading: Reading, to: int) -> bool:
    return any(_listed("degrees", name).starting(reading.tokens, to) for name in ("below", "above"))
