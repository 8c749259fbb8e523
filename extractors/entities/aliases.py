"""Names that are known to be one: the project's own (aliases.toml), and those of a newsroom's file beside them.

A newsroom's file is TOML, in the spelling of its own articles:

    person = [["ليلى الخطيب", "بنت الميناء"]]
    organization = [["حركة الشروق", "الشروقيون"]]
    place = [["الولايات المتحدة", "بلاد العم سام"]]

Each group is one entity; the first of its names is the one that records give.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from extractors.entities.lexicon import table
from extractors.entities.naming import Key, key
from extractors.errors import UsageError
from extractors.files import contents
from extractors.parsing import LARGEST_TOML, Malformed, cut, shown, toml_table
from extractors.text.normalise import fold_word

TYPES: Final = ("person", "place", "organization")
FEWEST_NAMES: Final = 2
EXAMPLE: Final = 'organization = [["name", "other name"]]'


class Aliases:
    """Which names are one.

    Args:
        identities: what stands for each name, by type and comparison key (`naming.key`).
        shown: the name that records give, by identity; where there is none the article's own is given.
    """

    def __init__(self, identities: Mapping[tuple[str, Key], str], shown: Mapping[str, str] | None = None) -> None:
        self._identities = dict(identities)
        self._shown = dict(shown or {})
        self._names: dict[tuple[str, str], list[Key]] = {}
        for (type_, name), identity in self._identities.items():
            self._names.setdefault((type_, identity), []).append(name)

    @property
    def digest(self) -> str:
        """The SHA-256 of all the names, hexadecimal."""
        content = repr((sorted(self._identities.items()), sorted(self._shown.items())))
        return hashlib.sha256(content.encode("utf-8")).hexdigest()

    def identity(self, name: Key, type_: str) -> str | None:
        """What stands for all the names of one entity, of a country its code; None where nothing is known."""
        return self._identities.get((type_, name))

    def names(self, identity: str | None, type_: str) -> list[Key]:
        """All the names of one entity; none where the identity is none."""
        return self._names.get((type_, identity), []) if identity else []

    def shown(self, identity: str | None) -> str | None:
        """The name that a newsroom wants to read; None where the article's own will do."""
        return self._shown.get(identity) if identity else None

    def with_groups(self, groups: Iterable[tuple[str, Sequence[str]]]) -> Aliases:
        """These and more groups, each of a type; what was known of any of its names holds for all of them."""
        identities, shown = dict(self._identities), dict(self._shown)
        joined: dict[str, str] = {}  # identities that another one took in, by which

        for type_, names in groups:
            keys = [(type_, name_key(name)) for name in names]
            known = {_last(joined, identities[name]) for name in keys if name in identities}
            identity = min(known, default=f"{type_}={names[0]}")
            joined |= dict.fromkeys(known - {identity}, identity)
            identities |= dict.fromkeys(keys, identity)
            shown[identity] = names[0]
        return Aliases({name: _last(joined, own) for name, own in identities.items()}, shown)


def _last(joined: dict[str, str], identity: str) -> str:
    """What an identity goes by now, however often it was joined to another; the way there is kept short."""
    way = []
    while identity in joined:
        way.append(identity)
        identity = joined[identity]
    joined.update(dict.fromkeys(way, identity))
    return identity


def name_key(name: str) -> Key:
    """The comparison key of a name as people write it."""
    return key(fold_word(name).split())


@cache
def built_in() -> Aliases:
    """The project's own."""
    data = table("aliases.toml")
    known = {("organization", key(name.split())): group[0] for group in data["organization"] for name in group}
    return Aliases(
        known | {("place", key(name.split())): code for code, names in data["country"].items() for name in names}
    )


def read_aliases(path: str | Path | None) -> Aliases:
    """The project's own names, with those of a newsroom's file if there is one.

    Raises:
        UsageError: the file cannot be read, or is not written as above.
    """
    known = built_in()
    if path is None:
        return known
    groups = list(_groups(path, _parsed(path)))
    seen: dict[tuple[str, Key], str] = {}
    for type_, names in groups:
        for name in names:
            if seen.setdefault((type_, name_key(name)), names[0]) != names[0]:
                raise UsageError(f"{path}: {_quoted(name)} is in two groups of {type_}; a name can stand for one only")
    return known.with_groups(groups)


def _parsed(path: str | Path) -> dict[str, Any]:
    try:
        return toml_table(contents(path, LARGEST_TOML))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}; name a file of aliases") from error
    except Malformed as error:
        raise UsageError(f"{path}: {error}; write {EXAMPLE}") from error


def _groups(path: str | Path, data: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """The groups of a file, each with its type and at least two names."""
    for type_, groups in data.items():
        if type_ not in TYPES:
            raise UsageError(f"{path}: unknown key {_quoted(type_)}; known are {', '.join(TYPES)}")
        if not isinstance(groups, list):
            raise UsageError(f"{path}: {type_} is not a list of groups; write {EXAMPLE}")
        for number, names in enumerate(groups, 1):
            if not isinstance(names, list) or len(names) < FEWEST_NAMES:
                raise UsageError(f"{path}: {type_}, group {number}: a group has two names or more; write {EXAMPLE}")
            if wrong := [name for name in names if not isinstance(name, str) or not name_key(name)]:
                raise UsageError(f"{path}: {type_}, group {number}: {_quoted(wrong[0])} is not a name")
            yield type_, names


def _quoted(value: object) -> str:
    return cut(repr(value)) if isinstance(value, str) else shown(value)
