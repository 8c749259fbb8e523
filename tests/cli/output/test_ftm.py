"""FollowTheMoney entities read back by FollowTheMoney itself."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Any

import pytest
from extracted import hostile, samples
from followthemoney import model

from cli.output import FORMATS
from cli.output.ftm import SCHEMATA
from cli.output.target import Target
from cli.talk import clean
from extractors import Extracted

ARTICLES = [*samples(), hostile()]


def written(*articles: Extracted) -> list[dict[str, Any]]:
    stream = io.StringIO()
    FORMATS["ftm"](articles, Target(stream, several=True))
    return [json.loads(line) for line in stream.getvalue().splitlines()]


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.record.source)
def test_every_entity_is_one_that_the_model_knows_and_no_value_is_refused(article: Extracted) -> None:
    for plain in written(article):
        proxy = model.get_proxy(plain, cleaned=True)
        proxy.schema.validate(plain)
        cleaned = model.get_proxy(plain, cleaned=False).to_dict()["properties"]
        assert cleaned == {
            name: [value if name == "title" else value.strip('"') for value in values]  # as it cleans names
            for name, values in plain["properties"].items()
        }
        assert all(prop in proxy.schema.properties for prop in plain["properties"])
        assert all(proxy.get(name) for name in proxy.schema.required)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.record.source)
def test_everyone_named_is_there_with_the_article_and_the_mention_that_tie_them(article: Extracted) -> None:
    first, *rest = written(article)
    record = article.record
    assert first["schema"] == "Article"
    assert first["properties"]["fileName"] == [clean(record.source)]
    assert len({entity["id"] for entity in (first, *rest)}) == 1 + len(rest)
    found = iter(rest)
    for section, schema in SCHEMATA.items():
        for entity in getattr(record, section):
            named, mention = next(found), next(found)
            assert (named["schema"], named["properties"]["name"]) == (schema, [clean(entity.name)])
            assert named["properties"]["proof"] == mention["properties"]["document"] == [first["id"]]
            assert (mention["schema"], mention["properties"]["resolved"]) == ("Mention", [named["id"]])
            assert set(mention["properties"]["name"]) == {clean(each.text) for each in entity.mentions}
            assert mention["properties"]["detectedSchema"] == [schema]
            assert named["properties"].get("country", []) == ([entity.country.lower()] if entity.country else [])
    assert not list(found)


def test_what_is_known_of_a_place_and_a_person_is_told() -> None:
    record = hostile().record
    place = replace(
        record.places[0], name="الموصل", country="IQ", latin="Mosul", latin_source="geonames", latitude=36.335,
        longitude=43.119,
    )  # fmt: skip
    person = replace(record.people[0], latin="ʿAlī", latin_source="machine", titles=("اللواء",))
    entities = written(Extracted(replace(record, places=(place,), people=(person,))))
    (told,) = (entity["properties"] for entity in entities if entity["schema"] == "Address")
    assert (told["full"], told["alias"], told["country"]) == (["الموصل"], ["Mosul"], ["iq"])
    assert (told["latitude"], told["longitude"]) == (["36.335"], ["43.119"])
    (told,) = (entity["properties"] for entity in entities if entity["schema"] == "Person")
    assert (told["weakAlias"], told["title"]) == (["ʿAlī"], ["اللواء"])
    assert "alias" not in told


def test_the_same_article_always_gives_the_same_ids_and_another_gives_others() -> None:
    ids = [{entity["id"] for entity in written(article)} for article in ARTICLES]
    assert ids == [{entity["id"] for entity in written(article)} for article in ARTICLES]
    assert len(set().union(*ids)) == sum(map(len, ids))
