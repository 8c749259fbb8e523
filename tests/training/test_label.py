"""Self-training: which sentences are taken, and that what is measured on is left out."""

import gzip
import json
import random
from collections.abc import Sequence
from pathlib import Path

from extractors.entities.spans import TagSpan
from extractors.training.label import label, sentences, texts

SURE = [TagSpan("place", 1, 2, 0.99)]
UNSURE = [TagSpan("place", 1, 2, 0.99), TagSpan("person", 2, 3, 0.4)]


class Taught:
    """A tagger that answers with what it was given, sentence by sentence."""

    def __init__(self, answers: list[list[TagSpan]]) -> None:
        self.answers = answers

    def tag(self, rows: Sequence[Sequence[str]]) -> list[list[TagSpan]]:
        return self.answers[: len(rows)]


def test_only_sure_sentences_are_taken() -> None:
    article = "زار بيروت أمس. عاد وليد سعد. لا شيء."
    assert len(sentences(article)) == 3
    rows = list(label(Taught([SURE, UNSURE, []]), [article], random.Random(0)))  # type: ignore[arg-type]
    with_names = [row for row in rows if any(token["ner"] != "O" for token in row)]
    assert [[token["ner"] for token in row][:3] for row in with_names] == [["O", "S-LOC", "O"]]


def test_what_is_measured_on_is_left_out(tmp_path: Path) -> None:
    news, dev = tmp_path / "news.jsonl.gz", tmp_path / "dev.jsonl"
    with gzip.open(news, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps({"text": text}) + "\n" for text in ("خبر أول", "خبر ثان"))
    dev.write_text(json.dumps({"text": "خبر ثان", "mentions": []}) + "\n", encoding="utf-8")
    assert texts(news, [dev]) == ["خبر أول"]
