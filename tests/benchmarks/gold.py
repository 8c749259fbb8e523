"""The quality figures of the README: `python tests/benchmarks/gold.py SHARED [train] [--no-entities]`.

With the word train the articles to learn from are scored too, and the context of 54 of them against context.json
beside this file, which holds offsets alone, in two sets: `first`, 28 articles annotated by readers who had not seen
the rules, whose errors were then looked at; `second`, 26 more, annotated before their output was looked at.

SHARED is the folder with gold/ and the independent scorers (score_gold.py, score_context.py, score_entities.py),
which belongs to its publishers' articles and is not part of this repository. Extracts every annotated article with
the public API, then runs the scorers as they are and prints what they print.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from extractors import Extractor


def extract_all(articles: Iterable[Path], extractor: Extractor, output: Path) -> None:
    """Writes one record a line; line ends are kept, since offsets count them."""
    with output.open("w", encoding="utf-8") as lines:
        for path in articles:
            text = path.read_bytes().decode("utf-8")
            lines.write(extractor.extract(text, source=path.name).to_json() + "\n")


def score(scorer: Path, *arguments: Path) -> None:
    """Runs a scorer and lets it print."""
    print(f"\n{scorer.name} {arguments[0]}", flush=True)
    subprocess.run([sys.executable, scorer, *arguments], check=True)


def with_texts(value: Any, text: str) -> Any:
    """Annotations as the scorers want them: each [start, end] with its words, absent fields as null."""
    if isinstance(value, list) and len(value) == 2 and all(isinstance(item, int) for item in value):
        start, end = value
        return {"text": text[start:end], "start": start, "end": end}
    return value


def unpack_context(train: Path, folder: Path, which: str) -> None:
    """Writes the annotated articles of one set of context.json to a folder as gold/ and context/."""
    annotations = json.loads((Path(__file__).parent / "context.json").read_text(encoding="utf-8"))[which]
    for name in ("gold", "context"):
        (folder / name).mkdir()
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


def main() -> None:
    """Extract, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("train", nargs="?", choices=["train"], help="score the batches to learn from too")
    parser.add_argument("--no-entities", action="store_true")
    options = parser.parse_args()
    gold = options.shared / "gold"
    extractor = Extractor(entities=not options.no_entities)
    batches = sorted({path.parent for path in (gold / "train").rglob("*.txt")}) if options.train else []
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "records.jsonl"
        for batch in batches:
            extract_all(sorted(batch.glob("*.txt")), extractor, output)
            score(options.shared / "score_gold.py", batch, output)
        for which in ("first", "second") if options.train else ():
            place = Path(folder) / which
            place.mkdir()
            unpack_context(gold / "train", place, which)
            extract_all(sorted((place / "gold").glob("*.txt")), extractor, output)
            score(options.shared / "score_context.py", place / "gold", place / "context", output)
        extract_all(sorted((gold / "dev").glob("*.txt")), extractor, output)
        score(options.shared / "score_gold.py", gold / "dev", output)
        score(options.shared / "score_context.py", gold / "dev", gold / "context_dev", output)
        if not options.no_entities:
            score(options.shared / "score_entities.py", gold / "ner_dev", output)


if __name__ == "__main__":
    main()
