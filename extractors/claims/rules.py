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
from extractors.claims.candidates import FollowingRule, Rule
from extractors.claims.resolve import Table
from extractors.claims.time_words import UNIT
from extractors.numbers.ordinals import ORDINAL
from extractors.numbers.quantity import NUMERAL
from extractors.text import FIGURE

TABLE: Final = Table(
    (
        *dates.WHOLE,
        Rule("not-a-number", not_numbers.read, "قرار مجلس الأمن رقم 2254", NUMERAL),
        Rule("clock", clock.read, "الساعة السابعة والنصف مساء", {clock.HOUR, FIGURE}),
        *dates.PARTIAL,
        Rule("percentage", percentages.read, "زيادة بنسبة 304 بالمائة عن شهر آذار", NUMERAL),
        Rule("money", money.read, "مليونا دولار", {money.DUAL, *NUMERAL}),
        *casualties.RULES,
        Rule("duration", durations.read, "ساعتين ونصف الساعة", {UNIT}),
        Rule("measure", measures.read, "على بعد 40 كيلومترا", {measures.DUAL, *NUMERAL}),
        Rule("ordinal", ordinals.read, "في يومه السادس والثلاثين", {ORDINAL, *NUMERAL}),
        FollowingRule("not-a-count", counts.read_victims, "لم يقتل 5 أشخاص", NUMERAL),
        Rule("count", counts.read, "أكثر من 3.7 مليون عراقي", NUMERAL),
        FollowingRule("count-shared", counts.read_shared, "17 شجرة في طبرق، و8 في سرت", NUMERAL),
    )
)
RULES: Final = TABLE.rules
