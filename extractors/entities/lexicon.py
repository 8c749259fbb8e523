"""The word lists of this package, from words.toml and titles.toml."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, Final

from extractors.text.clitics import ARTICLE
from extractors.text.data import load_toml

ENDINGS: Final = ("", "ه", "ين", "ون", "تين", "ات")


def table(name: str) -> dict[str, Any]:
    """One of the TOML files of this package."""
    return load_toml("extractors.entities", name)


@cache
def tag_types() -> dict[str, str]:
    """The kind of entity that each tag of a NER model stands for."""
    return dict(table("words.toml")["tags"])


@cache
def nationalities() -> dict[str, str]:
    """The country of each adjective of nationality, masculine and without ال."""
    return {word: country for country, words in table("words.toml")["nationalities"].items() for word in words}


@cache
def disputed() -> frozenset[int]:
    """The GeoNames numbers of places whose country states dispute."""
    return frozenset(table("words.toml")["disputed"]["geonames"])


@lru_cache(maxsize=100_000)
def nationality(word: str) -> str | None:
    """The country that a folded word is the adjective of, in any gender and number; None for other words."""
    bare = word.removeprefix(ARTICLE)
    return next(
        (nationalities()[stem] for ending in ENDINGS if (stem := bare.removesuffix(ending)) in nationalities()), None
    )
