"""How long people wait: `python tests/benchmarks/speed.py SHARED [--articles 500] [--beside PYTHON]`.

Three tables, all in ratios measured in one run on one machine:

- starting: whole processes, the processors' time and the most memory, medians of several runs; `extract` of one article
  against `python -c "import stanza"`, without entities and `--help` against `python -c pass`.
- tagging: tokens a second of entities and claims over articles of SHARED/news, two threads, one process, against the
  architecture of Stanza's own Arabic package (100-dimension word vectors, character language models of 1,024 units
  forward and backward, a BiLSTM-CRF of 256 units), built here with random weights by Stanza's own trainer: how fast it
  is does not depend on what it has learnt. With the most memory that the process took.
- where the time of tagging goes: the ten functions that take most of it.

With --beside, the Python of an environment in which another version is installed, both versions are timed in turn. A
version is timed as people have it when it is installed (`pip install .`), its modules compiled.
"""

# ruff: noqa: PLC0415  each part loads what it measures, in a process of its own

from __future__ import annotations

import argparse
import cProfile
import gzip
import json
import os
import pstats
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

ARTICLE = Path(__file__).parents[2] / "samples" / "war.txt"
TURNS = 2  # of each version, one after the other
AT_ONCE = 16  # articles, as `extract` reads folders
TOY = [[{"text": word, "ner": tag} for word, tag in (("زار", "O"), ("سعد", "S-PER"), ("بيروت", "S-LOC"))]] * 4


def texts(shared: Path, count: int) -> list[str]:
    """The first articles."""
    with gzip.open(shared / "news" / "news.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in islice(lines, count)]


def cost(command: Sequence[str], repeat: int) -> tuple[float, int]:
    """The processors' seconds and the MB of a whole process, medians; the first run only warms the disk's cache."""
    taken = []
    for _ in range(repeat + 1):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        assert status == 0, command
        taken.append((used.ru_utime + used.ru_stime, used.ru_maxrss // 1024))
    times, sizes = zip(*taken[1:], strict=True)
    return statistics.median(times), int(statistics.median(sizes))


def starting(options: argparse.Namespace) -> None:
    """Print what whole processes take."""
    bare, _ = cost([sys.executable, "-c", "pass"], 3 * options.repeat)
    stanza, _ = cost([sys.executable, "-c", "import stanza"], options.repeat)
    print(f"python -c pass {bare:.3f} s; python -c 'import stanza' {stanza:.2f} s")
    for name, line, unit, of in (
        ("an article, entities too", [str(ARTICLE)], stanza, "import stanza"),
        ("an article, --no-entities", [str(ARTICLE), "--no-entities"], bare, "pass"),
        ("--help", ["--help"], bare, "pass"),
    ):
        taken, size = cost([extract_of(sys.executable), *line], options.repeat)
        print(f"{name}: {taken:.3f} s, {taken / unit:.2f} times {of}, {size} MB at most", end="")
        if options.beside:
            other, _ = cost([extract_of(options.beside), *line], options.repeat)
            print(f"; beside it {other:.3f} s, {taken / other:.2f} of which", end="")
        print(flush=True)


def extract_of(python: str) -> str:
    """The command that is installed beside an interpreter."""
    return str(Path(python).with_name("extract"))


def khabar(articles: list[str]) -> None:
    """Tag and read claims as `extract` does; print tokens a second and memory."""
    from extractors import Extractor
    from extractors.reading import Article

    made = [Article(source=str(n), text=text, encoding="utf-8", sha256="") for n, text in enumerate(articles)]
    extractor = Extractor()
    extractor.extract_many(made[:AT_ONCE])
    began = time.perf_counter()
    for at in range(0, len(made), AT_ONCE):
        extractor.extract_many(made[at : at + AT_ONCE])
    taken = time.perf_counter() - began
    report("khabar", sum(map(len, sentences(articles))), taken)


def sentences(articles: list[str]) -> list[list[str]]:
    """The sentences of articles as the words that the tagger reads."""
    from extractors.text import Document
    from extractors.text.clitics import pieces, written

    documents = [Document(text) for text in articles]
    return [[written(d, piece) for piece in pieces(d, sentence)] for d in documents for sentence in d.sentences]


def report(name: str, tokens: int, taken: float) -> None:
    """One line that `tagging` reads back."""
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"name": name, "tokens": tokens, "rate": tokens / taken, "memory": memory}))


def stanza_default(articles: list[str]) -> None:
    """Tag with Stanza's own architecture; print tokens a second and memory."""
    import stanza

    from extractors.training.pack import resources

    with tempfile.TemporaryDirectory() as folder:
        model = random_model(Path(folder))
        Path(folder, "resources.json").write_text(json.dumps(resources("toy")), encoding="utf-8")
        own = {"ner_model_path": str(model), "ner_pretrain_path": f"{folder}/vectors.pt"}
        own |= {f"ner_{way}_charlm_path": f"{folder}/{way}.pt" for way in ("forward", "backward")}
        pipeline = stanza.Pipeline(
            "ar", processors="tokenize,ner", tokenize_pretokenized=True, download_method=None, dir=folder,
            use_gpu=False, logging_level="CRITICAL", **own,
        )  # fmt: skip
    rows = [row for row in sentences(articles) if row]
    rows.sort(key=len)  # like lengths together, as ours: less padding
    pipeline(rows[:32])
    began = time.perf_counter()
    pipeline(rows)
    report("stanza's architecture", sum(map(len, rows)), time.perf_counter() - began)


def random_model(folder: Path) -> Path:
    """A tagger of the default architecture that has learnt nothing, and what it needs, in a folder."""
    import numpy as np
    import torch
    from stanza.models import ner_tagger
    from stanza.models.charlm import parse_args
    from stanza.models.common.char_model import CharacterLanguageModel
    from stanza.models.common.pretrain import Pretrain
    from stanza.models.common.vocab import CharVocab

    words = [f"w{n}" for n in range(20_000)] + ["زار", "سعد", "بيروت"]
    vectors = folder / "vectors.txt"
    rows = np.random.default_rng(1).normal(size=(len(words), 100))
    lines = (f"{word} {' '.join(f'{x:.3f}' for x in row)}" for word, row in zip(words, rows, strict=True))
    vectors.write_text(f"{len(words)} 100\n" + "\n".join(lines) + "\n", encoding="utf-8")
    Pretrain(str(folder / "vectors.pt"), str(vectors)).load()
    alphabet = CharVocab(["".join(map(chr, range(0x20, 0x7F))) + "".join(map(chr, range(0x620, 0x6D4)))], "ar")
    for way in ("forward", "backward"):
        settings: dict[str, Any] = parse_args(
            ["--direction", way, "--char_hidden_dim", "1024", "--char_emb_dim", "100"]
        )
        charlm = CharacterLanguageModel(settings, {"char": alphabet}, is_forward_lm=way == "forward")
        torch.save(charlm.full_state(), folder / f"{way}.pt")
    corpus = folder / "toy.json"
    corpus.write_text(json.dumps(TOY, ensure_ascii=False), encoding="utf-8")
    line = [
        "--mode",
        "train",
        "--cpu",
        "--shorthand",
        "ar_toy",
        "--train_file",
        str(corpus),
        "--eval_file",
        str(corpus),
    ]
    line += ["--save_dir", str(folder), "--save_name", "toy.pt", "--max_steps", "1", "--eval_interval", "1"]
    line += [
        "--wordvec_pretrain_file",
        str(folder / "vectors.pt"),
        "--charlm",
        "--charlm_shorthand",
        "toy",
        "--hidden_dim",
        "256",
    ]
    for way in ("forward", "backward"):
        line += [f"--charlm_{way}_file", str(folder / f"{way}.pt")]
    ner_tagger.main(line)
    return folder / "toy.pt"


def tagging(options: argparse.Namespace) -> None:
    """Print the rates, each from a process of its own, and what they are of each other."""
    ours = [rate(options, sys.executable, "khabar")]
    if options.beside:
        theirs = []
        for _ in range(TURNS):
            theirs.append(rate(options, options.beside, "khabar"))
            ours.append(rate(options, sys.executable, "khabar"))
        print(f"{statistics.median(ours) / statistics.median(theirs):.2f} times as fast as the other version")
    stanza = rate(options, sys.executable, "stanza")
    print(f"{statistics.median(ours) / stanza:.1f} times as fast as Stanza's architecture")


def rate(options: argparse.Namespace, python: str, part: str) -> float:
    """Tokens a second of one part, in a process of its own, which are printed too."""
    command = [python, "-W", "ignore", __file__, str(options.shared), "--only", part]
    command += ["--articles", str(options.articles), "--stanza-articles", str(options.stanza_articles)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    found = json.loads(done.stdout.splitlines()[-1])
    print("{name}: {tokens:,} tokens, {rate:,.0f} a second, {memory} MB at most".format(**found), flush=True)
    return float(found["rate"])


def profile(articles: list[str]) -> None:
    """Print the functions that take most of the time of reading articles."""
    from extractors import Extractor
    from extractors.reading import Article

    made = [Article(source=str(n), text=text, encoding="utf-8", sha256="") for n, text in enumerate(articles)]
    extractor = Extractor()
    extractor.extract_many(made[:AT_ONCE])
    with cProfile.Profile() as profiler:
        for at in range(0, len(made), AT_ONCE):
            extractor.extract_many(made[at : at + AT_ONCE])
    stats = pstats.Stats(profiler)
    rows: list[tuple[float, tuple[str, int, str]]] = sorted(
        ((row[2], where) for where, row in stats.stats.items()),  # type: ignore[attr-defined]
        reverse=True,
    )
    total = sum(taken for taken, _ in rows)
    for taken, (file, line, function) in rows[:10]:
        print(f"{taken / total:6.1%}  {Path(file).name}:{line} {function}")


def main() -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--stanza-articles", type=int, default=60)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--only", choices=("starting", "tagging", "khabar", "stanza", "profile"))
    parser.add_argument("--beside", metavar="PYTHON", help="the interpreter of another version's environment")
    options = parser.parse_args()
    if options.only == "khabar":
        khabar(texts(options.shared, options.articles))
    elif options.only == "stanza":
        stanza_default(texts(options.shared, options.stanza_articles))
    if options.only in (None, "starting"):
        starting(options)
    if options.only in (None, "tagging"):
        tagging(options)
    if options.only in (None, "profile"):
        profile(texts(options.shared, min(100, options.articles)))


if __name__ == "__main__":
    main()
