"""FollowTheMoney entities, a line each, for Aleph and its kind: articles, who and what they name, and where.

An article is an Article; its people are Persons, its organizations Organizations, its places Addresses, each with the
article as its proof; what it calls each of them are Mentions. The ids are digests of the article and of the entity's
place in it, so the same article always gives the same ids. Claims have no schema in FollowTheMoney.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import Any, Final

from cli.output.target import Target
from cli.talk import clean, escaped
from extractors.records import Entity, Extracted, Record

Properties = dict[str, list[str]]

SCHEMATA: Final = MappingProxyType({"people": "Person", "organizations": "Organization", "places": "Address"})
"""The schema of an entity by the field of the record that holds it."""
_MENTIONED: Final = MappingProxyType(
    {"people": "peopleMentioned", "organizations": "companiesMentioned", "places": "locationMentioned"}
)
"""The property of an article that lists their names."""


def write(results: Iterable[Extracted], target: Target) -> None:
    """Write the entities of each article as it is done, the article first."""
    for result in results:
        for entity in entities(result.record):
            target.stream.write(escaped(json.dumps(entity, ensure_ascii=False, allow_nan=False)) + "\n")
        target.stream.flush()


def entities(record: Record) -> Iterator[dict[str, Any]]:
    """An article and what it names as FollowTheMoney entities."""
    article = _id(record, "article")
    yield _entity(article, "Article", _of_article(record))
    for section, schema in SCHEMATA.items():
        for entity in getattr(record, section):
            own = _id(record, entity.id)
            yield _entity(own, schema, {**_of_entity(entity, schema), "proof": [article]})
            names = [mention.text for mention in entity.mentions]
            mentioned = {"document": [article], "resolved": [own], "name": names, "detectedSchema": [schema]}
            yield _entity(
                _id(record, f"{entity.id} mentions"), "Mention", mentioned | _country(entity, "contextCountry")
            )


def _entity(identity: str, schema: str, properties: Properties) -> dict[str, Any]:
    """An entity; each value stands once and on one line, and properties without one are left out."""
    kept = {name: list(dict.fromkeys(map(clean, values))) for name, values in properties.items() if values}
    return {"id": identity, "schema": schema, "properties": kept}


def _id(record: Record, what: str) -> str:
    return hashlib.sha1(f"{record.sha256} {record.source} {what}".encode(), usedforsecurity=False).hexdigest()


def _of_article(record: Record) -> Properties:
    names = {_MENTIONED[section]: [entity.name for entity in getattr(record, section)] for section in SCHEMATA}
    return {
        "fileName": [record.source],
        "language": ["ara"],
        "encoding": [record.encoding],
        "publishedAt": [record.reference_date] if record.reference_date else [],
        "processingAgent": [f"Khabar {record.engine.version}"],
        **names,
    }


def _of_entity(entity: Entity, schema: str) -> Properties:
    others = [mention.text for mention in entity.mentions if mention.text != entity.name]
    latin = [entity.latin] if entity.latin else []
    sure = entity.latin_source == "geonames"
    told = {
        "name": [entity.name],
        "alias": latin if sure else [],
        "weakAlias": others if sure else [*others, *latin],
    } | _country(entity, "country")
    if schema == "Person":
        told["title"] = list(entity.titles)
    if schema == "Address":
        told["full"] = [entity.name]
        for name, degrees in (("latitude", entity.latitude), ("longitude", entity.longitude)):
            told[name] = [] if degrees is None else [str(degrees)]
    return told


def _country(entity: Entity, name: str) -> Properties:
    return {name: [entity.country.lower()] if entity.country else []}
