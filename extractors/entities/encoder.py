"""The shipped encoder: a BertModel whose weights are kept as 8-bit rows, and its tokenizer.

A folder holds config.json, tokenizer.json, tokenizer_config.json and weights.safetensors. In the last, a
matrix ``NAME`` is two tensors: ``NAME.rows``, int8 (rows, columns), and ``NAME.scales``, float32 (rows,); a
row is their product. Vectors are kept as they are, float32.
"""

# ruff: noqa: PLC0415  torch, transformers and stanza load when they are needed, not before

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import torch

    from extractors.entities.bert import Encoder, PieceTokenizer

FOLDER: Final = "encoder"
WEIGHTS: Final = "weights.safetensors"
MATRIX: Final = 2  # dimensions
ROWS: Final = ".rows"
SCALES: Final = ".scales"


def quantised(state: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """A state dict with its matrices as 8-bit rows: the largest weight of each row becomes 127."""
    import torch

    packed = {}
    for name, tensor in state.items():
        if tensor.dim() != MATRIX:
            packed[name] = tensor.float().contiguous()
            continue
        scales = tensor.float().abs().amax(dim=1).clamp(min=1e-12) / 127
        packed[name + ROWS] = (tensor.float() / scales[:, None]).round().to(torch.int8).contiguous()
        packed[name + SCALES] = scales
    return packed


def dequantised(packed: Mapping[str, torch.Tensor]) -> Iterator[tuple[str, torch.Tensor]]:
    """The float32 state dict that `quantised` was given, to 8 bits, one tensor after the other."""
    for name in packed:
        if name.endswith(ROWS):
            matrix = name.removesuffix(ROWS)
            yield matrix, packed[name].float() * packed[matrix + SCALES][:, None]
        elif not name.endswith(SCALES):
            yield name, packed[name]


def load(folder: Path) -> tuple[Encoder, PieceTokenizer]:
    """The encoder and its tokenizer, read from the folder and nowhere else.

    Raises:
        OSError: a file is missing.
        ValueError: the encoder is of another architecture.
    """
    from safetensors.torch import load_file

    from extractors.entities.bert import Config, Encoder, PieceTokenizer, products

    settings = json.loads((folder / "tokenizer_config.json").read_text(encoding="utf-8"))
    tokenizer = PieceTokenizer(folder / "tokenizer.json", settings["model_max_length"])
    weights = dequantised(load_file(folder / WEIGHTS))
    return Encoder(Config.read(folder / "config.json"), weights, products()), tokenizer
