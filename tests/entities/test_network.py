"""The embedded model's own forward pass: that of Stanza, and independent of the batch."""

from typing import Any

import pytest
import torch
from stanza.models.common.bert_embedding import cloned_feature
from torch.nn.utils.rnn import pack_sequence, pad_packed_sequence

from extractors.entities.network import Network
from extractors.entities.tagger import Tagger

SENTENCES = [
    ["زار", "وزير", "الخارجية", "سعد", "البكري", "بغداد", "."],
    ["قال"],
    ["وصلت", "قوات", "الجيش", "اللبناني", "إلى", "صيدا", "ثم", "عادت"] * 12,
    ["نقلت", "وكالة", "الأنباء", "التونسية", "عن", "شهود", "في", "قفصة", "قولهم"],
]


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger()


@pytest.fixture(scope="module")
def model(tagger: Tagger) -> Any:
    return tagger._pipeline.processors["ner"].trainers[0].model


@pytest.fixture(scope="module")
def network(model: Any) -> Network:
    return Network(model, 0)


def test_a_sentence_scores_the_same_alone_and_among_others(network: Network) -> None:
    together = network(SENTENCES)
    for words, scores in zip(SENTENCES, together, strict=True):
        assert torch.allclose(network([words])[0, : len(words)], scores[: len(words)], rtol=0, atol=1e-9)


def test_the_head_is_that_of_stanza(network: Network, model: Any) -> None:
    pieces = network._tokenizer(SENTENCES)
    states = model.bert_model([sentence.ids for sentence in pieces], 3)
    with torch.no_grad():
        mixed = cloned_feature(states, detach=True, bert_layer_mix=model.bert_layer_mix)
        rows = [row[p.last] for row, p in zip(mixed.split([len(p.ids) for p in pieces]), pieces, strict=True)]
        packed = pack_sequence(rows, enforce_sorted=False)
        found, _ = model.taggerlstm.lstm(packed._replace(data=model.input_transform(packed.data)))
        wanted = model.tag_clfs[0](pad_packed_sequence(found, batch_first=True)[0])
    scores = network(SENTENCES)
    for n, words in enumerate(SENTENCES):
        assert torch.allclose(scores[n, : len(words)].float(), wanted[n, : len(words)], atol=1e-3)


def test_scores_do_not_depend_on_the_number_of_threads(network: Network) -> None:
    before = torch.get_num_threads()
    try:
        found = []
        for threads in (1, 2):
            torch.set_num_threads(threads)
            found.append(network(SENTENCES))
    finally:
        torch.set_num_threads(before)
    assert torch.allclose(*found, rtol=0, atol=1e-9)


def test_asked_directly_it_says_what_its_stanza_pipeline_says(tagger: Tagger) -> None:
    piped = [[token.ner for token in sentence.tokens] for sentence in tagger._pipeline(SENTENCES).sentences]
    assert tagger._decoder is not None
    assert [tags for tags, _ in tagger._decoder.read(SENTENCES)] == piped
    assert any(tag != "O" for row in piped for tag in row)
