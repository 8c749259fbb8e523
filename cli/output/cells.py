"""Cells of CSV files: on one line, clean, and never what a spreadsheet takes for a formula."""

from __future__ import annotations

from typing import Final

import regex

from cli.talk import clean

BYTE_ORDER_MARK: Final = "\ufeff"
"""By which Excel knows UTF-8."""
SEPARATOR: Final = "; "
"""Between several values of one cell."""
# Full-width signs count in some locales; blanks, marks and what has no shape may stand before one.
_FORMULA: Final = regex.compile(r"[\p{Z}\p{C}\p{M}\u115f\u1160\u2800\u3164\uffa0]*+[=+\-@＝＋－＠]")


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
    return f"'{text}" if _FORMULA.match(text) else text
