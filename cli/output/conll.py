"""CoNLL-2003's layout for those who train or measure taggers: a token a line, four columns.

    -DOCSTART- samples/war.txt O O

    العقيد 94:100 O O
    دانيال 101:107 O B-PER

The columns are the token, its place in the article in code points, the claim and the entity that it belongs to, both
as BIO tags. A token ends where a mention or a claim does (و|بغداد), and never has a space in it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from types import MappingProxyType
from typing import Final, NamedTuple
from urllib.parse import quote

import regex

from cli.output.target import Target
from cli.talk import clean
from extractors.errors import InputError
from extractors.records import Extracted, Record
from extractors.text import Document, Sentence

TYPES: Final = MappingProxyType({"people": "PER", "places": "LOC", "organizations": "ORG"})
"""The tag of an entity by the field of the record that holds it."""
OUTSIDE: Final = "O"
_WORDS: Final = regex.compile(r"\S+")


def write(results: Iterable[Extracted], target: Target) -> None:
    """Write the tokens of each article as it is done, an empty line after each sentence.

    Raises:
        InputError: an article's text is not at hand.
    """
    for result in results:
        if result.text is None:
            raise InputError(result.record.source, "conll needs the article's text; extract it again")
        target.stream.write(f"-DOCSTART- {quote(result.record.source, safe='/#:') or '-'} O O\n\n")
        for sentence in _sentences(result.record, result.text):
            target.stream.writelines(f"{line}\n" for line in sentence)
            target.stream.write("\n")
        target.stream.flush()


def _sentences(record: Record, text: str) -> Iterator[list[str]]:
    entities = _Spans(
        (mention.start, mention.end, tag)
        for section, tag in TYPES.items()
        for entity in getattr(record, section)
        for mention in entity.mentions
    )
    claims = _Spans((claim.start, claim.end, claim.kind) for claim in record.claims)
    tokens = _Tokens(text, (*entities.bounds, *claims.bounds))
    for sentence in Document(text).sentences:
        found = list(tokens.of(sentence))
        columns = (claims.tags(found), entities.tags(found))
        if found:
            yield [
                f"{token.form} {token.start}:{token.end} {claim} {entity}"
                for token, claim, entity in zip(found, *columns, strict=True)
            ]


class _Token(NamedTuple):
    form: str
    start: int
    end: int


class _Tokens:
    """The tokens of one article, sentence by sentence, cut where something begins or ends."""

    def __init__(self, text: str, bounds: Iterable[int]) -> None:
        self._text = text
        self._bounds = sorted(set(bounds))
        self._done = 0

    def of(self, sentence: Sentence) -> Iterator[_Token]:
        for token in sentence.tokens:
            for start, end in pairwise(self._cuts(max(token.start, self._done), token.end)):
                for word in _WORDS.finditer(self._text, start, end):  # a number may have spaces in it
                    form = clean(word.group())
                    if form:  # not of direction marks alone
                        yield _Token(form, *word.span())
            self._done = max(self._done, token.end)  # one character may be several words: ﷺ

    def _cuts(self, start: int, end: int) -> list[int]:
        if start >= end:
            return []
        between = self._bounds[bisect_right(self._bounds, start) : bisect_left(self._bounds, end)]
        return [start, *between, end]


class _Spans:
    """Mentions or claims in the order of the article; of those that overlap the longest counts."""

    def __init__(self, spans: Iterable[tuple[int, int, str]]) -> None:
        self._spans: list[tuple[int, int, str]] = []
        for start, end, tag in sorted(spans, key=lambda span: (span[0] - span[1], span)):
            at = bisect_right(self._spans, (start, end, tag))
            if (at and self._spans[at - 1][1] > start) or (at < len(self._spans) and self._spans[at][0] < end):
                continue
            self._spans.insert(at, (start, end, tag))
        self._starts = [start for start, _, _ in self._spans]

    @property
    def bounds(self) -> Iterator[int]:
        """Where they begin and end."""
        return (bound for start, end, _ in self._spans for bound in (start, end))

    def tags(self, tokens: Iterable[_Token]) -> Iterator[str]:
        """The BIO tag of each token of a sentence."""
        before = -1
        for token in tokens:
            at = bisect_right(self._starts, token.start) - 1
            if at < 0 or token.start >= self._spans[at][1]:
                at = -1
                yield OUTSIDE
            else:
                yield f"{'I' if at == before else 'B'}-{self._spans[at][2]}"
            before = at
