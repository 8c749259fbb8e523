"""`extract PATH…`: articles in, records out."""

# ruff: noqa: PLC0415  the help needs only what the options say

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, TextIO

import typer

from cli import kinds, options, run
from cli.output import FORMATS
from cli.talk import Talk
from cli.version import show_version
from extractors.errors import UsageError

if TYPE_CHECKING:
    from cli.destination import Destination
    from extractors.corpus.plan import Plan
    from extractors.reading import Article

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH",
        help="Articles (.txt, .html, .docx, .pdf, .jsonl, .jsonl.gz), folders of them, or - for standard input.",
    ),
]
Include = Annotated[
    list[str] | None,
    typer.Option(
        "--include",
        metavar="GLOB",
        help="Read the files of folders that match, whatever they end in; repeatable, as in .gitignore.",
    ),
]
Exclude = Annotated[
    list[str] | None,
    typer.Option("--exclude", metavar="GLOB", help="Leave files and folders out of folders; repeatable."),
]
FilesFrom = Annotated[
    str | None,
    typer.Option(
        "--files-from", metavar="FILE|-", help="Read the files listed there too, one a line or with NUL between."
    ),
]
Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE|FOLDER/",
        help="Write to this file, or one file an input into this folder; each whole or not at all.",
    ),
]
Jobs = Annotated[
    str,
    typer.Option("--jobs", "-j", metavar="N|auto", help="How many processes read; auto is one a processor."),
]
Engines = Annotated[
    str,
    typer.Option("--engine", metavar="local|ray", help="Where to read: on this machine, or on a Ray cluster."),
]
Address = Annotated[
    str | None,
    typer.Option("--address", metavar="HOST:PORT", help="The Ray cluster; by default one that ends with the run."),
]
Force = Annotated[bool, typer.Option("--force", help="Read all again, also what an earlier run has finished.")]
Errors = Annotated[
    Path | None,
    typer.Option("--errors", metavar="FILE", help="List the failures there, one a line as JSON."),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="NAME",
        help=f"How to write the result: {', '.join(FORMATS)}. By default what the name after -o ends in, else table.",
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
    paths: Paths = None,
    day: options.Day = None,
    model: options.Model = None,
    entities: options.Entities = True,
    aliases: options.Aliases = None,
    threshold: options.Threshold = 0.0,
    device: options.Device = "auto",
    runtime: options.Runtime = "auto",
    only: kinds.Only = None,
    format_name: Format = None,
    csv_bom: options.CsvBom = False,
    output: Output = None,
    include: Include = None,
    exclude: Exclude = None,
    files_from: FilesFrom = None,
    jobs: Jobs = "1",
    engine: Engines = "local",
    address: Address = None,
    force: Force = False,
    errors: Errors = None,
    explain: Explain = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    version: Version = False,  # noqa: ARG001  its callback has answered before this runs
) -> None:
    """Read Arabic news: who, where, which organizations, and every number that is claimed.

    A line of JSON Lines that has a date of its own keeps it; --date is for all that have none.

    Written to a file or folder, a run that was interrupted goes on where it stopped when it is started again.
    """
    from cli.account import Account
    from cli.work import Work, engine_named, listed
    from extractors.pipeline import Extractor, as_date

    asked = kinds.asked_for(only, entities=entities)
    destination = _destination(output, format_name, csv_bom=csv_bom)
    plan = _plan(paths, include, exclude, files_from, destination)
    for written in (destination.path, errors):
        run.refuse_inputs(written, list(plan.paths))
    plan.check()
    if errors and destination.path and errors.resolve() == destination.path.resolve():
        raise UsageError(f"{errors}: is the output too; name another file")
    summary = plan.may_be_several and not destination.streams
    with listed(errors) as failures:
        account = Account(Talk(quiet=quiet, verbose=verbose), failures, summary)
        if explain:
            with run.opened(destination.path) as stream:
                _explain(account.readable(plan.articles()), as_date(day), asked, stream)
                account.finish()
        else:
            extractor = Extractor(
                model, entities=entities, aliases=aliases, threshold=threshold, device=device, runtime=runtime
            )
            work = Work(plan, destination, extractor, as_date(day), engine_named(engine, jobs, address))
            work.run(account, asked, afresh=force)
        account.sum_up()
    if account.failed:
        raise typer.Exit(account.exit_code)


def _destination(output: str | None, format_name: str | None, *, csv_bom: bool) -> Destination:
    from cli.destination import Destination
    from cli.output.target import Target

    path = None if output is None else Path(output)
    folder = path is not None and (path.is_dir() or str(output).endswith(os.sep))
    name = run.format_name(format_name or ("jsonl" if folder else None), path, FORMATS)
    options.refuse_bom(name, csv_bom=csv_bom)
    target = partial(Target, csv_bom=csv_bom)
    return Destination(path, folder, _ENDINGS.get(name, name), FORMATS[name], target)


_ENDINGS: Final = {"table": "txt", "markdown": "md"}
"""What files of a format are called where it is not the format's name."""


def _plan(
    paths: list[str] | None,
    include: list[str] | None,
    exclude: list[str] | None,
    files_from: str | None,
    destination: Destination,
) -> Plan:
    """The plan of what to read.

    Raises:
        UsageError: nothing is named, or a glob is none.
    """
    from extractors.corpus.plan import Plan

    if not paths and files_from is None:
        raise UsageError("Missing argument 'PATH'; see extract --help")
    globs = tuple(include or ()), tuple(exclude or ())
    return Plan(tuple(paths or ()), *globs, files_from, None if destination.streams else destination.path)


def _explain(articles: Iterable[Article], day: date | None, asked: frozenset[str], stream: TextIO) -> None:
    """Write why each claim of each article is as it is; entities play no part in that."""
    from cli.output import explanation
    from extractors.claims import explain

    for article in articles:
        explained = explain(article.text, article.date or day)
        chosen = [item for item in explained if item.kind == "none" or item.kind in asked]
        explanation.write(article.source, chosen, stream)
