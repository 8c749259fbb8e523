"""Cells of CSV files: on one line, clean, and never what a spreadsheet takes for a formula."""

from __future__ import annotations

from typing import Final

from cli.talk import clean

BYTE_ORDER_MARK: Final = "\ufeff"
"""By which Excel knows UTF-8."""
SEPARATOR: Final = "; "
"""Between several values of one cell."""
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # full-width ones count in some locales


def cell(value: object) -> str:
    """The text of a cell. Numbers stay numbers, negative ones too; words that begin a formula get an apostrophe."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case list() | tuple():
            text = SEPARATOR.join(dict.fromkeys(clean(str(item)) for item in value))
        case _:
            text = clean(str(value))
    return f"'{text}" if text.startswith(_FORMULA) else text
