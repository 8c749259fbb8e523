"""Fuzz everything that happens to an article: `python tests/fuzz/article.py [CORPUS] [-max_total_time=SECONDS …]`.

Bytes become text by a table of words and characters that the rules look for, so that coverage grows with meaning and
not with UTF-8. What must hold is what tests/hostile.py says. The options are libFuzzer's.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import atheris

sys.path.insert(0, str(Path(__file__).parents[1]))

with atheris.instrument_imports(include=["cli", "extractors"]):
    import hostile

PLAIN: Final = 0x60
"""Bytes below this stand for themselves, those above for an entry of the table."""


def table() -> tuple[str, ...]:
    """What a byte may stand for: single words of the rules' examples, marks, controls, odd characters."""
    from extractors.claims import RULES  # noqa: PLC0415  after instrumentation

    words = dict.fromkeys(word for rule in RULES for word in rule.example.split())
    odd = "،؛؟٪٫٬«»…–—ـ٠٣٩۴ًَُِّْٰ\u200f\u200e\u202e\u202c\u2067\u2069\u200b\u200d\xa0\u2028\r\0\x1b\x85ﷺ"
    strange = "ﻻﻗﺘﻞ😀e\u0301\ud800½²中ßİ"
    letters = "ابةتثجحخدذرزسشصضطظعغفقكلمنهويىءأإآ"
    common = (
        "و وال وقتل مقتل قتيلا جريحا بينهم منهم ثلاثة مئة مئات ألف آلاف مليون نصف ربع بالمائة دولار كيلومتر "
        "يوم شهر عام أيار 2018 أمس الماضي منذ حتى من إلى بين نحو أكثر أقل الساعة دقائق الثالث قال أعلن "
        "إن أن لم لا في بغداد الجيش شخصا"
    )
    return (*odd, *strange, *letters, *(f" {word} " for word in common.split()), *(f" {word} " for word in words))


TABLE: Final = table()


def text_of(data: bytes) -> str:
    """Two bytes an entry of the table, one byte a character of ASCII."""
    rest = iter(data)
    return "".join(
        chr(byte) if byte < PLAIN else TABLE[((byte - PLAIN) << 8 | next(rest, 0)) % len(TABLE)] for byte in rest
    )


def one(data: bytes) -> None:
    """One input of the fuzzer."""
    hostile.everything(text_of(data))


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
