"""Teach by taggers: sentences with the probabilities that trained models, taken together, give their tags.

    python -m extractors.training.teach ENCODER OUT.npz SENTENCES.json.gz… --teachers A.pt B.pt [--gold NEWS.json…]

A model with fewer layers learns from it what larger ones know of names that no annotated text has, and how sure they
are. The tags in the files, if any, are not looked at; sentences of --gold are added with their own ones. What is
unlikely to all teachers is dropped, so that OUT packs well.
"""

# ruff: noqa: T201  a script reports by printing

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import torch

from extractors.entities.pieces import PieceTokenizer
from extractors.training import crf
from extractors.training.batches import Row, batches, cut, read_tagged, tensors, write_soft
from extractors.training.network import Network, load

if TYPE_CHECKING:
    from extractors.training.batches import Soft

PIECES: Final = 16_384  # in a batch
UNLIKELY: Final = 0.002


@torch.no_grad()
def probabilities(network: Network, rows: Sequence[Row], padding: int) -> list[Soft]:
    """What a network gives the words of each sentence, (words, tags)."""
    device = next(network.parameters()).device
    places = {id(row): n for n, row in enumerate(rows)}
    found: list[Soft] = [row.soft for row in rows]
    for batch in batches(rows, PIECES):
        read = tensors(batch, padding, device)
        scores, _ = network(read)
        told = crf.probabilities(scores, network.moves, read.words).half().cpu().numpy()
        for row, words in zip(batch, told, strict=True):
            found[places[id(row)]] = words[: len(row.last)]
    return found


def agreed(told: Sequence[Soft]) -> Soft:
    """The mean of what several say of a sentence, without what is unlikely."""
    mean = np.mean([words.astype(np.float32) for words in told], axis=0)
    mean[mean < UNLIKELY] = 0
    soft: Soft = (mean / mean.sum(axis=1, keepdims=True)).astype(np.float16)
    return soft


def main() -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(description="Sentences with the probabilities that models give their tags.")
    for name in ("encoder", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("sentences", type=Path, nargs="+")
    parser.add_argument("--teachers", type=Path, nargs="+", required=True)
    parser.add_argument("--gold", type=Path, nargs="*", default=[], help="sentences to add as they are tagged")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    tokenizer = PieceTokenizer(options.encoder / "tokenizer.json", 512)
    padding: int = json.loads((options.encoder / "config.json").read_text(encoding="utf-8"))["pad_token_id"]
    sentences = [row for path in options.sentences for row in read_tagged(path)]
    rows = cut(sentences, tokenizer)
    told = []
    for path in options.teachers:
        told.append(probabilities(load(path, options.encoder).to(options.device).eval(), rows, padding))
        print(f"{path}: {len(rows)} sentences", flush=True)
    together = [agreed(each) for each in zip(*told, strict=True)]
    taught = [(words, soft) for (words, _), soft in zip(sentences, together, strict=True)]
    write_soft(options.out, taught + [row for path in options.gold for row in read_tagged(path)])


if __name__ == "__main__":
    main()
