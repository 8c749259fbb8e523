"""The few words of grammar that rules name one by one, folded."""

from __future__ import annotations

from typing import Final

AND: Final = "و"
OR: Final = "او"
NUMBER: Final = "عدد"
OF: Final = "من"
IN: Final = "في"
THAT: Final = "ان"
ABOUT: Final = "عن"
TO: Final = "ل"
WITH: Final = "ب"
EACH: Final = "كل"
THEN: Final = "فقد"
