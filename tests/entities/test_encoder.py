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
    back = dequantised(quantised(state))
    assert back.keys() == state.keys()
    assert torch.equal(back["a.bias"], state["a.bias"])
    step = state["a.weight"].abs().amax(dim=1, keepdim=True) / 127
    assert bool(((back["a.weight"] - state["a.weight"]).abs() <= step / 2 * 1.001).all())


def test_an_empty_row_stays_empty() -> None:
    import torch

    assert bool((dequantised(quantised({"w": torch.zeros(2, 3)}))["w"] == 0).all())


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
    return theirs, Encoder(Config(32, 3, 4, 1e-12), theirs.state_dict())


def test_the_forward_pass_is_that_of_transformers(both: tuple[Any, Any]) -> None:
    import torch

    theirs, ours = both
    ids = torch.randint(2, 50, (3, 11))
    mask = torch.ones_like(ids)
    ids[1, 7:], mask[1, 7:] = 1, 0
    with torch.no_grad():
        wanted = theirs(ids, attention_mask=mask, output_hidden_states=True).hidden_states
        found = ours(ids, attention_mask=mask, output_hidden_states=True).hidden_states
    assert len(found) == len(wanted) == 4
    for one, other in zip(found, wanted, strict=True):
        assert torch.allclose(one[mask.bool()], other[mask.bool()], atol=1e-4)


def test_bfloat16_products_are_near(both: tuple[Any, Any]) -> None:
    import torch

    from extractors.entities.bert import Config, Encoder

    theirs, ours = both
    near = Encoder(Config(32, 3, 4, 1e-12), theirs.state_dict(), torch.bfloat16)
    ids = torch.randint(2, 50, (3, 11))
    with torch.no_grad():
        wanted, found = (model(ids, attention_mask=torch.ones_like(ids)).hidden_states[-1] for model in (ours, near))
    assert found.dtype == torch.float32
    assert not torch.equal(found, wanted)
    assert torch.nn.functional.cosine_similarity(found, wanted, dim=-1).min() > 0.99


def test_the_tokenizer_is_that_of_transformers() -> None:
    from stanza.models.common.bert_embedding import load_tokenizer

    from extractors.entities.encoder import FOLDER, load
    from extractors.entities.models import embedded_folder

    folder = embedded_folder() / FOLDER
    theirs, (_, ours) = load_tokenizer(str(folder), local_files_only=True), load(folder)
    sentences = [["زار", "و", "بغداد", "304", "CNN", "“", "ﻻ", "𓂀"], ["قال"], ["\u200b", "كلمة"]]
    wanted = theirs(sentences, padding="longest", is_split_into_words=True, return_attention_mask=True)
    found = ours(sentences, padding="longest", is_split_into_words=True, return_attention_mask=True)
    assert found["input_ids"] == wanted["input_ids"]
    assert found["attention_mask"] == wanted["attention_mask"]
    assert [found.word_ids(n) for n in range(3)] == [wanted.word_ids(n) for n in range(3)]
    assert ours.model_max_length == theirs.model_max_length
    assert ours(["كلمة", "\u200b"]).input_ids == theirs(["كلمة", "\u200b"], is_split_into_words=False).input_ids


def test_another_architecture_is_refused(tmp_path: Path) -> None:
    from extractors.entities.bert import Config

    (tmp_path / "config.json").write_text('{"model_type": "roberta", "hidden_act": "gelu"}', encoding="utf-8")
    with pytest.raises(ValueError, match="not the configuration of a BERT"):
        Config.read(tmp_path / "config.json")
