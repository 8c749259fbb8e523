"""Dates: months and days, weekdays, years and their parts, and distances from the day of writing."""

from __future__ import annotations

from typing import Final

from extractors.claims.candidates import Rule
from extractors.claims.dates import months, numeric, periods, relative, weekdays, years
from extractors.claims.dates.checks import warnings
from extractors.claims.dates.dateline import dateline
from extractors.claims.finder import finder

__all__ = ["PARTIAL", "WHOLE", "dateline", "find", "warnings"]

find: Final = finder("date")

WHOLE: Final = (
    Rule("date-in-figures", numeric.find, "17/05/2018"),
    Rule("date-islamic", months.find_hijri, "15 رمضان 1439 هـ"),
    Rule("date-month", months.find, "17 أيار/مايو 2018"),
)
"""Dates with a month. They are so sure that no number in them is anything else."""

PARTIAL: Final = (
    Rule("date-part-of-year", periods.find_parts, "الربع الثالث من 2017"),
    Rule("date-months-of-year", periods.find_months, "الأشهر السبعة الأولى من 2018"),
    Rule("date-season", periods.find_seasons, "صيف 2017"),
    Rule("date-decade", periods.find_decades, "تسعينيات القرن الماضي"),
    Rule("date-century", periods.find_centuries, "القرن الحادي والعشرين"),
    Rule("date-weekday", weekdays.find, "الأربعاء الماضي"),
    Rule("date-ago", relative.find_ago, "قبل ثلاثة أيام"),
    Rule("date-year", years.find_named, "عام 2014"),
    Rule("date-relative", relative.find_units, "الشهر الماضي"),
    Rule("date-today", relative.find_days, "أمس"),
    Rule("date-bare-year", years.find_bare, "في 2014"),
)
"""Years, days of the week and distances: a label or a code before their number makes it none of these."""
