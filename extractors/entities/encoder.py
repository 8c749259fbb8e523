"""The shipped encoder: a BertModel whose weights are kept as 8-bit rows, and its tokenizer.

A folder holds config.json, tokenizer.json, tokenizer_config.json and weights.safetensors. In the last, a
matrix ``NAME`` is two tensors: ``NAME.rows``, int8 (rows, columns), and ``NAME.scales``, float32 (rows,); a
row is their product. Vectors are kept as they are, float32.
"""

# ruff: noqa: PLC0415  torch, transformers and stanza load when they are needed, not before

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from extractors.entities.models import ROWS, SCALES, WEIGHTS

if TYPE_CHECKING:
    import torch

MATRIX: Final = 2  # dimensions


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


def load(folder: Path) -> tuple[Any, Any]:
    """Return the encoder, a transformers BertModel that multiplies in eight bits, and its tokenizer.

    Both are read from the folder and nowhere else.

    Raises:
        OSError: a file is missing.
        ValueError: a file is damaged, or the encoder is of another architecture.
    """
    from safetensors.torch import load_file
    from stanza.models.common.bert_embedding import load_tokenizer
    from transformers import BertConfig, BertModel

    from extractors.entities.eight_bits import multiply_in_eight_bits

    config = BertConfig.from_json_file(str(folder / "config.json"))
    if (config.model_type, config.hidden_act) != ("bert", "gelu"):
        raise ValueError(f"{folder} is not the encoder of a BERT with exact GELU")
    encoder: Any = BertModel(config, add_pooling_layer=False)
    packed = load_file(folder / WEIGHTS)
    encoder.load_state_dict(dict(dequantised(packed)), strict=False)
    multiply_in_eight_bits(encoder, packed)
    return encoder.eval(), load_tokenizer(str(folder), local_files_only=True)
