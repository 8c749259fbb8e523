"""The embedded model under ONNX Runtime and in Stanza's pipeline, and alone and in company."""

# ruff: noqa: PLC0415  onnx and training are imported by the tests that need them

from __future__ import annotations

import random
import shutil
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from extractors.entities.models import GRAPH, embedded_folder, locate
from extractors.entities.onnx_tagger import OnnxTagger
from extractors.entities.tagger import load_tagger
from extractors.reading import Article, articles
from extractors.text import Document
from extractors.text.clitics import pieces, written

if TYPE_CHECKING:
    from extractors.entities.spans import TagSpan

SAMPLES = Path(__file__).parents[2] / "samples"
MADE = 200
NEAR = 0.05
"""How far apart scores may be: where two libraries differ in a last bit, a state may round to the next whole number."""
PEOPLE = ("سلمى الحداد", "هيثم العبيدي", "زياد بن عمار", "نورا الفاسي", "عمر البشير الطاهر", "جون ميلر")
PLACES = ("صنعاء", "حمص", "بنزرت", "وهران", "البصرة", "أم درمان", "طنجة", "طرابلس", "السودان", "تونس")
BODIES = ("وزارة الصحة", "الأمم المتحدة", "منظمة أطباء بلا حدود", "حزب النهضة", "وكالة رويترز", "شركة سوناطراك")
SENTENCES = (
    "قال {person} إن المستشفى في {place} استقبل {n} جريحا.",
    "أعلنت {body} الثلاثاء أن الحصيلة ارتفعت إلى {n} قتيلا في {place}.",
    "وصل {person} إلى {place} قادما من {other} للمشاركة في المؤتمر.",
    "وذكرت {body} في بيان أن الطريق بين {place} و{other} أغلق بعد الأمطار.",
    "ولم ترد {body} على طلب للتعليق، فيما أكد {person} أن المفاوضات مستمرة.",
    "ارتفعت الأسعار بنسبة {n} في المئة خلال الشهر الماضي.",
)


def made_articles() -> list[str]:
    """Articles of sentences drawn at random, the same at every run."""
    draw = random.Random(13)

    def sentence() -> str:
        place, other = draw.sample(PLACES, 2)
        names = {"person": draw.choice(PEOPLE), "body": draw.choice(BODIES), "n": draw.randint(3, 90)}
        return draw.choice(SENTENCES).format(place=place, other=other, **names)

    return [" ".join(sentence() for _ in range(draw.randint(2, 6))) for _ in range(MADE)]


@cache
def sentences() -> list[list[str]]:
    samples = [item for item in articles([str(SAMPLES)]) if isinstance(item, Article)]
    texts = [article.text for article in samples] + made_articles()
    cut = ((document, sentence) for document in map(Document, texts) for sentence in document.sentences)
    return [[written(document, piece) for piece in pieces(document, sentence)] for document, sentence in cut]


def spans(found: list[list[TagSpan]]) -> list[list[tuple[str, int, int]]]:
    return [[(span.type, span.start, span.end) for span in row] for row in found]


def test_both_runtimes_find_the_same_names() -> None:
    ours, theirs = (load_tagger(runtime=runtime).tag(sentences()) for runtime in ("onnx", "stanza"))
    assert spans(ours) == spans(theirs)
    assert sum(map(len, ours)) > 3 * MADE
    one, other = ([span.score for row in found for span in row] for found in (ours, theirs))
    assert one == pytest.approx(other, abs=NEAR)


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_a_sentence_is_read_the_same_alone_in_company_and_by_many_threads(threads: int) -> None:
    tagger = OnnxTagger(locate(None), threads)
    some = sentences()[:60]
    cut = tagger._tokenizer(some)
    alone = [tagger._run(each) for each in cut]
    for one, other in zip(alone, tagger._scores(cut), strict=True):
        assert np.array_equal(one, other)
    assert tagger.tag(some) == [tagger.tag([words])[0] for words in some]


def test_the_graph_holds_no_weights_of_its_own() -> None:
    import onnx

    path = embedded_folder() / GRAPH
    graph = onnx.load(path, load_external_data=False).graph
    assert max(np.prod(array.dims) for array in graph.initializer if not array.external_data) <= 256
    assert path.stat().st_size < 100_000
    places = {entry.value for array in graph.initializer for entry in array.external_data if entry.key == "location"}
    assert places == {"encoder/weights.safetensors", "ar/ner/khabar-news.pt"}


def test_the_shipped_graph_is_what_packing_draws(tmp_path: Path) -> None:
    import onnx

    from extractors.training.pack import write_graph

    folder = Path(shutil.copytree(embedded_folder(), tmp_path / "models"))
    (folder / GRAPH).unlink()
    write_graph(folder, folder / "ar" / "ner" / "khabar-news.pt")
    drawn, shipped = (onnx.load(place / GRAPH, load_external_data=False) for place in (folder, embedded_folder()))
    for graph in (drawn, shipped):
        graph.ClearField("producer_name")  # by which versions of onnx differ
        graph.ClearField("producer_version")
    assert drawn == shipped
