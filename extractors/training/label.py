"""Self-training data: unlabelled news tagged by a model, the sentences that it is sure of.

    python -m extractors.training.label NEWS.jsonl.gz OUT.json --articles 2500 --leave-out DEV.jsonl… [--model MODEL]

A model with fewer layers learns from it what the larger one knows of names that no annotated text has. OUT is as
that of extractors.training.data.
"""

# ruff: noqa: T201  a script reports by printing

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from extractors.entities.spans import TagSpan
from extractors.entities.tagger import Tagger
from extractors.text import Document
from extractors.text.clitics import pieces, written
from extractors.training.data import TYPES, Tagged, bioes

SURE: Final = 0.8  # of every name in the sentence
WITHOUT_NAMES: Final = 0.3  # the share of sentences without a name that is kept
AT_ONCE: Final = 64  # articles


def texts(news: Path, leave_out: Iterable[Path]) -> list[str]:
    """The articles of a gzipped JSON Lines file, without those whose text a file to measure on holds too."""
    measured = {
        json.loads(line)["text"] for path in leave_out for line in path.read_text(encoding="utf-8").splitlines()
    }
    with gzip.open(news, "rt", encoding="utf-8") as lines:
        return [text for line in lines if (text := json.loads(line)["text"]) not in measured]


def sentences(text: str) -> list[list[str]]:
    """The sentences of an article as the words that the tagger reads."""
    document = Document(text)
    return [[written(document, piece) for piece in pieces(document, sentence)] for sentence in document.sentences]


def sure(spans: Sequence[TagSpan]) -> bool:
    """Whether the model is sure of each name in a sentence."""
    return all(span.score is not None and span.score >= SURE for span in spans)


def labelled(words: Sequence[str], spans: Sequence[TagSpan]) -> Tagged:
    """A sentence with its names as BIOES tags."""
    tags = bioes(len(words), [(TYPES[span.type], span.start, span.end) for span in spans])
    return [{"text": word, "ner": tag} for word, tag in zip(words, tags, strict=True)]


def label(tagger: Tagger, articles: Sequence[str], chance: random.Random) -> Iterator[Tagged]:
    """The sentences of articles that the tagger is sure of, names or not."""
    for at in range(0, len(articles), AT_ONCE):
        rows = [row for text in articles[at : at + AT_ONCE] for row in sentences(text) if row]
        for words, spans in zip(rows, tagger.tag(rows), strict=True):
            if sure(spans) and (spans or chance.random() < WITHOUT_NAMES):
                yield labelled(words, spans)
        print(f"{min(len(articles), at + AT_ONCE)} of {len(articles)} articles", flush=True)


def main() -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(description="Tag unlabelled news for self-training.")
    parser.add_argument("news", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--articles", type=int, required=True)
    parser.add_argument("--leave-out", type=Path, nargs="*", default=[], help="JSON Lines with the text to measure on")
    parser.add_argument("--model", help="as for extract")
    parser.add_argument("--seed", type=int, default=2018)
    options = parser.parse_args()
    chance = random.Random(options.seed)  # noqa: S311  a sample, not a secret
    articles = texts(options.news, options.leave_out)
    chance.shuffle(articles)
    rows = list(label(Tagger(options.model), articles[: options.articles], chance))
    options.out.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    print(f"{len(rows)} sentences, {sum(map(len, rows))} tokens")


if __name__ == "__main__":
    main()
