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


def cities() -> list[str]:
    """Return the names of the towns that time zones are named after."""
    found: list[str] = _tables()["cities"]["names"]
    return found
