"""The embedded model without PyTorch: its network as one ONNX graph, run by ONNX Runtime.

The graph (`network.onnx`, made by `extractors.training.graph`) holds no weights: it points into the files that Stanza
reads, by offset. It reads one sentence at a time on one thread, so that a sentence's scores are the same to the last
bit whatever is read beside it; several threads read several sentences.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import onnxruntime

from extractors.entities.decoding import Decoder
from extractors.entities.pieces import PieceTokenizer
from extractors.entities.spans import in_windows
from extractors.errors import ModelError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from extractors.entities.models import Model
    from extractors.entities.pieces import Pieces
    from extractors.entities.spans import TagSpan

AT_ONCE: Final = 64  # sentences decoded together
SILENT: Final = 4  # ONNX Runtime's level at which it writes nothing to standard error: errors come as exceptions
TAGS: Final = "tags"
"""The graph's metadata that holds the names of the tags, a JSON list."""


class OnnxTagger:
    """The tagger of a folder that has a graph of its network; loaded when made.

    Args:
        model: the folder's model, whose digest was verified.
        threads: how many sentences are read at the same time.

    Raises:
        ModelError: the graph or a file that it points to is damaged.
    """

    def __init__(self, model: Model, threads: int) -> None:
        assert model.file
        assert model.graph
        assert model.encoder
        self.files: tuple[Path, ...] = (model.file,)
        try:
            self._session = _session(model.graph)
            self._tokenizer = PieceTokenizer.of(model.encoder)
            tags = json.loads(self._session.get_modelmeta().custom_metadata_map[TAGS])
        except Exception as error:  # ONNX Runtime and tokenizers raise what they like
            raise ModelError(f"{model.graph}: its network cannot be loaded; install Khabar again") from error
        (moves,) = self._session.run(["moves"], _NOTHING)
        self._decoder = Decoder(tags, moves)
        self._readers = ThreadPoolExecutor(threads) if threads > 1 else None

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[list[TagSpan]]:
        """Find the names in each sentence of words: person, place and organization, with scores."""
        return in_windows(self._read, sentences)

    def _read(self, texts: list[list[str]]) -> list[list[TagSpan]]:
        found: list[list[TagSpan]] = []
        for at in range(0, len(texts), AT_ONCE):
            pieces = self._tokenizer(texts[at : at + AT_ONCE])
            found += [decoded.names for decoded in self._decoder(list(self._scores(pieces)))]
        return found

    def _scores(self, sentences: Sequence[Pieces]) -> Iterator[NDArray[np.float32]]:
        """Yield the scores of each sentence's words, (words, tags)."""
        return self._readers.map(self._run, sentences) if self._readers else map(self._run, sentences)

    def _run(self, pieces: Pieces) -> NDArray[np.float32]:
        ids, last = (np.array(column, dtype=np.int64) for column in pieces)
        (scores,) = self._session.run(["scores"], {"ids": ids, "last": last})
        return scores  # type: ignore[no-any-return]


_NOTHING: Final = {"ids": np.zeros(1, dtype=np.int64), "last": np.zeros(1, dtype=np.int64)}
"""Inputs of a run that asks for weights alone."""


def _session(graph: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = SILENT
    return onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
