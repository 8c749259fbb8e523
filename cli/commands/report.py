"""`extract report FOLDER|RECORDS.jsonl`: a corpus at a glance, as one page."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

import typer

from cli import options, run
from cli.talk import Talk
from extractors.corpus import report as reports
from extractors.corpus.inputs import inputs
from extractors.corpus.texts import Texts
from extractors.errors import InputError
from extractors.pipeline import Extractor, as_date
from extractors.reading import Article
from extractors.records import Extracted, Record
from extractors.version import __version__

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH", help="Saved records (.jsonl, .json), articles, folders, or - for standard input."),
]


def report(
    paths: Paths,
    folder: options.Articles = "",
    day: options.Day = None,
    model: options.Model = None,
    entities: options.Entities = True,
    output: run.Output = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Show a corpus at a glance, as one HTML page: who, where, the claims in time, each with its sentence.

    The sentences of saved records are read from their articles again; --date is for articles without a day.
    """
    from cli.output.page.report import write  # noqa: PLC0415  pages are not needed to say --help

    run.refuse_inputs(output, paths)
    talk = Talk(quiet=quiet, verbose=verbose)
    extractor = Extractor(model, entities=entities)
    with run.opened(output) as stream, Texts(folder) as texts:
        reader = _Reader(extractor, as_date(day), texts, run.Tally(talk))
        with reports.gathered(reader.articles(paths)) as found:
            if not found.articles:
                reader.tally.finish()  # which ends here: nothing could be read
            write(found, stream, __version__)
        if found.wordless:
            talk.note(f"without their articles, so without sentences: {found.wordless} records; see --articles")
        reader.tally.finish()
    if reader.tally.failed:
        raise typer.Exit(run.SOME_FAILED)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Brings articles and saved records to the same."""

    extractor: Extractor
    day: date | None
    texts: Texts
    tally: run.Tally

    def articles(self, paths: list[str]) -> Iterator[Extracted]:
        """The record of each input that could be read, with its text where that is at hand."""
        readable: Iterator[Article | Record] = self.tally.readable(inputs(paths))
        for item in readable:
            yield self._extracted(item) if isinstance(item, Article) else self._joined(item)

    def _joined(self, record: Record) -> Extracted:
        try:
            return Extracted(record, self.texts.of(record))
        except InputError as error:
            self.tally.talk.detail(str(error))
            return Extracted(record)

    def _extracted(self, article: Article) -> Extracted:
        began = time.perf_counter()
        (extracted,) = self.extractor.extract_many([article], reference_date=self.day)
        seconds = time.perf_counter() - began
        self.tally.talk.detail(f"{article.source}: {len(extracted.record.claims)} claims, {seconds:.2f} s")
        return extracted
