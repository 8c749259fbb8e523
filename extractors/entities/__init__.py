"""People, places and organizations: Stanza's tagger over our own tokens, mentions gathered to entities."""

# ruff: noqa: PLC0415  torch, transformers and stanza load when they are needed, not before

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.entities.models import digest, model_identity
from extractors.records import Entity

if TYPE_CHECKING:
    from extractors.entities.tagger import Tagger
    from extractors.text import Document

__all__ = ["Entities", "EntityExtractor", "model_identity"]


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
        demand), or the
            path of a Stanza NER model: a .pt file or a resources folder.

    Raises:
        ModelError: there is no model at the path.
    """

    def __init__(self, model: str | Path | None = None) -> None:
        self._model = model
        self._tagger: Tagger | None = None
        self.model_name, self._sha256 = model_identity(model)

    @property
    def model_sha256(self) -> str | None:
        """The SHA-256 of the weights, hexadecimal; for the official package known only once it is loaded."""
        if self._sha256 is None and self._tagger is not None:
            self._sha256 = digest(self._tagger.files)
        return self._sha256

    def extract(self, document: Document) -> Entities:
        """The entities of an article.

        Raises:
            ModelError: the model cannot be used.
            ModelUnavailable: the official package cannot be fetched.
        """
        from extractors.entities.assemble import assemble
        from extractors.entities.mentions import Context, find_mentions
        from extractors.entities.places import gazetteer
        from extractors.entities.repeats import with_repeats
        from extractors.text.clitics import pieces, written

        cut = [pieces(document, sentence) for sentence in document.sentences]
        words = [[written(document, piece) for piece in sentence] for sentence in cut]
        known = gazetteer()
        mentions = find_mentions(document, cut, self._loaded().tag(words), known)
        contexts = [Context(document.text, sentence) for sentence in cut]
        found = dict(assemble(with_repeats(mentions, contexts, known), known))
        return Entities(*(tuple(found[kind]) for kind in ("person", "place", "organization")))

    def _loaded(self) -> Tagger:
        if self._tagger is None:
            from extractors.entities.tagger import Tagger

            self._tagger = Tagger(self._model)
        return self._tagger
