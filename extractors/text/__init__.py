"""Characters, normalisation with offset maps, sentences and tokens."""

from extractors.text.document import LATIN, MARK, NUMBER, WORD, Document, Sentence, Token
from extractors.text.normalise import fold, fold_word, fold_words, plain
from extractors.text.phrases import Match, Phrases, load_toml
from extractors.text.triggers import FIGURE, Trigger, without_clitics

__all__ = [
    "FIGURE",
    "LATIN",
    "MARK",
    "NUMBER",
    "WORD",
    "Document",
    "Match",
    "Phrases",
    "Sentence",
    "Token",
    "Trigger",
    "fold",
    "fold_word",
    "fold_words",
    "load_toml",
    "plain",
    "without_clitics",
]
