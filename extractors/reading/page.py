"""What the reader of a document gives back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Page:
    """The text that a document holds, paragraph by line; `date` is the day that it says it was published."""

    text: str
    date: date | None = None
