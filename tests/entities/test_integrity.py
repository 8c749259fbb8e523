"""Models that are not what they were made as, or not what they seem: one line, and no code of theirs is run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from extractors.entities.models import DIGEST, embedded_folder, locate, model_identity, verify
from extractors.errors import ModelError


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The shipped model, somewhere else."""
    return Path(shutil.copytree(embedded_folder(), tmp_path / "models"))


def test_the_shipped_model_is_what_its_folder_states() -> None:
    verify(locate(None))
    assert model_identity(None)[1] == (embedded_folder() / DIGEST).read_text(encoding="ascii").strip()


@pytest.mark.parametrize("name", ["encoder/weights.safetensors", "encoder/tokenizer.json", "ar/ner/khabar-news.pt"])
@pytest.mark.parametrize("harm", ["changed", "cut", "gone"])
def test_a_changed_file_is_noticed_before_it_is_parsed(copied: Path, name: str, harm: str) -> None:
    path = copied / name
    data = path.read_bytes()
    path.unlink()
    if harm != "gone":
        path.write_bytes(data[:-1] + (bytes([data[-1] ^ 1]) if harm == "changed" else b""))
    with pytest.raises(ModelError, match=r"install Khabar again|is missing"):
        verify(locate(copied))


def test_a_folder_that_states_nothing_is_taken_as_it_is(copied: Path) -> None:
    (copied / DIGEST).unlink()
    (copied / "encoder" / "config.json").write_text("{}")
    verify(locate(copied))


class Harmful:
    """What unpickling would run."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return os.mkdir, (str(self.path),)


def test_a_model_from_elsewhere_runs_no_code_and_ends_with_one_line(tmp_path: Path) -> None:
    torch.save({"config": {}, "model": Harmful(tmp_path / "harm")}, tmp_path / "model.pt")
    (tmp_path / "a.txt").write_text("قتل 34 مسلحا في بغداد", encoding="utf-8")
    command = [sys.executable, "-m", "cli.main", "a.txt", "--model", "model.pt"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 4
    assert not (tmp_path / "harm").exists()
    assert len(done.stderr.splitlines()) == 1
    assert "model.pt: not a Stanza tagger" in done.stderr
