"""Web Annotations against what the W3C's model requires, and their selectors against the article."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from extracted import hostile, samples
from jsonschema import Draft202012Validator

from cli.output import FORMATS
from cli.output.target import Target
from cli.output.w3c import iri
from extractors import Extracted, InputError, to_dict

ARTICLES = [*samples(), hostile()]
IRI = {"type": "string", "minLength": 1, "pattern": r"^[^\s<>\"{}|\\^`]+$"}
BODY = {
    "type": "object",
    "required": ["type", "purpose"],
    "properties": {
        "purpose": {"enum": ["classifying", "describing", "identifying"]},  # of the motivations of section 3.3.5
        "language": {"const": "ar"},
        "value": {"type": "string"},
        "source": IRI,
    },
    "oneOf": [
        {"properties": {"type": {"const": "TextualBody"}}, "required": ["value", "format"]},
        {"properties": {"type": {"const": "SpecificResource"}}, "required": ["source"]},
    ],
}
POSITION = {
    "type": "object",
    "properties": {
        "type": {"const": "TextPositionSelector"},
        "start": {"type": "integer", "minimum": 0},
        "end": {"type": "integer", "minimum": 1},
    },
    "required": ["type", "start", "end"],
    "additionalProperties": False,
}
QUOTE = {
    "type": "object",
    "properties": {
        "type": {"const": "TextQuoteSelector"},
        **{name: {"type": "string"} for name in ("exact", "prefix", "suffix")},
    },
    "required": ["type", "exact", "prefix", "suffix"],
    "additionalProperties": False,
}
TARGET = {
    "type": "object",
    "properties": {"source": IRI, "selector": {"type": "array", "prefixItems": [POSITION, QUOTE], "minItems": 2}},
    "required": ["source", "selector"],
}
ANNOTATION = Draft202012Validator(
    {
        "type": "object",
        "properties": {
            "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},  # section 3.1: these four, and one target
            "id": {"type": "string", "pattern": "^urn:uuid:[0-9a-f-]{36}$"},
            "type": {"const": "Annotation"},
            "motivation": {"enum": ["classifying", "identifying"]},
            "generator": {
                "type": "object",
                "properties": {"type": {"const": "Software"}, "name": {"type": "string"}},
                "required": ["type", "name"],
            },
            "body": {"type": "array", "items": BODY, "minItems": 2},
            "target": TARGET,
        },
        "required": ["@context", "id", "type", "target", "body"],
        "additionalProperties": False,
    }
)


def written(*articles: Extracted) -> list[dict[str, Any]]:
    stream = io.StringIO()
    FORMATS["w3c"](articles, Target(stream, several=True))
    return [json.loads(line) for line in stream.getvalue().splitlines()]


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.record.source)
def test_annotations_are_as_the_model_requires(article: Extracted) -> None:
    for annotation in written(article):
        ANNOTATION.validate(annotation)
    assert len({annotation["id"] for annotation in written(article)}) == len(written(article))


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.record.source)
def test_both_selectors_find_the_words(article: Extracted) -> None:
    text = article.text or ""
    places = []
    for annotation in written(article):
        position, quote = annotation["target"]["selector"]
        start, end = position["start"], position["end"]
        assert text[start:end] == quote["exact"]
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert text[max(0, start - 32) : end + 32] == around
        places.append((start, end))
    assert places == sorted(places)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.record.source)
def test_every_mention_and_claim_is_there_with_all_that_the_record_says(article: Extracted) -> None:
    record = to_dict(article.record)
    told = []
    for annotation in written(article):
        (plain,) = (body["value"] for body in annotation["body"] if body.get("format") == "application/json")
        told.append(json.loads(plain))
    claims = [plain for plain in told if "rule" in plain]
    assert sorted(claims, key=lambda claim: int(claim["id"].split(":")[1])) == record["claims"]
    entities = [entity for section in ("people", "places", "organizations") for entity in record[section]]
    mentions = sum(len(entity["mentions"]) for entity in entities)
    assert len(told) == len(claims) + mentions
    for entity in entities:
        without = {name: value for name, value in entity.items() if name != "mentions"}
        assert told.count(without) == len(entity["mentions"])


def test_a_linked_place_is_identified() -> None:
    record = hostile().record
    place = replace(record.places[0], geonames=98182)
    found = written(Extracted(replace(record, places=(place,)), hostile().text))
    links = [body["source"] for annotation in found for body in annotation["body"] if "source" in body]
    assert links == ["https://sws.geonames.org/98182/"]


NAMES = [
    ("samples/war.txt", "samples/war.txt"),
    ("many.jsonl#id 1", "many.jsonl#id%201"),
    ("b:2.txt", "b%3A2.txt"),
    ("/news/أ ب.txt", "file:///news/%D8%A3%20%D8%A8.txt"),
    ("/news/many.jsonl#7", "file:///news/many.jsonl#7"),
    ("=<b>?x", "%3D%3Cb%3E%3Fx"),
]


@pytest.mark.parametrize(("source", "expected"), NAMES)
def test_an_article_is_named_by_an_iri(source: str, expected: str) -> None:
    assert iri(source) == expected
    parts = urlsplit(expected)
    assert parts.scheme in {"", "file"}
    assert unquote(parts.path + ("#" + parts.fragment if parts.fragment else "")) == source


def test_the_same_article_always_gives_the_same_ids() -> None:
    ids = [annotation["id"] for annotation in written(*ARTICLES)]
    assert ids == [annotation["id"] for annotation in written(*ARTICLES)]
    assert len(set(ids)) == len(ids)


def test_without_its_text_an_article_cannot_be_written() -> None:
    with pytest.raises(InputError, match="w3c needs the article's text; extract it again"):
        written(Extracted(hostile().record))
