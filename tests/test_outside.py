"""What the fuzzers put through the program, with bytes by chance: so that they keep running between their hours."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from outside import TARGETS


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=150)
@given(data=st.binary(min_size=8, max_size=400))
def test_nothing_from_outside_is_a_bug(name: str, data: bytes) -> None:
    TARGETS[name](data)
