"""Matrix products as the embedded model's graph makes them, for PyTorch: whole numbers of eight bits and of seven.

The graph quantises the state of each piece to eight bits by the greatest of its values, and each row of weights to
seven: so the sum of two products fits the sixteen bits in which older processors add them. Stanza runs the same model
over PyTorch; for the same tags it must multiply the same whole numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import torch
from torch import nn

from extractors.entities.models import ROWS, SCALES

STEPS: Final = 127  # of a state, either way from zero
HALVED: Final = 2  # rows of eight bits to rows of seven


class EightBitLinear(nn.Module):
    """A linear layer that multiplies quantised states with quantised rows.

    Args:
        rows: (out, in) int8, up to 127 either way.
        scales: (out,) float32; a row of weights is their product.
        bias: (out,) float32.
    """

    def __init__(self, rows: torch.Tensor, scales: torch.Tensor, bias: torch.Tensor) -> None:
        super().__init__()
        self.register_buffer("rows", (rows.float() / HALVED).round().T.contiguous())
        self.register_buffer("scales", scales * HALVED)
        self.register_buffer("bias", bias)

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        """(sentences, pieces, in) to (sentences, pieces, out)."""
        steps = states.abs().amax(dim=-1, keepdim=True) * (1 / STEPS)
        whole = torch.where(steps > 0, states / steps, 0.0).round()
        # Whole numbers below 2^24, which float32 adds up exactly.
        products = whole @ self.get_buffer("rows") * self.get_buffer("scales")
        return products * steps + self.get_buffer("bias")


def multiply_in_eight_bits(encoder: nn.Module, packed: Mapping[str, torch.Tensor]) -> None:
    """Replace the linear layers of a transformers BertModel by ones of quantised rows.

    Args:
        encoder: the model.
        packed: its weights as `encoder.quantised` keeps them.
    """
    for name, module in list(encoder.named_modules()):
        if isinstance(module, nn.Linear):
            matrix = f"{name}.weight"
            layer = EightBitLinear(packed[matrix + ROWS], packed[matrix + SCALES], packed[f"{name}.bias"])
            parent, _, own = name.rpartition(".")
            setattr(encoder.get_submodule(parent), own, layer)
