"""JSON and TOML from outside: parsed within bounds, and whatever is wrong with it is one error of one line."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from typing import Any, Final

DEEPEST: Final = 64
"""Levels of objects and lists in each other."""
MOST_VALUES: Final = 1_000_000
"""Values of one piece of JSON. Each takes up to 250 bytes of memory, for two or three bytes of text."""
LARGEST_TOML: Final = 4 << 20
"""Bytes that a file of TOML may have; its parser takes seconds for them."""
MARK: Final = "\ufeff"
"""A byte order mark, which may stand before a text."""

_DEEP: Final = f"nested more than {DEEPEST} levels deep"
_SHOWN: Final = 40  # characters of a wrong value that an error repeats
_FEW: Final = 1 << 16  # characters that cannot hold too many values
_STRING: Final = re.compile(r'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_STRUCTURE: Final = re.compile(r'"(?:[^"\\]++|\\.)*+"|[\[\]{},]', re.DOTALL)
_LONG_KEY: Final = re.compile(rf"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){{{DEEPEST},}}+""")


class Malformed(ValueError):  # noqa: N818  a state of the text, which the reader words as an error of its own
    """Text is no JSON or TOML, or one that is out of bounds: what is wrong, in one line."""


def json_value(text: str | bytes) -> Any:  # noqa: ANN401  JSON
    """Parse one piece of JSON, in UTF-8 if it is bytes; a byte order mark is no error.

    Raises:
        Malformed: it is none, is nested too deeply, or holds too many values or digits.
    """
    text = _decoded(text, "malformed JSON, ")
    if len(text) > _FEW:
        _refuse_many(text)
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        line = f" of line {error.lineno}" if error.lineno > 1 else ""
        raise Malformed(f"malformed JSON at column {error.colno}{line}") from error
    except RecursionError as error:
        raise Malformed(f"malformed JSON, {_DEEP}") from error
    except ValueError as error:
        raise Malformed(f"malformed JSON, a number of more than {sys.get_int_max_str_digits()} digits") from error
    _refuse_deep(value, "malformed JSON, ")
    return value


def json_items(text: str) -> Iterator[str]:
    """Cut a list of JSON into the text of each of its items, unparsed; what is no list is one item.

    The items of something malformed are not JSON either.
    """
    body = text.strip()
    if not (body.startswith("[") and body.endswith("]")):
        yield body
        return
    depth, start = 0, 1
    for match in _STRUCTURE.finditer(body, 1, len(body) - 1):
        mark = match.group()
        depth += (mark in "[{") - (mark in "]}")
        if mark == "," and depth <= 0:
            yield body[start : match.start()]
            start = match.end()
    last = body[start:-1]
    if start > 1 or last.strip():
        yield last


def toml_table(data: bytes) -> dict[str, Any]:
    """Parse a file of TOML; a byte order mark is no error.

    Raises:
        Malformed: it is none, or nested too deeply.
    """
    import tomllib  # noqa: PLC0415  few runs are given any

    text = _decoded(data)
    if _LONG_KEY.search(text):  # such keys take the parser the square of their length
        raise Malformed(f"not TOML: {_DEEP}")
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Malformed(f"not TOML: {cut(str(error), 200)}") from error
    except RecursionError as error:
        raise Malformed(f"not TOML: {_DEEP}") from error
    except ValueError as error:  # of int()
        raise Malformed(f"not TOML: a number of more than {sys.get_int_max_str_digits()} digits") from error
    _refuse_deep(table, "not TOML: ")
    return table


def shown(value: object) -> str:
    """Write a value of JSON or TOML for a message, as JSON and not too long."""
    try:
        return cut(json.dumps(value, ensure_ascii=False, default=str))
    except (ValueError, RecursionError):  # too many digits, too deep
        return type(value).__name__


def cut(text: str, most: int = _SHOWN) -> str:
    """Shorten text for a message to so many characters."""
    return text if len(text) <= most else text[: most - 1] + "…"


def _decoded(text: str | bytes, otherwise: str = "") -> str:
    try:
        return (text if isinstance(text, str) else text.decode()).removeprefix(MARK)
    except UnicodeDecodeError as error:
        raise Malformed(f"{otherwise}not UTF-8 at byte {error.start}") from error


def _refuse_many(text: str) -> None:
    structure = _STRING.sub("", text)
    if sum(map(structure.count, ",{[")) > MOST_VALUES:
        raise Malformed(f"holds more than {MOST_VALUES:,} values")


def _refuse_deep(value: object, otherwise: str) -> None:
    level: list[object] = [value]
    for _ in range(DEEPEST):
        level = [inside for outside in level for inside in _inside(outside)]
        if not level:
            return
    raise Malformed(f"{otherwise}{_DEEP}")


def _inside(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
