"""Names that everybody knows as places: countries, the towns that time zones are named after, and towns in the news."""

from __future__ import annotations

from functools import cache

from extractors.claims.lexicon import cldr, places
from extractors.text import fold_word


@cache
def countries() -> frozenset[str]:
    """The names of countries, folded."""
    return frozenset(map(fold_word, cldr.countries()))


@cache
def one_word() -> frozenset[str]:
    """The names of one word of countries and towns, folded, without those that are common words as well."""
    known = countries().union(map(fold_word, cldr.cities()))
    single = frozenset(name for name in known if " " not in name)
    return (single - places.COMMON_WORDS) | places.TOWNS
