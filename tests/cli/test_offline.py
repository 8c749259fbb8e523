"""No network at run time: whoever asks for a name or a connection is noted and stopped, in workers and readers too."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import building
import pytest
from patience import LAST_RESORT

from cli.main import COMMANDS
from cli.output import FORMATS

ROOT: Final = Path(__file__).parents[2]
MODELS: Final = ROOT / "extractors" / "models"
NEWS: Final = "قال محمد الخطيب في بغداد يوم 5 حزيران 2018 إن 34 مسلحا قتلوا."
# Every Python that is started imports sitecustomize first. urllib3 makes a socket when it is imported, to see whether
# there is IPv6, and asks nobody; a connection to a path is one on this machine.
GUARD: Final = """
import os, sys
ASKING = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.sendto",
          "socket.sendmsg", "socket.getnameinfo"}
def refuse(event, arguments):
    if event in ASKING and not (event == "socket.connect" and isinstance(arguments[1], (str, bytes))):
        with open(os.environ["ASKED"], "a") as asked:
            asked.write(f"{event} {arguments}\\n")
        raise OSError("the network was asked for")
sys.addaudithook(refuse)
"""


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """Articles of every sort, annotations, samples, and the guard."""
    (tmp_path / "guard").mkdir()
    (tmp_path / "guard" / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    for folder in ("in", "samples", "gold"):
        (tmp_path / folder).mkdir()
    for name in ("in/a.txt", "in/b.txt", "samples/a.txt"):
        (tmp_path / name).write_text(NEWS, encoding="utf-8")
    (tmp_path / "in" / "c.docx").write_bytes(building.word([NEWS]))
    (tmp_path / "in" / "d.html").write_text(building.page(f"<article><p>{NEWS}</p></article>"), encoding="utf-8")
    (tmp_path / "in" / "e.pdf").write_bytes(building.pdf(building.laid_out([NEWS])))
    (tmp_path / "gold" / "a.json").write_text(json.dumps({"dates": []}), encoding="utf-8")
    return tmp_path


def run(folder: Path, *arguments: str) -> tuple[int, str, list[str]]:
    """Run `extract` under guard: its exit code, what it said, and what it asked the network for."""
    path = os.pathsep.join([str(folder / "guard"), str(ROOT), os.environ.get("PYTHONPATH", "")])
    environment = os.environ | {"ASKED": str(folder / "asked"), "PYTHONPATH": path, "PYTHONNOUSERSITE": "1"}
    environment |= {"HF_HOME": str(folder / "hub"), "STANZA_RESOURCES_DIR": str(folder / "stanza")}
    command = [sys.executable, "-m", "cli.main", *arguments]
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=LAST_RESORT
    )
    asked = (folder / "asked").read_text().splitlines() if (folder / "asked").exists() else []
    return done.returncode, done.stderr, asked


def test_the_guard_notes_what_asks_and_stops_it(here: Path) -> None:
    code, said, asked = run(here, "in/a.txt", "--model", "stanza")
    assert (code, "cannot be fetched" in said) == (4, True), said
    assert asked != []


RECORDS: Final = ["in/a.txt", "in/b.txt", "-o", "records.jsonl", "--no-entities", "-q"]
LINES: Final = {
    "extract": [
        ["in/a.txt"],
        ["in", "-o", "out/", "-j", "2"],
        ["in/a.txt", "--explain"],
        *(["in/a.txt", "--no-entities", "-f", name, "-o", f"out.{name}"] for name in FORMATS),
    ],
    "check": [["check", "samples", "--update"]],
    "convert": [["convert", "records.jsonl", "--to", "html"]],
    "diff": [["diff", "records.jsonl", "records.jsonl"]],
    "report": [["report", "in", "records.jsonl", "-o", "report.html"]],
    "rules": [["rules"]],
    "schema": [["schema"]],
    "score": [["score", "gold", "records.jsonl"]],
    "toll": [["toll", "in", "records.jsonl"]],
    "": [["--help"], ["--version"]],
}


@pytest.mark.parametrize("command", LINES)
def test_no_command_asks_the_network(here: Path, command: str) -> None:
    assert run(here, *RECORDS)[0] == 0
    for line in LINES[command]:
        code, said, asked = run(here, *line)
        assert (code in {0, 3}, asked) == (True, []), (line, said)
        assert code == 0 or command == "score", (line, said)  # of two records one has no annotations


def test_every_command_is_tried() -> None:
    assert {*COMMANDS, "extract"} == {*LINES} - {""}


def checkpoint(path: Path, encoder: str) -> Path:
    """The shipped tagger, with another encoder than the one that it came with."""
    import torch  # noqa: PLC0415  the other tests need none

    shipped: dict[str, Any] = torch.load(next(MODELS.glob("ar/ner/*.pt")), map_location="cpu", weights_only=True)
    shipped["config"]["bert_model"] = encoder
    torch.save(shipped, path)
    return path


@pytest.mark.parametrize("saved", [False, True], ids=["the encoder beside it", "an encoder inside it"])
def test_a_model_that_names_a_repository_is_refused_and_nobody_is_asked(here: Path, saved: bool) -> None:
    import torch  # noqa: PLC0415  as above

    path = checkpoint(here / "model.pt", "someone/some-encoder")
    if saved:  # Stanza then hides its cache of encoders behind one that does not know that nothing is to be fetched
        changed = torch.load(path, map_location="cpu", weights_only=True)
        changed["model"]["bert_model.embeddings.weight"] = torch.zeros(1)
        torch.save(changed, path)
    code, said, asked = run(here, "in/a.txt", "--model", "model.pt")
    assert (code, asked) == (4, [])
    assert "model.pt: names an encoder that is not on this machine, and nothing is fetched for it; give the" in said


def test_the_shipped_file_given_alone_asks_nobody(here: Path) -> None:
    code, said, asked = run(here, "in/a.txt", "--model", str(next(MODELS.glob("ar/ner/*.pt"))))
    assert (code, asked) == (4, []), said
    assert said.count("\n") == 1


def test_the_shipped_folder_given_as_a_model_asks_nobody(here: Path) -> None:
    assert run(here, "in/a.txt", "--model", str(MODELS))[::2] == (0, [])


def test_the_switches_are_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    from huggingface_hub import constants  # noqa: PLC0415  as above

    from extractors.entities.offline import offline  # noqa: PLC0415  as above

    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    monkeypatch.delenv("TRANSFORMERS_OFFLINE", raising=False)
    was = constants.HF_HUB_OFFLINE
    with offline():
        assert (constants.HF_HUB_OFFLINE, os.environ["HF_HUB_OFFLINE"]) == (True, "1")
    assert (constants.HF_HUB_OFFLINE, os.environ["HF_HUB_OFFLINE"]) == (was, "0")
    assert "TRANSFORMERS_OFFLINE" not in os.environ
