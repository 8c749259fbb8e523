"""Ages: lengths of time that say how old somebody is, so that no claim is made of them."""

from __future__ import annotations

from typing import Any, Final

from extractors.claims.candidates import Reading
from extractors.claims.durations.lengths import Length
from extractors.claims.durations.words import COMMAS, is_one_of, words
from extractors.claims.time_words import unit_word
from extractors.text import WORD

_FIGURE_AND_UNIT: Final = 2  # tokens
_AND: Final = "و"
_TEAM: Final = 10  # tokens between a team and the age of its players
_DIED: Final = 8  # tokens between a death and the age at it
_OLDEST: Final = 120  # years
_GROWN: Final = 11  # years; «، 39 عاما من لندن» says who, «، 5 سنوات من العمل» how long
_AGED: Final = frozenset({"year", "month", "week", "day"})
_ENDS: Final = (*COMMAS, ".", ")", "(", ":", '"')
_QUOTES: Final = (('"', '"'), ("«", "»"), ("“", "”"))
_APPOSED: Final = (*COMMAS, ")", ".", ":", "")


def is_age(reading: Reading, found: Length) -> bool:
    """Whether a length is how old somebody is; one with ال only behind ذو: بلغت في السنوات الـ18 الأخيرة is none."""
    unit = unit_word(reading.form(found.first))
    if unit is not None and unit.definite:
        return is_one_of("age", reading.form(found.first - 1), "owners")
    return _AGED.issuperset(found.units) and any(sign(reading, found) for sign in _SIGNS)


def _begin(reading: Reading, found: Length) -> int:
    """The token where an age begins, ال before its figures with it."""
    return found.first - (reading.form(found.first - 1) in ("ال", "لل"))


def _bracketed(reading: Reading, found: Length) -> bool:
    begin = _list_begin(reading, found) - 1
    around = (reading.form(begin), reading.form(found.to))
    return around == ("(", ")") or (around in _QUOTES and _is_of_life(reading, found, begin))


def _is_of_life(reading: Reading, found: Length, quote: int) -> bool:
    """Whether what stands in quotes may be an age: years alone, no more than people live, behind no لمدة."""
    lived = _is_of_years(found) and found.amounts[0]["year"] <= _OLDEST
    return lived and not is_one_of("one", reading.form(quote - 1), "before")


def _list_begin(reading: Reading, found: Length) -> int:
    """The token where a list of figures begins that ends with an age: (9 و13 سنة)."""
    at = _begin(reading, found)
    while _joins_figures(reading, at - 1):
        at -= 2
    return at


def _joins_figures(reading: Reading, at: int) -> bool:
    """Whether و or a comma stands between two figures."""
    return reading.form(at) in (*COMMAS, _AND) and reading.form(at - 1).isdigit()


def _of_a_team(reading: Reading, found: Length) -> bool:
    """المنتخب الوطني لأقل من 17 سنة, الأشخاص أقل من أربعين سنة."""
    if found.bound not in ("less_than", "more_than") or found.units != ["year"]:
        return False
    if is_one_of("age", reading.form(found.first - 1), "groups"):
        return True
    reach = range(max(0, found.first - _TEAM), found.first)
    return found.bound == "less_than" and any(is_one_of("age", reading.form(at), "teams") for at in reach)


def _limited(reading: Reading, found: Length) -> bool:
    """دون 18 عاما."""
    first = _begin(reading, found)
    limits = (is_one_of("age", reading.form(at), "limits") for at in (first, first - 1))
    return found.units[:1] == ["year"] and any(limits)


def _is_of_years(found: Length) -> bool:
    """Whether a length is told in years alone, without a bound, as ages after a name are."""
    return found.units == ["year"] and found.bound == "exact"


def _between_marks(reading: Reading, found: Length) -> bool:
    """سعاد، 32 عاما، and سعاد، 39 عاما من لندن."""
    if not _is_of_years(found) or reading.form(_list_begin(reading, found) - 1) not in COMMAS:
        return False
    after = reading.form(found.to)
    grown = after == "من" and found.amounts[0]["year"] >= _GROWN
    return grown or after in _APPOSED or after.startswith("وال")


def _behind_a_person(reading: Reading, found: Length) -> bool:
    """الشاب سالم 23 عاما, رجل 23 سنة."""
    figure = reading.form(found.first).isdigit() and found.to - found.first == _FIGURE_AND_UNIT
    if not figure or not _is_of_years(found) or found.first == 0 or reading.tokens[found.first - 1].kind != WORD:
        return False
    if is_one_of("one", reading.form(found.first - 1), "before"):
        return False
    if is_one_of("age", reading.form(found.first - 1), "people"):
        return not is_one_of("age", reading.form(found.to), "terms")
    reach = range(max(0, found.first - _ages()["reach"]), found.first - 1)
    return any(is_one_of("age", reading.form(at), "people") for at in reach)


def _of_life(reading: Reading, found: Length) -> bool:
    """خمس سنوات من عمره."""
    return reading.form(found.to) in ("من", "عن") and is_one_of("age", reading.form(found.to + 1), "after")


def _at_death(reading: Reading, found: Length) -> bool:
    """توفي أمس عن 76 عاما."""
    first = _begin(reading, found)
    before = range(max(0, first - _DIED), first - 1)
    return reading.form(first - 1) == "عن" and any(is_one_of("age", reading.form(at), "died") for at in before)


def _after_an_age_word(reading: Reading, found: Length) -> bool:
    """يبلغ من العمر 32 عاما: the words of a range stand further off."""
    first, reach = _begin(reading, found), _ages()["far" if len(found.amounts) > 1 else "reach"]
    for place in range(first - 1, max(-1, first - 1 - reach), -1):
        form = reading.form(place)
        listed = form in COMMAS and _joins_figures(reading, place)  # أعمارهم 12، 15، 17 عاما
        if (form in _ENDS and not listed) or is_one_of("age", form, "length_nouns"):
            return False
        if is_one_of("age", form):
            return True
    return False


_SIGNS: Final = (
    _bracketed,
    _limited,
    _of_a_team,
    _between_marks,
    _behind_a_person,
    _of_life,
    _at_death,
    _after_an_age_word,
)
"""What makes an age of a length, any one of them."""


def _ages() -> dict[str, Any]:
    table: dict[str, Any] = words()["age"]
    return table
