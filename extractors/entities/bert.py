"""The shipped encoder's forward pass and its tokenizer, as Stanza calls those of transformers.

Importing transformers for one architecture of known shape takes as long as importing Stanza itself; this is the part
of it that is used: BERT (Devlin et al. 2019), post-norm, exact GELU, for reading only, and a fast tokenizer.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import torch
from tokenizers import Encoding, Tokenizer
from torch.nn import functional


class Output(NamedTuple):
    """What Stanza reads of a forward pass: the embeddings and the output of each layer, (sentences, pieces, width)."""

    hidden_states: tuple[torch.Tensor, ...]


@dataclass(frozen=True)
class Config:
    """The shape of the encoder, by transformers' names."""

    hidden_size: int
    num_hidden_layers: int
    num_attention_heads: int
    layer_norm_eps: float

    @classmethod
    def read(cls, path: Path) -> Config:
        """The shape in a config.json.

        Raises:
            OSError: the file is missing.
            ValueError: it is not that of a BERT with exact GELU.
        """
        data = json.loads(path.read_text(encoding="utf-8"))
        if (data.get("model_type"), data.get("hidden_act")) != ("bert", "gelu"):
            raise ValueError(f"{path} is not the configuration of a BERT with exact GELU")
        return cls(**{name: data[name] for name in cls.__dataclass_fields__})


def products() -> torch.dtype:
    """What to multiply matrices in here: bfloat16 where the processor does so itself, four times as fast as float32."""
    supported = getattr(torch.cpu, "_is_avx512_bf16_supported", None)  # PyTorch asks it of itself, since 2.6
    return torch.bfloat16 if supported and supported() else torch.float32


class Encoder(torch.nn.Module):
    """A BERT encoder for reading.

    Args:
        config: its shape.
        state: float32 weights by the names of transformers' BertModel.
        products: what matrices are multiplied in; what is added up and normalised stays float32.
    """

    _hf_peft_config_loaded = False  # Stanza asks whether there are adapters to turn off

    def __init__(
        self, config: Config, state: Mapping[str, torch.Tensor], products: torch.dtype = torch.float32
    ) -> None:
        super().__init__()
        self.config = config
        added = ("embeddings", "LayerNorm")
        self._state = {
            name: weights if any(part in name for part in added) else weights.to(products)
            for name, weights in state.items()
        }

    def forward(self, input_ids: torch.Tensor, *, attention_mask: torch.Tensor, **_: Any) -> Output:  # noqa: ANN401
        """The hidden states of (sentences, pieces) ids; the mask is 1 for pieces and 0 for padding."""
        mask = attention_mask.bool()[:, None, None, :]
        states = [self._embed(input_ids)]
        for layer in range(self.config.num_hidden_layers):
            states.append(self._layer(f"encoder.layer.{layer}", states[-1], mask))
        return Output(tuple(states))

    def _embed(self, ids: torch.Tensor) -> torch.Tensor:
        table = self._state
        words = functional.embedding(ids, table["embeddings.word_embeddings.weight"])
        places = table["embeddings.position_embeddings.weight"][: ids.shape[1]]
        return self._norm("embeddings.LayerNorm", words + places + table["embeddings.token_type_embeddings.weight"][0])

    def _layer(self, name: str, state: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        query, key, value = (
            self._heads(self._linear(f"{name}.attention.self.{part}", state)) for part in ("query", "key", "value")
        )
        attended = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        attended = self._linear(f"{name}.attention.output.dense", attended.transpose(1, 2).flatten(2))
        state = self._norm(f"{name}.attention.output.LayerNorm", attended + state)
        inner = functional.gelu(self._linear(f"{name}.intermediate.dense", state))
        return self._norm(f"{name}.output.LayerNorm", self._linear(f"{name}.output.dense", inner) + state)

    def _heads(self, state: torch.Tensor) -> torch.Tensor:
        sentences, pieces, _ = state.shape
        return state.view(sentences, pieces, self.config.num_attention_heads, -1).transpose(1, 2)

    def _linear(self, name: str, state: torch.Tensor) -> torch.Tensor:
        weight, bias = self._state[f"{name}.weight"], self._state[f"{name}.bias"]
        return functional.linear(state.to(weight.dtype), weight, bias)

    def _norm(self, name: str, state: torch.Tensor) -> torch.Tensor:
        weight, bias = self._state[f"{name}.weight"], self._state[f"{name}.bias"]
        return functional.layer_norm(state, weight.shape, weight, bias, self.config.layer_norm_eps)


class Encodings:
    """A batch of encodings, with the keys and methods of transformers' BatchEncoding that Stanza uses."""

    def __init__(self, encodings: Sequence[Encoding]) -> None:
        self._encodings = encodings

    @property
    def input_ids(self) -> list[list[int]]:
        """The pieces' ids."""
        return [encoding.ids for encoding in self._encodings]

    def __getitem__(self, key: str) -> list[list[int]]:
        return self.input_ids if key == "input_ids" else [encoding.attention_mask for encoding in self._encodings]

    def word_ids(self, batch_index: int = 0) -> list[int | None]:
        """The word that each piece of a sentence belongs to; None for special pieces."""
        return self._encodings[batch_index].word_ids


class PieceTokenizer:
    """A tokenizer.json, called as a fast tokenizer of transformers is.

    Args:
        path: the file.
        longest: how many pieces the encoder reads at once; Stanza cuts longer input into overlapping slices.
        pad: the piece that fills up shorter sentences.
    """

    def __init__(self, path: Path, longest: int, pad: str) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.enable_padding(pad_id=self._tokenizer.token_to_id(pad), pad_token=pad)
        self.model_max_length = longest

    def __call__(self, sentences: Sequence[Any], *, is_split_into_words: bool = False, **_: Any) -> Encodings:  # noqa: ANN401
        """The encodings of a batch, padded to the longest where the sentences are lists of words."""
        if is_split_into_words:
            return Encodings(self._tokenizer.encode_batch([list(words) for words in sentences], is_pretokenized=True))
        return Encodings([self._tokenizer.encode(text) for text in sentences])
