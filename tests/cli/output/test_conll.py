"""CoNLL read back as its readers do: sentences of lines of columns, BIO tags to spans."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote

import pytest
from extracted import TEXT, hostile, samples
from hypothesis import given
from hypothesis import strategies as st

from cli.output import FORMATS
from cli.output.conll import TYPES
from cli.output.target import Target
from cli.talk import clean
from extractors import Entity, Extracted, InputError, Mention, Ordinal, Span

TAGS = {f"{mark}-{tag}" for mark in "BI" for tag in TYPES.values()} | {"O"}


@dataclass
class Read:
    """One document: its name, and sentences of rows of columns."""

    source: str
    sentences: list[list[list[str]]]


def written(*articles: Extracted) -> str:
    stream = io.StringIO()
    FORMATS["conll"](articles, Target(stream, several=True))
    return stream.getvalue()


def documents(text: str) -> list[Read]:
    found: list[Read] = []
    for block in text.split("\n\n"):
        rows = [line.split() for line in block.splitlines()]  # as the readers of datasets do
        if rows and rows[0][0] == "-DOCSTART-":
            assert rows == [["-DOCSTART-", rows[0][1], "O", "O"]]
            found.append(Read(unquote(rows[0][1]), []))
        elif rows:
            assert {len(row) for row in rows} == {4}
            found[-1].sentences.append(rows)
    return found


def spans(rows: list[list[str]], column: int) -> Iterator[tuple[int, int, str]]:
    """What the BIO tags of a column span in the article."""
    start, end, kind = 0, 0, ""
    for row in [*rows, ["", "0:0", "O", "O"]]:
        tag = row[column]
        at, to = map(int, row[1].split(":"))
        if tag.startswith("I-"):
            assert tag[2:] == kind
            end = to
            continue
        if kind:
            yield start, end, kind
        start, end, kind = at, to, tag[2:]


def without_space(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("article", samples(), ids=lambda article: article.record.source)
def test_mentions_and_claims_come_back_from_their_tags(article: Extracted) -> None:
    (document,) = documents(written(article))
    text, record = article.text or "", article.record
    assert document.source == record.source
    rows = [row for sentence in document.sentences for row in sentence]
    assert {row[3] for row in rows} <= TAGS
    mentions = sorted(
        (mention.start, mention.end, tag)
        for section, tag in TYPES.items()
        for entity in getattr(record, section)
        for mention in entity.mentions
    )
    assert [span for sentence in document.sentences for span in spans(sentence, 3)] == mentions
    claims = sorted((claim.start, claim.end, claim.kind) for claim in record.claims)
    assert [span for sentence in document.sentences for span in spans(sentence, 2)] == claims
    assert without_space("".join(row[0] for row in rows)) == without_space(text)


def test_tokens_are_the_words_of_the_article_in_order() -> None:
    done = 0
    (document,) = documents(written(hostile()))
    for form, place, *_ in (row for sentence in document.sentences for row in sentence):
        start, end = map(int, place.split(":"))
        assert done <= start < end
        assert form == clean(TEXT[start:end])
        done = end
    assert document.source == hostile().record.source
    assert without_space(TEXT[done:]) == ""


def test_a_token_ends_where_a_mention_begins_and_numbers_with_spaces_are_several() -> None:
    text = "وبغداد دفعت 1 000 دينار"
    found = Mention(text="بغداد", start=1, end=6)
    place = Entity(id="place:1", name="بغداد", count=1, mentions=(found,))
    record = replace(hostile().record, source="a b.txt", people=(), places=(place,), organizations=(), claims=())
    assert written(Extracted(record, text)).splitlines() == [
        "-DOCSTART- a%20b.txt O O",
        "",
        "و 0:1 O O",
        "بغداد 1:6 O B-LOC",
        "دفعت 7:11 O O",
        "1 12:13 O O",
        "000 14:17 O O",
        "دينار 18:23 O O",
        "",
    ]


@given(st.lists(st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 30)), max_size=12))
def test_of_claims_that_overlap_the_longest_counts(places: list[tuple[int, int]]) -> None:
    common: dict[str, Any] = {"sentence": Span(start=0, end=1), "rule": "r", "value": 1}
    ends = [(start, min(start + size, len(TEXT))) for start, size in places]
    claims = tuple(
        Ordinal(id=f"claim:{number}", text=TEXT[start:end], start=start, end=end, **common)
        for number, (start, end) in enumerate(ends)
    )
    (document,) = documents(written(Extracted(replace(hostile().record, claims=claims), TEXT)))
    found = [span for sentence in document.sentences for span in spans(sentence, 2)]
    assert all(any(start <= at and to <= end for start, end in ends) for at, to, _ in found)
    longest = max(ends, key=lambda bounds: bounds[1] - bounds[0], default=None)
    if longest and TEXT[longest[0] : longest[1]].isalpha():
        assert any(longest[0] <= at < longest[1] for at, _, _ in found)


def test_without_its_text_an_article_cannot_be_written() -> None:
    with pytest.raises(InputError, match="conll needs the article's text; extract it again"):
        written(Extracted(hostile().record))
