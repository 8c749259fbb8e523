"""The tagger while it learns: an encoder and what Stanza's `NERTagger` has on top of it, by Stanza's names of weights.

Stanza's own trainer reads one sentence length after the other through Python and asks for its vocabularies of
characters; this forward pass is the same function of the same weights, batched, on a CPU or a GPU. What `save` writes
is a Stanza checkpoint.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from extractors.training.batches import SPECIALS, TAGS, Batch

HIDDEN: Final = 128
DROPOUT: Final = 0.3
HIDDEN_LAYERS: Final = 3  # the tagger reads the mean of the encoder's last three layers
SHORTHAND: Final = "ar_khabar"
LAYER: Final = re.compile(r"encoder\.layer\.(\d+)\.")
ENCODER: Final = "bert_model."
"""What the names of the encoder's weights begin with in a checkpoint."""
CONFIG: Final = {
    "word_emb_dim": 0, "char": False, "char_emb_dim": 0, "charlm": False, "char_lowercase": False, "lowercase": False,
    "hidden_dim": HIDDEN, "num_layers": 1, "dropout": DROPOUT, "word_dropout": 0.0, "locked_dropout": 0.0,
    "rec_dropout": 0, "input_transform": True, "bert_hidden_layers": HIDDEN_LAYERS, "use_peft": False,
    "scheme": "bioes", "train_scheme": None, "predict_tagset": 0, "batch_size": 32, "shorthand": SHORTHAND,
    "emb_finetune": True, "optim": "adamw", "lr": 0.001, "momentum": 0, "bert_learning_rate": 0.1,
    "connect_output_layers": False, "charlm_forward_file": None, "charlm_backward_file": None, "bert_finetune": False,
}  # fmt: skip
"""What Stanza reads of a checkpoint's configuration; the name of the encoder is added when it is packed."""


def products() -> torch.dtype:
    """Return what to multiply matrices in: bfloat16 where the processor has it, which is faster than float32 there."""
    supported = getattr(torch.cpu, "_is_avx512_bf16_supported", None)  # PyTorch asks it of itself, since 2.6
    return torch.bfloat16 if supported and supported() else torch.float32


class Recurrent(nn.Module):
    """Stanza's `PackedLSTM`: its name for the layer, and its own start."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.lstm = nn.LSTM(width, HIDDEN, batch_first=True, bidirectional=True)

    def forward(self, features: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        """(sentences, words, width) to (sentences, words, twice HIDDEN)."""
        packed = pack_padded_sequence(features, lengths, batch_first=True, enforce_sorted=False)
        read: torch.Tensor = pad_packed_sequence(self.lstm(packed)[0], batch_first=True)[0]
        return read


class Moves(nn.Module):
    """Stanza's `CRFLoss`: the scores of moves from tag to tag."""

    def __init__(self) -> None:
        super().__init__()
        self._transitions = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))

    def forward(self) -> torch.Tensor:
        """(tags, tags), from row to column."""
        return self._transitions


class Network(nn.Module):
    """The tagger.

    Args:
        encoder: a transformers BertModel.
    """

    def __init__(self, encoder: Any) -> None:  # noqa: ANN401  transformers is untyped
        super().__init__()
        width: int = encoder.config.hidden_size
        self.bert_model = encoder
        self.bert_layer_mix = nn.Linear(HIDDEN_LAYERS, 1, bias=False)
        nn.init.zeros_(self.bert_layer_mix.weight)  # Stanza adds one third to each
        self.input_transform = nn.Linear(width, width)
        self.taggerlstm = Recurrent(width)
        for place in ("h", "c"):
            start = nn.Parameter(torch.zeros(2, 1, HIDDEN), requires_grad=False)
            self.register_parameter(f"taggerlstm_{place}_init", start)
        self.tag_clfs = nn.ModuleList([nn.Linear(2 * HIDDEN, len(TAGS))])
        self.crits = nn.ModuleList([Moves()])
        self.drop = nn.Dropout(DROPOUT)

    @property
    def moves(self) -> torch.Tensor:
        """(tags, tags) scores from row to column."""
        found: torch.Tensor = self.crits[0]()
        return found

    def forward(self, batch: Batch) -> tuple[torch.Tensor, torch.Tensor]:
        """The scores of tags, (sentences, words, tags), and what the encoder says of words, (sentences, words, width).

        The encoder multiplies in bfloat16 where the processor does so itself, what is on top of it in float32.
        """
        device = batch.ids.device.type
        with torch.autocast(device, torch.bfloat16, enabled=device != "cpu" or products() == torch.bfloat16):
            states = self.bert_model(batch.ids, batch.inside, output_hidden_states=True).hidden_states
        shares = self.bert_layer_mix.weight[0] + 1 / HIDDEN_LAYERS
        mixed = sum(share * state.float() for share, state in zip(shares, states[-HIDDEN_LAYERS:], strict=True))
        features = mixed.gather(1, batch.last[..., None].expand(-1, -1, mixed.shape[2]))
        read = self.taggerlstm(self.input_transform(self.drop(features)), batch.lengths)
        return self.tag_clfs[0](self.drop(read)), features

    def save(self, path: Path) -> None:
        """Write a Stanza checkpoint."""
        ids = {tag: n for n, tag in enumerate(TAGS)}
        common = {"lang": SHORTHAND, "idx": 0, "cutoff": 0, "lower": False}
        tags = {**common, "_unit2id": {0: ids}, "_id2unit": {0: list(TAGS)}, "sep": None, "keyed": False}
        unread = list(SPECIALS)  # Stanza looks characters up, of which this tagger reads none
        characters = {**common, "_unit2id": {unit: n for n, unit in enumerate(unread)}, "_id2unit": unread}
        kinds = {"char": "CharVocab", "tag": "CompositeVocab"}
        vocabulary = {"char": characters, "tag": tags, "_key2class": kinds}
        model = {name: weights.cpu() for name, weights in self.state_dict().items()}
        torch.save({"model": model, "vocab": vocabulary, "config": CONFIG}, path)


def layers(names: Iterable[str]) -> int:
    """How many layers the encoder has whose weights have these names."""
    return 1 + max(int(layer[1]) for name in names if (layer := LAYER.search(name)))


def load(path: Path, encoder: Path) -> Network:
    """The network of a checkpoint of `Network.save`, over an encoder of that folder's shape but for its layers."""
    from transformers import BertConfig, BertModel  # noqa: PLC0415  a second to import

    state = torch.load(path, map_location="cpu", weights_only=True)["model"]
    config = BertConfig.from_pretrained(encoder)
    config.num_hidden_layers = layers(state)
    found = Network(BertModel(config, add_pooling_layer=False))
    found.load_state_dict(state)
    return found


def fresh(encoder: Path) -> Network:
    """A network that has learnt nothing yet, over the encoder of a folder."""
    from transformers import BertModel  # noqa: PLC0415  a second to import

    return Network(BertModel.from_pretrained(encoder, add_pooling_layer=False))


def shallower(network: Network, layers: list[int]) -> Network:
    """The same network with these layers of its encoder alone, counted from 0.

    Alternate layers of a fine-tuned model are a better start than the first ones (Sajjad et al. 2023).
    """
    encoder = network.bert_model.encoder
    encoder.layer = nn.ModuleList([encoder.layer[n] for n in layers])
    network.bert_model.config.num_hidden_layers = len(layers)
    return network
