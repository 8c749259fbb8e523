"""People, places and organizations, per type: `python tests/benchmarks/entities.py SHARED [--model PATH] [--test]`.

SHARED is the folder with ner/ and gold/, whose texts belong to their publishers and are no part of this repository.
Prints precision, recall and F1, span and type exact, of the dev set of each corpus, then what score_entities.py says
of the ten articles of gold/ner_dev. With --test also the test sets, where the folders have them (CORPUS/test.bio).

Corpora disagree about where names begin. news2018 and the gold articles have proclitics outside the span, as records
do. The others are tagged word by word: وسوريا is one word and one name. Their words are cut here as in training
(`extractors.text.clitics`), and what is cut off is left out of the name; where the cut is wrong, so is the span.
They also differ in what a name is: titles, generic heads (مدينة، محافظة), bare state bodies, nested places.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from extractors import Extractor
from extractors.entities import EntityExtractor
from extractors.text import Document
from extractors.training.data import Annotated, Span, read

CORPORA = ("news2018/dev.jsonl", "mergednews/dev.bio", "cleananercorp/dev.bio", "aqmar/dev.bio", "caraner/dev.bio")
TESTS = ("anercorp/test.bio", "cleananercorp/test.bio", "aqmar/test.bio", "caraner/test.bio")
TYPES = ("PER", "LOC", "ORG")
TOGETHER = 20  # sentences of a corpus that has no articles, read at once


def texts(path: Path) -> Iterator[Annotated]:
    """The articles of a corpus, or runs of its sentences, each a line."""
    if path.suffix != ".bio":
        yield from read(path)
        return
    corpus = read(path)
    while sentences := list(islice(corpus, TOGETHER)):  # itertools.batched is of Python 3.12
        text, spans = "", []
        for sentence in sentences:
            spans += [Span(s.type, s.start + len(text), s.end + len(text)) for s in sentence.spans]
            text += sentence.text + "\n"
        yield Annotated(text, tuple(spans))


def found(text: str, extractor: EntityExtractor) -> set[Span]:
    """The names that are found in a text."""
    entities = extractor.extract(Document(text))
    groups = zip(TYPES, (entities.people, entities.places, entities.organizations), strict=True)
    return {Span(type_, m.start, m.end) for type_, group in groups for entity in group for m in entity.mentions}


def score(articles: Iterable[Annotated], extractor: EntityExtractor) -> dict[str, Counter[str]]:
    """How many names of each type are found and right, found, and annotated."""
    tally = {type_: Counter[str]() for type_ in (*TYPES, "all")}
    for article in articles:
        gold, own = set(article.spans), found(article.text, extractor)
        for name, spans in (("right", gold & own), ("found", own), ("gold", gold)):
            for span in spans:
                tally[span.type][name] += 1
                tally["all"][name] += 1
    return tally


def figures(counts: Counter[str]) -> str:
    """Precision, recall, F1 in per cent, and how many names there are."""
    precision = counts["right"] / max(1, counts["found"])
    recall = counts["right"] / max(1, counts["gold"])
    f1 = 2 * counts["right"] / max(1, counts["found"] + counts["gold"])
    return f"{precision:6.1%} {recall:6.1%} {f1:6.1%} ({counts['gold']})"


def main() -> None:
    """Score each corpus and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--model", type=Path, help="a Stanza NER model in place of the embedded one")
    parser.add_argument("--test", action="store_true", help="score the test sets too")
    options = parser.parse_args()
    extractor = Extractor(options.model)
    assert extractor.tagger is not None
    print("exact spans: precision, recall, F1 (names)")
    for name in (*CORPORA, *(TESTS if options.test else ())):
        path = options.shared / "ner" / name
        if not path.is_file():
            print(f"{name}: not there")
            continue
        tally = score(texts(path), extractor.tagger)
        print(name, *(f"  {type_:4} {figures(counts)}" for type_, counts in tally.items()), sep="\n", flush=True)
    gold = options.shared / "gold"
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "records.jsonl"
        with output.open("w", encoding="utf-8") as lines:
            for path in sorted((gold / "dev").glob("*.txt")):
                text = path.read_bytes().decode("utf-8")
                lines.write(extractor.extract(text, source=path.name).to_json() + "\n")
        print("gold/ner_dev", flush=True)
        subprocess.run([sys.executable, options.shared / "score_entities.py", gold / "ner_dev", output], check=True)


if __name__ == "__main__":
    main()
