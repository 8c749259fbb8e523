"""People, places and organizations: Stanza's tagger over our own tokens, mentions gathered to entities."""

# ruff: noqa: PLC0415  what reads names loads when they are needed, not before

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.entities.aliases import read_aliases
from extractors.entities.calibration import Calibration
from extractors.entities.models import digest, locate, model_identity
from extractors.entities.tagger import DEVICES, RUNTIMES, chosen, load_tagger
from extractors.errors import UsageError
from extractors.records import Entity

if TYPE_CHECKING:
    from extractors.entities.mentions import Found
    from extractors.entities.spans import TagSpan
    from extractors.entities.tagger import Tagger
    from extractors.text import Document
    from extractors.text.clitics import Piece

__all__ = ["DEVICES", "RUNTIMES", "Entities", "EntityExtractor", "model_identity"]


@dataclass(frozen=True, slots=True)
class Entities:
    """The entities of one article, each tuple in order of first appearance."""

    people: tuple[Entity, ...] = ()
    places: tuple[Entity, ...] = ()
    organizations: tuple[Entity, ...] = ()


class EntityExtractor:
    """Finds the entities of articles. Build it once: the model is loaded at the first article.

    Args:
        model: None for the embedded model, "stanza" for the official Arabic package (fetched by Stanza on
            demand), or the path of a Stanza NER model: a .pt file or a resources folder.
        aliases: a TOML file of names that are one (see `aliases`), besides the project's own.
        device: where the model runs: "cpu", "cuda", or "auto" (see `tagger.load_tagger`).
        runtime: what runs it: "onnx", "stanza", or "auto" (see there too).
        threads: how many the model may use; None for one a processor.
        threshold: mentions with a lower score, 0 to 1, are dropped before entities are made of them. Mentions
            without a score stay: some models give none.

    Raises:
        ModelError: there is no model at the path, or its calibration cannot be read.
        UsageError: the file of aliases cannot be used, the threshold is not from 0 to 1, or the device or runtime is
            unknown or cannot run this model.
    """

    def __init__(
        self,
        model: str | Path | None = None,
        *,
        aliases: str | Path | None = None,
        threshold: float = 0.0,
        device: str = "auto",
        runtime: str = "auto",
        threads: int | None = None,
    ) -> None:
        if not 0 <= threshold <= 1:
            raise UsageError(f"threshold {threshold:g}: scores are from 0 to 1; give a number between them")
        if device not in DEVICES:
            raise UsageError(f"unknown device: {device}; known are {', '.join(DEVICES)}")
        if runtime not in RUNTIMES:
            raise UsageError(f"unknown runtime: {runtime}; known are {', '.join(RUNTIMES)}")
        self._model = model
        self._device = device
        self._runtime = chosen(locate(model), device, runtime)
        self.threads = threads
        """How many threads the model may use, when it is loaded; None for one a processor."""
        self._threshold = threshold
        self._aliases = read_aliases(aliases)
        self._calibration = Calibration.of(model)
        self._tagger: Tagger | None = None
        self.model_name, self._sha256 = model_identity(model)

    @property
    def model_sha256(self) -> str | None:
        """The SHA-256 of the weights, hexadecimal; for the official package known only once it is loaded."""
        if self._sha256 is None and self._tagger is not None:
            self._sha256 = digest(self._tagger.files)
        return self._sha256

    @property
    def settings(self) -> tuple[object, ...]:
        """All that its results depend on beside the model and the code, for telling results apart."""
        return (self._device, self._runtime, self._threshold, self._aliases.digest, self._calibration.digest)

    def extract(self, document: Document) -> Entities:
        """The entities of an article.

        Raises:
            ModelError: the model cannot be used.
            ModelUnavailable: the official package cannot be fetched.
        """
        return self.extract_many([document])[0]

    def extract_many(self, documents: Sequence[Document]) -> list[Entities]:
        """The entities of articles, each as if it were alone; read together, they take less time.

        Raises:
            ModelError: the model cannot be used.
            ModelUnavailable: the official package cannot be fetched.
        """
        from extractors.text.clitics import pieces, written

        cut = [[pieces(document, sentence) for sentence in document.sentences] for document in documents]
        words = [
            [written(document, piece) for piece in sentence]
            for document, sentences in zip(documents, cut, strict=True)
            for sentence in sentences
        ]
        spans = iter(self._loaded().tag(words))
        return [
            self._assembled(document, sentences, list(islice(spans, len(sentences))))
            for document, sentences in zip(documents, cut, strict=True)
        ]

    def _assembled(
        self, document: Document, cut: Sequence[tuple[Piece, ...]], tagged: Sequence[Sequence[TagSpan]]
    ) -> Entities:
        from extractors.entities.assemble import assemble
        from extractors.entities.mentions import Context, find_mentions
        from extractors.entities.places import gazetteer
        from extractors.entities.repeats import with_repeats

        known = gazetteer(self._aliases)
        contexts = [Context(document.text, sentence) for sentence in cut]
        mentions = self._sure(self._calibration.applied(find_mentions(document, cut, tagged, known)))
        repeated = self._sure(self._calibration.repeats(with_repeats(mentions, contexts, known)))
        found = dict(assemble(repeated, known, contexts, self._aliases))
        return Entities(*(tuple(found[kind]) for kind in ("person", "place", "organization")))

    def _sure(self, mentions: Iterable[Found]) -> list[Found]:
        """The mentions that are not below the threshold."""
        return [mention for mention in mentions if mention.score is None or mention.score >= self._threshold]

    def _loaded(self) -> Tagger:
        if self._tagger is None:
            from extractors.entities.room import require_room

            require_room()
            self._tagger = load_tagger(self._model, self._device, self._runtime, self.threads)
        return self._tagger
