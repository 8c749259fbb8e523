"""`extract toll FOLDER|FILES…`: what many articles say of the same dead and injured."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, TextIO

import typer

from cli import options
from cli.output.target import output_file, standard_output
from cli.output.toll import FORMATS
from cli.terminal import Talk
from extractors.corpus import toll as tolls
from extractors.corpus.toll.saved import KINDS
from extractors.errors import InputError, UsageError
from extractors.pipeline import Extractor, as_date
from extractors.reading import STDIN, SUFFIXES, Article

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        help="Articles (.txt, .jsonl), saved records (.jsonl, .json), folders, or - for standard input.",
    ),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="|".join(FORMATS),
        help="How to write the comparison. By default what the name after -o ends in says, else a table.",
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to this file, whole or not at all."),
]


def toll(
    paths: Paths,
    day: options.Day = None,
    model: options.Model = None,
    entities: options.Entities = True,
    format_name: Format = None,
    output: Output = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Set the casualty figures of many articles side by side: same outcome, place and day.

    Figures are compared and never added: lowest, highest, latest, their sources, and where they disagree.

    A record that `extract` saved is taken as it is; --date is for articles without a date of their own.
    """
    write = FORMATS[_format(format_name, output)]
    _refuse_inputs(output, paths)
    run = _Run(Extractor(model, entities=entities, only=KINDS), as_date(day), Talk(quiet=quiet, verbose=verbose))
    with _opened(output) as stream:
        write(tolls.compare(tolls.figures_of(run.reported(tolls.inputs(paths)))), stream)
        run.finish()
    if run.failed:
        raise typer.Exit(InputError.exit_code)


@dataclass
class _Run:
    """One run over all the inputs, counting what could be read."""

    extractor: Extractor
    day: date | None
    talk: Talk
    done: int = field(default=0, init=False)
    failed: int = field(default=0, init=False)

    def reported(self, inputs: Iterable[Article | tolls.Reported | InputError]) -> Iterator[tolls.Reported]:
        """What each input says of casualties; errors are told at once."""
        for item in inputs:
            if isinstance(item, InputError):
                self.failed += 1
                self.talk.error(str(item))
                continue
            yield self._extracted(item) if isinstance(item, Article) else item
            self.done += 1

    def finish(self) -> None:
        """Say how it went; without a single article no output file is left behind."""
        if self.failed and not self.done:
            raise typer.Exit(InputError.exit_code)
        if self.failed:
            self.talk.note(f"articles done: {self.done}, failed: {self.failed}")

    def _extracted(self, article: Article) -> tolls.Reported:
        began = time.perf_counter()
        record = self.extractor.extract(
            article.text,
            reference_date=article.date or self.day,
            source=article.source,
            encoding=article.encoding,
            sha256=article.sha256,
        )
        found = tolls.reported(record, article.text)
        seconds = time.perf_counter() - began
        self.talk.detail(f"{article.source}: {len(found.casualties)} casualty claims, {seconds:.2f} s")
        return found


def _format(name: str | None, output: Path | None) -> str:
    """The format asked for, else the one that the output's name ends in, else a table.

    Raises:
        UsageError: there is no such format.
    """
    if name is None:
        ending = output.suffix.removeprefix(".") if output else ""
        return ending if ending in FORMATS else "table"
    if name not in FORMATS:
        raise UsageError(f"unknown format: {name}; known are {', '.join(FORMATS)}")
    return name


def _refuse_inputs(output: Path | None, paths: list[str]) -> None:
    """Keep the output from being an input, now or when the same command is run again.

    Raises:
        UsageError: the output is one of the files to read, or would be among those of a folder to read.
    """
    if output is None:
        return
    goal = output.resolve()
    for path in map(Path, paths):
        if path.is_file() and output.exists() and output.samefile(path):
            raise UsageError(f"{output}: is an input too; write to another file")
        if path.is_dir() and goal.suffix in SUFFIXES and goal.is_relative_to(path.resolve()):
            raise UsageError(f"{output}: would be read as an input of {path}; write to another folder")


def _opened(output: Path | None) -> AbstractContextManager[TextIO]:
    return standard_output() if output is None or str(output) == STDIN else output_file(output)
