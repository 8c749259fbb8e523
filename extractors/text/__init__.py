"""Characters, normalisation with offset maps, sentences and tokens."""

from extractors.text.document import LATIN, MARK, NUMBER, WORD, Document, Sentence, Token
from extractors.text.normalise import fold, fold_word, plain

__all__ = [
    "LATIN",
    "MARK",
    "NUMBER",
    "WORD",
    "Document",
    "Sentence",
    "Token",
    "fold",
    "fold_word",
    "plain",
]
