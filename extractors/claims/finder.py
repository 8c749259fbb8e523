"""The public function of each kind: its claims in a text, overlaps with the other kinds settled."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from extractors.records import Claim, Kind
from extractors.text import Document


class Finder(Protocol):
    """Finds the claims of one kind in a text, without entities; spans are offsets into the text."""

    def __call__(self, text: str, reference_date: date | None = None) -> tuple[Claim, ...]:
        """The claims in order; `reference_date` is the day the text was written."""


def finder(kind: Kind) -> Finder:
    """The public `find` of a kind of claim."""

    def find(text: str, reference_date: date | None = None) -> tuple[Claim, ...]:
        from extractors.claims.engine import find_all, link  # noqa: PLC0415  the engine's rules are made of the kinds

        document = Document(text)
        claims = link(find_all(document, reference_date), document, ())
        return tuple(claim for claim in claims if claim.kind == kind)

    find.__doc__ = f"The claims of kind {kind} in a text, in order; `reference_date` is the day it was written."
    return find
