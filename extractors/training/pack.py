"""Turn a trained checkpoint into what ships: a Stanza resources folder with an 8-bit encoder beside it.

    python -m extractors.training.pack TRAINED.pt ENCODER OUT --name khabar-2018

OUT gets resources.json, ar/ner/NAME.pt (the tagger's own layers, without the encoder), encoder/ (config,
tokenizer, weights), network.onnx (both as one graph, which points into these) and SHA256, the digest of all.
"""

# ruff: noqa: PLC0415, T201  heavy modules load when the work begins; a script reports by printing

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path
from typing import Any, Final

from extractors.entities.encoder import quantised
from extractors.entities.models import DIGEST, FOLDER, GRAPH, LANGUAGE, WEIGHTS, model_identity
from extractors.entities.stanza_tagger import ENCODER_NAME
from extractors.training.network import ENCODER, layers

TOKENIZER_FILES: Final = ("tokenizer.json", "tokenizer_config.json")


def head(checkpoint: dict[str, Any]) -> dict[str, Any]:
    """The checkpoint without the encoder."""
    model = {key: value for key, value in checkpoint["model"].items() if not key.startswith(ENCODER)}
    return {**checkpoint, "model": model, "config": {**checkpoint["config"], "bert_model": ENCODER_NAME}}


def resources(name: str) -> dict[str, Any]:
    """What Stanza's resources.json says of this folder."""
    tokens = "pretokenized"  # Stanza asks for a tokenizer's name even where it gets tokens
    return {
        LANGUAGE: {
            "lang_name": "Arabic",
            "tokenize": {tokens: {}},
            "ner": {name: {}},
            "default_processors": {"tokenize": tokens, "ner": name},
            "packages": {"default": {"tokenize": tokens, "ner": name}},
        }
    }


def pack(trained: Path, encoder: Path, out: Path, name: str) -> int:
    """Write the folder; gives its size in bytes."""
    import torch
    from safetensors.torch import save_file

    checkpoint = torch.load(trained, map_location="cpu", weights_only=True)
    weights = {
        key.removeprefix(ENCODER): value for key, value in checkpoint["model"].items() if key.startswith(ENCODER)
    }
    (out / FOLDER).mkdir(parents=True, exist_ok=True)
    (out / LANGUAGE / "ner").mkdir(parents=True, exist_ok=True)
    save_file(quantised(weights), out / FOLDER / WEIGHTS)
    (out / FOLDER / WEIGHTS).chmod(0o644)
    for file in TOKENIZER_FILES:
        shutil.copyfile(encoder / file, out / FOLDER / file)
    settings = json.loads((encoder / "config.json").read_text(encoding="utf-8"))
    settings["num_hidden_layers"] = layers(weights)
    (out / FOLDER / "config.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    torch.save(head(checkpoint), out / LANGUAGE / "ner" / f"{name}.pt")
    write_graph(out, out / LANGUAGE / "ner" / f"{name}.pt")
    text = json.dumps(resources(name), ensure_ascii=False, indent=1) + "\n"
    (out / "resources.json").write_text(text, encoding="utf-8")
    write_digest(out)
    return sum(path.stat().st_size for path in out.rglob("*") if path.is_file())


def write_graph(folder: Path, tagger: Path) -> None:
    """Write the graph of a packed model's network beside it."""
    import torch

    from extractors.training.graph import draw

    checkpoint = torch.load(tagger, map_location="cpu", weights_only=True)
    (folder / GRAPH).write_bytes(draw(folder, tagger, checkpoint).SerializeToString(deterministic=True))


def write_digest(folder: Path) -> None:
    """Write the digest that `extractors.entities.models.verify` holds a folder's files to."""
    (folder / DIGEST).write_text(f"{model_identity(folder)[1]}\n", encoding="ascii")


def main() -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(description="Turn a trained checkpoint into what ships.")
    parser.add_argument("trained", type=Path)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--name", required=True)
    options = parser.parse_args()
    size = pack(options.trained, options.encoder, options.out, options.name)
    print(f"{options.out}: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
