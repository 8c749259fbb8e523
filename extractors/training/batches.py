"""Tagged sentences as batches of tensors: cut into pieces once, sorted so that little is padding.

A sentence has for each of its words a row of probabilities over `TAGS`: of one tag where a person annotated it,
spread where taggers did (extractors.training.teach).
"""

# ruff: noqa: PLC0415  torch loads when the work begins

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from extractors.entities.pieces import PieceTokenizer
from extractors.training.data import Tagged, unpacked

if TYPE_CHECKING:
    import torch
    from numpy.typing import NDArray

    Soft = NDArray[np.float16]

SPECIALS: Final = ("<PAD>", "<UNK>", "<EMPTY>", "<ROOT>")  # Stanza's, which come first
TYPES: Final = ("PER", "LOC", "ORG")
TAGS: Final = (*SPECIALS, "O", *(f"{place}-{kind}" for kind in TYPES for place in "BIES"))
POOL: Final = 24  # batches that are sorted by length together


class Row(NamedTuple):
    """A sentence: (pieces,) ids, (words,) places of each word's last piece, (words, tags) probabilities."""

    ids: NDArray[np.int64]
    last: NDArray[np.int64]
    soft: Soft


@dataclass(frozen=True)
class Batch:
    """Sentences side by side.

    Attributes:
        ids: (sentences, pieces) of the encoder, padded; `inside` says which are no padding.
        last: (sentences, words) the place of each word's last piece, padded with 0; `words` says which are no padding.
        soft: (sentences, words, tags) probabilities, padded with 0.
        lengths: (sentences,) words, on the CPU.
    """

    ids: torch.Tensor
    inside: torch.Tensor
    last: torch.Tensor
    words: torch.Tensor
    soft: torch.Tensor
    lengths: torch.Tensor


def read_tagged(path: Path) -> list[tuple[list[str], Soft]]:
    """The sentences of a file: JSON as Stanza trains on, packed or not, or .npz as `write_soft` writes it."""
    if path.suffix == ".npz":
        return read_soft(path)
    sentences: list[Tagged] = json.loads(unpacked(path))
    ids = {tag: n for n, tag in enumerate(TAGS)}
    sure = np.eye(len(TAGS), dtype=np.float16)
    return [([t["text"] for t in row], sure[[ids[t["ner"]] for t in row]]) for row in sentences if row]


def likeliest(sentences: Sequence[tuple[list[str], Soft]]) -> list[Tagged]:
    """Sentences with the likeliest tag of each word alone."""
    return [
        [{"text": word, "ner": TAGS[n]} for word, n in zip(words, soft.argmax(axis=1), strict=True)]
        for words, soft in sentences
    ]


def write_soft(path: Path, sentences: Sequence[tuple[list[str], Soft]]) -> None:
    """Write sentences of words with probabilities."""
    words = "\n".join(word for row, _ in sentences for word in row).encode()
    lengths = np.array([len(row) for row, _ in sentences], dtype=np.int32)
    soft = np.concatenate([soft for _, soft in sentences])
    np.savez_compressed(path, words=np.frombuffer(words, np.uint8), lengths=lengths, soft=soft)


def read_soft(path: Path) -> list[tuple[list[str], Soft]]:
    """What `write_soft` wrote."""
    packed = np.load(path)
    words = packed["words"].tobytes().decode().split("\n")
    ends = packed["lengths"].cumsum()
    rows = zip(ends - packed["lengths"], ends, strict=True)
    soft = packed["soft"]
    return [(words[start:end], soft[start:end]) for start, end in rows]


def cut(sentences: Sequence[tuple[list[str], Soft]], tokenizer: PieceTokenizer) -> list[Row]:
    """The sentences as the encoder reads them."""
    pieces = tokenizer([words for words, _ in sentences])
    return [Row(np.array(own.ids), np.array(own.last), soft) for own, (_, soft) in zip(pieces, sentences, strict=True)]


def batches(rows: Sequence[Row], most: int, chance: random.Random | None = None) -> Iterator[list[Row]]:
    """Batches of at most so many pieces, each of sentences of like length.

    With `chance` they come for ever, in another order each time; without, once, the shortest sentences first.
    """
    if chance is None:
        yield from _even(sorted(rows, key=_size), most)
        return
    while True:
        order = list(rows)
        chance.shuffle(order)
        pooled = max(1, round(POOL * most / max(1, sum(map(_size, order)) // len(order))))
        for at in range(0, len(order), pooled):
            cut = list(_even(sorted(order[at : at + pooled], key=_size), most))
            chance.shuffle(cut)
            yield from cut


def _size(row: Row) -> int:
    return len(row.ids)


def _even(rows: Sequence[Row], most: int) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for row in rows:
        if batch and (len(batch) + 1) * _size(row) > most:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def tensors(rows: Sequence[Row], padding: int, device: Any) -> Batch:  # noqa: ANN401  a torch.device or its name
    """A batch on a device."""
    import torch

    ids, inside = _padded([row.ids for row in rows], padding)
    last, words = _padded([row.last for row in rows], 0)
    inside, words = inside.to(device), words.to(device)
    told = torch.from_numpy(np.concatenate([row.soft for row in rows])).to(device).float()
    soft = torch.zeros(*words.shape, len(TAGS), device=device)
    soft[words] = told
    lengths = torch.tensor([len(row.last) for row in rows])
    return Batch(ids=ids.to(device), inside=inside, last=last.to(device), words=words, soft=soft, lengths=lengths)


def _padded(columns: Sequence[NDArray[np.int64]], padding: int) -> tuple[torch.Tensor, torch.Tensor]:
    import torch

    sizes = np.array([len(column) for column in columns])
    inside = np.arange(sizes.max()) < sizes[:, None]
    found = np.full(inside.shape, padding)
    found[inside] = np.concatenate(columns)
    return torch.from_numpy(found), torch.from_numpy(inside)
