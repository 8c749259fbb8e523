"""The rule table: every rule, in the order in which they win over each other.

A rule takes one sentence and offers candidates. Where two rules read the same characters, the one that stands
higher here is right. `extract rules` prints this table; each rule has a file of cases of its name under tests/cases.
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
    Rule("not-a-number", not_numbers.find, "قرار مجلس الأمن رقم 2254"),
    Rule("clock", clock.find, "الساعة السابعة والنصف مساء"),
    *dates.RULES,
    Rule("percentage", percentages.find, "زيادة بنسبة 304 بالمائة عن شهر آذار"),
    Rule("money", money.find, "مليونا دولار"),
    *casualties.RULES,
    Rule("duration", durations.find, "ساعتين ونصف الساعة"),
    Rule("measure", measures.find, "على بعد 40 كيلومترا"),
    Rule("ordinal", ordinals.find, "في يومه السادس والثلاثين"),
    Rule("count", counts.find, "أكثر من 3.7 مليون عراقي"),
)
