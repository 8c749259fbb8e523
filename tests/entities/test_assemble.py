"""Mentions become entities: every case is a line of text with names marked as a tagger would."""

import re
import tomllib
from pathlib import Path

import pytest

from extractors.entities.assemble import assemble
from extractors.entities.mentions import Context, find_mentions
from extractors.entities.places import gazetteer
from extractors.entities.repeats import with_repeats
from extractors.entities.spans import TagSpan
from extractors.records import Entity
from extractors.text import Document
from extractors.text.clitics import Piece, pieces

FOLDER = Path(__file__).parents[1] / "cases/entities"
MERGING = tomllib.loads((FOLDER / "merging.toml").read_text(encoding="utf-8"))["case"]
PLACES = tomllib.loads((FOLDER / "places.toml").read_text(encoding="utf-8"))["case"]
TITLES = tomllib.loads((FOLDER / "titles.toml").read_text(encoding="utf-8"))["case"]
TYPES = {"p": "person", "l": "place", "o": "organization"}
MARKED = re.compile(r"\[([plo]) ([^\]]*)\]")


def unmarked(marked: str) -> tuple[str, list[tuple[str, int, int]]]:
    text, names, done = "", [], 0
    for match in MARKED.finditer(marked):
        text += marked[done : match.start()]
        names.append((TYPES[match[1]], len(text), len(text) + len(match[2])))
        text += match[2]
        done = match.end()
    return text + marked[done:], names


def tag(sentence: tuple[Piece, ...], names: list[tuple[str, int, int]]) -> list[TagSpan]:
    spans = []
    for kind, start, end in names:
        inside = [n for n, piece in enumerate(sentence) if start <= piece.start and piece.end <= end]
        if inside:
            spans.append(TagSpan(kind, inside[0], inside[-1] + 1))
    return spans


def entities(marked: str) -> tuple[str, dict[str, list[Entity]]]:
    text, names = unmarked(marked)
    document = Document(text)
    cut = [pieces(document, sentence) for sentence in document.sentences]
    known = gazetteer()
    mentions = find_mentions(document, cut, [tag(sentence, names) for sentence in cut], known)
    contexts = [Context(text, sentence) for sentence in cut]
    return text, dict(assemble(with_repeats(mentions, contexts, known), known, contexts))


@pytest.mark.parametrize("case", MERGING, ids=lambda case: case["name"].replace(" ", "-"))
def test_merging(case: dict[str, list[str]]) -> None:
    _, found = entities(str(case["text"]))
    elsewhere = [entity for type_ in ("person", "organization") for entity in found.get(type_, [])]
    assert not any(entity.geonames or entity.country for entity in elsewhere)
    names = [f"{entity.name} {entity.count}" for kind in found.values() for entity in kind]
    assert names == case["entities"]


@pytest.mark.parametrize("case", MERGING, ids=lambda case: case["name"].replace(" ", "-"))
def test_mentions_are_the_article_s_own_characters_in_order(case: dict[str, str]) -> None:
    text, found = entities(case["text"])
    for kind, group in found.items():
        for number, entity in enumerate(group, 1):
            assert entity.id == f"{kind}:{number}"
            assert entity.count == len(entity.mentions)
            assert all(text[m.start : m.end] == m.text for m in entity.mentions)
            assert list(entity.mentions) == sorted(entity.mentions, key=lambda m: m.start)
        assert list(group) == sorted(group, key=lambda entity: entity.mentions[0].start)


@pytest.mark.parametrize("case", PLACES, ids=lambda case: case["name"].replace(" ", "-"))
def test_countries(case: dict[str, list[str]]) -> None:
    _, found = entities(str(case["text"]))
    places = [f"{place.name}{'*' if place.latitude else ''} {place.country or '-'}" for place in found["place"]]
    assert places == case["countries"]
    for place in found["place"]:
        assert (place.geonames is None) == (place.latitude is None) == (place.longitude is None)
        assert place.latin_source == ("geonames" if place.latitude else "machine") or not place.latitude


@pytest.mark.parametrize("case", TITLES, ids=lambda case: case["text"])
def test_titles(case: dict[str, str]) -> None:
    _, found = entities(case["text"])
    assert [entity.name for entity in found["person"]] == ["نادر الزهراوي"]
    assert found["person"][0].titles == ((case["title"],) if case["title"] else ())


def test_nobody_but_a_place_is_on_the_map() -> None:
    """However many bodies there are beside two names of one place, of which one is given up."""
    bodies = [f"هيئة {letter}{other}دار" for letter in "بتثجحخ" for other in "سشصضطظ"]
    for count in range(1, len(bodies)):
        named = " و".join(f"[o {body}]" for body in bodies[:count])
        _, found = entities(f"وصل وفد إلى [l صوماليلاند]. وعاد من [l أرض الصومال] وزار {named}")
        assert not any(entity.geonames or entity.country for entity in found["organization"])
