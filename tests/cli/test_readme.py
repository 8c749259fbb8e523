"""README.md against the program: every command, option, format, kind and exit code, both ways."""

from __future__ import annotations

import inspect
import json
import re
import shlex
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import typer
from jsonschema import Draft202012Validator

from cli import options
from cli.examples import EXAMPLES, KEEP
from cli.kinds import ALL_KINDS
from cli.main import COMMANDS, DEFAULT, application
from cli.output import FORMATS
from extractors import Extractor, to_dict
from extractors.schema import record_schema

NARROW = 80
"""Columns of a narrow terminal."""
ROOT = Path(__file__).parents[2]
NUMBERED = ("id", "compared_to")
"""Fields that hold ids, which one more claim above changes."""
README = (ROOT / "README.md").read_text(encoding="utf-8")
GROUP: Any = typer.main.get_command(application())


def every_option() -> set[str]:
    parameters = [*GROUP.params, *(option for command in GROUP.commands.values() for option in command.params)]
    spelled = {name for parameter in parameters for name in (*parameter.opts, *parameter.secondary_opts)}
    return {name for name in spelled if name.startswith("-")} | {"--help"}


def section(title: str) -> str:
    """What stands under one heading."""
    return re.split(r"^#+ ", README.split(f" {title}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def test_every_option_is_in_the_readme_and_the_other_way_round() -> None:
    documented = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", README))
    documented |= set(re.findall(r"`(-[a-z])[` ]", README))
    assert documented == every_option()


def test_every_command_is_in_the_readme_and_the_other_way_round() -> None:
    assert set(re.findall(r"^### `extract ([a-z]+)", README, re.MULTILINE)) == set(COMMANDS)
    assert set(GROUP.commands) == {*COMMANDS, DEFAULT}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_each_says_of_itself(name: str) -> None:
    function = getattr(import_module(f"cli.commands.{name}"), name)
    assert (inspect.getdoc(function) or "").splitlines()[0] == COMMANDS[name]


def test_every_format_is_in_the_readme_and_the_other_way_round() -> None:
    assert re.findall(r"^\| `([a-z0-9]+)` \|", section("Formats"), re.MULTILINE) == list(FORMATS)


def test_every_exit_code_is_in_the_readme_and_the_other_way_round() -> None:
    rows = re.findall(r"^\| (\d+) \| (.+) \|$", section("Exit codes"), re.MULTILINE)
    assert [(int(code), meaning) for code, meaning in rows] == list(options.EXIT_CODES)


def test_every_kind_is_in_the_readme_and_in_the_help() -> None:
    kinds = ", ".join(ALL_KINDS)
    assert kinds in README
    (only,) = [parameter for parameter in GROUP.commands[DEFAULT].params if "--only" in parameter.opts]
    assert kinds in only.help


@pytest.mark.parametrize("name", [*COMMANDS, DEFAULT])
def test_help_says_what_each_option_does_and_what_exit_codes_mean(name: str) -> None:
    command = GROUP.commands[name]
    assert all(parameter.help for parameter in command.params)
    for code, meaning in options.EXIT_CODES:
        assert f"{code:4}  {meaning}" in command.epilog


@pytest.mark.parametrize("name", [*COMMANDS, DEFAULT])
def test_help_begins_with_examples_that_can_be_typed(name: str) -> None:
    assert EXAMPLES[name], "say in cli/examples.py how it is typed"
    command = GROUP.commands[name]
    first, second, *rest = command.help.split("\n\n")
    assert (first, second.count("\n")) == ("Examples:", len(EXAMPLES[name]))
    assert second.startswith(KEEP)
    assert rest
    assert max(map(len, second.splitlines())) < NARROW
    for typed, _ in EXAMPLES[name]:
        program, *words = shlex.split(typed.partition(" > ")[0])
        if name != DEFAULT:
            assert words.pop(0) == name
        assert program == "extract"
        command.make_context(name, words)


def test_examples_are_of_commands_that_there_are() -> None:
    assert set(EXAMPLES) == {*COMMANDS, DEFAULT}


def test_help_of_the_default_command_lists_the_others() -> None:
    for name in COMMANDS:
        assert f"extract {name} " in GROUP.commands[DEFAULT].epilog


def test_the_record_shown_is_one_that_validates_and_that_the_sample_gives() -> None:
    shown = json.loads(section("The record").split("```json", 1)[1].split("```", 1)[0])
    Draft202012Validator(record_schema()).validate(shown)
    text = (ROOT / shown["source"]).read_text(encoding="utf-8")
    (claim,) = shown["claims"]
    for phrase in (claim, claim["compared_to"], *shown["people"][0]["mentions"]):
        assert text[phrase["start"] : phrase["end"]] == phrase["text"]
    given = to_dict(Extractor(entities=False).extract(text))["claims"]
    made = next(item for item in given if (item["start"], item["end"]) == (claim["start"], claim["end"]))
    assert {name: made[name] for name in claim if name not in NUMBERED} == {
        name: value for name, value in claim.items() if name not in NUMBERED
    }


def test_links_within_the_readme_lead_to_its_headings() -> None:
    headings = re.findall(r"^#+ (.*)$", README, re.MULTILINE)
    slugs = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    links = set(re.findall(r"\]\(#([^)]*)\)", README))
    assert links <= slugs
    assert {f"extract-{name}" for name in COMMANDS} <= {"-".join(link.split("-")[:2]) for link in links}


def test_set_up_is_exactly_two_commands() -> None:
    blocks = re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    first, second = (block.strip() for block in blocks)
    assert "\n" not in first + second
    assert shlex.split(first)[-1].startswith("samples/")
    assert (ROOT / shlex.split(first)[-1]).is_file()
    assert shlex.split(second)[-1].endswith("pytest")
