"""What every command that reads articles shares: choosing the format, guarding the inputs, counting what was read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Final, TextIO, TypeVar

import typer

from cli.output import ENDINGS
from cli.output.target import output_file, standard_output
from cli.talk import Talk
from extractors.errors import InputError, UsageError
from extractors.reading import STDIN, SUFFIXES

Item = TypeVar("Item")

SOME_FAILED: Final = InputError.exit_code
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to this file, whole or not at all."),
]


def format_name(name: str | None, output: Path | None, formats: Collection[str]) -> str:
    """The format asked for, else the one that the output's name ends in, else a table.

    Raises:
        UsageError: there is no such format.
    """
    if name is None:
        ending = output.suffix.removeprefix(".") if output else ""
        ending = ENDINGS.get(ending, ending)
        return ending if ending in formats else "table"
    if name not in formats:
        raise UsageError(f"unknown format: {name}; known are {', '.join(formats)}")
    return name


def refuse_inputs(output: Path | None, paths: list[str], suffixes: tuple[str, ...] = SUFFIXES) -> None:
    """Keep the output from being an input, now or when the same command is run again.

    Args:
        output: the file to write.
        paths: the files and folders to read.
        suffixes: what files end in that are read of a folder.

    Raises:
        UsageError: the output is one of the files to read, or would be among those of a folder to read.
    """
    if output is None:
        return
    goal = output.resolve()
    for path in map(Path, paths):
        if path.exists() and output.is_dir() and path.resolve().is_relative_to(goal):
            raise UsageError(f"{output}: holds the input {path}; write to another folder")
        if path.is_file() and output.exists() and output.samefile(path):
            raise UsageError(f"{output}: is an input too; write to another file")
        if path.is_dir() and goal.name.endswith(suffixes) and goal.is_relative_to(path.resolve()):
            raise UsageError(f"{output}: would be read as an input of {path}; write to another folder")


def opened(output: Path | None, draft: Path | None = None) -> AbstractContextManager[TextIO]:
    """The file to write to, by way of the draft if one is given, else standard output."""
    return standard_output() if output is None or str(output) == STDIN else output_file(output, draft)


@dataclass
class Tally:
    """What could be read of the inputs of one run."""

    talk: Talk
    done: int = field(default=0, init=False)
    failed: int = field(default=0, init=False)

    def readable(self, inputs: Iterable[Item | InputError]) -> Iterator[Item]:
        """The inputs that could be read, each counted when it is done; the errors of the others are told at once."""
        for item in inputs:
            if isinstance(item, InputError):
                self.fail(str(item))
            else:
                yield item
                self.done += 1

    def fail(self, message: str) -> None:
        """Count an input that could not be read, and say why."""
        self.failed += 1
        self.talk.error(message)

    def finish(self) -> None:
        """Say how it went; without a single readable input no output file is left behind."""
        if self.failed and not self.done:
            raise typer.Exit(SOME_FAILED)
        if self.failed:
            self.talk.note(f"articles done: {self.done}, failed: {self.failed}")
