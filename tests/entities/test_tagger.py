"""The three ways to name a model: embedded, a path, the official package; and what goes wrong with each."""

# ruff: noqa: PLC0415  stanza and torch are imported by the tests that need them

import functools
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from extractors.entities import EntityExtractor, model_identity
from extractors.entities.tagger import Tagger, load_tagger
from extractors.errors import ModelError, ModelUnavailable, UsageError
from extractors.text import Document

TOY = ["قال", "هيثم", "إن", "المطر", "نزل", "في", "حمص"]
TEXT = "قال هيثم إن المطر نزل في حمص. أعلنت أوبك في وهران نتائجها."


def kinds(tagger: Tagger, words: list[str]) -> list[tuple[str, str]]:
    return [(span.type, " ".join(words[span.start : span.end])) for span in tagger.tag([words])[0]]


def test_a_file_is_a_model(tiny_model: Path) -> None:
    assert kinds(load_tagger(tiny_model), TOY) == [("person", "هيثم"), ("place", "حمص")]


def test_a_folder_is_a_model(stanza_folder: Path) -> None:
    assert kinds(load_tagger(stanza_folder), TOY) == [("person", "هيثم"), ("place", "حمص")]


def test_the_official_package_is_taken_from_where_stanza_keeps_it(
    stanza_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import stanza

    monkeypatch.setattr(stanza, "Pipeline", functools.partial(stanza.Pipeline, dir=str(stanza_folder)))
    extractor = EntityExtractor("stanza")
    assert extractor.model_sha256 is None
    found = extractor.extract(Document(TEXT))
    assert [entity.name for entity in found.people + found.places] == ["هيثم", "حمص", "وهران"]
    assert extractor.model_name == "stanza"
    assert extractor.model_sha256 is not None


def test_the_official_package_out_of_reach_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import stanza

    def no_network(*_: object, **__: object) -> None:
        raise OSError("no network in tests")

    monkeypatch.setattr(stanza, "Pipeline", functools.partial(stanza.Pipeline, dir=str(tmp_path)))
    monkeypatch.setattr(socket, "getaddrinfo", no_network)
    with pytest.raises(ModelUnavailable) as caught:
        load_tagger("stanza")
    assert caught.value.exit_code == 4
    assert "\n" not in str(caught.value)
    assert "cannot be fetched" in str(caught.value)


def test_scores_are_probabilities(tiny_model: Path) -> None:
    spans = load_tagger(tiny_model).tag([TOY, ["حمص"]])
    assert all(span.score is not None and 0 <= span.score <= 1 for row in spans for span in row)


def test_sentences_keep_their_order_and_empty_ones_their_place(tiny_model: Path) -> None:
    found = load_tagger(tiny_model).tag([["أمس"], [], TOY, ["أعلنت", "أوبك", "في", "وهران", "نتائجها"]])
    assert [[span.type for span in row] for row in found] == [[], [], ["person", "place"], ["organization", "place"]]


def test_long_sentences_are_read_to_the_end(tiny_model: Path) -> None:
    words = TOY * 60
    found = load_tagger(tiny_model).tag([words])[0]
    assert [(span.start, span.end) for span in found] == [
        (7 * n + at, 7 * n + at + 1) for n in range(60) for at in (1, 6)
    ]


def test_the_same_article_gives_the_same_result(tiny_model: Path) -> None:
    extractor = EntityExtractor(tiny_model)
    assert extractor.extract(Document(TEXT)) == extractor.extract(Document(TEXT))


def test_nothing_is_printed(tiny_model: Path, capfd: pytest.CaptureFixture[str]) -> None:
    EntityExtractor(tiny_model).extract(Document(TEXT))
    printed = capfd.readouterr()
    assert (printed.out, printed.err) == ("", "")


def test_an_article_without_words_has_no_entities(tiny_model: Path) -> None:
    found = EntityExtractor(tiny_model).extract(Document(" \n "))
    assert (found.people, found.places, found.organizations) == ((), (), ())


def test_a_missing_path_is_one_line_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"nowhere\.pt: no model there") as caught:
        EntityExtractor(tmp_path / "nowhere.pt")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"not a model", b"\x80\x04N."])
def test_any_other_file_is_one_line_that_names_it(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.pt"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"other\.pt") as caught:
        load_tagger(path)
    assert "\n" not in str(caught.value)


def test_a_pickle_that_runs_code_is_refused(tmp_path: Path) -> None:
    import torch

    torch.save({"config": Path("x"), "model": print}, tmp_path / "evil.pt")
    with pytest.raises(ModelError, match=r"evil\.pt: not a Stanza tagger"):
        load_tagger(tmp_path / "evil.pt")


@pytest.mark.parametrize("content", [None, "{", "{}", '{"ar": {"packages": {"default": {"ner": "gone"}}}}'])
def test_a_folder_without_a_tagger_is_one_line(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "resources.json").write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match=str(tmp_path)):
        EntityExtractor(tmp_path)


def test_identity_needs_no_torch() -> None:
    code = (
        "import sys; from extractors.entities import EntityExtractor, model_identity\n"
        "name, digest = model_identity(None); EntityExtractor()\n"
        "assert len(digest) == 64 and name, name\n"
        "assert not {'torch', 'stanza', 'transformers'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_identity_changes_with_the_file(tiny_model: Path, tmp_path: Path) -> None:
    other = tmp_path / "toy.pt"
    other.write_bytes(tiny_model.read_bytes() + b" ")
    assert model_identity(tiny_model)[0] == model_identity(other)[0] == "toy.pt"
    assert model_identity(tiny_model)[1] != model_identity(other)[1]


def test_an_unknown_device_is_told_before_anything_loads() -> None:
    with pytest.raises(UsageError, match="unknown device: tpu; known are auto, cpu, cuda"):
        EntityExtractor(device="tpu")


def test_a_device_that_is_not_there_is_told(tiny_model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    with pytest.raises(UsageError, match="device cuda: PyTorch sees no GPU here; use auto or cpu"):
        EntityExtractor(tiny_model, device="cuda").extract(Document(TEXT))


def test_loading_makes_no_optimizer(tiny_model: Path) -> None:
    program = "import sys; from extractors.entities.tagger import load_tagger; load_tagger(sys.argv[1]); "
    program += "assert 'torch._dynamo' not in sys.modules"
    subprocess.run([sys.executable, "-c", program, tiny_model], check=True)


def test_the_embedded_model_needs_neither_pytorch_nor_stanza() -> None:
    program = "import sys; from extractors import Extractor; Extractor().extract('زار سعد بيروت.'); "
    program += "assert not {'torch', 'stanza', 'transformers', 'onnx'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize("runtime", ["onnx", "stanza"])
def test_a_runtime_can_be_chosen_for_the_embedded_model(runtime: str) -> None:
    found = EntityExtractor(runtime=runtime).extract(Document("سافر إلى بيروت."))
    assert [entity.name for entity in found.places] == ["بيروت"]


def test_what_a_runtime_cannot_run_is_told_before_anything_loads(tiny_model: Path) -> None:
    with pytest.raises(UsageError, match="unknown runtime: torch; known are auto, onnx, stanza"):
        EntityExtractor(runtime="torch")
    with pytest.raises(UsageError, match=r"runtime onnx: the model toy\.pt has no graph for it"):
        EntityExtractor(tiny_model, runtime="onnx")
    with pytest.raises(UsageError, match="runtime onnx: runs on processors only"):
        EntityExtractor(runtime="onnx", device="cuda")
