"""`extract convert RECORDS…`: saved records in another format, without extracting again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated

import typer

from cli import options, run
from cli.output import FORMATS, NEED_TEXT
from cli.output.target import Target
from cli.talk import Talk
from extractors.corpus import saved
from extractors.corpus.texts import with_texts
from extractors.errors import InputError
from extractors.records import Extracted, Record

Paths = Annotated[
    list[str],
    typer.Argument(metavar="RECORDS", help="What extract wrote: .jsonl, .jsonl.gz, .json, folders, or - for it."),
]
To = Annotated[
    str | None,
    typer.Option(
        "--to",
        "-t",
        metavar="NAME",
        help=f"The format to write: {', '.join(FORMATS)}. By default what the name after -o ends in, else table.",
    ),
]


def convert(
    paths: Paths,
    to: To = None,
    csv_bom: options.CsvBom = False,
    output: run.Output = None,
    folder: options.Articles = "",
    quiet: options.Quiet = False,
) -> None:
    """Write saved records in another format, as extract would have, without extracting again.

    Formats that show the article read it again from where its record says that it is; it must not have changed.
    """
    name = run.format_name(to, output, FORMATS)
    options.refuse_bom(name, csv_bom=csv_bom)
    run.refuse_inputs(output, paths, saved.SUFFIXES)
    tally = run.Tally(Talk(quiet=quiet))
    records = saved.records(paths)
    results = with_texts(records, folder) if name in NEED_TEXT else _alone(records)
    with run.opened(output) as stream:
        several = len(paths) > 1 or saved.may_be_several(paths[0])
        FORMATS[name](tally.readable(results), Target(stream, several=several, csv_bom=csv_bom))
        tally.finish()
    if tally.failed:
        raise typer.Exit(run.SOME_FAILED)


def _alone(records: Iterable[Record | InputError]) -> Iterator[Extracted | InputError]:
    return (item if isinstance(item, InputError) else Extracted(item) for item in records)
