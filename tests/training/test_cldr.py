"""The names of months, weekdays, countries and towns that ship are those of CLDR."""

from __future__ import annotations

import pytest
from babel import Locale

from extractors.claims.lexicon import cldr
from extractors.training.cldr import GOAL, LOCALES, table


def test_the_file_that_ships_is_what_cldr_says() -> None:
    assert GOAL.read_text(encoding="utf-8") == table(), "run `python -m extractors.training.cldr`"


@pytest.mark.parametrize("code", LOCALES)
def test_months_are_those_of_every_locale(code: str) -> None:
    wide = Locale.parse(code).months["format"]["wide"]
    assert all(name in cldr.months()[str(number)] for number, name in wide.items())


def test_no_name_is_that_of_two_months() -> None:
    names = [name for spellings in cldr.months().values() for name in spellings]
    assert len(names) == len(set(names))


def test_days_countries_and_towns() -> None:
    arabic = Locale.parse("ar")
    assert dict(enumerate(cldr.weekdays())) == dict(arabic.days["format"]["wide"].items())
    assert {"العراق", "اليمن"} <= set(cldr.countries()) <= set(arabic.territories.values())
    assert {"بغداد", "القاهرة"} <= set(cldr.cities())
