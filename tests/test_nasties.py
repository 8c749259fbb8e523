"""The corpus of nasties and chance texts: no exception, offsets right, work that grows with the text and no faster."""

from __future__ import annotations

import cProfile
import json
import re
import sys
from collections.abc import Callable
from typing import Any, Final

import hostile
import pytest
import regex
from casefiles import cases
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.claims import RULES
from extractors.pipeline import Extractor
from extractors.reading import decode
from extractors.reading.legible import NotText

NASTIES: Final = cases("nasties")
TEXTS: Final = [case for case in NASTIES if case.values[0].get("encoding") is case.values[0].get("hex") is None]
FILES: Final = [case for case in NASTIES if case not in TEXTS]


def text_of(case: dict[str, Any], times: int = 1) -> str:
    return case.get("before", "") + case["text"] * case.get("times", 1) * times + case.get("after", "")


def bytes_of(case: dict[str, Any]) -> bytes:
    if "hex" in case:
        return bytes.fromhex(case["hex"])
    data: bytes = case["text"].encode(case["encoding"])
    return data[: len(data) - case.get("cut", 0)]


@pytest.mark.parametrize("case", TEXTS)
def test_a_nasty_text_goes_through_everything(case: dict[str, Any]) -> None:
    hostile.everything(text_of(case))


@pytest.mark.parametrize("case", FILES)
def test_a_nasty_file_is_read_exactly_or_refused_with_the_reason(case: dict[str, Any]) -> None:
    data = bytes_of(case)
    if "read" in case:
        assert decode(data) == (case["text"], case["read"])
        hostile.everything(case["text"])
    else:
        with pytest.raises(NotText, match=re.escape(case["refused"])):
            decode(data)


def test_a_lone_surrogate_is_read_where_it_comes_from_python() -> None:
    """No file has one, but a caller may."""
    record = Extractor(entities=False).extract("\ud800قتل 34 مسلحا\udfff")
    (claim,) = record.claims
    assert claim.text == "قتل 34 مسلحا"
    assert json.loads(record.to_json())["claims"][0]["start"] == 1


# --- work --------------------------------------------------------------------------------------------------------

GROWTH: Final = 2.6
"""Times as many calls that may be made for twice the text."""


def calls(action: Callable[[str], object], text: str) -> int:
    """How many calls of Python and of C an action makes."""
    profile = cProfile.Profile()
    profile.runcall(action, text)
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize("case", TEXTS)
def test_work_grows_with_the_text_and_no_faster(case: dict[str, Any]) -> None:
    """Sentences are cut at 4,000 characters, so both lengths are beyond that; calls are counted, not seconds."""
    text = text_of({**case, "times": case.get("times", 1) * 5000 // len(text_of(case)) + 1})
    extract = Extractor(entities=False).extract
    extract(text)  # what is remembered from one text to the next is there now
    assert calls(extract, text * 2) <= GROWTH * calls(extract, text)


LONGEST: Final = 20_000
PATIENCE: Final = 10
"""Seconds within which a pattern must have searched as many characters: far more than it takes, and far less than one
takes whose work grows with the square of the text."""


def patterns() -> dict[str, Any]:
    """Every pattern of this project's modules, by where it stands."""
    return {
        f"{module.__name__}.{name}": value
        for module in list(sys.modules.values())
        if getattr(module, "__name__", "").startswith(("cli.", "extractors."))
        for name, value in vars(module).items()
        if isinstance(value, regex.Pattern | re.Pattern) and isinstance(value.pattern, str)
    }


@pytest.mark.parametrize("name", patterns())
def test_no_pattern_takes_the_square_of_a_text(name: str) -> None:
    """Texts of one thing over and over are what makes patterns go back and forth."""
    found = patterns()[name]
    pattern = regex.compile(found.pattern, found.flags & ~regex.DEBUG)
    for case in TEXTS:
        bait = case.values[0]["text"]
        for text in (bait * (LONGEST // len(bait)), bait * (LONGEST // len(bait)) + "\0x"):
            sum(1 for _ in pattern.finditer(text, timeout=PATIENCE))


# --- chance ------------------------------------------------------------------------------------------------------

EXAMPLES: Final = [word for rule in RULES for word in rule.example.split()]
ODD: Final = [case.values[0]["text"] for case in TEXTS]
PIECES: Final = st.sampled_from([*EXAMPLES, *ODD]) | st.text(max_size=5) | st.from_regex(r"\A[0-9٠-٩.,:/%-]{1,9}\Z")


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=25), st.sampled_from([" ", "", " و", "\n", "\u200f "]))
def test_chance_texts_of_what_the_rules_look_for_go_through_everything(pieces: list[str], between: str) -> None:
    hostile.everything(between.join(pieces))
