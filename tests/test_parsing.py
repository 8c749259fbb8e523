"""JSON and TOML from outside: what is parsed is what the libraries parse, and what is out of bounds is one line."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.parsing import DEEPEST, MOST_VALUES, Malformed, cut, json_items, json_value, shown, toml_table

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(), inside, max_size=4),
    max_leaves=20,
)


@given(VALUES, st.sampled_from([None, 2]), st.booleans())
def test_json_is_parsed_as_ever(value: Any, indent: int | None, escaped: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=escaped)
    assert json_value(text) == value
    if "\ud800" not in (text := text.encode("utf-8", "replace").decode()):
        assert json_value(b"\xef\xbb\xbf" + text.encode()) == json.loads(text)


@given(st.lists(VALUES), st.sampled_from([None, 2]))
def test_the_items_of_a_list_are_cut_apart(values: list[Any], indent: int | None) -> None:
    assert list(map(json_value, json_items(json.dumps(values, indent=indent)))) == values


@given(VALUES.filter(lambda value: not isinstance(value, list)))
def test_what_is_no_list_is_one_item(value: Any) -> None:
    assert list(map(json_value, json_items(f" {json.dumps(value)}\n"))) == [value]


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("[1, 2,, 3]", [1, 2, None, 3]),
        ("[1,]", [1, None]),
        ('[1, {"a" 2}, "[,]", 3]', [1, None, "[,]", 3]),
        ("[]", []),
        ("[ ]", []),
        ("[1, 2", [None]),
    ],
)
def test_one_bad_item_does_not_keep_the_others(text: str, good: list[Any]) -> None:
    def parsed(item: str) -> Any:
        try:
            return json_value(item)
        except Malformed:
            return None

    assert list(map(parsed, json_items(text))) == good


def nested(depth: int, opening: str = "[", closing: str = "]") -> str:
    return opening * depth + "0" + closing * depth


JSON_OUT_OF_BOUNDS = [
    pytest.param("", "malformed JSON at column 1", id="nothing"),
    pytest.param("[1,\n  x]", "malformed JSON at column 3 of line 2", id="another line"),
    pytest.param(b"\xff", "malformed JSON, not UTF-8 at byte 0", id="bytes"),
    pytest.param("9" * 5000, "malformed JSON, a number of more than 4300 digits", id="digits"),
    pytest.param(nested(DEEPEST + 1), f"malformed JSON, nested more than {DEEPEST} levels deep", id="deep"),
    pytest.param(nested(100_000), f"malformed JSON, nested more than {DEEPEST} levels deep", id="very deep"),
    pytest.param(nested(90_000, '{"a":', "}"), f"malformed JSON, nested more than {DEEPEST} levels", id="deep objects"),
    pytest.param(f"[{'{},' * MOST_VALUES}0]", "holds more than 1,000,000 values", id="many objects"),
    pytest.param(f"[{'0,' * MOST_VALUES}0]", "holds more than 1,000,000 values", id="many numbers"),
]


@pytest.mark.parametrize(("text", "said"), JSON_OUT_OF_BOUNDS)
def test_json_out_of_bounds_is_one_line(text: str | bytes, said: str) -> None:
    with pytest.raises(Malformed) as caught:
        json_value(text)
    assert str(caught.value).startswith(said)
    assert "\n" not in str(caught.value)


def test_what_is_in_strings_is_not_counted() -> None:
    text = '\\",{[' * MOST_VALUES
    assert len(json_value(f'["{text}"]')[0]) == 4 * MOST_VALUES
    assert json_value(nested(DEEPEST - 1)) != 0


TOML_OUT_OF_BOUNDS = [
    pytest.param(b"a = ", "not TOML: ", id="nothing"),
    pytest.param(b"a = '\xff'", "not UTF-8 at byte 5", id="bytes"),
    pytest.param(b"a = " + b"9" * 5000, "not TOML: a number of more than 4300 digits", id="digits"),
    pytest.param(b"a = " + nested(100_000).encode(), "not TOML: nested more than", id="deep"),
    pytest.param(b"a = " + nested(DEEPEST).encode(), "not TOML: nested more than", id="a level too deep"),
    pytest.param(b"a." * 200_000 + b"a = 1", "not TOML: nested more than", id="a long key"),
    pytest.param(b"a = '" + b"x" * 1_000_000 + b"', ]", "not TOML: ", id="a long word"),
    pytest.param(b"a = " + b"x" * 1_000_000, "not TOML: ", id="a long word without quotes"),
    pytest.param(b"[" + b"'a' . " * 200_000 + b"a]", "not TOML: nested more than", id="a long quoted head"),
]


@pytest.mark.parametrize(("data", "said"), TOML_OUT_OF_BOUNDS)
def test_toml_out_of_bounds_is_one_line(data: bytes, said: str) -> None:
    with pytest.raises(Malformed) as caught:
        toml_table(data)
    assert str(caught.value).startswith(said)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300


def test_toml_is_parsed_as_ever() -> None:
    data = "\ufeffa.b = ['خبر', 1]\n[c]\nd = 'a.b.c'".encode()
    assert toml_table(data) == {"a": {"b": ["خبر", 1]}, "c": {"d": "a.b.c"}}


def test_what_a_message_repeats_is_short() -> None:
    assert shown("x" * 5_000_000) == '"' + "x" * 38 + "…"
    assert shown(10**5000) == "int"
    assert shown([1, "خبر"]) == '[1, "خبر"]'
    assert cut("خبر") == "خبر"
    assert len(cut("خ" * 50)) == 40
