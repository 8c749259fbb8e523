"""Context against its cases: who says a figure, how surely, where, when, and what a percentage is measured on."""

from __future__ import annotations

from typing import Any

import pytest
import regex
from casefiles import cases

from extractors.claims import find_all
from extractors.claims.context import add_context
from extractors.records import Casualty, Claim, Count, Entity, Mention, Percentage, to_dict
from extractors.text import Document

FIELDS = ("speaker", "certainty", "place", "date", "toll", "of", "compared_to")


def named(text: str, names: dict[str, list[str]]) -> list[Entity]:
    """Entities as a tagger would find them: every place where a name is written, proclitics outside."""
    entities = []
    for kind, listed in names.items():
        for number, name in enumerate(listed, 1):
            found = regex.finditer(rf"(?<![\p{{L}}])[وف]?[بلك]?({regex.escape(name)})(?![\p{{L}}])", text)
            mentions = tuple(Mention(text=name, start=m.start(1), end=m.end(1)) for m in found)
            assert mentions, f"{name} is not in the text"
            entities.append(Entity(id=f"{kind}:{number}", name=name, count=len(mentions), mentions=mentions))
    return entities


def read(text: str, names: dict[str, list[str]] | None = None) -> list[Claim]:
    found = find_all(Document(text))
    claims = add_context(found.claims, found.views, named(text, names or {}))
    return [claim for claim in claims if isinstance(claim, Casualty | Percentage | Count)]


def shown(claim: Claim, field: str) -> str:
    value = to_dict(claim).get(field, "")
    return value["text"] if isinstance(value, dict) else value


@pytest.mark.parametrize("case", cases("context"))
def test_context_of_figures(case: dict[str, Any]) -> None:
    """Every expectation names a figure by words of its claim; "" is for what must be absent."""
    claims = read(case["text"], case.get("names"))
    free = list(claims)
    for expected in case["expect"]:
        claim = next((one for one in free if expected["figure"] in one.text), None)
        assert claim is not None, f"no claim with {expected['figure']}: {[one.text for one in claims]}"
        free.remove(claim)
        got = {field: shown(claim, field) for field in FIELDS if field in expected}
        assert got == {field: expected[field] for field in got}, claim.text


def test_phrases_are_tied_to_their_place() -> None:
    text = "أعلنت وزارة الصحة أن ٣ أشخاص قُتلوا في مدينة حِمص يوم الأحد"
    for claim in read(text, {"place": ["حِمص"], "organization": ["وزارة الصحة"]}):
        for phrase in (claim.speaker, claim.place, claim.date):
            assert phrase is not None
            assert text[phrase.start : phrase.end] == phrase.text


def test_claims_keep_their_order_and_their_other_fields() -> None:
    text = "قتل 3 جنود في تعز. وارتفعت الأسعار 5% في يناير."
    before, _, _, views = find_all(Document(text))
    after = add_context(before, views, ())
    assert [claim.id for claim in after] == [claim.id for claim in before]
    assert [(type(a), a.start, a.end, a.rule) for a in after] == [(type(b), b.start, b.end, b.rule) for b in before]


def test_an_empty_article() -> None:
    assert add_context((), (), ()) == ()


def test_an_article_without_entities_names_what_the_words_show() -> None:
    (claim,) = read("قالت مصادر طبية إن 4 أشخاص قتلوا في بغداد")
    assert shown(claim, "speaker") == "مصادر طبية"
    assert shown(claim, "place") == "بغداد"
