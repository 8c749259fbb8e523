"""Characters, normalisation with offset maps, sentences and tokens."""

from extractors.text.document import LATIN, MARK, NUMBER, WORD, Document, Sentence, Token
from extractors.text.normalise import fold, fold_word, plain
from extractors.text.phrases import Match, Phrases, load_toml, without_clitics

__all__ = [
    "LATIN",
    "MARK",
    "NUMBER",
    "WORD",
    "Document",
    "Match",
    "Phrases",
    "Sentence",
    "Token",
    "fold",
    "fold_word",
    "load_toml",
    "plain",
    "without_clitics",
]
