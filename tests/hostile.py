"""What must hold of any text whatever: used by the corpus of nasties, by hypothesis and by the fuzzers."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from cli.output import FORMATS, explanation
from cli.output.target import Target
from extractors import claims
from extractors.pipeline import Extractor
from extractors.records import Extracted, to_dict
from extractors.text import Document
from extractors.text.normalise import fold

WRITTEN: Final = date(2018, 6, 5)
EXTRACTOR: Final = Extractor(entities=False)
BINARY: Final = frozenset({"parquet"})
"""Formats that are written to a file of bytes, by a library that is an extra."""


def everything(text: str) -> dict[str, Any]:
    """Put a text through all that Khabar does without entities, and check what must hold; its record as JSON."""
    check_folding(text)
    check_tokens(text)
    record = EXTRACTOR.extract(text, reference_date=WRITTEN, source="nasty.txt")
    plain: dict[str, Any] = to_dict(record)
    check_spans(plain, text)
    for explained in claims.explain(text, WRITTEN):
        assert text[explained.start : explained.end] == explained.text
    for name, write in FORMATS.items():
        if name not in BINARY:
            write(iter([Extracted(record, text)]), Target(io.StringIO(), several=False))
    explanation.write("nasty.txt", claims.explain(text, WRITTEN), io.StringIO())
    assert json.loads(record.to_json()) == json.loads(json.dumps(plain))
    return plain


def check_folding(text: str) -> None:
    """Every folded character knows where it came from, in order."""
    folded = fold(text)
    if folded.offsets is None:
        assert len(folded.text) == len(text)
    else:
        assert len(folded.offsets) == len(folded.text) + 1
        assert folded.offsets[-1] == len(text)
        assert list(folded.offsets) == sorted(folded.offsets)


def check_tokens(text: str) -> None:
    """Sentences and tokens lie in the text, in order, none empty; one character (ﷺ) may be several words."""
    done = 0
    for sentence in Document(text).sentences:
        assert done <= sentence.start < sentence.end <= len(text)
        for token in sentence.tokens:
            assert done <= token.start < token.end <= len(text)
            done = token.start


def check_spans(plain: object, text: str) -> None:
    """Whatever has offsets in a record has the words at those offsets."""
    for span in _spans(plain):
        assert 0 <= span["start"] < span["end"] <= len(text)
        if "text" in span:
            assert text[span["start"] : span["end"]] == span["text"]


def _spans(plain: object) -> Iterator[dict[str, Any]]:
    if isinstance(plain, dict):
        if "start" in plain:
            yield plain
        for value in plain.values():
            yield from _spans(value)
    elif isinstance(plain, list | tuple):
        for item in plain:
            yield from _spans(item)
