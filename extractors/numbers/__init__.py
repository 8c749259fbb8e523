"""The number grammar: digits and words, bounds and ranges. Everything that has a number asks it."""

from __future__ import annotations

from extractors.numbers.quantity import Quantities, Quantity, plain_number
from extractors.text import Document

__all__ = ["Quantities", "Quantity", "find", "plain_number"]


def find(text: str) -> tuple[Quantity, ...]:
    """Every number in a text, in order, whatever it counts; `start` and `end` are offsets into the text."""
    return tuple(quantity for sentence in Document(text).sentences for quantity in Quantities(sentence).found)
