"""What the reader of a document gives back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

_RAISED: Final = str.maketrans("0123456789٠١٢٣٤٥٦٧٨٩", "⁰¹²³⁴⁵⁶⁷⁸⁹" * 2)


def raised(text: str) -> str:
    """Return words set above the line with their digits so: the note 2 at 30 is no 302, and the 2 of كم2 a power."""
    return text.translate(_RAISED)


@dataclass(frozen=True, slots=True)
class Page:
    """The text that a document holds, paragraph by line; `date` is the day that it says it was published."""

    text: str
    date: date | None = None
