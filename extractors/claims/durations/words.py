"""The words around a length of time, read from words.toml."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, Final

from extractors.text import fold_word, load_toml, without_clitics

COMMAS: Final = ("،", ",")


@cache
def words() -> dict[str, Any]:
    """The tables of words.toml."""
    return load_toml("extractors.claims.durations", "words.toml")


@cache
def _list(table: str, name: str) -> frozenset[str]:
    return frozenset(map(fold_word, words()[table][name]))


@lru_cache(maxsize=65_536)
def is_one_of(table: str, form: str, name: str = "words") -> bool:
    """Whether a folded word is in a list of words.toml, clitics allowed for."""
    return any(bare in _list(table, name) for bare in without_clitics(form))
