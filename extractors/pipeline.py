"""Where everything meets: the ordered stages that turn one article into one record."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.errors import UsageError
from extractors.reading import Article
from extractors.records import KINDS, SCHEMA_VERSION, Engine, Extracted, Record
from extractors.text import Document
from extractors.version import __version__

if TYPE_CHECKING:
    from extractors.claims.engine import Found
    from extractors.entities import Entities, EntityExtractor


class Extractor:
    """Reads Arabic news articles into records. Build it once, use it for many articles.

    Args:
        model: None for the embedded tagger, "stanza" for the official package, or the path of a Stanza NER model.
        entities: whether to find people, places and organizations; without them torch is never imported.
        only: the kinds of claim to keep; None keeps all.
        aliases: a TOML file of names that are one person, place or organization, besides the project's own.
        threshold: mentions of entities with a lower score, 0 to 1, are dropped.
        device: where the tagger runs: "cpu", "cuda", or "auto": a processor for the embedded model, and for any other
            a GPU if PyTorch sees one.
        runtime: what runs the tagger: "onnx", "stanza", or "auto": ONNX Runtime for the embedded model, unless a GPU is
            asked for, and Stanza for any other.

    Raises:
        ModelError: there is no such model. It is loaded, and may turn out to be unusable, at the first article.
        UsageError: `only` names a kind that does not exist, the file of aliases cannot be used, or the threshold is
            not from 0 to 1, or the device or runtime cannot run the model.
    """

    def __init__(
        self,
        model: str | Path | None = None,
        *,
        entities: bool = True,
        only: Iterable[str] | None = None,
        aliases: str | Path | None = None,
        threshold: float = 0.0,
        device: str = "auto",
        runtime: str = "auto",
    ) -> None:
        self.only = frozenset(KINDS if only is None else only)
        if unknown := self.only.difference(KINDS):
            raise UsageError(f"unknown kind of claim: {', '.join(sorted(unknown))}; known are {', '.join(KINDS)}")
        self.tagger: EntityExtractor | None = None
        """The entity extractor; None when entities were not asked for."""
        if entities:
            from extractors.entities import EntityExtractor  # noqa: PLC0415  numpy loads here

            self.tagger = EntityExtractor(model, aliases=aliases, threshold=threshold, device=device, runtime=runtime)

    def extract(
        self,
        text: str,
        *,
        reference_date: date | str | None = None,
        source: str = "<text>",
        encoding: str = "utf-8",
        sha256: str | None = None,
    ) -> Record:
        """The record of one article.

        Args:
            text: the decoded article; offsets in the record count its code points.
            reference_date: the day the article was written, as a date or ISO 8601; dates resolve against it.
                Without it the article's own dateline is used, else relative dates stay unresolved.
            source: the name to give the article in the record.
            encoding: the encoding that the text was decoded from.
            sha256: the digest of the article's bytes; by default that of the text in UTF-8.

        Raises:
            UsageError: `reference_date` is not a date.
            ModelError: the entity model cannot be used.
        """
        digest = sha256 or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        article = Article(source=source, text=text, encoding=encoding, sha256=digest)
        return self.extract_many([article], reference_date=reference_date)[0].record

    def extract_many(self, articles: Iterable[Article], *, reference_date: date | str | None = None) -> list[Extracted]:
        """The records of several articles that were read, in their order, each with its text.

        Each is as if it were the only one. The tagger reads them together, which takes less time: some 16 at once
        are read best.

        Args:
            articles: as `extractors.reading.articles` gives them.
            reference_date: the day of writing of those that have none of their own.

        Raises:
            UsageError: `reference_date` is not a date.
            ModelError: the entity model cannot be used.
        """
        from extractors import claims  # noqa: PLC0415  a command's help needs no rules

        day = as_date(reference_date)
        known = list(articles)
        documents = [Document(article.text) for article in known]
        found = [
            claims.find_all(document, article.date or day) for document, article in zip(documents, known, strict=True)
        ]
        named = self.tagger.extract_many(documents) if self.tagger else [None] * len(known)
        parts = zip(known, found, named, strict=True)
        return [Extracted(self._record(*part), part[0].text) for part in parts]

    def _record(self, article: Article, found: Found, named: Entities | None) -> Record:
        people, places, organizations = (named.people, named.places, named.organizations) if named else ((), (), ())
        from extractors.claims import link  # noqa: PLC0415  as above

        linked = link(found, (*people, *places, *organizations))
        return Record(
            source=article.source,
            sha256=article.sha256,
            encoding=article.encoding,
            reference_date=found.reference_date.isoformat() if found.reference_date else None,
            people=people,
            places=places,
            organizations=organizations,
            claims=tuple(claim for claim in linked if claim.kind in self.only),
            warnings=found.warnings,
            engine=self._engine(),
        )

    def identity(self) -> tuple[object, ...]:
        """All that its records depend on beside the article, its day and the code: every argument, the model's digest.

        Raises:
            ModelError: there is no such model; the official one, whose digest is not known before, cannot be loaded.
        """
        if self.tagger is None:
            return (SCHEMA_VERSION, sorted(self.only))
        if self.tagger.model_sha256 is None:
            self.tagger.extract(Document(""))
        return (
            SCHEMA_VERSION,
            sorted(self.only),
            self.tagger.model_name,
            self.tagger.model_sha256,
            *self.tagger.settings,
        )

    def _engine(self) -> Engine:
        engine = Engine(version=__version__)
        if self.tagger is None:
            return engine
        return replace(engine, model=self.tagger.model_name, model_sha256=self.tagger.model_sha256)


def as_date(value: date | str | None) -> date | None:
    """A reference date from what a caller gives.

    Raises:
        UsageError: the text is not an ISO 8601 calendar date.
    """
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise UsageError(f"not a date: {value!r}; write it as YYYY-MM-DD, for example 2018-06-05") from error


def extract(text: str, *, reference_date: date | str | None = None, entities: bool = True) -> Record:
    """The record of one article, with the embedded model. For many articles build an `Extractor` once."""
    return Extractor(entities=entities).extract(text, reference_date=reference_date)
