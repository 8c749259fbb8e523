"""Marks, tatweel and invisible controls change offsets and words as written, and nothing else of a record."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors import Extractor, to_dict
from extractors.claims import RULES
from extractors.reading import decode
from extractors.text.normalise import fold

WRITTEN: Final = date(2018, 6, 5)
EXTRACTOR: Final = Extractor(entities=False)
DECORATIONS: Final = [*"ًٌٍَُِّْٰـ\u200d\u200f\u2067\u2069", "ََ", "ـــ", "ـ" * 40]
_LETTER: Final = regex.compile(r"[\u0621-\u063a\u0641-\u064a]")
SAMPLES: Final = sorted(Path(__file__).parents[1].joinpath("samples").glob("*.txt"))


@cache
def sentences() -> list[str]:
    """Sentences of the committed samples, and the examples of all rules."""
    texts = (decode(path.read_bytes())[0] for path in SAMPLES)
    return [line.strip() for text in texts for line in text.splitlines() if line.strip()] + [r.example for r in RULES]


def decorated(text: str, places: dict[int, str]) -> str:
    """The text with marks after some of its Arabic letters."""
    return "".join(letter + (places.get(at, "") if _LETTER.match(letter) else "") for at, letter in enumerate(text))


def settled(text: str) -> Any:
    """The record of a text with its offsets in folded characters and its words folded."""
    folded = fold(text)

    def at(offset: int) -> int:
        return offset if folded.offsets is None else bisect_left(folded.offsets, offset)

    def told(part: Any) -> Any:
        if isinstance(part, dict):
            moved = {name: at(value) if name in {"start", "end"} else told(value) for name, value in part.items()}
            return moved | {name: fold(part[name]).text for name in ("text", "term") if name in part}
        if isinstance(part, list):
            return [told(item) for item in part]
        return part

    record = to_dict(EXTRACTOR.extract(text, reference_date=WRITTEN))
    kept = {name: value for name, value in record.items() if name not in {"sha256", "warnings"}}
    return told(kept)


def differing(one: Any, other: Any, way: str = "") -> list[str]:
    """Where two records differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        names = dict.fromkeys([*one, *other])
        return [found for name in names for found in differing(one.get(name), other.get(name), f"{way}.{name}")]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [
            found for n, pair in enumerate(zip(one, other, strict=True)) for found in differing(*pair, f"{way}[{n}]")
        ]
    return [] if one == other else [f"{way}: {one!r} != {other!r}"]


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, str]:
    """An article of some sentences, and the same with marks: on a few letters, or on nearly all."""
    lines = draw(st.lists(st.sampled_from(sentences()), min_size=1, max_size=12))
    text = draw(st.sampled_from(["\n", " ", "\n\n"])).join(lines)
    marks = st.sampled_from(DECORATIONS)
    if draw(st.booleans()):
        mark = draw(marks)
        every = draw(st.integers(1, 4))
        return text, decorated(text, dict.fromkeys(range(0, len(text), every), mark))
    places = draw(st.dictionaries(st.integers(0, len(text) - 1), marks, max_size=40))
    return text, decorated(text, places)


@settings(max_examples=300)
@given(articles())
def test_marks_change_offsets_only_of_whole_records(pair: tuple[str, str]) -> None:
    text, marked = pair
    assert differing(settled(text), settled(marked)) == []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("mark", ["ـ", "َ", "\u200d", "ـ" * 40])
def test_a_whole_sample_with_marks_on_every_letter_gives_the_same_record(path: Path, mark: str) -> None:
    text = decode(path.read_bytes())[0]
    assert differing(settled(text), settled(decorated(text, dict.fromkeys(range(len(text)), mark)))) == []
