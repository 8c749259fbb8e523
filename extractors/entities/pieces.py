"""Words cut into the pieces that the encoder reads, by the tokenizer that comes with it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple, Self

from tokenizers import Tokenizer

TOKENIZER: Final = "tokenizer.json"
SETTINGS: Final = "tokenizer_config.json"


class Pieces(NamedTuple):
    """A sentence as pieces: their ids, and for each of its words the place of the last one, which stands for it."""

    ids: list[int]
    last: list[int]


class PieceTokenizer:
    """Cuts words by a tokenizer.json.

    Args:
        path: the file.
        longest: the most pieces that the encoder reads at once.
    """

    def __init__(self, path: Path, longest: int) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._longest = longest

    @classmethod
    def of(cls, encoder: Path) -> Self:
        """Read the tokenizer of an encoder's folder.

        Raises:
            OSError: a file is missing.
            ValueError: a file is damaged.
        """
        settings = json.loads((encoder / SETTINGS).read_text(encoding="utf-8"))
        return cls(encoder / TOKENIZER, settings["model_max_length"])

    def __call__(self, sentences: Sequence[Sequence[str]]) -> list[Pieces]:
        """Return the pieces of each sentence of words.

        A word that has none is read as a dash. Where a sentence has more than the encoder reads, each word keeps
        its first ones: what has so many is no name.
        """
        return [self._pieces(words, row) for words, row in zip(sentences, self._encoded(sentences), strict=True)]

    def _encoded(self, sentences: Sequence[Sequence[str]]) -> list[tuple[list[int], list[int | None]]]:
        encodings = self._tokenizer.encode_batch([list(words) for words in sentences], is_pretokenized=True)
        return [(encoding.ids, encoding.word_ids) for encoding in encodings]

    def _pieces(self, words: Sequence[str], row: tuple[list[int], list[int | None]]) -> Pieces:
        ids, owners = row
        if missing := set(range(len(words))).difference(owners):
            dashed = ["-" if n in missing else word for n, word in enumerate(words)]
            ((ids, owners),) = self._encoded([dashed])
        if len(ids) > self._longest:
            ids, owners = _shortened(ids, owners, self._longest // (len(words) + 1))
        last = {owner: place for place, owner in enumerate(owners)}
        return Pieces(ids, [last[n] for n in range(len(words))])


def _shortened(ids: list[int], owners: list[int | None], most: int) -> tuple[list[int], list[int | None]]:
    """Return the pieces, and their words, with at most so many pieces of each word."""
    kept: list[int] = []
    counts: defaultdict[int | None, int] = defaultdict(int)
    for place, owner in enumerate(owners):
        counts[owner] += 1
        if owner is None or counts[owner] <= most:
            kept.append(place)
    return [ids[place] for place in kept], [owners[place] for place in kept]
