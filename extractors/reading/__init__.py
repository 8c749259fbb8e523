"""Bytes to text: files, standard input, JSON Lines and folders, in whatever encoding Arabic news comes."""

from extractors.reading.article import Article, shown
from extractors.reading.encodings import decode
from extractors.reading.sources import (
    STDIN,
    SUFFIXES,
    Endings,
    Wanted,
    articles,
    files_in,
    inputs_in,
    lines_or_article,
    read_each,
)

__all__ = [
    "STDIN",
    "SUFFIXES",
    "Article",
    "Endings",
    "Wanted",
    "articles",
    "decode",
    "files_in",
    "inputs_in",
    "lines_or_article",
    "read_each",
    "shown",
]
