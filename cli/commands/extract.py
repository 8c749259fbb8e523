"""`extract PATH…`: articles in, records out."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, TextIO

import typer

from cli import kinds, options, run
from cli.output import FORMATS, explanation
from cli.output.target import Target
from cli.terminal import Talk
from cli.version import show_version
from extractors import claims
from extractors.errors import InputError
from extractors.pipeline import Extractor, as_date
from extractors.reading import Article, articles
from extractors.records import KINDS, Extracted, Record

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH", help="Files (.txt, .jsonl), folders of them, or - for standard input."),
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
    only: kinds.Only = None,
    format_name: Format = None,
    output: run.Output = None,
    explain: Explain = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    version: Version = False,  # noqa: ARG001  its callback has answered before this runs
) -> None:
    """Read Arabic news: who, where, which organizations, and every number that is claimed.

    A line of JSON Lines that has a date of its own keeps it; --date is for all that have none.
    """
    asked = kinds.asked_for(only, entities=entities)
    write = FORMATS[run.format_name(format_name, output, FORMATS)]
    run.refuse_inputs(output, paths)
    extractor = Extractor(model, entities=entities, only=[kind for kind in KINDS if kind in asked])
    reader = Reader(extractor, asked, as_date(day), run.Tally(Talk(quiet=quiet, verbose=verbose)))
    with run.opened(output) as stream:
        if explain:
            reader.explain(articles(paths), stream)
        else:
            write(reader.results(articles(paths)), Target(stream, several=_may_be_several(paths)))
        reader.tally.finish()
    if reader.tally.failed:
        raise typer.Exit(run.SOME_FAILED)


@dataclass(frozen=True, slots=True)
class Reader:
    """Makes records, or explanations, of the articles of one run."""

    extractor: Extractor
    kinds: frozenset[str]
    day: date | None
    tally: run.Tally

    def results(self, inputs: Iterable[Article | InputError]) -> Iterator[Extracted]:
        """The record of each article that could be read, with its text."""
        return (Extracted(self._record(article), article.text) for article in self.tally.readable(inputs))

    def explain(self, inputs: Iterable[Article | InputError], stream: TextIO) -> None:
        """Write why each claim of each article is as it is; entities play no part in that."""
        for article in self.tally.readable(inputs):
            explained = claims.explain(article.text, article.date or self.day)
            asked = [item for item in explained if item.kind == "none" or item.kind in self.kinds]
            explanation.write(article.source, asked, stream)

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
        self.tally.talk.detail(f"{article.source}: {size}, {len(record.claims)} claims, {seconds:.2f} s")
        return replace(
            record,
            people=record.people if "people" in self.kinds else (),
            places=record.places if "places" in self.kinds else (),
            organizations=record.organizations if "organizations" in self.kinds else (),
        )


def _may_be_several(paths: list[str]) -> bool:
    """Whether the inputs may hold more than one article, told by their names alone."""
    return len(paths) > 1 or paths[0].endswith(".jsonl") or os.path.isdir(paths[0])  # noqa: PTH112
