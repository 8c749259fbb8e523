"""Training data: corpora of names in two formats to Stanza's JSON, through our own sentences and tokens.

    python -m extractors.training.data OUT.json CORPUS… [--leave-out DEV.jsonl…] [--check]

A corpus is ``*.bio`` (token, tab, BIO2 tag; proclitics attached) or ``*.jsonl``, packed with gzip or not (objects with
``text`` and, where names are annotated, ``mentions``: ``type``, ``start``, ``end``; proclitics outside). OUT is a list
of sentences, each a list of {"text", "ner"}, BIOES; packed where its name ends in .gz.
"""

# ruff: noqa: T201  heavy modules load when the work begins; a script reports by printing

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from extractors.text import Document
from extractors.text.clitics import Piece, pieces, proclitic_cuts, written
from extractors.text.normalise import fold

TYPES: Final = {
    "PER": "PER",
    "LOC": "LOC",
    "ORG": "ORG",
    "person": "PER",
    "place": "LOC",
    "organization": "ORG",
}
LONGEST: Final = 160  # pieces; longer sentences are cut outside names, so that batches stay even

Tagged = list[dict[str, str]]


class Span(NamedTuple):
    """A name: BIO type and offsets into its text, end exclusive."""

    type: str
    start: int
    end: int


@dataclass(frozen=True)
class Annotated:
    """A text with its names, which neither overlap nor touch proclitics."""

    text: str
    spans: tuple[Span, ...]


def read_bio(path: Path) -> Iterator[Annotated]:
    """The sentences of a BIO2 file, joined by spaces; the proclitics of a name's first word fall outside."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line.strip()]
        if rows:
            yield _from_rows([(row[0], row[-1]) for row in rows])


def _from_rows(rows: Sequence[tuple[str, str]]) -> Annotated:
    spans: list[Span] = []
    at, previous = 0, "O"
    for word, tag in rows:
        prefix, _, kind = tag.partition("-")
        if kind in TYPES:
            if prefix == "I" and previous == kind:
                spans[-1] = spans[-1]._replace(end=at + len(word))
            else:
                spans.append(Span(TYPES[kind], at + _proclitics(word), at + len(word)))
        previous = kind
        at += len(word) + 1
    return Annotated(" ".join(word for word, _ in rows), tuple(spans))


def _proclitics(word: str) -> int:
    """How many characters of a word, as written, are proclitics."""
    folded = fold(word)
    cuts = proclitic_cuts(folded.text)
    if not cuts:
        return 0
    return cuts[-1] if folded.offsets is None else folded.offsets[cuts[-1]]


def unpacked(path: Path) -> str:
    """The text of a file, of one that ends in .gz what is packed in it."""
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode()


def read_standoff(path: Path) -> Iterator[Annotated]:
    """The articles of a stand-off file; of overlapping mentions the longest is kept."""
    for line in filter(None, unpacked(path).split("\n")):
        article = json.loads(line)
        spans: list[Span] = []
        for mention in sorted(article.get("mentions", ()), key=lambda m: m["start"] - m["end"]):
            span = Span(TYPES[mention["type"]], mention["start"], mention["end"])
            if all(span.end <= other.start or other.end <= span.start for other in spans):
                spans.append(span)
        yield Annotated(article["text"], tuple(sorted(spans, key=lambda span: span.start)))


def read(path: Path) -> Iterator[Annotated]:
    """A corpus by the ending of its name."""
    return read_bio(path) if path.suffix == ".bio" else read_standoff(path)


def tag(annotated: Annotated) -> list[Tagged]:
    """The sentences of a text, tokens cut at proclitics and tagged BIOES."""
    document = Document(annotated.text)
    sentences: list[Tagged] = []
    for sentence in document.sentences:
        cut = pieces(document, sentence)
        labels = _labels(cut, annotated.spans)
        row = [{"text": written(document, piece), "ner": label} for piece, label in zip(cut, labels, strict=True)]
        sentences.extend(_even(row))
    return sentences


def bioes(length: int, spans: Sequence[tuple[str, int, int]]) -> list[str]:
    """The BIOES tags of a sentence of that many tokens with names (type, first token, token behind the last)."""
    tags = ["O"] * length
    for kind, start, end in spans:
        tags[start:end] = [f"I-{kind}"] * (end - start)
        if end - start == 1:
            tags[start] = f"S-{kind}"
        elif end > start:
            tags[start], tags[end - 1] = f"B-{kind}", f"E-{kind}"
    return tags


def _labels(cut: Sequence[Piece], spans: Sequence[Span]) -> list[str]:
    found = []
    for span in spans:
        inside = [n for n, piece in enumerate(cut) if piece.start < span.end and span.start < piece.end]
        if inside:
            found.append((span.type, inside[0], inside[-1] + 1))
    return bioes(len(cut), found)


def _even(row: Tagged) -> Iterator[Tagged]:
    while len(row) > LONGEST:
        cut = LONGEST
        while cut > LONGEST // 2 and row[cut]["ner"][0] in "IE":
            cut -= 1
        yield row[:cut]
        row = row[cut:]
    if row:
        yield row


def write_tagged(path: Path, sentences: Sequence[Tagged]) -> None:
    """Write sentences as Stanza trains on them, packed where the name says so."""
    data = json.dumps(sentences, ensure_ascii=False).encode()
    path.write_bytes(gzip.compress(data, mtime=0) if path.suffix == ".gz" else data)


def starts_missed(annotated: Annotated) -> list[str]:
    """The names that begin inside a piece, where proclitics were not cut, as words around their start."""
    document = Document(annotated.text)
    edges = {piece.start for sentence in document.sentences for piece in pieces(document, sentence)}
    return [annotated.text[max(0, s.start - 4) : s.end] for s in annotated.spans if s.start not in edges]


def _report(path: Path, texts: Sequence[Annotated], tagged: Sequence[Tagged], *, check: bool) -> None:
    """Print what a corpus holds; to `check`, also its names that begin inside a token."""
    kinds = Counter(token["ner"][2:] for sentence in tagged for token in sentence if token["ner"][0] in "BS")
    missed = [name for text in texts for name in starts_missed(text)]
    names = sum(len(text.spans) for text in texts)
    print(f"{path}: {len(tagged)} sentences, {sum(map(len, tagged))} tokens, {dict(kinds)}; "
          f"{1 - len(missed) / max(1, names):.2%} of {names} names begin at a token")  # fmt: skip
    if check:
        print("\n".join(missed))


def main() -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(description="Corpora of names to Stanza's JSON.")
    parser.add_argument("out", type=Path)
    parser.add_argument("corpora", type=Path, nargs="+")
    parser.add_argument("--leave-out", type=Path, nargs="*", default=[], help="JSON Lines with the text to measure on")
    parser.add_argument("--check", action="store_true", help="print the names that begin inside a token")
    options = parser.parse_args()
    measured = {article.text for path in options.leave_out for article in read(path)}
    sentences: list[Tagged] = []
    for path in options.corpora:
        texts = [text for text in read(path) if text.text not in measured]
        tagged = [sentence for text in texts for sentence in tag(text)]
        _report(path, texts, tagged, check=options.check)
        sentences.extend(tagged)
    write_tagged(options.out, sentences)


if __name__ == "__main__":
    main()
