"""Bytes to text: files, standard input, JSON Lines and folders, in whatever encoding Arabic news comes."""

from extractors.reading.encodings import decode
from extractors.reading.sources import STDIN, SUFFIXES, Article, articles, files_in

__all__ = ["STDIN", "SUFFIXES", "Article", "articles", "decode", "files_in"]
