"""Names that Unicode CLDR has in Arabic, from cldr.toml (made by `extractors.training.cldr`).

Reading them through Babel takes as long as reading a short article with everything else.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from extractors.text import load_toml


@cache
def _tables() -> dict[str, Any]:
    return load_toml("extractors.claims.lexicon", "cldr.toml")


def months() -> Mapping[str, list[str]]:
    """Return the names of the Gregorian months in all Arab countries, by the number of the month."""
    found: Mapping[str, list[str]] = _tables()["months"]
    return found


def weekdays() -> list[str]:
    """Return the names of the days of the week, from Monday on."""
    found: list[str] = _tables()["weekdays"]["names"]
    return found


def countries() -> list[str]:
    """Return the names of countries."""
    found: list[str] = _tables()["countries"]["names"]
    return found


def english_months() -> Mapping[str, list[str]]:
    """Return the English names of the months and their short forms, by the number of the month."""
    found: Mapping[str, list[str]] = _tables()["english_months"]
    return found


def units() -> Mapping[str, list[str]]:
    """Return the forms of the names of units, by CLDR's own name of each."""
    found: Mapping[str, list[str]] = _tables()["units"]
    return found


def currencies() -> Mapping[str, str]:
    """Return the names of currencies by their codes of ISO 4217."""
    found: Mapping[str, str] = _tables()["currencies"]
    return found


def currency_signs() -> Mapping[str, str]:
    """Return the signs and short forms of currencies by their codes, of those that have one."""
    found: Mapping[str, str] = _tables()["currency_signs"]
    return found


def cities() -> list[str]:
    """Return the names of the towns that time zones are named after."""
    found: list[str] = _tables()["cities"]["names"]
    return found
