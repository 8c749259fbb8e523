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


def test_eight_bits_are_near_float32() -> None:
    import torch

    from extractors.entities.eight_bits import EightBitLinear

    torch.manual_seed(2)
    plain = torch.nn.Linear(64, 48)
    packed = quantised({"weight": plain.weight.detach()})
    ours = EightBitLinear(packed["weight.rows"], packed["weight.scales"], plain.bias.detach())
    states = torch.randn(3, 5, 64)
    wanted = plain(states).detach()
    found = ours(states)
    assert not torch.equal(found, wanted)
    assert (found - wanted).norm() / wanted.norm() < 0.02


def test_a_state_of_zeros_gives_the_bias() -> None:
    import torch

    from extractors.entities.eight_bits import EightBitLinear

    layer = EightBitLinear(torch.full((2, 3), 127, dtype=torch.int8), torch.ones(2), torch.tensor([1.0, -2.0]))
    assert layer(torch.zeros(1, 1, 3)).tolist() == [[[1.0, -2.0]]]


def test_two_products_fit_sixteen_bits() -> None:
    """On processors that add pairs of products in sixteen bits, as those without VNNI do, nothing may overflow."""
    import numpy as np

    from extractors.entities.eight_bits import STEPS
    from extractors.training.graph import HALVES, ZERO

    assert 2 * (ZERO + STEPS) * np.abs(HALVES.astype(int)).max() <= np.iinfo(np.int16).max


def tokenizers() -> tuple[Any, Any]:
    """The embedded tokenizer as transformers reads it, and as this project does."""
    from extractors.entities.encoder import load
    from extractors.entities.models import FOLDER, embedded_folder
    from extractors.entities.pieces import PieceTokenizer

    folder = embedded_folder() / FOLDER
    return load(folder)[1], PieceTokenizer.of(folder)


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
    from extractors.entities.encoder import load

    (tmp_path / "config.json").write_text('{"model_type": "bert", "hidden_act": "relu"}', encoding="utf-8")
    with pytest.raises(ValueError, match="not the encoder of a BERT"):
        load(tmp_path)
