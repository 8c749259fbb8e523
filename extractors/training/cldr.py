"""Make extractors/claims/lexicon/cldr.toml: names of time, places, units and currencies in Arabic, from CLDR.

    python -m extractors.training.cldr

They are read through Babel, which ships CLDR (Unicode License v3), here and not at every start of the tool.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final, Literal

from babel import Locale
from babel.units import format_unit

from extractors.text import load_toml

GOAL: Final = Path(__file__).parents[1] / "claims" / "lexicon" / "cldr.toml"
LOCALES: Final = ("ar", "ar_LB", "ar_DZ", "ar_MA", "ar_MR")
"""Standard, Levantine and Iraqi, Algerian and Tunisian, Moroccan, Mauritanian: each with names of months of its own."""
_GRAMMATICAL: Final = (3, 11, 100)  # three metres, eleven and a hundred differ in form
_WIDTHS: Final[tuple[Literal["long", "short", "narrow"], ...]] = ("long", "short", "narrow")
_MONTHS: Final = 12
_DAYS: Final = 7
_WIDTH: Final = 120

_HEAD: Final = """\
# Names in Arabic from Unicode CLDR (Unicode License v3). Written by `python -m extractors.training.cldr`: not to be
# changed by hand. What CLDR lacks is in dates/names.toml and lexicon/places.toml.
"""


def table() -> str:
    """Return the text of the file."""
    arabic = Locale.parse("ar")
    months = [Locale.parse(code).months["format"]["wide"] for code in LOCALES]
    weekdays = arabic.days["format"]["wide"]
    countries = (name for code, name in arabic.territories.items() if code.isalpha())
    cities = (zone["city"] for zone in arabic.time_zones.values() if "city" in zone)
    return "\n".join(
        (
            _HEAD,
            "[months]",
            *(_line(str(number), _distinct(names[number] for names in months)) for number in range(1, _MONTHS + 1)),
            "\n[weekdays]  # from Monday on",
            _line("names", [weekdays[day] for day in range(_DAYS)]),
            "\n[countries]",
            *_lines(sorted(_distinct(countries))),
            "\n[cities]  # after which time zones are named",
            *_lines(sorted(_distinct(cities))),
            "\n[english_months]  # and their short forms",
            *(_line(str(number), _english(number)) for number in range(1, _MONTHS + 1)),
            "\n[units]  # beside 3, 11 and 100, long and short; those that units.toml names",
            *(_line(_quoted(unit), _distinct(_unit_names(unit))) for unit in _units()),
            "\n[currencies]  # by their codes of ISO 4217",
            *(f"{code} = {_quoted(name)}" for code, name in sorted(arabic.currencies.items())),
            "\n[currency_signs]",
            *(f"{code} = {_quoted(sign)}" for code, sign in sorted(arabic.currency_symbols.items()) if sign != code),
            "",
        )
    )


def _english(number: int) -> list[str]:
    names = Locale.parse("en").months["format"]
    return _distinct(names[width][number] for width in ("wide", "abbreviated"))


def _units() -> list[str]:
    """The names that CLDR has for the units of units.toml."""
    entries: list[dict[str, Any]] = load_toml("extractors.claims", "units.toml")["unit"]
    return _distinct(entry["cldr"] for entry in entries if "cldr" in entry)


def _unit_names(unit: str) -> Iterator[str]:
    for length in _WIDTHS:
        for number in _GRAMMATICAL:
            yield format_unit(number, unit, length, locale="ar").strip(f"{number} \u200f")


def _distinct(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _line(key: str, names: list[str]) -> str:
    return f"{key} = [{', '.join(map(_quoted, names))}]"


def _lines(names: list[str]) -> Iterator[str]:
    """A list over many lines."""
    yield "names = ["
    line = " "
    for name in map(_quoted, names):
        if len(line) + len(name) + 2 > _WIDTH:
            yield line
            line = " "
        line += f" {name},"
    yield from (line, "]")


def _quoted(name: str) -> str:
    return json.dumps(name, ensure_ascii=False)


def main() -> None:
    """The command line of this module."""
    GOAL.write_text(table(), encoding="utf-8")


if __name__ == "__main__":
    main()
