"""The quality figures of the README: `python tests/benchmarks/gold.py SHARED [train] [--no-entities] [--errors]`.

With the word train the articles to learn from are scored too, and those of two files beside this one, which hold
offsets and numbers alone. context.json has the context of 54 articles of gold/train, in two sets: `first`, 28 articles
annotated by readers who had not seen the rules, whose errors were then looked at; `second`, 26 more, annotated before
their output was looked at. news.json has claims and context of 189 articles of SHARED/news, all annotated by
readers who had not seen the rules: `third`, 45 articles, `fourth` to `seventh`, 36 each, by which the rules were mended
afterwards.

SHARED is the folder with gold/, news/ and the independent scorers (score_gold.py, score_context.py, score_entities.py),
which belongs to its publishers' articles and is not part of this repository. Extracts every annotated article with
the public API, then runs the scorers as they are and prints what they print.
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from extractors import Extractor

HERE = Path(__file__).parent
KINDS = ("casualties", "percentages", "dates", "money", "counts")
NUMBERS = ("value", "low", "high", "change")
WORDS = ("part_of", "same_as", "speaker", "place", "date", "of", "compared_to")
PAIR = 2
NEWS = ("third", "fourth", "fifth", "sixth", "seventh")


def extract_all(articles: Iterable[Path], extractor: Extractor, output: Path) -> None:
    """Writes one record a line; line ends are kept, since offsets count them."""
    with output.open("w", encoding="utf-8") as lines:
        for path in articles:
            text = path.read_bytes().decode("utf-8")
            lines.write(extractor.extract(text, source=path.name).to_json() + "\n")


def score(scorer: Path, *arguments: Path | str) -> None:
    """Runs a scorer and lets it print."""
    print(f"\n{scorer.name} {arguments[0]}", flush=True)
    subprocess.run([sys.executable, scorer, *arguments], check=True)


def with_texts(value: Any, text: str) -> Any:
    """Annotations as the scorers want them: each [start, end] with its words, absent fields as null."""
    if isinstance(value, list) and len(value) == PAIR and all(isinstance(item, int) for item in value):
        start, end = value
        return {"text": text[start:end], "start": start, "end": end}
    return value


def unpack_context(train: Path, folder: Path, which: str) -> None:
    """Writes the annotated articles of one set of context.json to a folder as gold/ and context/."""
    annotations = json.loads((HERE / "context.json").read_text(encoding="utf-8"))[which]
    for number, kinds in annotations.items():
        source = next(train.rglob(f"{number}.txt"))
        text = source.read_bytes().decode("utf-8")
        for path in (source, source.with_suffix(".json")):
            shutil.copy(path, folder / "gold" / path.name)
        full = {
            kind: [{name: with_texts(value, text) for name, value in item.items()} for item in items]
            for kind, items in kinds.items()
        }
        (folder / "context" / f"{number}.json").write_text(json.dumps(full, ensure_ascii=False), encoding="utf-8")


def unpack_news(news: Path, folder: Path, which: str) -> None:
    """Writes the annotated articles of one set of news.json to a folder as gold/ and context/."""
    annotations = json.loads((HERE / "news.json").read_text(encoding="utf-8"))[which]
    with gzip.open(news, "rt", encoding="utf-8") as lines:
        texts = {article["id"]: article["text"] for article in map(json.loads, lines) if article["id"] in annotations}
    for number, kinds in annotations.items():
        text, gold, context = texts[number], {}, {}
        for kind in KINDS:
            rows = kinds.get(kind, [])
            absent = dict.fromkeys(NUMBERS)
            gold[kind] = [absent | {**row, **with_texts(row["at"], text)} for row in rows]
            told = ({name: with_texts(value, text) for name, value in row.get("context", {}).items()} for row in rows)
            context[kind] = [dict.fromkeys(WORDS) | {"toll": None, "certainty": None} | each for each in told]
        (folder / "gold" / f"{number}.txt").write_bytes(text.encode())
        (folder / "gold" / f"{number}.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
        (folder / "context" / f"{number}.json").write_text(json.dumps(context, ensure_ascii=False), encoding="utf-8")


def score_sets(options: argparse.Namespace, extractor: Extractor, folder: Path, output: Path) -> None:
    """Scores the five sets annotated for this project."""
    for which in ("first", "second", *NEWS):
        place = folder / which
        for name in ("gold", "context"):
            (place / name).mkdir(parents=True)
        if which in ("first", "second"):
            unpack_context(options.shared / "gold" / "train", place, which)
        else:
            unpack_news(options.shared / "news" / "news.jsonl.gz", place, which)
        extract_all(sorted((place / "gold").glob("*.txt")), extractor, output)
        if which in NEWS:
            score(options.shared / "score_gold.py", place / "gold", output, *options.errors)
        score(options.shared / "score_context.py", place / "gold", place / "context", output, *options.errors)


def main() -> None:
    """Extract, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("train", nargs="?", choices=["train"], help="score the batches to learn from too")
    parser.add_argument("--no-entities", action="store_true")
    parser.add_argument("--model", help="as for extract")
    parser.add_argument("--errors", action="append_const", const="--errors", default=[], help="print what is wrong")
    options = parser.parse_args()
    gold = options.shared / "gold"
    extractor = Extractor(options.model, entities=not options.no_entities)
    batches = sorted({path.parent for path in (gold / "train").rglob("*.txt")}) if options.train else []
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "records.jsonl"
        for batch in batches:
            extract_all(sorted(batch.glob("*.txt")), extractor, output)
            score(options.shared / "score_gold.py", batch, output, *options.errors)
        if options.train:
            score_sets(options, extractor, Path(folder), output)
        extract_all(sorted((gold / "dev").glob("*.txt")), extractor, output)
        score(options.shared / "score_gold.py", gold / "dev", output, *options.errors)
        score(options.shared / "score_context.py", gold / "dev", gold / "context_dev", output, *options.errors)
        if not options.no_entities:
            score(options.shared / "score_entities.py", gold / "ner_dev", output)


if __name__ == "__main__":
    main()
