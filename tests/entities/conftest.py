"""A tiny Stanza tagger, trained here in a few seconds, in a file and in a folder such as Stanza's own."""

# ruff: noqa: PLC0415  stanza is imported by the tests that need it

import hashlib
import json
import random
from pathlib import Path

import pytest

NAMES = {
    "PER": ["سلمى", "هيثم", "نورا", "زياد"],
    "LOC": ["صنعاء", "حمص", "بنزرت", "وهران"],
    "ORG": ["اليونسكو", "الفيفا", "أوبك"],
}
FRAMES = [
    "قال {PER} إن المطر نزل في {LOC}",
    "زار {PER} مدينة {LOC} أمس",
    "أعلنت {ORG} في {LOC} نتائجها",
    "عمل {PER} في {ORG} عاما",
]


def sentence(frame: str, choose: random.Random) -> list[dict[str, str]]:
    row = []
    for word in frame.split():
        kind = word.strip("{}")
        known = kind in NAMES
        text = choose.choice(NAMES[kind]) if known else word
        row.append({"text": text, "ner": f"S-{kind}" if known else "O"})
    return row


def toy_corpus(path: Path, sentences: int) -> Path:
    choose = random.Random(7)
    rows = [sentence(choose.choice(FRAMES), choose) for _ in range(sentences)]
    path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A .pt file that knows the names above: word vectors learnt from nothing, no encoder, no characters."""
    from stanza.models import ner_tagger

    folder = tmp_path_factory.mktemp("tiny")
    corpus = str(toy_corpus(folder / "toy.json", 120))
    line = ["--mode", "train", "--cpu", "--shorthand", "ar_toy", "--seed", "1", "--no_pretrain", "--no_char"]
    line += ["--train_file", corpus, "--eval_file", corpus, "--save_dir", str(folder), "--save_name", "toy.pt"]
    line += ["--word_emb_dim", "16", "--hidden_dim", "16", "--optim", "adam", "--lr", "0.02", "--dropout", "0"]
    line += ["--max_steps", "40", "--eval_interval", "20", "--word_dropout", "0"]
    ner_tagger.main(line)
    return folder / "toy.pt"


@pytest.fixture(scope="session")
def stanza_folder(tiny_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A resources folder as Stanza leaves it after a download, with the tiny model as its Arabic tagger."""
    folder = tmp_path_factory.mktemp("resources")
    files = {"tokenize/padt": b"never read", "ner/aqmar_charlm": tiny_model.read_bytes()}
    table: dict[str, dict[str, dict[str, str]]] = {}
    for name, content in files.items():
        path = folder / "ar" / f"{name}.pt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        processor, package = name.split("/")
        table[processor] = {package: {"md5": hashlib.md5(content, usedforsecurity=False).hexdigest()}}
    default = {"tokenize": "padt", "ner": "aqmar_charlm"}
    language = {"lang_name": "Arabic", **table, "default_processors": default, "packages": {"default": default}}
    (folder / "resources.json").write_text(json.dumps({"url": "nowhere", "ar": language}), encoding="utf-8")
    return folder
