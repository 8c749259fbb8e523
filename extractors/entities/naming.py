"""When two names may be one: words compared without article, spelling variants and generic heads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from extractors.entities.lexicon import nationality, table
from extractors.text.clitics import ARTICLE, FUSED

Key = tuple[str, ...]

LONG_ENOUGH: Final = 6  # letters; shorter words differ by one letter too easily: عمر، عمرو
ADJECTIVE_ENDINGS: Final = ("ي", "يه")
JOINED: Final = frozenset(["عبد", "ابو"])  # written onto the next word or before it
GOD: Final = "الله"
CHILD_OF: Final = frozenset(["بن", "ابن", "بنت", "ابنه"])
_VARIANTS: Final = (
    (re.compile("^امير(?=ك)"), "امر"),  # أميركا، أمريكا
    (re.compile("امرك"), "امريك"),
    (re.compile("وو"), "و"),  # داوود، داود
    (re.compile("[ؤئ]"), "ء"),
    (re.compile("[ڤ]"), "ف"),
    (re.compile("[گ]"), "غ"),
)


def key(forms: Sequence[str]) -> Key:
    """The words of a name for comparison: folded, without article and marks, varied letters made one.

    What is written apart or together is together: عبد الله، نصر الله، أبو الفتوح. The ل of «للصليب الأحمر» is left out.
    """
    words: list[str] = []
    for form in (part for written in forms for part in written.split("_")):  # #كوريا_الشمالية
        if form == FUSED or not any(character.isalnum() for character in form):
            continue
        if words and (words[-1] in JOINED or form == GOD):
            words[-1] += form
        else:
            words.append(_settled(form))
    return tuple(words)


def bare(word: str) -> str:
    """A folded word without its article."""
    return word[len(ARTICLE) :] if word.startswith(ARTICLE) and len(word) > len(ARTICLE) + 1 else word


def _settled(form: str) -> str:
    fused = form.startswith(FUSED) and len(form) > len(FUSED) + 2
    word = (form[len(FUSED) :] if fused else bare(form)).casefold()
    for pattern, plain in _VARIANTS:
        word = pattern.sub(plain, word)
    return word


@lru_cache(maxsize=100_000)
def without_heads(name: Key, type_: str) -> Key:
    """A name without the generic heads it begins with, as long as something is left."""
    heads = _heads(type_)
    at = 0
    while at < len(name) - 1 and name[at] in heads:
        at += 1
    return name[at:]


def same_word(one: str, other: str) -> bool:
    """Whether two words may be spellings of one: equal, or long and one letter apart, not the first."""
    if one == other:
        return True
    if min(len(one), len(other)) < LONG_ENOUGH or abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
    head = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return any(one[head + left :] == other[head + right :] for left, right in ((1, 1), (1, 0), (0, 1)))


def same_name(one: Key, other: Key) -> bool:
    """Whether two names of equally many words may be spellings of one."""
    return len(one) == len(other) and all(map(same_word, one, other))


def part_of(short: Key, long: Key, type_: str) -> bool:
    """Whether a name may be the short form of a longer one of its type.

    A person goes by the last words of the name, by the first, or by the first and the last; but what follows بن is the
    father. An organization goes by the first words (وزارة الدفاع of وزارة الدفاع الروسية), or by the last where only
    generic heads come before them, or without a nationality; a place by the first where adjectives follow two
    (مطار التيفور العسكري).
    """
    size = len(short)
    if not 0 < size < len(long):
        return False
    at_end, at_start = same_name(short, long[-size:]), same_name(short, long[:size])
    if type_ == "person":
        return at_start or (at_end and long[-size - 1] not in CHILD_OF) or _leaves_out(short, long)
    if type_ == "organization":
        heads_only = all(word in _heads(type_) for word in long[:-size])
        if size > 1 and short == tuple(word for word in long if nationality(word) is None):
            return True
        return (at_start and not all(word in _heads(type_) for word in short)) or (at_end and heads_only)
    return at_start and size > 1 and all(word.endswith(ADJECTIVE_ENDINGS) for word in long[size:])


def _leaves_out(short: Key, long: Key) -> bool:
    """Whether a name has the first, the last and some other words of a longer one, in order."""
    rest = iter(long[1:-1])
    inner = all(any(same_word(word, other) for other in rest) for word in short[1:-1])
    return len(short) > 1 and inner and same_word(short[0], long[0]) and same_word(short[-1], long[-1])


@cache
def _heads(type_: str) -> frozenset[str]:
    return frozenset(table("words.toml")["heads"].get(type_, ()))
