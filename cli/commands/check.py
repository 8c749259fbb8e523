"""`extract check FOLDER`: has anything drifted from what was committed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Final

import typer

from cli import kinds, options
from cli.output import drift
from cli.output.target import standard_output
from cli.talk import Talk
from extractors.corpus import check as golden
from extractors.errors import InputError, UsageError
from extractors.pipeline import Extractor, as_date

DIFFERENCES: Final = 1

Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="Where NAME.txt and NAME.json lie side by side.")]
Update = Annotated[bool, typer.Option("--update", help="Rewrite each NAME.json that differs.")]
Format = Annotated[
    str,
    typer.Option(
        "--output-format",
        metavar="|".join(drift.FORMATS),
        help="How to say what differs: in words, a line each behind its file and line, or for a build server.",
    ),
]
Diff = Annotated[bool, typer.Option("--diff", help="Show a unified diff of the records' JSON in place of words.")]


def check(
    folder: Folder,
    update: Update = False,
    output_format: Format = "full",
    diff: Diff = False,
    only: kinds.Only = None,
    day: options.Day = None,
    model: options.Model = None,
    entities: options.Entities = True,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Extract every sample again and compare with the record committed beside it.

    A sample is dated by itself, else by the reference_date in its NAME.json, else by --date.

    Without entities only claims are compared. Another version or model is no difference by itself.
    """
    write = _writer(output_format, diff=diff)
    asked = kinds.asked_for(only, entities=entities) if only else None
    if update and (not entities or only):
        partial = "--only" if only else "--no-entities"
        raise UsageError(f"--update would drop what {partial} leaves out; leave out one of the two")
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder; name the one that holds the samples")
    talk = Talk(quiet=quiet, verbose=verbose)
    extractor = Extractor(model, entities=entities)
    outcomes = []
    for outcome in golden.check(folder, extractor, entities=entities, only=asked, day=as_date(day)):
        if isinstance(outcome, InputError):
            talk.error(str(outcome))
        outcomes.append(_updated(outcome, talk) if update else outcome)
    with standard_output() as stream:
        write(outcomes, stream)
    _finish(outcomes, talk)


def _writer(output_format: str, *, diff: bool) -> drift.Writer:
    if output_format not in drift.FORMATS:
        raise UsageError(f"unknown format: {output_format}; known are {', '.join(drift.FORMATS)}")
    if diff and output_format != "full":
        raise UsageError(f"--diff takes the place of words, and {output_format} has a form of its own; leave out one")
    return drift.diff if diff else drift.FORMATS[output_format]


def _updated(outcome: golden.Result | InputError, talk: Talk) -> golden.Result | InputError:
    """What is left of a result when its committed record has been rewritten."""
    if isinstance(outcome, InputError) or outcome.fresh is None:
        return outcome
    try:
        if golden.update(outcome):
            talk.note(f"{outcome.golden}: rewritten")
    except InputError as error:
        talk.error(str(error))
        return error
    return replace(outcome, differences=(), notes=())


def _finish(outcomes: list[golden.Result | InputError], talk: Talk) -> None:
    """Say how it went, and exit accordingly."""
    samples = [outcome for outcome in outcomes if isinstance(outcome, golden.Result)]
    drifted = [sample for sample in samples if sample.differences]
    for note in dict.fromkeys(note for sample in samples for note in sample.notes):
        talk.note(f"note: {note}")
    talk.note(f"{len(samples)} samples, {len(drifted)} differ" + ("; --update accepts them" if drifted else ""))
    if len(samples) < len(outcomes):
        raise typer.Exit(InputError.exit_code)
    if drifted:
        raise typer.Exit(DIFFERENCES)
