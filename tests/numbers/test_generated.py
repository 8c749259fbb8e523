"""Ten thousand numerals as num2words spells them, with the spelling variants that news uses."""

from __future__ import annotations

import random
from collections.abc import Iterator

from num2words import num2words

from extractors.numbers import find

SEED = 20261122
NUMERALS = 2500
FLOOR = 0.995
TOPS = [100, 1_000, 10_000, 1_000_000, 1_000_000_000, 1_000_000_000_000]


def misspelt(number: int) -> bool:
    """Whether num2words gets a number wrong: it writes ألف ألف for 101 thousand, مليون مليون for 701 million."""
    while number >= 1_000:
        number //= 1_000
        if number % 100 in (1, 2) and number > 100:
            return True
    return False


def variants(spelled: str) -> Iterator[str]:
    yield spelled
    yield spelled.replace(" و ", " و")
    yield spelled.replace("مائ", "مئ").replace(" و ", " و")
    yield spelled.replace("أ", "ا").replace("إ", "ا")


def test_generated_numerals_are_read_exactly() -> None:
    chance = random.Random(SEED)
    numbers: list[int] = []
    while len(numbers) < NUMERALS:
        number = chance.randrange(2, chance.choice(TOPS))
        if not misspelt(number):
            numbers.append(number)
    wrong = []
    for number in numbers:
        for spelled in variants(num2words(number, lang="ar")):
            found = find(spelled)
            if [(q.start, q.end, q.value) for q in found] != [(0, len(spelled), number)]:
                wrong.append((number, spelled))
    assert len(wrong) <= (1 - FLOOR) * 4 * NUMERALS, wrong[:20]
