"""Money: amounts with their currency, left open where several countries share its name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

from extractors.claims.candidates import Candidate, Reading
from extractors.claims.duals import Amount, longest, two
from extractors.numbers import Quantity
from extractors.numbers.quantity import number_fields
from extractors.records import Money
from extractors.text import Document, Match, Phrases, Trigger, fold_word, load_toml, without_clitics

_OF: Final = "من"


class Currency(NamedTuple):
    """A currency's name: its ISO code, how many make one of the main unit, whether the word itself means two.

    `countries` holds, for a name that several countries share, the folded words that speak for each code.
    """

    iso: str | None
    per: int = 1
    dual: bool = False
    countries: Mapping[str, frozenset[str]] | None = None


@cache
def _names() -> Phrases[Currency]:
    table: dict[str, Any] = load_toml("extractors.claims", "currencies.toml")
    names: dict[str, Currency] = {}
    for entry in table["currency"]:
        names |= _forms(entry, Currency(entry["iso"], entry.get("per", 1)))
    for entry in table["shared"]:
        countries = {iso: frozenset(map(fold_word, words)) for iso, words in entry["countries"].items()}
        names |= _forms(entry, Currency(None, countries=countries))
    return Phrases(names)


def _forms(entry: Mapping[str, Any], currency: Currency) -> dict[str, Currency]:
    duals = set(entry.get("dual", ()))
    return {form: currency._replace(dual=form in duals) for form in (*entry["forms"], *duals)}


@cache
def _symbols() -> dict[str, Currency]:
    entries = load_toml("extractors.claims", "currencies.toml")["currency"]
    return {symbol: Currency(entry["iso"]) for entry in entries for symbol in entry.get("symbols", ())}


DUAL: Final = Trigger(lambda: _names().openers(lambda currency: currency.dual))


def read(reading: Reading) -> Iterable[Candidate]:
    """Numbers followed by a currency or beside its sign, and the duals that are both (دولارين)."""
    yield from longest(_all(reading))


def _all(reading: Reading) -> Iterable[Candidate]:
    followed: set[int] = set()
    for quantity in reading.quantities:
        if match := _currency_after(reading, quantity.to):
            followed.add(match.first)
            yield _amount(reading, _spanning(quantity, quantity.start, reading.tokens[match.to - 1].end), match.value)
        elif symbol := _symbol(reading, quantity):
            currency, start, end = symbol
            yield _amount(reading, _spanning(quantity, start, end), currency)
    for at in reading.places(DUAL):
        match = _names().starting(reading.tokens, at)
        if match and match.value.dual and at not in followed:
            yield _dual(reading, match)


def _currency_after(reading: Reading, at: int) -> Match[Currency] | None:
    names = _names()
    if reading.form(at) == _OF:  # ملايين من الدولارات
        match = names.starting(reading.tokens, at + 1)
        return match if match and reading.form(at + 1).startswith("ال") else None
    match = names.starting(reading.tokens, at)
    return match if match and not match.clitics else None


def _symbol(reading: Reading, quantity: Quantity) -> tuple[Currency, int, int] | None:
    symbols, tokens = _symbols(), reading.tokens
    if after := symbols.get(reading.form(quantity.to)):
        return after, quantity.start, tokens[quantity.to].end
    before = quantity.first - 1
    if before >= 0 and (currency := symbols.get(tokens[before].form)):
        return currency, min(quantity.start, tokens[before].start), quantity.end
    return None


def _spanning(quantity: Quantity, start: int, end: int) -> Amount:
    """A number with its currency from one offset to another."""
    core = min(start, quantity.core)
    return Amount(start, core, end, quantity.value, quantity.low, quantity.high, quantity.bound)


def _amount(reading: Reading, amount: Amount, currency: Currency) -> Candidate:
    def in_main_unit(value: Fraction | None) -> Fraction | None:
        return None if value is None else value / currency.per

    value, low, high = map(in_main_unit, (amount.value, amount.low, amount.high))
    iso = currency.iso or _nearest_country(reading.sentence.document, currency)
    fields = {**number_fields(value, low, high, amount.bound), "currency": iso}
    return Candidate(Money, amount.start, amount.end, (amount.core, amount.end), fields)


def _dual(reading: Reading, match: Match[Currency]) -> Candidate:
    def unit_end(at: int) -> int:
        again = _names().starting(reading.tokens, at)
        return again.to if again and again.value == match.value._replace(dual=False) else 0

    return _amount(reading, two(reading, match, unit_end), match.value)


def _nearest_country(document: Document, currency: Currency) -> str | None:
    """The code whose country the article names, where it names only one of those that share the currency's name."""
    words = _words(document)
    named = [iso for iso, names in (currency.countries or {}).items() if not words.isdisjoint(names)]
    return named[0] if len(named) == 1 else None


@lru_cache(maxsize=1)
def _words(document: Document) -> frozenset[str]:
    """Every folded word of an article, with and without clitics."""
    return frozenset(
        form for sentence in document.sentences for token in sentence.tokens for form in without_clitics(token.form)
    )
