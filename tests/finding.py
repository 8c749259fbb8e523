"""The claims of one kind in a text, as tests ask for them: overlaps with other kinds settled, without entities."""

from __future__ import annotations

from datetime import date

from extractors.claims import find_all, link
from extractors.records import Claim, Kind
from extractors.text import Document


def claims_of(kind: Kind, text: str, reference_date: date | None = None) -> tuple[Claim, ...]:
    claims = link(find_all(Document(text), reference_date), ())
    return tuple(claim for claim in claims if claim.kind == kind)
