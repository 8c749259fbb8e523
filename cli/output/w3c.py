"""W3C Web Annotations (JSON-LD), a line each: one a mention of an entity, one a claim.

The target is the words in the article, by position (code points, as the model counts) and by quotation; the bodies say
what they are, and carry the claim or the entity as the record has it.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator
from typing import Any, Final
from urllib.parse import quote

from cli.output.target import Target
from cli.talk import escaped
from extractors.errors import InputError
from extractors.records import ENTITY_KINDS, Claim, Engine, Entity, Extracted, Mention, Record, to_dict

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
AROUND: Final = 32
"""Code points before and after a quotation by which it is found again."""
_NAMES: Final = uuid.uuid5(uuid.NAMESPACE_URL, "urn:khabar:annotation")

Plain = dict[str, Any]


def write(results: Iterable[Extracted], target: Target) -> None:
    """Write the annotations of each article as it is done, in the order of the article.

    Raises:
        InputError: an article's text is not at hand.
    """
    for result in results:
        if result.text is None:
            raise InputError(result.record.source, "w3c needs the article's text; extract it again")
        for annotation in of_article(result.record, result.text):
            target.stream.write(escaped(json.dumps(annotation, ensure_ascii=False, allow_nan=False)) + "\n")
        target.stream.flush()


def of_article(record: Record, text: str) -> Iterator[Plain]:
    """The annotations of one article, in its order."""
    found: list[tuple[Mention | Claim, str, list[Plain]]] = [
        (claim, claim.id, _of_claim(claim)) for claim in record.claims
    ]
    for section, kind in ENTITY_KINDS.items():
        for entity in getattr(record, section):
            bodies = _of_entity(entity, kind)
            found.extend((mention, f"{entity.id} {mention.start}", bodies) for mention in entity.mentions)
    for words, name, bodies in sorted(found, key=lambda each: (each[0].start, each[0].end, each[1])):
        yield {
            "@context": CONTEXT,
            "id": uuid.uuid5(_NAMES, f"{record.sha256} {record.source} {name}").urn,
            "type": "Annotation",
            "motivation": "identifying" if isinstance(words, Mention) else "classifying",
            "generator": {"type": "Software", "name": _software(record.engine)},
            "body": bodies,
            "target": {"source": iri(record.source), "selector": _selectors(words, text)},
        }


def iri(source: str) -> str:
    """The name of an article as an IRI; a path is one relative to where extract ran, "#" in it begins a fragment."""
    path, mark, line = source.partition("#")
    return ("file://" if path.startswith("/") else "") + quote(path) + mark + quote(line)


def _software(engine: Engine) -> str:
    return f"Khabar {engine.version}" + (f", model {engine.model}" if engine.model else "")


def _selectors(words: Mention | Claim, text: str) -> list[Plain]:
    quotation = {
        "exact": words.text,
        "prefix": text[max(0, words.start - AROUND) : words.start],
        "suffix": text[words.end : words.end + AROUND],
    }
    return [
        {"type": "TextPositionSelector", "start": words.start, "end": words.end},
        {"type": "TextQuoteSelector", **quotation},
    ]


def _of_claim(claim: Claim) -> list[Plain]:
    return [_body("classifying", claim.kind), _data(to_dict(claim))]


def _of_entity(entity: Entity, kind: str) -> list[Plain]:
    """What an entity is: its kind, its name, the place at GeoNames, and all that the record says but its mentions."""
    bodies = [_body("classifying", kind), {**_body("identifying", entity.name), "language": "ar"}]
    if entity.geonames is not None:
        place = f"https://sws.geonames.org/{entity.geonames}/"
        bodies.append({"type": "SpecificResource", "purpose": "identifying", "source": place})
    told = {name: value for name, value in to_dict(entity).items() if name != "mentions"}
    return [*bodies, _data(told)]


def _body(purpose: str, value: str) -> Plain:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}


def _data(plain: Plain) -> Plain:
    value = json.dumps(plain, ensure_ascii=False, allow_nan=False)
    return {"type": "TextualBody", "purpose": "describing", "format": "application/json", "value": value}
