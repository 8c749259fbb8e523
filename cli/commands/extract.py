"""`extract PATH…`: articles in, records out."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Annotated, Final, TextIO

import typer

from cli import options
from cli.output import FORMATS, explanation
from cli.output.target import Target, output_file, standard_output
from cli.terminal import Talk
from cli.version import show_version
from extractors import claims
from extractors.errors import InputError, UsageError
from extractors.pipeline import Extractor, as_date
from extractors.reading import STDIN, SUFFIXES, Article, articles
from extractors.records import KINDS, Record

ENTITY_KINDS: Final = ("people", "places", "organizations")
ALL_KINDS: Final = (*ENTITY_KINDS, *KINDS)
SOME_FAILED: Final = InputError.exit_code

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH", help="Files (.txt, .jsonl), folders of them, or - for standard input."),
]
Only = Annotated[
    list[str] | None,
    typer.Option("--only", metavar="KIND", help=f"Keep only this kind; repeatable: {', '.join(ALL_KINDS)}."),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="|".join(FORMATS),
        help="How to write the result. By default what the name after -o ends in says, else a table.",
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to this file, whole or not at all."),
]
Explain = Annotated[
    bool,
    typer.Option("--explain", help="Say of each claim its rule, how its number was read, and what was rejected."),
]
Version = Annotated[
    bool,
    typer.Option("--version", callback=show_version, is_eager=True, help="Say which version and model."),
]


def extract(
    paths: Paths,
    day: options.Day = None,
    model: options.Model = None,
    entities: options.Entities = True,
    only: Only = None,
    format_name: Format = None,
    output: Output = None,
    explain: Explain = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    version: Version = False,  # noqa: ARG001  its callback has answered before this runs
) -> None:
    """Read Arabic news: who, where, which organizations, and every number that is claimed.

    A line of JSON Lines that has a date of its own keeps it; --date is for all that have none.
    """
    kinds = _kinds(only, entities=entities)
    write = FORMATS[_format(format_name, output)]
    _refuse_inputs(output, paths)
    extractor = Extractor(model, entities=entities, only=[kind for kind in KINDS if kind in kinds])
    run = Run(extractor, kinds, as_date(day), Talk(quiet=quiet, verbose=verbose))
    with _opened(output) as stream:
        if explain:
            run.explain(articles(paths), stream)
        else:
            write(run.records(articles(paths)), Target(stream, several=_may_be_several(paths)))
        run.finish()
    if run.failed:
        raise typer.Exit(SOME_FAILED)


@dataclass
class Run:
    """One run over all the inputs, counting what could be read."""

    extractor: Extractor
    kinds: frozenset[str]
    day: date | None
    talk: Talk
    done: int = field(default=0, init=False)
    failed: int = field(default=0, init=False)

    def records(self, inputs: Iterable[Article | InputError]) -> Iterator[Record]:
        """The record of each article that could be read."""
        for article in self._readable(inputs):
            yield self._record(article)
            self.done += 1

    def explain(self, inputs: Iterable[Article | InputError], stream: TextIO) -> None:
        """Write why each claim of each article is as it is; entities play no part in that."""
        for article in self._readable(inputs):
            explained = claims.explain(article.text, article.date or self.day)
            asked = [item for item in explained if item.kind == "none" or item.kind in self.kinds]
            explanation.write(article.source, asked, stream)
            self.done += 1

    def _readable(self, inputs: Iterable[Article | InputError]) -> Iterator[Article]:
        """The articles among the inputs; the errors of the others are told at once."""
        for item in inputs:
            if isinstance(item, InputError):
                self.failed += 1
                self.talk.error(str(item))
            else:
                yield item

    def finish(self) -> None:
        """Say how it went; without a single article no output file is left behind."""
        if self.failed and not self.done:
            raise typer.Exit(SOME_FAILED)
        if self.failed:
            self.talk.note(f"articles done: {self.done}, failed: {self.failed}")

    def _record(self, article: Article) -> Record:
        began = time.perf_counter()
        record = self.extractor.extract(
            article.text,
            reference_date=article.date or self.day,
            source=article.source,
            encoding=article.encoding,
            sha256=article.sha256,
        )
        seconds = time.perf_counter() - began
        size = f"{len(article.text)} characters in {article.encoding}"
        self.talk.detail(f"{article.source}: {size}, {len(record.claims)} claims, {seconds:.2f} s")
        return replace(
            record,
            people=record.people if "people" in self.kinds else (),
            places=record.places if "places" in self.kinds else (),
            organizations=record.organizations if "organizations" in self.kinds else (),
        )


def _kinds(only: list[str] | None, *, entities: bool) -> frozenset[str]:
    """The kinds asked for.

    Raises:
        UsageError: one does not exist, or is an entity where entities were declined.
    """
    if not only:
        return frozenset(ALL_KINDS)
    asked = frozenset(kind.strip() for value in only for kind in value.split(","))
    if unknown := asked.difference(ALL_KINDS):
        raise UsageError(f"unknown kind: {', '.join(sorted(unknown))}; known are {', '.join(ALL_KINDS)}")
    if not entities and asked.intersection(ENTITY_KINDS):
        raise UsageError("--only asks for entities and --no-entities declines them; leave out one of the two")
    return asked


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


def _may_be_several(paths: list[str]) -> bool:
    """Whether the inputs may hold more than one article, told by their names alone."""
    return len(paths) > 1 or paths[0].endswith(".jsonl") or os.path.isdir(paths[0])  # noqa: PTH112


def _opened(output: Path | None) -> AbstractContextManager[TextIO]:
    return standard_output() if output is None or str(output) == STDIN else output_file(output)
