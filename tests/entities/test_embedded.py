"""The shipped model on sentences written for this test: what any reader of news expects of it."""

import functools
import socket
from pathlib import Path

import pytest

from extractors.entities import Entities, EntityExtractor, model_identity
from extractors.entities.models import embedded_folder
from extractors.records import Entity
from extractors.text import Document

LARGEST = 40_000_000  # bytes

ARTICLE = """القاهرة - التقى وزير الخارجية المصري سامح شكري أمس الخميس نظيره الفرنسي جان إيف لودريان في باريس.
وقال شكري إن مصر وفرنسا اتفقتا على دعم الأمم المتحدة في ليبيا.
وأضاف لودريان أن منظمة الصحة العالمية ستفتح مكتبا بطرابلس.
وذكرت وكالة رويترز أن حركة طالبان رفضت عرضا للولايات المتحدة، وأن وزارة الدفاع الروسية نفت ذلك.
"""


@functools.cache
def extractor() -> EntityExtractor:
    return EntityExtractor()


@functools.cache
def found() -> Entities:
    return extractor().extract(Document(ARTICLE))


def by_name(group: tuple[Entity, ...]) -> dict[str, Entity]:
    return {entity.name: entity for entity in group}


def test_people_with_their_titles() -> None:
    people = by_name(found().people)
    assert people.keys() == {"سامح شكري", "جان إيف لودريان"}
    assert people["سامح شكري"].count == 2
    assert people["سامح شكري"].titles == ("وزير الخارجية المصري",)
    assert people["جان إيف لودريان"].count == 2


def test_places_without_proclitics() -> None:
    places = by_name(found().places)
    assert {"القاهرة", "باريس", "مصر", "فرنسا", "ليبيا", "طرابلس", "الولايات المتحدة"} == places.keys()
    assert places["طرابلس"].country == "LY"
    assert places["فرنسا"].latin == "France"


def test_organizations() -> None:
    organizations = by_name(found().organizations)
    assert {"الأمم المتحدة", "منظمة الصحة العالمية", "رويترز", "طالبان", "وزارة الدفاع الروسية"} <= {
        name.removeprefix("وكالة ").removeprefix("حركة ") for name in organizations
    }


def test_every_mention_is_the_article_s_own_and_scored() -> None:
    for group in (found().people, found().places, found().organizations):
        for entity in group:
            assert entity.score is not None
            for mention in entity.mentions:
                assert ARTICLE[mention.start : mention.end] == mention.text
                assert mention.score is not None
                assert 0 <= mention.score <= 1


def test_diacritics_and_tatweel_do_not_hide_a_name() -> None:
    text = "زارَ الرّئيسُ الفرنسيّ إيمانويل ماكرون بيــروت"
    entities = extractor().extract(Document(text))
    assert [mention.text for entity in entities.places for mention in entity.mentions] == ["بيــروت"]
    assert [entity.name for entity in entities.places] == ["بيروت"]


@pytest.mark.parametrize(
    "text",
    [
        "يفتح المكتب أبوابه كل صباح ويغلقها عند الظهر.",
        "ارتفعت الأسعار خلال شهر آذار الماضي.",
        "اشترى المواطنون الخبز والحليب من السوق القريب.",
    ],
)
def test_sentences_without_names_have_none(text: str) -> None:
    assert extractor().extract(Document(text)) == Entities()


def test_the_same_article_gives_the_same_result() -> None:
    assert EntityExtractor().extract(Document(ARTICLE)) == found()


def test_no_network_is_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the embedded model asked for the network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert EntityExtractor().extract(Document("سافر إلى بيروت.")).places


def test_the_model_is_small_and_holds_no_path_of_another_machine() -> None:
    files = [path for path in embedded_folder().rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= LARGEST
    tagger = next(path for path in files if path.suffix == ".pt")
    assert b"/work/" not in tagger.read_bytes()


def test_the_card_names_the_model() -> None:
    name, digest = model_identity(None)
    assert digest is not None
    card = (Path(embedded_folder()) / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert name in card
    assert digest in card


def test_articles_read_together_give_what_each_gives_alone() -> None:
    articles = [ARTICLE, "سافر إلى بيروت.", "", ARTICLE + "\nعاد وزير الخارجية سعد البكري من صيدا أمس."]
    alone = [extractor().extract(Document(text)) for text in articles]
    assert extractor().extract_many([Document(text) for text in articles]) == alone
