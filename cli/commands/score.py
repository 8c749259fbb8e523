"""`extract score GOLD RECORDS`: how well records agree with articles annotated by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Final

import typer

from cli import options, run
from cli.output.scores import FORMATS
from cli.output.target import standard_output
from cli.talk import Talk
from extractors.corpus import saved, scoring
from extractors.errors import UsageError
from extractors.parsing import cut
from extractors.records import Record, to_dict

BELOW_A_FLOOR: Final = 1

Gold = Annotated[Path, typer.Argument(metavar="GOLD", help="A folder of annotations, NAME.json for NAME.txt.")]
Records = Annotated[
    list[str],
    typer.Argument(metavar="RECORDS", help="What `extract` saved as .jsonl or .json, folders of it, or -."),
]
Context = Annotated[
    Path | None,
    typer.Option("--context", metavar="FOLDER", help="Annotated context, NAME.json for each in GOLD, to score too."),
]
Floors = Annotated[
    Path | None,
    typer.Option("--floors", metavar="FILE", help="A TOML file of figures that must be reached."),
]
Update = Annotated[bool, typer.Option("--update", help="Raise the floors to what is measured.")]
AllowRegression = Annotated[bool, typer.Option("--allow-regression", help="Let --update lower floors too.")]
Format = Annotated[str, typer.Option("--format", "-f", metavar="|".join(FORMATS), help="How to write the figures.")]


def score(
    gold: Gold,
    records: Records,
    context: Context = None,
    floors: Floors = None,
    update: Update = False,
    allow_regression: AllowRegression = False,
    format_name: Format = "table",
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Precision, recall and F1 of saved records, kind by kind, against articles annotated by hand.

    What GOLD annotates is scored: claims, and mentions of people, places and organizations.
    """
    write = FORMATS[run.format_name(format_name, None, FORMATS)]
    _check_options(gold, context, floors, update=update, allow_regression=allow_regression)
    before = scoring.read_floors(floors) if floors and (floors.exists() or not update) else {}
    talk = Talk(quiet=quiet, verbose=verbose)
    tally = run.Tally(talk)
    scorer = scoring.Scorer()
    found = _by_name(tally, records)
    for article in tally.readable(scoring.annotated(gold, context)):
        for slip in _scored(scorer, article, found.get(article.name), tally):
            talk.detail(str(slip))
    with standard_output() as stream:
        write(scorer.scores(), stream)
    _settle(scorer.scores(), before, floors if update and not tally.failed else None, talk, lower=allow_regression)
    if tally.failed:
        raise typer.Exit(run.SOME_FAILED)


def _check_options(
    gold: Path, context: Path | None, floors: Path | None, *, update: bool, allow_regression: bool
) -> None:
    for folder in filter(None, (gold, context)):
        if not folder.is_dir():
            raise UsageError(f"{folder}: no such folder; name the one that holds the annotations")
    if update and not floors:
        raise UsageError("--update writes floors; say to which file with --floors")
    if allow_regression and not update:
        raise UsageError("--allow-regression says what --update may do; add it")


def _by_name(tally: run.Tally, paths: list[str]) -> dict[str, Record]:
    """The records by the names of their articles."""
    named: dict[str, Record] = {}
    for record in tally.readable(saved.records(paths)):
        name = Path(record.source).stem
        if name in named:
            tally.fail(f"{record.source}: a second record of {name}; the first is scored")
        named.setdefault(name, record)
    return named


def _scored(
    scorer: scoring.Scorer, article: scoring.Annotated, record: Record | None, tally: run.Tally
) -> Iterator[scoring.Slip]:
    """Score one article; one without a record, or with the record of another text, is scored and told of."""
    if record is None:
        tally.fail(f"{article.name}: there is no record of it; it is scored as if nothing had been found")
    elif not article.holds(record):
        tally.fail(f"{record.source}: is the record of another text than GOLD has; extract it again")
    try:
        yield from scorer.add(article, to_dict(record) if record else {})
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:  # made by hand
        tally.fail(f"{article.name}: its annotations cannot be understood: {cut(repr(error), 200)}")


def _settle(
    scores: list[scoring.Score],
    floors: Mapping[tuple[str, str], float],
    to_write: Path | None,
    talk: Talk,
    *,
    lower: bool,
) -> None:
    """Hold the scores against the floors, or the floors against the scores."""
    below = scoring.breaches(floors, scores)
    if to_write and (lower or not below):
        scoring.write_floors(to_write, scoring.floors_of(scores))
        talk.note(f"{to_write}: {len(below)} floors lowered, the rest as measured")
        return
    for breach in below:
        talk.error(str(breach))
    if below:
        talk.note("--update lowers no floor without --allow-regression" if to_write else f"{len(below)} below")
        raise typer.Exit(BELOW_A_FLOOR)
