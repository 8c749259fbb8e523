"""Figures written in digits: which separators group thousands and which mark the decimals."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Final

import regex

from extractors.text import Document

GROUPED: Final = regex.compile(
    r"\d{1,3}(?:([.,٬،' \u00a0\u2007\u2009\u202f])\d{3})(?:\1\d{3})*+(?:[.,٫](\d++))?+"
)
DECIMAL: Final = regex.compile(r"(\d++)([.,٫،])(\d++)")
MIXED: Final = regex.compile(r"\d{1,3}(?:[.,]\d{3}){3,}+")  # 1,204.350.000
DOTTED: Final = regex.compile(r"(\d{1,3}(?:\.\d{3})++)\.(\d{1,2})")  # 1.875.40
TURNED: Final = regex.compile(r"(\d++)ر(\d++)")  # 8ر336 is 336.8: the decimals were typed first
_THOUSANDS: Final = 3  # digits in a group
MOST_DIGITS: Final = 24  # a longer run of digits is a code, not a quantity

_HABITS: Final = {
    ".": regex.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3}){2,}(?![\d.]|,\d)|(?<![\d.,])\d{1,3},\d{1,2}(?![\d,]|\.\d)"),
    ",": regex.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3}){2,}(?![\d,])|(?<![\d.,])\d{1,3}\.\d{1,2}(?![\d.]|,\d)"),
}
_DECIMALS: Final = {
    ".": regex.compile(r"(?<![\d.])\d++\.(?:\d{1,2}|\d{4,})(?![\d.])"),
    ",": regex.compile(r"(?<![\d,])\d++,(?:\d{1,2}|\d{4,})(?![\d,])"),
}


@lru_cache(maxsize=8)
def groups_thousands(document: Document, separator: str) -> bool:
    """Return whether an article plainly groups thousands by a separator, and so means 6.550 مليون as 6,550 millions.

    It does where it never marks decimals by it, and groups millions by it (2.415.000) or marks decimals by the other.
    """
    if separator not in _HABITS or _DECIMALS[separator].search(document.folded):
        return False
    return _HABITS[separator].search(document.folded) is not None


def figure(form: str, *, scaled: bool, document: Document | None = None) -> Fraction | None:
    """The value of a folded figure, None where its separators make no number (17.05.2018, 1,23,4).

    Args:
        form: digits with the separators found between them.
        scaled: whether a scale word or a per cent sign follows: 3,700 مليون is 3.7 millions, 3,700 شخص is 3,700 people.
        document: the article, whose habits tell where the figure alone does not.
    """
    if len(form) > MOST_DIGITS:
        return None
    if form.isdigit():
        return Fraction(int(form))
    if form.startswith("."):
        return Fraction(form) if scaled else None
    decimal = DECIMAL.fullmatch(form)
    if decimal and not _groups(decimal, scaled=scaled, document=document):
        return Fraction(f"{decimal[1]}.{decimal[3]}")
    return _grouped(form) or _turned(form)


def _turned(form: str) -> Fraction | None:
    turned = TURNED.fullmatch(form)
    return Fraction(f"{turned[2]}.{turned[1]}") if turned else None


def _grouped(form: str) -> Fraction | None:
    """A figure in groups of three, with decimals behind them or without."""
    if MIXED.fullmatch(form) and len({mark for mark in form if not mark.isdigit()}) > 1:
        return Fraction(_digits(form))
    if dotted := DOTTED.fullmatch(form):
        return Fraction(f"{_digits(dotted[1])}.{dotted[2]}")
    grouped = GROUPED.fullmatch(form)
    if not grouped or (grouped[2] and form[grouped.start(2) - 1] == grouped[1]):
        return None
    whole = _digits(form[: grouped.start(2)] if grouped[2] else form)
    return Fraction(f"{whole}.{grouped[2]}") if grouped[2] else Fraction(whole)


def _digits(form: str) -> int:
    return int("".join(filter(str.isdigit, form)))


def _groups(decimal: regex.Match[str], *, scaled: bool, document: Document | None) -> bool:
    """Whether the one separator of a figure groups thousands."""
    whole, separator, rest = decimal.groups()
    if separator == "٫" or len(rest) != _THOUSANDS or len(whole) > _THOUSANDS or whole.startswith("0"):
        return False
    return not scaled or (document is not None and groups_thousands(document, separator))
