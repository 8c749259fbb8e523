"""Which tagger runs a model: ONNX Runtime the embedded one, Stanza any other."""

# ruff: noqa: PLC0415  each runtime is imported when it is chosen

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from extractors.entities.models import locate, verify
from extractors.errors import UsageError
from extractors.machine import processors

if TYPE_CHECKING:
    from extractors.entities.models import Model
    from extractors.entities.spans import TagSpan

RUNTIMES: Final = ("auto", "onnx", "stanza")
DEVICES: Final = ("auto", "cpu", "cuda")


class Tagger(Protocol):
    """A NER model that was loaded."""

    @property
    def files(self) -> tuple[Path, ...]:
        """The .pt files of the model."""

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[list[TagSpan]]:
        """Find the names in each sentence of words; a score is None where the model gives none."""


def load_tagger(
    model: str | Path | None = None, device: str = "auto", runtime: str = "auto", threads: int | None = None
) -> Tagger:
    """Load a tagger.

    Args:
        model: None for the embedded model, "stanza" for the official package (fetched by Stanza if it is not there),
            or the path of a Stanza .pt file or resources folder.
        device: "cpu", "cuda", or "auto": a processor under ONNX Runtime, and under Stanza a GPU if PyTorch sees one.
        runtime: "onnx", "stanza", or "auto": ONNX Runtime for a model with a graph of its network, unless a GPU is
            asked for.
        threads: how many the model may use; by default one a processor.

    Raises:
        UsageError: the device or runtime cannot run this model here.
        ModelError: there is no such model, or its files are not one.
        ModelUnavailable: the official package is not on this machine and cannot be fetched.
    """
    located = locate(model)
    verify(located)
    if chosen(located, device, runtime) == "onnx":
        from extractors.entities.onnx_tagger import OnnxTagger

        return OnnxTagger(located, threads or processors())
    from extractors.entities.stanza_tagger import StanzaTagger

    return StanzaTagger(located, device, threads)


def chosen(model: Model, device: str, runtime: str) -> str:
    """Return the runtime, "onnx" or "stanza", that is to run a model.

    Raises:
        UsageError: ONNX Runtime is asked for and cannot run it.
    """
    if runtime != "onnx":
        light = runtime == "auto" and model.graph and device != "cuda"
        return "onnx" if light else "stanza"
    if model.graph is None:
        raise UsageError(f"runtime onnx: the model {model.name} has no graph for it; leave out --runtime")
    if device == "cuda":
        raise UsageError("runtime onnx: runs on processors only; for --device cuda leave out --runtime")
    return "onnx"
