"""The quality figures of the README: `python tests/benchmarks/gold.py SHARED [train] [--no-entities] [--errors]`.

With the word train the articles to learn from are scored too, and those of three files beside this one, which hold
offsets and numbers alone. context.json has the context of 54 articles of gold/train, in two sets: `first`, 28 articles
annotated by readers who had not seen the rules, whose errors were then looked at; `second`, 26 more, annotated before
their output was looked at. news.json has claims and context of 189 articles of SHARED/news, all annotated by readers
who had not seen the rules: `third`, 45 articles, `fourth` to `seventh`, 36 each, by which the rules were mended
afterwards. news2025.json has the same of 248 articles of SHARED/news2025, annotated by readers who had seen neither
rules nor output: `eighth` to `twelfth`, 40 each, and `last`, 48, by which nothing is ever mended; and the `names` of
180 more, each read by two. With --set NAME that set alone is scored.

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
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from extractors import Extractor

HERE = Path(__file__).parent
KINDS = ("casualties", "percentages", "dates", "money", "counts")
NUMBERS = ("value", "low", "high", "change")
WORDS = ("part_of", "same_as", "speaker", "place", "date", "of", "compared_to")
PAIR = 2
NEWS = {
    "news": ("third", "fourth", "fifth", "sixth", "seventh"),
    "news2025": ("eighth", "ninth", "tenth", "eleventh", "twelfth", "last"),
}
"""The sets of each file of annotations, which is called like the folder of the articles."""
NAMES = "names"
SETS = ("first", "second", *(name for names in NEWS.values() for name in names), NAMES)


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


def annotated(shared: Path, file: str, which: str) -> Iterator[tuple[str, str, Any]]:
    """The number, text and annotations of each article of one set of news.json or news2025.json."""
    annotations = json.loads((HERE / f"{file}.json").read_text(encoding="utf-8"))[which]
    with gzip.open(shared / file / "news.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = {article["id"]: article["text"] for article in map(json.loads, lines) if article["id"] in annotations}
    for number, found in annotations.items():
        yield number, texts[number], found


def unpack_news(shared: Path, folder: Path, file: str, which: str) -> None:
    """Writes the annotated articles of one set to a folder as gold/ and context/."""
    for number, text, kinds in annotated(shared, file, which):
        gold, context = {}, {}
        for kind in KINDS:
            rows = kinds.get(kind, [])
            absent = dict.fromkeys(NUMBERS)
            gold[kind] = [absent | {**row, **with_texts(row["at"], text)} for row in rows]
            told = ({name: with_texts(value, text) for name, value in row.get("context", {}).items()} for row in rows)
            context[kind] = [dict.fromkeys(WORDS) | {"toll": None, "certainty": None} | each for each in told]
        (folder / "gold" / f"{number}.txt").write_bytes(text.encode())
        (folder / "gold" / f"{number}.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
        (folder / "context" / f"{number}.json").write_text(json.dumps(context, ensure_ascii=False), encoding="utf-8")


def unpack_names(shared: Path, folder: Path) -> None:
    """Writes the articles whose names are annotated to a folder as gold/, as score_entities.py reads them."""
    for number, text, found in annotated(shared, "news2025", NAMES):
        mentions = [
            {**row, **with_texts(row["at"], text), "name": f"{row['entity']}"}  # numbers tell entities apart
            for row in found["mentions"]
        ]
        (folder / "gold" / f"{number}.txt").write_bytes(text.encode())
        gold = {"id": number, "mentions": mentions}
        (folder / "gold" / f"{number}.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")


def score_set(which: str, options: argparse.Namespace, extractor: Extractor, place: Path) -> None:
    """Scores one of the sets annotated for this project, in a folder of its own."""
    print(f"\n== {which}", flush=True)
    for name in ("gold", "context"):
        (place / name).mkdir(parents=True)
    shared, output = options.shared, place / "records.jsonl"
    file = next((file for file, names in NEWS.items() if which in names), None)
    if which == NAMES:
        unpack_names(shared, place)
    elif file:
        unpack_news(shared, place, file, which)
    else:
        unpack_context(shared / "gold" / "train", place, which)
    extract_all(sorted((place / "gold").glob("*.txt")), extractor, output)
    if which == NAMES:
        score(shared / "score_entities.py", place / "gold", output, *options.errors)
        return
    if file:
        score(shared / "score_gold.py", place / "gold", output, *options.errors)
    score(shared / "score_context.py", place / "gold", place / "context", output, *options.errors)


def main() -> None:
    """Extract, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("train", nargs="?", choices=["train"], help="score the batches to learn from too")
    parser.add_argument("--no-entities", action="store_true")
    parser.add_argument("--model", help="as for extract")
    parser.add_argument("--set", choices=SETS, help="score this set alone")
    parser.add_argument("--errors", action="append_const", const="--errors", default=[], help="print what is wrong")
    options = parser.parse_args()
    gold = options.shared / "gold"
    extractor = Extractor(options.model, entities=not options.no_entities)
    if options.set:
        with tempfile.TemporaryDirectory() as folder:
            score_set(options.set, options, extractor, Path(folder) / options.set)
        return
    batches = sorted({path.parent for path in (gold / "train").rglob("*.txt")}) if options.train else []
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "records.jsonl"
        for batch in batches:
            extract_all(sorted(batch.glob("*.txt")), extractor, output)
            score(options.shared / "score_gold.py", batch, output, *options.errors)
        for which in SETS if options.train else ():
            score_set(which, options, extractor, Path(folder) / which)
        extract_all(sorted((gold / "dev").glob("*.txt")), extractor, output)
        score(options.shared / "score_gold.py", gold / "dev", output, *options.errors)
        score(options.shared / "score_context.py", gold / "dev", gold / "context_dev", output, *options.errors)
        if not options.no_entities:
            score(options.shared / "score_entities.py", gold / "ner_dev", output)


if __name__ == "__main__":
    main()
