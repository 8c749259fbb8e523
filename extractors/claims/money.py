"""Money: amounts with their currency, left open where several countries share its name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final

from extractors.claims.amounts import Amount, UnitEnd, alone, is_part, is_plain, longest, of_number, one
from extractors.claims.candidates import Candidate, Reading
from extractors.claims.currencies import Currency, names, of_sign, signs
from extractors.numbers import Quantity
from extractors.numbers.grammar import AND
from extractors.numbers.quantity import number_fields
from extractors.records import Bound, Money
from extractors.text import Match, Trigger

_OF: Final = "من"
_TWO: Final = 2

NAME: Final = Trigger(lambda: names().openers(lambda currency: currency.number is not None))
DUAL: Final = Trigger(lambda: names().openers(lambda currency: currency.number == _TWO))


def read(reading: Reading) -> Iterable[Candidate]:
    """Numbers followed by a currency or beside its sign, and words that are both (دولارين, دولار واحد)."""
    yield from longest(_all(reading))


def _all(reading: Reading) -> Iterator[Candidate]:
    followed: set[int] = set()
    for quantity in reading.quantities:
        match = _currency_after(reading, quantity.to)
        if match and is_part(reading, quantity, match):
            followed.add(match.first)
            amount = of_number(reading, quantity, quantity.start, match.to, _unit_end(reading, match.value))
            yield _money(reading, amount, match.value)
        elif sign := _sign(reading, quantity):
            yield _money(reading, *sign)
    for at in reading.places(NAME):
        match = names().starting(reading.tokens, at)
        alone_there = _uncounted(reading, match) if match and at not in followed else None
        if match and alone_there:
            yield _money(reading, alone_there, match.value)


def _currency_after(reading: Reading, at: int) -> Match[Currency] | None:
    if reading.form(at) == _OF:  # ملايين من الدولارات
        match = names().starting(reading.tokens, at + 1)
        match = match if match and reading.form(at + 1).startswith("ال") else None
    else:
        match = names().starting(reading.tokens, at)
        match = match if match and is_plain(reading, match) else None
    unsure = match and match.value.unsure and match.value.iso(reading.sentence.document) is None
    return None if unsure else match


def _unit_end(reading: Reading, currency: Currency) -> UnitEnd:
    def unit_end(at: int) -> int:
        again = names().starting(reading.tokens, at)
        same = again is not None and again.value.per == currency.per
        return again.to if again and same and again.value.number != _TWO else 0

    return unit_end


def _sign(reading: Reading, quantity: Quantity) -> tuple[Amount, Currency] | None:
    """The amount of a number with the sign or code of a currency behind it or before it."""
    tokens = reading.tokens

    def sign_end(at: int) -> int:
        match = signs().starting(tokens, at)
        return match.to if match else 0

    if behind := signs().starting(tokens, quantity.to):
        return of_number(reading, quantity, quantity.start, behind.to, sign_end), _written(reading, behind)
    before = signs().ending(tokens, quantity.first)
    if before is None or reading.numbers.ending(before.first):
        return None
    start = min(quantity.start, tokens[before.first].start)
    return of_number(reading, quantity, start, quantity.to, lambda _: 0), _written(reading, before)


def _written(reading: Reading, match: Match[Currency]) -> Currency:
    """The currency of a sign as its letters are written."""
    return of_sign(reading.phrase(match.first, match.to).text, match.value)


def _uncounted(reading: Reading, match: Match[Currency]) -> Amount | None:
    """The amount that a currency is without a number: دولارين, دولار واحد, the first of دولارا و50 سنتا."""
    unit_end = _unit_end(reading, match.value)
    if match.value.number == _TWO:
        return alone(reading, match, _TWO, unit_end)
    if amount := one(reading, match, unit_end):
        return amount
    bare = not reading.has_article(match.first) and is_plain(reading, match, proclitics=True)
    return alone(reading, match, 1, unit_end) if bare and _smaller_after(reading, match.to, match.value) else None


def _smaller_after(reading: Reading, at: int, currency: Currency) -> tuple[Fraction, int] | None:
    """How much of the main unit the smaller ones add that و joins to it, and where they end: و50 سنتا."""
    place = at + (reading.form(at) == AND)
    joined = place > at or reading.form(place).startswith(AND)
    number = reading.numbers.starting(place) if joined else None
    match = _currency_after(reading, number.to) if number else None
    if number is None or match is None or number.value is None:
        return None
    per = _parts_of(currency, match.value)
    return (number.value / per, match.to) if per and number.bound == "exact" else None


def _parts_of(currency: Currency, smaller: Currency) -> int | None:
    """How many of a smaller one make one of a currency, None where that is none of it or differs by country."""
    per = {smaller.parts(code) for code, _ in currency.per} - {None, 1}
    return per.pop() if len(per) == 1 and not currency.smaller else None


def _money(reading: Reading, amount: Amount, currency: Currency) -> Candidate:
    if amount.value is not None and (more := _smaller_after(reading, amount.to, currency)):
        amount = amount.more(more[0], more[1], reading.tokens[more[1] - 1].end)
    iso = currency.iso(reading.sentence.document)
    value, low, high, bound = _in_main_unit(amount, currency, iso)
    fields = {**number_fields(value, low, high, bound), "currency": iso}
    return Candidate(Money, amount.start, amount.end, (amount.core, amount.end), fields)


def _in_main_unit(
    amount: Amount, currency: Currency, iso: str | None
) -> tuple[Fraction | None, Fraction | None, Fraction | None, Bound]:
    """Value, low, high and bound in the main unit: of fils, of which 100 or 1,000 make one, only between what."""
    parts = {currency.parts(iso)} if iso else {per for _, per in currency.per}
    most, fewest = max(each or 1 for each in parts), min(each or 1 for each in parts)

    def divided(value: Fraction | None, by: int) -> Fraction | None:
        return None if value is None else value / by

    if most == fewest:
        return divided(amount.value, most), divided(amount.low, most), divided(amount.high, most), amount.bound
    return None, divided(amount.low, most), divided(amount.high, fewest), "vague"
