"""Eight bits a weight: rows come back within half a step of their largest weight's 127th."""

# ruff: noqa: PLC0415  torch is imported when a test needs it

from pathlib import Path
from typing import Any

import pytest

from extractors.entities.encoder import dequantised, quantised


def test_rows_come_back_within_half_a_step() -> None:
    import torch

    torch.manual_seed(1)
    state = {"a.weight": torch.randn(7, 33) * torch.logspace(-4, 1, 7)[:, None], "a.bias": torch.randn(5)}
    back = dict(dequantised(quantised(state)))
    assert back.keys() == state.keys()
    assert torch.equal(back["a.bias"], state["a.bias"])
    step = state["a.weight"].abs().amax(dim=1, keepdim=True) / 127
    assert bool(((back["a.weight"] - state["a.weight"]).abs() <= step / 2 * 1.001).all())


def test_an_empty_row_stays_empty() -> None:
    import torch

    assert bool((dict(dequantised(quantised({"w": torch.zeros(2, 3)})))["w"] == 0).all())


@pytest.fixture
def both() -> tuple[Any, Any]:
    """A random BERT of transformers, and this project's reading of its weights."""
    import torch
    from transformers import BertConfig, BertModel

    from extractors.entities.bert import Config, Encoder

    torch.manual_seed(2)
    config = BertConfig(
        vocab_size=50,
        hidden_size=32,
        num_hidden_layers=3,
        num_attention_heads=4,
        intermediate_size=64,
        layer_norm_eps=1e-12,
        pad_token_id=1,
        initializer_range=0.5,
    )
    theirs = BertModel(config, add_pooling_layer=False)
    theirs.eval()
    return theirs, Encoder(Config(32, 3, 4, 1e-12), theirs.state_dict().items())


def sentences_of(*lengths: int) -> list[list[int]]:
    import torch

    return [torch.randint(2, 50, (length,)).tolist() for length in lengths]


def test_the_forward_pass_is_that_of_transformers(both: tuple[Any, Any]) -> None:
    import torch

    theirs, ours = both
    sentences = sentences_of(11, 3, 40, 11, 16)
    with torch.no_grad():
        found = ours(sentences, 4)
        alone = [theirs(torch.tensor([ids]), output_hidden_states=True).hidden_states for ids in sentences]
    wanted = [torch.cat([states[layer][0] for states in alone]) for layer in range(4)]
    assert len(found) == len(wanted)
    for one, other in zip(found, wanted, strict=True):
        assert torch.allclose(one, other, atol=1e-4)


@pytest.mark.parametrize("products", ["float32", "bfloat16"])
def test_a_sentence_is_read_the_same_alone_and_among_others(both: tuple[Any, Any], products: str) -> None:
    import torch

    from extractors.entities.bert import Config, Encoder

    ours = Encoder(Config(32, 3, 4, 1e-12), both[0].state_dict().items(), getattr(torch, products))
    sentences = sentences_of(*range(1, 60))
    with torch.no_grad():
        together = ours(sentences, 1)[0].split([len(ids) for ids in sentences])
        for ids, state in zip(sentences, together, strict=True):
            assert torch.equal(ours([ids], 1)[0], state)


def test_bfloat16_products_are_near(both: tuple[Any, Any]) -> None:
    import torch

    from extractors.entities.bert import Config, Encoder

    theirs, ours = both
    near = Encoder(Config(32, 3, 4, 1e-12), theirs.state_dict().items(), torch.bfloat16)
    sentences = sentences_of(11, 7)
    with torch.no_grad():
        wanted, found = (model(sentences, 1)[0] for model in (ours, near))
    assert found.dtype == torch.float32
    assert not torch.equal(found, wanted)
    assert torch.nn.functional.cosine_similarity(found, wanted, dim=-1).min() > 0.99


def tokenizers() -> tuple[Any, Any]:
    """The embedded tokenizer as transformers reads it, and as this project does."""
    from stanza.models.common.bert_embedding import load_tokenizer

    from extractors.entities.encoder import FOLDER, load
    from extractors.entities.models import embedded_folder

    folder = embedded_folder() / FOLDER
    return load_tokenizer(str(folder), local_files_only=True), load(folder)[1]


def test_pieces_are_those_of_transformers_and_stanza() -> None:
    from stanza.models.common.bert_embedding import convert_to_position_list

    theirs, ours = tokenizers()
    sentences = [["زار", "و", "بغداد", "304", "CNN", "“", "ﻻ", "𓂀"], ["قال"], ["كلمة"]]
    wanted = theirs(sentences, is_split_into_words=True)
    found = ours(sentences)
    assert [pieces.ids for pieces in found] == wanted["input_ids"]
    for n, (words, pieces) in enumerate(zip(sentences, found, strict=True)):
        assert pieces.last == convert_to_position_list(words, wanted.word_ids(n))[1:-1]


def test_a_word_without_pieces_is_read_as_a_dash() -> None:
    _, ours = tokenizers()
    blank, dash = ours([["زار", "\x01", "كلمة"], ["زار", "-", "كلمة"]])
    assert blank == dash


def test_a_sentence_of_too_many_pieces_keeps_the_first_of_each_word() -> None:
    _, ours = tokenizers()
    words = ["زار", "ط" * 9000, "بغداد"] + ["و"] * 125
    (pieces,) = ours([words])
    assert len(pieces.ids) <= 512
    assert len(pieces.last) == len(words)
    (short,) = ours([["بغداد"]])
    assert pieces.ids[pieces.last[2]] == short.ids[short.last[0]]


def test_another_architecture_is_refused(tmp_path: Path) -> None:
    from extractors.entities.bert import Config

    (tmp_path / "config.json").write_text('{"model_type": "roberta", "hidden_act": "gelu"}', encoding="utf-8")
    with pytest.raises(ValueError, match="not the configuration of a BERT"):
        Config.read(tmp_path / "config.json")
