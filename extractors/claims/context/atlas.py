"""Names that everybody knows as places: countries, the towns that time zones are named after, and towns in the news."""

from __future__ import annotations

from functools import cache

from babel import Locale

from extractors.claims.lexicon import places
from extractors.text import fold_word


@cache
def countries() -> frozenset[str]:
    """The names of countries, folded."""
    return frozenset(fold_word(name) for code, name in Locale("ar").territories.items() if code.isalpha())


@cache
def one_word() -> frozenset[str]:
    """The names of one word of countries and towns, folded, without those that are common words as well."""
    cities = {fold_word(zone["city"]) for zone in Locale("ar").time_zones.values() if "city" in zone}
    single = frozenset(name for name in cities | countries() if " " not in name)
    return (single - places.COMMON_WORDS) | places.TOWNS
