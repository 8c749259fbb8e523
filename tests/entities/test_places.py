"""Places are linked where it is sure which is meant, and left alone where it is not."""

import pytest

from extractors.entities.naming import key
from extractors.entities.places import CITY, COUNTRY, PROVINCE, Clues, Gazetteer, Place, as_line, gazetteer
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
    ("named", "country"),
    [({}, None), ({"LY": 1}, "LY"), ({"LB": 1}, "LB"), ({"LY": 1, "LB": 1}, None), ({"LY": 4, "LB": 1}, "LY"),
     ({"FR": 3}, None)],
)  # fmt: skip
def test_namesakes_are_told_apart_by_the_countries_that_are_named(named: dict[str, int], country: str | None) -> None:
    place = gazetteer().find([name("طرابلس")], Clues(named=named))
    assert (place.country if place else None) == country


def test_a_country_beside_the_name_is_the_surest_clue() -> None:
    place = gazetteer().find([name("طرابلس")], Clues(frozenset({"LB"}), {"LY": 9}))
    assert place is not None
    assert place.country == "LB"


def test_a_province_is_meant_where_it_is_called_so() -> None:
    city = gazetteer().find([name("درعا")], Clues(named={"SY": 1}))
    province = gazetteer().find([name("درعا")], Clues(named={"SY": 1}, province=True))
    assert city is not None
    assert province is not None
    assert (city.kind, province.kind, city.country, province.country) == (CITY, PROVINCE, "SY", "SY")
    assert city.geonames != province.geonames


def made_of(*rows: tuple[str, Place]) -> Gazetteer:
    return Gazetteer(sorted(as_line((word,), place) for word, place in rows))


def test_a_hamlet_does_not_outweigh_a_metropolis_abroad() -> None:
    known = made_of(
        ("ن", Place(CITY, "EG", "N", 30.0, 31.0, 9_000_000)),
        ("ن", Place(CITY, "US", "N", 37.0, -89.0, 2_000)),
        ("م", Place(COUNTRY, "US", "M")),
    )
    found = known.find([("ن",)], Clues(named={"US": 1}))
    assert found is not None
    assert found.country == "EG"


def test_a_small_town_is_not_meant_where_its_country_is_not_named() -> None:
    known = made_of(("ن", Place(CITY, "GB", "N", 52.0, 0.0, 20_000)), ("م", Place(COUNTRY, "GB", "M")))
    assert known.find([("ن",)], Clues(named={"MZ": 4})) is None
    assert known.find([("ن",)], Clues(named={"GB": 1})) is not None


def test_rows_come_back_as_they_were_written() -> None:
    place = Place(CITY, "EG", "N", 30.05, 31.0, 12, 360630)
    known = made_of(("ن", place), ("نن", Place(CITY, "US")), ("م", Place(COUNTRY, "US")))
    assert known.named("ن") == (place,)
    assert known.named("نن") == (Place(CITY, "US"),)
    assert known.named("نننن") == ()
    assert known.knows(("م",))
    assert not known.knows(("ع",))
