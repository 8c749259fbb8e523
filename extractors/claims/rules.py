"""The rule table: every rule, in the order in which they win over each other.

A rule takes one sentence and offers candidates. Where two rules read the same characters, the one that stands
higher here is right. `extract rules` prints this table; the cases of its kind lie under tests/cases.
"""

from __future__ import annotations

from typing import Final

from extractors.claims import (
    casualties,
    clock,
    counts,
    dates,
    durations,
    measures,
    money,
    not_numbers,
    ordinals,
    percentages,
)
from extractors.claims.candidates import Rule

RULES: Final[tuple[Rule, ...]] = (
    *dates.WHOLE,
    Rule("not-a-number", not_numbers.read, "قرار مجلس الأمن رقم 2254"),
    Rule("clock", clock.read, "الساعة السابعة والنصف مساء"),
    *dates.PARTIAL,
    Rule("percentage", percentages.read, "زيادة بنسبة 304 بالمائة عن شهر آذار"),
    Rule("money", money.read, "مليونا دولار"),
    *casualties.RULES,
    Rule("duration", durations.read, "ساعتين ونصف الساعة"),
    Rule("measure", measures.read, "على بعد 40 كيلومترا"),
    Rule("ordinal", ordinals.read, "في يومه السادس والثلاثين"),
    Rule("count", counts.read, "أكثر من 3.7 مليون عراقي"),
)
