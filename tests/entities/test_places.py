"""Places are linked where it is sure which is meant, and left alone where it is not."""

import pytest

from extractors.entities.naming import key
from extractors.entities.places import CITY, COUNTRY, Gazetteer, Place, gazetteer
from extractors.text import fold_word


def name(text: str) -> tuple[str, ...]:
    return key([fold_word(word) for word in text.split()])


@pytest.mark.parametrize(
    ("text", "country", "latin"),
    [
        ("سوريا", "SY", "Syria"),
        ("الولايات المتحدة الأمريكية", "US", "United States"),
        ("السعودية", "SA", "Saudi Arabia"),
        ("المملكة العربية السعودية", "SA", "Saudi Arabia"),
        ("إيران", "IR", "Iran"),
        ("بغداد", "IQ", "Baghdad"),
        ("مدينة حلب", "SY", "Aleppo"),
        ("القاهرة", "EG", "Cairo"),
    ],
)
def test_known_places(text: str, country: str, latin: str) -> None:
    place = gazetteer().find([name(text)])
    assert place is not None
    assert (place.country, place.latin) == (country, latin)


@pytest.mark.parametrize("text", ["الشرق الأوسط", "تلة النور", "الحدود"])
def test_unknown_places_are_left_alone(text: str) -> None:
    assert gazetteer().find([name(text)]) is None


def test_coordinates_are_degrees_north_and_east() -> None:
    place = gazetteer().find([name("بغداد")])
    assert place is not None
    assert place.latitude == pytest.approx(33.3, abs=0.2)
    assert place.longitude == pytest.approx(44.4, abs=0.2)


@pytest.mark.parametrize(
    ("countries", "country"),
    [((), None), (("LY",), "LY"), (("LB",), "LB"), (("LY", "LB"), None), (("FR",), None)],
)
def test_namesakes_are_told_apart_by_the_countries_that_are_named(
    countries: tuple[str, ...], country: str | None
) -> None:
    place = gazetteer().find([name("طرابلس")], countries)
    assert (place.country if place else None) == country


def test_a_hamlet_does_not_outweigh_a_metropolis_abroad() -> None:
    rows = [
        (("ن",), Place(CITY, "EG", "N", 30.0, 31.0, 9_000_000)),
        (("ن",), Place(CITY, "US", "N", 37.0, -89.0, 2_000)),
        (("م",), Place(COUNTRY, "US", "M")),
    ]
    found = Gazetteer(rows).find([("ن",)], {"US"})
    assert found is None
