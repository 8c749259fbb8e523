"""Options that several commands take."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from cli.examples import KEEP
from extractors.errors import UsageError

EXIT_CODES: Final = (
    (0, "all went well"),
    (1, "check or diff found differences, or score fell below a floor"),
    (2, "an option, argument or output file that cannot be used"),
    (3, "some inputs failed; the others are done"),
    (4, "the entity model is missing or unusable, or there is no room for it"),
    (70, "a bug in Khabar"),
    (130, "interrupted"),
    (141, "the reader of the output went away"),
)

EPILOG: Final = "\n".join(["Exit codes:\n", KEEP, *(f"{code:4}  {meaning}" for code, meaning in EXIT_CODES)])

Day = Annotated[
    str | None,
    typer.Option("--date", metavar="YYYY-MM-DD", help="The day of writing; dates resolve against it."),
]
Model = Annotated[
    str | None,
    typer.Option(
        "--model",
        metavar="stanza|PATH",
        help="The official Stanza package, or any Stanza NER model, in place of the embedded one.",
    ),
]
Entities = Annotated[
    bool,
    typer.Option("--entities/--no-entities", help="Whether to find people, places and organizations."),
]
Aliases = Annotated[
    str | None,
    typer.Option("--aliases", metavar="FILE.toml", help="Names that are one person, place or organization."),
]
Threshold = Annotated[
    float,
    typer.Option("--threshold", metavar="0..1", help="Drop mentions of names whose score is lower."),
]
Device = Annotated[
    str,
    typer.Option("--device", metavar="auto|cpu|cuda", help="Where the model runs; auto is a GPU only for --model."),
]
Runtime = Annotated[
    str,
    typer.Option(
        "--runtime",
        metavar="auto|onnx|stanza",
        help="What runs the model; auto is ONNX Runtime for the embedded one, Stanza for any other.",
    ),
]
Articles = Annotated[
    str,
    typer.Option(
        "--articles",
        metavar="FOLDER",
        help="Where the articles' paths begin, for what needs their text; by default here, as where extract ran.",
    ),
]
CsvBom = Annotated[
    bool, typer.Option("--csv-bom", help="Begin CSV with a byte order mark, by which Excel knows that it is UTF-8.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say what is done, article by article.")]


def refuse_bom(format_name: str, *, csv_bom: bool) -> None:
    """Keep --csv-bom to the one format that it is for.

    Raises:
        UsageError: the format is another.
    """
    if csv_bom and format_name != "csv":
        raise UsageError(f"--csv-bom is for the format csv, and this is {format_name}; leave it out, or add -f csv")
