"""`extract check FOLDER`: has anything drifted from what was committed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from cli import options
from cli.output.target import standard_output
from cli.terminal import Talk, clean
from extractors.corpus import check as golden
from extractors.errors import InputError, UsageError
from extractors.pipeline import Extractor, as_date

DIFFERENCES: Final = 1

Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="Where NAME.txt and NAME.json lie side by side.")]
Update = Annotated[bool, typer.Option("--update", help="Rewrite each NAME.json that differs.")]


def check(
    folder: Folder,
    update: Update = False,
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
    if update and not entities:
        raise UsageError("--update would drop the entities with --no-entities; leave out one of the two")
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder; name the one that holds the samples")
    talk = Talk(quiet=quiet, verbose=verbose)
    extractor = Extractor(model, entities=entities)
    results = list(golden.check(folder, extractor, entities=entities, day=as_date(day)))
    errors = [result for result in results if isinstance(result, InputError)]
    samples = [result for result in results if isinstance(result, golden.Result)]
    for error in errors:
        talk.error(str(error))
    drifted = _update(samples, talk) if update else _report(samples, talk)
    if errors:
        raise typer.Exit(InputError.exit_code)
    if drifted:
        raise typer.Exit(DIFFERENCES)


def _report(samples: list[golden.Result], talk: Talk) -> int:
    """Print what differs, and return how many samples do."""
    drifted = [sample for sample in samples if sample.differences]
    with standard_output() as stream:
        for sample in drifted:
            count = len(sample.differences)
            noun = "difference" if count == 1 else "differences"
            stream.write(f"{clean(str(sample.golden))}: {count} {noun}\n")
            stream.writelines(f"  {clean(str(difference))}\n" for difference in sample.differences)
    for note in dict.fromkeys(note for sample in samples for note in sample.notes):
        talk.note(f"note: {note}")
    talk.note(f"{len(samples)} samples, {len(drifted)} differ" + ("; --update accepts them" if drifted else ""))
    return len(drifted)


def _update(samples: list[golden.Result], talk: Talk) -> int:
    """Rewrite what differs, and return how many samples could not be made to agree."""
    for sample in samples:
        if golden.update(sample):
            talk.note(f"{sample.golden}: rewritten")
    orphans = [sample for sample in samples if sample.fresh is None]
    return _report(orphans, talk) if orphans else 0
