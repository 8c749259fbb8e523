"""A bounded choice of what was found: the newest, in the order in which they were read."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Sample(Generic[Item]):
    """The items of the newest articles, and how many there were in all.

    Args:
        limit: how many are kept. Those of articles without a day go first.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.total = 0
        self._heap: list[tuple[str, int, Item]] = []

    def add(self, item: Item, written: str | None) -> None:
        """Count an item of an article of this day, and keep it while there are not too many newer ones."""
        entry = (written or "", -self.total, item)
        self.total += 1
        if len(self._heap) < self.limit:
            heapq.heappush(self._heap, entry)
        else:
            heapq.heappushpop(self._heap, entry)

    def __len__(self) -> int:
        return len(self._heap)

    def __iter__(self) -> Iterator[Item]:
        """The items kept, in the order in which they were added."""
        return (item for _, _, item in sorted(self._heap, key=lambda entry: -entry[1]))
