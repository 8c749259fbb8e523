"""A group of people as a sentence counts it: how many, who, and where the words begin and end."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from extractors.records import Bound

Head = Literal["person", "case", "unknown", "bare", "name", "plural"]
"""What a group is known by: a noun for people, حالة, another noun, a number alone, a name, a bare plural."""


class Noun(NamedTuple):
    """What a number counts: its head, the token after it, the noun phrase, the kind of people."""

    head: Head
    to: int
    victims: tuple[int, int] | None = None
    kind: str | None = None
    owned: bool = False


class Group(NamedTuple):
    """People counted: tokens `first` to `to` hold number and noun, `last` also a bound behind (على الأقل).

    `start` is the original offset, proclitics outside. `core` are the offsets of the number, or of the noun where its
    form is the number. `victims` are the tokens of the noun phrase; `owned` says that a pronoun is attached (جنوده),
    `captive` that the noun itself is an outcome (سجين).
    """

    first: int
    to: int
    last: int
    start: int
    core: tuple[int, int]
    fields: dict[str, Any]
    head: Head
    victims: tuple[int, int] | None = None
    kind: str | None = None
    counted: bool = False
    owned: bool = False
    captive: bool = False

    @property
    def bound(self) -> Bound:
        """How exact the number is."""
        bound: Bound = self.fields["bound"]
        return bound


def number_fields(value: int | None, bound: Bound) -> dict[str, Any]:
    """Number fields for a noun whose form is its number, or that has none."""
    if bound == "at_least":
        return {"value": value, "low": value, "high": None, "bound": bound}
    return {"value": value, "low": value, "high": value, "bound": bound}
