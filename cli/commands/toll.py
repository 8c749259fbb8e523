"""`extract toll FOLDER|FILES…`: what many articles say of the same dead and injured."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

import typer

from cli import options, run
from cli.output.cells import BYTE_ORDER_MARK
from cli.output.toll import FORMATS
from cli.talk import Talk
from extractors.corpus import toll as tolls
from extractors.corpus.inputs import Input, inputs
from extractors.corpus.toll.saved import KINDS
from extractors.pipeline import Extractor, as_date
from extractors.reading import Article
from extractors.records import Record

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        help="Articles (.txt, .html, .docx, .pdf, .jsonl), saved records (.jsonl, .json), folders, or - for stdin.",
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


def toll(
    paths: Paths,
    day: options.Day = None,
    model: options.Model = None,
    entities: options.Entities = True,
    format_name: Format = None,
    csv_bom: options.CsvBom = False,
    output: run.Output = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Set the casualty figures of many articles side by side: same outcome, place and day.

    Figures are compared and never added: lowest, highest, latest, their sources, and where they disagree.

    A record that `extract` saved is taken as it is; --date is for articles without a date of their own.
    """
    name = run.format_name(format_name, output, FORMATS)
    options.refuse_bom(name, csv_bom=csv_bom)
    run.refuse_inputs(output, paths)
    extractor = Extractor(model, entities=entities, only=KINDS)
    reader = _Reader(extractor, as_date(day), run.Tally(Talk(quiet=quiet, verbose=verbose)))
    with run.opened(output) as stream:
        stream.write(BYTE_ORDER_MARK if csv_bom else "")
        FORMATS[name](tolls.compare(tolls.figures_of(reader.reported(inputs(paths)))), stream)
        reader.tally.finish()
    if reader.tally.failed:
        raise typer.Exit(run.SOME_FAILED)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Brings articles and saved records to what they say of casualties."""

    extractor: Extractor
    day: date | None
    tally: run.Tally

    def reported(self, items: Iterable[Input]) -> Iterator[tolls.Reported]:
        """What each input that could be read says."""
        readable: Iterator[Article | Record] = self.tally.readable(items)
        for item in readable:
            yield self._extracted(item) if isinstance(item, Article) else tolls.reported(item)

    def _extracted(self, article: Article) -> tolls.Reported:
        began = time.perf_counter()
        (extracted,) = self.extractor.extract_many([article], reference_date=self.day)
        found = tolls.reported(extracted.record, extracted.text)
        seconds = time.perf_counter() - began
        self.tally.talk.detail(f"{article.source}: {len(found.casualties)} casualty claims, {seconds:.2f} s")
        return found
