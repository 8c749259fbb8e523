"""The shipped encoder: a BertModel whose weights are kept as 8-bit rows, and its tokenizer.

A folder holds config.json, tokenizer.json, tokenizer_config.json and weights.safetensors. In the last, a
matrix ``NAME`` is two tensors: ``NAME.rows``, int8 (rows, columns), and ``NAME.scales``, float32 (rows,); a
row is their product. Vectors are kept as they are, float32.
"""

# ruff: noqa: PLC0415  torch, transformers and stanza load when they are needed, not before

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import torch

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


def dequantised(packed: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The float32 state dict that `quantised` was given, to 8 bits."""
    state = {}
    for name, tensor in packed.items():
        if name.endswith(ROWS):
            matrix = name.removesuffix(ROWS)
            state[matrix] = tensor.float() * packed[matrix + SCALES][:, None]
        elif not name.endswith(SCALES):
            state[name] = tensor
    return state


def load(folder: Path) -> tuple[Any, Any]:
    """The encoder and its tokenizer, transformers objects, read from the folder and nowhere else.

    Raises:
        OSError: a file is missing or damaged.
    """
    from safetensors.torch import load_file
    from stanza.models.common.bert_embedding import load_tokenizer
    from transformers import BertConfig, BertModel

    model = BertModel(BertConfig.from_json_file(str(folder / "config.json")), add_pooling_layer=False)
    model.load_state_dict(dequantised(load_file(folder / WEIGHTS)))
    model.eval()  # type: ignore[no-untyped-call]
    return model, load_tokenizer(str(folder), local_files_only=True)
