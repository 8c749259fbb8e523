"""Figures written in digits: which separators group thousands and which mark the decimals."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import regex

GROUPED: Final = regex.compile(r"\d{1,3}(?:([.,٬' \u00a0\u2007\u2009\u202f])\d{3})(?:\1\d{3})*+(?:[.,٫](\d++))?+")
DECIMAL: Final = regex.compile(r"(\d++)[.,٫](\d++)")
_THOUSANDS: Final = 3  # digits in a group
MOST_DIGITS: Final = 24  # a longer run of digits is a code, not a quantity


def figure(form: str, *, scaled: bool) -> Fraction | None:
    """The value of a folded figure, None where its separators make no number (17.05.2018, 1,23,4).

    Args:
        form: digits with the separators found between them.
        scaled: whether a scale word or a per cent sign follows: 3,700 مليون is 3.7 millions, 3,700 شخص is 3,700 people.
    """
    if len(form) > MOST_DIGITS:
        return None
    if form.isdigit():
        return Fraction(int(form))
    decimal = DECIMAL.fullmatch(form)
    if decimal and not _groups(decimal[1], decimal[2], form, scaled=scaled):
        return Fraction(f"{decimal[1]}.{decimal[2]}")
    grouped = GROUPED.fullmatch(form)
    if not grouped:
        return None
    whole = form[: grouped.start(2) - 1] if grouped[2] else form
    if grouped[2] and form[grouped.start(2) - 1] == grouped[1]:
        return None
    digits = int("".join(filter(str.isdigit, whole)))
    return Fraction(f"{digits}.{grouped[2]}") if grouped[2] else Fraction(digits)


def _groups(whole: str, rest: str, form: str, *, scaled: bool) -> bool:
    """Whether the one separator of a figure groups thousands."""
    if "٫" in form or len(rest) != _THOUSANDS or len(whole) > _THOUSANDS or whole.startswith("0"):
        return False
    return not scaled
