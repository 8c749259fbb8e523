"""What the embedded model computes: sentences of words to the scores of their tags.

The layers and their weights are those of Stanza's `NERTagger`. Its own forward pass pads sentences to the longest of
their batch, so that the last bits of its scores depend on which sentences are read together; here they do not, and
an article gives the same record alone and among thousands, with one worker and with many.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any, Final

import torch
from torch.nn.utils.rnn import pack_sequence, pad_packed_sequence

from extractors.entities.bert import Pieces

AT_ONCE: Final = 1024  # pieces; more need memory and are no faster


class Network:
    """The forward pass of a Stanza tagger over the shipped encoder.

    Args:
        model: a `stanza.models.ner.model.NERTagger` whose `bert_model` is an `Encoder`.
        tagset: which of its output layers to read.
    """

    def __init__(self, model: Any, tagset: int) -> None:  # noqa: ANN401  Stanza is untyped
        self._encoder = model.bert_model
        self._tokenizer = model.bert_tokenizer
        # Products of float32 differ in their last bits with the number of rows and threads, which a rounded score would
        # show; those of float64 do not differ enough to, and the layers after the encoder are small.
        self._transform = deepcopy(model.input_transform or torch.nn.Identity()).double()
        self._lstm = deepcopy(model.taggerlstm.lstm).double()
        self._classifier = deepcopy(model.tag_clfs[tagset]).double()
        extra = model.bert_layer_mix.weight[0]
        self._shares = (extra + 1 / len(extra)).tolist()

    @torch.no_grad()
    def __call__(self, sentences: Sequence[Sequence[str]]) -> torch.Tensor:
        """The scores, (sentences, words of the longest, tags), in nats."""
        pieces = self._tokenizer(sentences)
        order = sorted(range(len(pieces)), key=lambda n: len(pieces[n].ids))
        features: list[torch.Tensor] = [torch.empty(0)] * len(pieces)
        for batch in _batches(order, pieces):
            for n, words in zip(batch, self._features([pieces[n] for n in batch]), strict=True):
                features[n] = words
        return self._classifier(self._read(features))  # type: ignore[no-any-return]

    def _features(self, sentences: Sequence[Pieces]) -> list[torch.Tensor]:
        """For each sentence, what the encoder says of its words, (words, width): last layers, weighed."""
        states = self._encoder([sentence.ids for sentence in sentences], len(self._shares))
        mixed = sum(share * state for share, state in zip(self._shares, states, strict=True))
        rows = mixed.split([len(sentence.ids) for sentence in sentences])
        return [row[sentence.last].double() for row, sentence in zip(rows, sentences, strict=True)]

    def _read(self, features: list[torch.Tensor]) -> torch.Tensor:
        """What the LSTM makes of sentences, padded."""
        packed = pack_sequence(features, enforce_sorted=False)
        found, _ = self._lstm(packed._replace(data=self._transform(packed.data)))
        padded: torch.Tensor = pad_packed_sequence(found, batch_first=True)[0]
        return padded


def _batches(order: Sequence[int], pieces: Sequence[Pieces]) -> Iterator[list[int]]:
    batch: list[int] = []
    size = 0
    for n in order:
        if batch and size + len(pieces[n].ids) > AT_ONCE:
            yield batch
            batch, size = [], 0
        batch.append(n)
        size += len(pieces[n].ids)
    yield batch
