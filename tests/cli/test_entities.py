"""The whole of it, embedded model included, from outside and without a network."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from patience import LAST_RESORT

from extractors.schema import record_schema

Run = Callable[..., "subprocess.CompletedProcess[str]"]
ROOT = Path(__file__).parents[2]
WITHOUT_NETWORK = """
import socket, sys

def refuse(*arguments, **more):
    raise AssertionError("the network is asked for")

socket.socket.connect = socket.getaddrinfo = refuse
from cli.main import main

sys.argv[0] = "extract"
sys.exit(main())
"""


@pytest.fixture(scope="module")
def record() -> dict[str, Any]:
    """The record of one sample, made by the embedded model in a process that cannot reach the network."""
    command = [sys.executable, "-c", WITHOUT_NETWORK, "samples/war.txt", "--format", "json"]
    done = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, timeout=LAST_RESORT)
    assert (done.returncode, done.stderr) == (0, b"")
    made: dict[str, Any] = json.loads(done.stdout)
    return made


def names(record: dict[str, Any], kind: str) -> set[str]:
    return {entity["name"] for entity in record[kind]}


def test_the_embedded_model_finds_who_and_where_without_a_network(record: dict[str, Any]) -> None:
    officer = next(person for person in record["people"] if person["name"] == "دانيال هارفي")
    assert {mention["text"] for mention in officer["mentions"]} == {"دانيال هارفي", "هارفي"}
    assert officer["titles"] == ["العقيد"]
    assert {"بغداد", "العراق", "سوريا"} <= names(record, "places")
    assert "داعش" in names(record, "organizations")
    assert not names(record, "people") & (names(record, "places") | names(record, "organizations"))


def test_offsets_hold_and_the_schema_too(record: dict[str, Any]) -> None:
    Draft202012Validator(record_schema()).validate(record)
    text = (ROOT / "samples" / "war.txt").read_bytes().decode(record["encoding"])
    entities = [*record["people"], *record["places"], *record["organizations"]]
    for item in [*record["claims"], *(mention for entity in entities for mention in entity["mentions"])]:
        assert text[item["start"] : item["end"]] == item["text"]
    for entity in entities:
        assert entity["count"] == len(entity["mentions"])


def test_the_record_names_the_model_as_the_version_does(record: dict[str, Any], run: Run) -> None:
    engine = record["engine"]
    shown = run("--version").stdout.splitlines()
    assert shown == [f"khabar {engine['version']}", f"model {engine['model']} sha256 {engine['model_sha256']}"]


def test_only_some_entities_are_kept(run: Run) -> None:
    done = run(ROOT / "samples" / "war.txt", "--only", "places,percentage", "-f", "json")
    kept = json.loads(done.stdout)
    assert kept["places"]
    assert {claim["kind"] for claim in kept["claims"]} == {"percentage"}
    assert kept["people"] == kept["organizations"] == []


def test_a_newsroom_s_names_and_a_threshold(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('person = [["العقيد دانيال هارفي", "دانيال هارفي"]]\n', encoding="utf-8")
    found = run(ROOT / "samples" / "war.txt", "--aliases", own, "--threshold", "0.9", "-f", "json")
    kept = json.loads(found.stdout)
    assert "العقيد دانيال هارفي" in names(kept, "people")
    scores = [mention["score"] for kind in ("people", "places", "organizations")
              for entity in kept[kind] for mention in entity["mentions"] if "score" in mention]  # fmt: skip
    assert min(scores) >= 0.9


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--aliases", "own.toml", "own.toml: unknown key 'people'; known are person, place, organization"),
        ("--aliases", "none.toml", "none.toml: cannot be read: No such file or directory; name a file of aliases"),
        ("--threshold", "1.5", "threshold 1.5: scores are from 0 to 1; give a number between them"),
    ],
)
def test_what_cannot_be_meant_is_one_line_and_exit_code_2(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, option: str, value: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("own.toml").write_text("people = []\n", encoding="utf-8")
    done = run(ROOT / "samples" / "war.txt", option, value)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"extract: error: {said}\n"
