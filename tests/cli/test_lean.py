"""What a command does not need it does not load: models, pydantic, Rich."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cli.main import COMMANDS

SAMPLES = Path(__file__).parents[2] / "samples"
MODELS = {"torch", "stanza", "transformers", "onnxruntime", "numpy"}
CONVERTERS = {"pydantic"}
TABLES = {"rich"}
PROGRAM = """
import atexit
import sys
atexit.register(lambda: sys.stderr.write(repr(sorted({name.partition(".")[0] for name in sys.modules}))))
from cli.main import main
sys.argv = ["extract", *sys.argv[1:]]
sys.exit(main())
"""


def loaded(*line: str, **environment: str) -> set[str]:
    """The top-level modules that a command line loads."""
    command = [sys.executable, "-c", PROGRAM, *line]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | environment)
    assert done.returncode in {0, 1}, done.stderr
    return set(json.loads(done.stderr[done.stderr.rindex("[") :].replace("'", '"')))


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Records that were saved."""
    path = tmp_path_factory.mktemp("saved") / "records.jsonl"
    lines = [json.dumps(json.loads(sample.read_text(encoding="utf-8"))) for sample in sorted(SAMPLES.glob("*.json"))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_loads_nothing_heavy(command: str) -> None:
    assert loaded(*command.split(), "--help") & (MODELS | CONVERTERS | TABLES) == set()


def test_completion_loads_nothing_heavy() -> None:
    asked = {"_EXTRACT_COMPLETE": "complete_bash", "COMP_WORDS": "extract --fo", "COMP_CWORD": "1"}
    assert loaded(**asked) & (MODELS | CONVERTERS | TABLES) == set()


def test_check_without_entities_loads_no_model() -> None:
    assert loaded("check", str(SAMPLES), "--no-entities") & (MODELS | CONVERTERS | TABLES) == set()


def test_saved_records_are_converted_compared_and_counted_without_a_model(records: str, tmp_path: Path) -> None:
    out = str(tmp_path / "out.csv")
    assert loaded("convert", records, "--to", "csv") & (MODELS | CONVERTERS | TABLES) == set()
    assert loaded("toll", records, "--format", "json") & (MODELS | CONVERTERS | TABLES) == set()
    assert "rich" in loaded("toll", records)
    assert loaded("toll", records, "-o", out) & (MODELS | CONVERTERS | TABLES) == set()


def test_an_article_loads_no_pytorch(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("قتل 34 مسلحا في بغداد.", encoding="utf-8")
    article = str(tmp_path / "a.txt")
    assert loaded(article, "-f", "json") & {"torch", "stanza", "transformers", "rich", "pydantic"} == set()
    assert loaded(article, "--no-entities", "-f", "json") & (MODELS | CONVERTERS | TABLES) == set()


def test_no_option_has_typer_check_a_path() -> None:
    """cli/lean.py makes paths of text by itself, and would pass such a check over."""
    source = "".join(path.read_text(encoding="utf-8") for path in (SAMPLES.parent / "cli").rglob("*.py"))
    assert not re.search(r"\b(exists|resolve_path|writable|file_okay|dir_okay)=", source)
