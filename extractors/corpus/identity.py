"""What a record depends on, as a digest: the article, the day, the options, the model, and this program's own code."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from datetime import date
from functools import cache
from importlib.metadata import requires, version
from pathlib import Path
from typing import Final

import regex

import extractors
from extractors.pipeline import Extractor
from extractors.reading import Article

_CODE: Final = (".py", ".toml", ".gz")
_NOT_ASKED: Final = frozenset({"corpus", "models", "training"})
"""Folders of this package that no record depends on; the model has a digest of its own."""
_NAME: Final = regex.compile(r"[\w.-]++")
_OPTIONAL: Final = "extra =="  # in a requirement that is not always there


class Identity:
    """Digests of articles as one extractor reads them: the same digest, the same record.

    Args:
        extractor: what makes the records.
        day: the day of writing of articles that have none.
    """

    def __init__(self, extractor: Extractor, day: date | None) -> None:
        about = (extractor.identity(), str(day), code(), libraries())
        self._common = hashlib.sha256(repr(about).encode())

    def key(self, article: Article) -> bytes:
        """The digest of an article: of its text, its name and all else that was read of it."""
        total = self._common.copy()
        total.update(json.dumps(asdict(article), default=str).encode())
        return total.digest()


@cache
def code() -> str:
    """The digest of the rules: the code and the words that this package reads articles with."""
    root = Path(extractors.__file__).parent
    total = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        if inside.parts[0] not in _NOT_ASKED and path.suffix in _CODE:
            total.update(f"{inside.as_posix()}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


@cache
def libraries() -> tuple[str, ...]:
    """The versions of the libraries that are always there."""
    found = [_NAME.match(line) for line in requires("khabar") or () if _OPTIONAL not in line]
    return tuple(f"{match[0]} {version(match[0])}" for match in found if match)
