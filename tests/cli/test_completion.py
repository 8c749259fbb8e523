"""What shells are offered, asked for in the ways in which the scripts of `--show-completion` ask."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer

from cli.main import COMMANDS, DEFAULT, application

Run = Callable[..., "subprocess.CompletedProcess[str]"]
GROUP: Any = typer.main.get_command(application())
ASKED = {
    "bash": lambda typed: {"COMP_WORDS": typed, "COMP_CWORD": str(typed.count(" "))},
    "zsh": lambda typed: {"_TYPER_COMPLETE_ARGS": typed},
    "fish": lambda typed: {"_TYPER_COMPLETE_ARGS": typed, "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
}


def options_of(name: str) -> set[str]:
    parameters = GROUP.commands[name].params
    return {option for parameter in parameters for option in parameter.opts if option.startswith("--")}


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("extract ", set(COMMANDS)),
        ("extract --", options_of(DEFAULT)),
        ("extract check --", options_of("check")),
        ("extract score --", options_of("score")),
    ],
    ids=["commands", "options", "options of check", "options of score"],
)
@pytest.mark.parametrize("shell", ASKED)
def test_a_shell_is_offered_every_command_and_option(run: Run, shell: str, typed: str, offered: set[str]) -> None:
    done = run(_EXTRACT_COMPLETE=f"complete_{shell}", **ASKED[shell](typed))
    assert done.returncode == 0
    words = done.stdout.replace('"', " ").replace("\\", " ").replace(":", " ").replace("(", " ").split()
    assert offered <= set(words), done.stdout


@pytest.mark.parametrize("shell", ASKED)
def test_there_is_a_script_for_each_shell(run: Run, shell: str) -> None:
    done = run(_EXTRACT_COMPLETE=f"source_{shell}")
    assert done.returncode == 0
    assert f"_EXTRACT_COMPLETE=complete_{shell}" in done.stdout


def test_bash_completes_with_the_script(run: Run, tmp_path: Path) -> None:
    program = tmp_path / "extract"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m cli.main "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    script = run(_EXTRACT_COMPLETE="source_bash").stdout
    asks = 'COMP_WORDS=(extract check --upd); COMP_CWORD=2; _extract_completion extract; echo "${COMPREPLY[@]}"'
    path = f"{tmp_path}:{os.environ['PATH']}"
    done = subprocess.run(
        ["/bin/bash", "-c", f"{script}\n{asks}"],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        env={"PATH": path},
    )
    assert done.stdout.split() == ["--update"]
