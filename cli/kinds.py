"""`--only`: the kinds of entity and claim that a command is asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Final

import typer

from extractors.errors import UsageError
from extractors.records import ENTITY_KINDS, KINDS, Record

ALL_KINDS: Final = (*ENTITY_KINDS, *KINDS)

Only = Annotated[
    list[str] | None,
    typer.Option("--only", metavar="KIND", help=f"Keep only this kind; repeatable: {', '.join(ALL_KINDS)}."),
]


def asked_for(only: list[str] | None, *, entities: bool) -> frozenset[str]:
    """The kinds that `--only` names, each value one or more with commas; all, if it was not given.

    Raises:
        UsageError: one does not exist, or is an entity where entities were declined.
    """
    if not only:
        return frozenset(ALL_KINDS)
    asked = frozenset(kind.strip() for value in only for kind in value.split(","))
    if unknown := asked.difference(ALL_KINDS):
        raise UsageError(f"unknown kind: {', '.join(sorted(unknown))}; known are {', '.join(ALL_KINDS)}")
    if not entities and asked.intersection(ENTITY_KINDS):
        raise UsageError("--only asks for entities and --no-entities declines them; leave out one of the two")
    return asked


def kept(record: Record, kinds: frozenset[str]) -> Record:
    """The record with these kinds alone; what is kept is as it was, ids included."""
    return replace(
        record,
        people=record.people if "people" in kinds else (),
        places=record.places if "places" in kinds else (),
        organizations=record.organizations if "organizations" in kinds else (),
        claims=tuple(claim for claim in record.claims if claim.kind in kinds),
    )
