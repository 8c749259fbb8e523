"""A smaller encoder from a trained model: some of its layers, to be trained again.

    python -m extractors.training.shrink TRAINED.pt ENCODER OUT --layers 0,2,4,6,8,10

OUT is a Hugging Face BertModel folder as ENCODER is, with the trained weights of the named layers, counted from 0.
Alternate layers of a fine-tuned model are a better start than the first ones (Sajjad et al. 2023); what is lost is
learnt again from the gold sentences and from those that the larger model has tagged (extractors.training.label).
"""

# ruff: noqa: PLC0415, T201  heavy modules load when the work begins; a script reports by printing

from __future__ import annotations

import argparse
import json
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from extractors.training.pack import PREFIX, TOKENIZER_FILES

if TYPE_CHECKING:
    import torch

LAYER: Final = re.compile(r"encoder\.layer\.(\d+)\.")


def kept(state: Mapping[str, torch.Tensor], layers: Sequence[int]) -> dict[str, torch.Tensor]:
    """The weights of the named layers under their new numbers, and whatever is outside the layers."""
    places = {str(old): new for new, old in enumerate(layers)}
    found = {}
    for name, weights in state.items():
        layer = LAYER.match(name)
        if layer is None:
            found[name] = weights.contiguous()
        elif layer[1] in places:
            found[LAYER.sub(f"encoder.layer.{places[layer[1]]}.", name)] = weights.contiguous()
    return found


def shrink(trained: Path, encoder: Path, out: Path, layers: Sequence[int]) -> None:
    """Write the folder."""
    import torch
    from safetensors.torch import save_file

    checkpoint = torch.load(trained, map_location="cpu", weights_only=True)["model"]
    state = {name.removeprefix(PREFIX): w for name, w in checkpoint.items() if name.startswith(PREFIX)}
    out.mkdir(parents=True, exist_ok=True)
    save_file(kept(state, layers), out / "model.safetensors", metadata={"format": "pt"})
    for file in TOKENIZER_FILES:
        shutil.copyfile(encoder / file, out / file)
    settings = json.loads((encoder / "config.json").read_text(encoding="utf-8"))
    settings["num_hidden_layers"] = len(layers)
    (out / "config.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(description="Keep some layers of a trained encoder.")
    parser.add_argument("trained", type=Path)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--layers", required=True, help="comma-separated, counted from 0")
    options = parser.parse_args()
    shrink(options.trained, options.encoder, options.out, [int(n) for n in options.layers.split(",")])
    print(f"{options.out}: layers {options.layers}")


if __name__ == "__main__":
    main()
