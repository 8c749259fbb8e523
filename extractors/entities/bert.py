"""The shipped encoder's forward pass and its tokenizer.

Importing transformers for one architecture of known shape takes as long as importing Stanza itself; this is the part
of it that is used: BERT (Devlin et al. 2019), post-norm, exact GELU, for reading only, and a fast tokenizer.

A sentence's states are the same to the last bit whatever sentences are read with it: rows of a matrix product do not
depend on each other, and attention, whose sums follow the padded length, pads each sentence to a length of its own.
"""

from __future__ import annotations

import json
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

import torch
from tokenizers import Tokenizer
from torch.nn import functional

STEP: Final = 16  # pieces; sentences are padded to multiples of it, and fewer rows are multiplied in another order


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


class _Group(NamedTuple):
    """Sentences of one padded length: where their pieces are among those of all, and which places are no padding."""

    rows: torch.Tensor  # (sentences, padded length), int64
    inside: torch.Tensor  # the same shape, bool


class Encoder(torch.nn.Module):
    """A BERT encoder for reading.

    Args:
        config: its shape.
        state: names of transformers' BertModel and their float32 weights, each needed only for a moment.
        products: what matrices are multiplied in; what is added up and normalised stays float32.
    """

    def __init__(
        self, config: Config, state: Iterable[tuple[str, torch.Tensor]], products: torch.dtype = torch.float32
    ) -> None:
        super().__init__()
        self.config = config
        for name, weights in state:
            added = "embeddings" in name or "LayerNorm" in name
            self.register_buffer(_buffer(name), weights if added else weights.to(products), persistent=False)

    def forward(self, sentences: Sequence[Sequence[int]], layers: int) -> list[torch.Tensor]:
        """The outputs of so many last layers, (pieces, width) each, the sentences' ids one after the other.

        One more than the encoder has is the embeddings too.
        """
        device = self._weights("embeddings.word_embeddings.weight").device
        groups = [_Group(rows.to(device), inside.to(device)) for rows, inside in _groups(sentences)]
        states = deque([self._embed(sentences, device)], maxlen=layers)
        for layer in range(self.config.num_hidden_layers):
            states.append(self._layer(f"encoder.layer.{layer}", states[-1], groups))
        return [state[: sum(map(len, sentences))] for state in states]

    def _embed(self, sentences: Sequence[Sequence[int]], device: torch.device) -> torch.Tensor:
        ids = [id_ for sentence in sentences for id_ in sentence]
        places = [place for sentence in sentences for place in range(len(sentence))]
        spare = [0] * max(0, STEP - len(ids))
        words = self._weights("embeddings.word_embeddings.weight")[torch.tensor(ids + spare, device=device)]
        at = self._weights("embeddings.position_embeddings.weight")[torch.tensor(places + spare, device=device)]
        kind = self._weights("embeddings.token_type_embeddings.weight")[0]
        return self._norm("embeddings.LayerNorm", words + at + kind)

    def _layer(self, name: str, state: torch.Tensor, groups: Sequence[_Group]) -> torch.Tensor:
        query, key, value = (self._linear(f"{name}.attention.self.{part}", state) for part in ("query", "key", "value"))
        attended = torch.zeros_like(query)
        for rows, inside in groups:
            asked, keys, values = (self._heads(part[rows]) for part in (query, key, value))
            found = functional.scaled_dot_product_attention(asked, keys, values, attn_mask=inside[:, None, None, :])
            attended[rows[inside]] = found.transpose(1, 2).flatten(2)[inside]
        attended = self._linear(f"{name}.attention.output.dense", attended)
        state = self._norm(f"{name}.attention.output.LayerNorm", attended + state)
        inner = functional.gelu(self._linear(f"{name}.intermediate.dense", state))
        return self._norm(f"{name}.output.LayerNorm", self._linear(f"{name}.output.dense", inner) + state)

    def _heads(self, state: torch.Tensor) -> torch.Tensor:
        sentences, pieces, _ = state.shape
        return state.view(sentences, pieces, self.config.num_attention_heads, -1).transpose(1, 2)

    def _linear(self, name: str, state: torch.Tensor) -> torch.Tensor:
        weight, bias = self._weights(f"{name}.weight"), self._weights(f"{name}.bias")
        return functional.linear(state.to(weight.dtype), weight, bias)

    def _norm(self, name: str, state: torch.Tensor) -> torch.Tensor:
        weight, bias = self._weights(f"{name}.weight"), self._weights(f"{name}.bias")
        return functional.layer_norm(state, weight.shape, weight, bias, self.config.layer_norm_eps)

    def _weights(self, name: str) -> torch.Tensor:
        return self.get_buffer(_buffer(name))


def _buffer(name: str) -> str:
    """A name of transformers as one that a module's buffer may have."""
    return name.replace(".", "_")


def _groups(sentences: Sequence[Sequence[int]]) -> list[_Group]:
    by_length: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    at = 0
    for sentence in sentences:
        by_length[-(-len(sentence) // STEP) * STEP].append((at, len(sentence)))
        at += len(sentence)
    return [_group(padded, members) for padded, members in by_length.items()]


def _group(padded: int, members: Sequence[tuple[int, int]]) -> _Group:
    starts, lengths = (torch.tensor(column)[:, None] for column in zip(*members, strict=True))
    places = torch.arange(padded)
    inside = places < lengths
    return _Group(torch.where(inside, starts + places, starts), inside)


class Pieces(NamedTuple):
    """A sentence as pieces: their ids, and for each of its words the place of the last one, which stands for it."""

    ids: list[int]
    last: list[int]


class PieceTokenizer:
    """A tokenizer.json.

    Args:
        path: the file.
        longest: how many pieces the encoder reads at once.
    """

    def __init__(self, path: Path, longest: int) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._longest = longest

    def __call__(self, sentences: Sequence[Sequence[str]]) -> list[Pieces]:
        """The pieces of sentences of words.

        A word that has none is read as a dash. Where a sentence has more than the encoder reads, each word keeps
        its first ones: what has so many is no name.
        """
        return [self._pieces(words, row) for words, row in zip(sentences, self._encoded(sentences), strict=True)]

    def _encoded(self, sentences: Sequence[Sequence[str]]) -> list[tuple[list[int], list[int | None]]]:
        encodings = self._tokenizer.encode_batch([list(words) for words in sentences], is_pretokenized=True)
        return [(encoding.ids, encoding.word_ids) for encoding in encodings]

    def _pieces(self, words: Sequence[str], row: tuple[list[int], list[int | None]]) -> Pieces:
        ids, owners = row
        if missing := set(range(len(words))).difference(owners):
            dashed = ["-" if n in missing else word for n, word in enumerate(words)]
            ((ids, owners),) = self._encoded([dashed])
        if len(ids) > self._longest:
            ids, owners = _shortened(ids, owners, self._longest // (len(words) + 1))
        last = {owner: place for place, owner in enumerate(owners)}
        return Pieces(ids, [last[n] for n in range(len(words))])


def _shortened(ids: list[int], owners: list[int | None], most: int) -> tuple[list[int], list[int | None]]:
    """The pieces with so many of each word at most."""
    kept: list[int] = []
    counts: defaultdict[int | None, int] = defaultdict(int)
    for place, owner in enumerate(owners):
        counts[owner] += 1
        if owner is None or counts[owner] <= most:
            kept.append(place)
    return [ids[place] for place in kept], [owners[place] for place in kept]
