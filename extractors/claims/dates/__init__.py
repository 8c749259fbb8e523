"""Dates: months and days, weekdays, years and their parts, and distances from the day of writing."""

from __future__ import annotations

from typing import Final

from extractors.claims.candidates import Rule
from extractors.claims.dates import ago, english, months, numeric, periods, relative, spans, weekdays, years
from extractors.claims.dates.checks import warnings
from extractors.claims.dates.dateline import dateline
from extractors.claims.dates.lexicon import CENTURY, DECADE, HIJRI, MONTH, NOW, PART, SEASON, WEEKDAY
from extractors.claims.time_words import UNIT
from extractors.text import FIGURE

__all__ = ["PARTIAL", "WHOLE", "dateline", "warnings"]

WHOLE: Final = (
    Rule("date-span", spans.find, "من الأحد إلى الخميس", {spans.SPAN}),
    Rule("date-in-figures", numeric.find, "17/05/2018", {FIGURE}),
    Rule("date-islamic", months.find_hijri, "15 رمضان 1439 هـ", {HIJRI}),
    Rule("date-english", english.find, "March 9, 2024", {english.ENGLISH}),
    Rule("date-month", months.find, "17 أيار/مايو 2018", {MONTH}),
    Rule("date-month-number", months.find_numbered, "شهر 10 من عام 2017", {UNIT}),
)
"""Dates with a month. They are so sure that no number in them is anything else."""

PARTIAL: Final = (
    Rule("date-part-of-year", periods.find_parts, "الربع الثالث من 2017", {PART}),
    Rule("date-months-of-year", periods.find_months, "الأشهر السبعة الأولى من 2018", {UNIT}),
    Rule("date-season", periods.find_seasons, "صيف 2017", {SEASON}),
    Rule("date-decade", periods.find_decades, "تسعينيات القرن الماضي", {DECADE}),
    Rule("date-century", periods.find_centuries, "القرن الحادي والعشرين", {CENTURY}),
    Rule("date-weekday", weekdays.find, "الأربعاء الماضي", {WEEKDAY}),
    Rule("date-ago", ago.find, "قبل ثلاثة أيام", {UNIT}),
    Rule("date-year", years.find_named, "عام 2014", {UNIT}),
    Rule("date-relative", relative.find_units, "الشهر الماضي", {UNIT}),
    Rule("date-today", relative.find_days, "أمس", {NOW}),
    Rule("date-bare-year", years.find_bare, "في 2014", {FIGURE}),
)
"""Years, days of the week and distances: a label or a code before their number makes it none of these."""
