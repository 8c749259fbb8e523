"""`extract diff OLD NEW`: which records changed between two runs, and what changed them."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from cli import options, run
from cli.output.changes import FORMATS
from cli.talk import Talk
from extractors.corpus.comparison import compare
from extractors.corpus.saved import SUFFIXES, records
from extractors.errors import UsageError
from extractors.reading import STDIN

DIFFERENCES: Final = 1

Old = Annotated[str, typer.Argument(metavar="OLD", help="The records of before: .jsonl, .json, a folder, or -.")]
New = Annotated[str, typer.Argument(metavar="NEW", help="The records of now.")]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="|".join(FORMATS),
        help="How to write what changed. By default what the name after -o ends in says, else a table.",
    ),
]


def diff(
    old: Old,
    new: New,
    format_name: Format = None,
    output: run.Output = None,
    quiet: options.Quiet = False,
) -> None:
    """Say which records changed between two runs, and which rule or model changed them.

    Records are paired by their article's name, else by its SHA-256. Scores may differ by 0.05.
    """
    write = FORMATS[run.format_name(format_name, output, FORMATS)]
    run.refuse_inputs(output, [old, new], SUFFIXES)
    if old == new == STDIN:
        raise UsageError("standard input can be one side and not both; name a file for the other")
    talk = Talk(quiet=quiet)
    sides = [run.Tally(talk), run.Tally(talk)]
    read = [side.readable(records([path])) for side, path in zip(sides, (old, new), strict=True)]
    with run.opened(output) as stream:
        compared = 0
        changed = []
        for each in compare(*read):
            compared += 1
            if each.differs:
                changed.append(each)
        write(changed, stream)
        for side in sides:
            side.finish()
    talk.note(f"{compared} records, {len(changed)} differ")
    if any(side.failed for side in sides):
        raise typer.Exit(run.SOME_FAILED)
    if changed:
        raise typer.Exit(DIFFERENCES)
