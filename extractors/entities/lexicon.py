"""The word lists of this package, from words.toml and titles.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """One of the TOML files of this package."""
    return tomllib.loads(resources.files("extractors.entities").joinpath(name).read_text(encoding="utf-8"))


@cache
def tag_types() -> dict[str, str]:
    """The kind of entity that each tag of a NER model stands for."""
    return dict(table("words.toml")["tags"])
