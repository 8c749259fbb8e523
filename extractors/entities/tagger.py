"""Stanza's pipeline over this project's own tokens: sentences of words in, spans of words out."""

# ruff: noqa: PLC0415  torch, transformers and stanza load when they are needed, not before

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from extractors.entities.decoding import Decoder, Score
from extractors.entities.lexicon import tag_types
from extractors.entities.models import LANGUAGE, Model, locate, verify
from extractors.entities.offline import offline
from extractors.entities.spans import TagSpan, decode, joined, windows
from extractors.errors import ModelError, ModelUnavailable, UsageError

ENCODER_NAME: Final = "khabar-encoder"
"""What the embedded model calls its encoder; Stanza finds it under this name in the foundation cache."""
AT_ONCE: Final = 64  # sentences of the embedded model, which makes even batches of their pieces by itself
LONGEST_REASON: Final = 160  # characters of another library's message in one of ours

Sentences = Sequence[Sequence[str]]


class Tagger:
    """A Stanza NER model; loaded when made.

    Args:
        model: None for the embedded model, "stanza" for the official package (fetched by Stanza if it is not
            there), or the path of a Stanza .pt file or resources folder.
        device: "cpu", "cuda", or "auto" for the accelerator that PyTorch sees, if any.

    Raises:
        UsageError: there is no such device here.
        ModelError: there is no such model, or the file is not one.
        ModelUnavailable: the official package is not on this machine and cannot be fetched.
    """

    def __init__(self, model: str | Path | None = None, device: str = "cpu") -> None:
        self.model = locate(model)
        verify(self.model)
        common = _common(_resolved(device))
        with _without_optimizers():
            self._pipeline = _official(common) if self.model.folder is None else _local(self.model, common)
        self._processor = self._pipeline.processors["ner"]
        trainers = self._processor.trainers
        # Several taggers at once answer together, and then none of their scores is the answer's.
        self._decoder = Decoder(trainers[0]) if len(trainers) == 1 else None

    @property
    def files(self) -> tuple[Path, ...]:
        """The .pt files that were loaded."""
        return tuple(Path(path) for path in self._processor.model_paths)

    def tag(self, sentences: Sentences) -> list[list[TagSpan]]:
        """The names in each sentence: person, place and organization; scores are None where not known.

        A sentence longer than the encoder reads is read in overlapping windows.
        """
        cut = [(n, window) for n, words in enumerate(sentences) if words for window in windows(len(words))]
        cut.sort(key=lambda item: item[1][1] - item[1][0])  # like lengths together: less padding
        texts = [list(sentences[n][start:end]) for n, (start, end) in cut]
        found: dict[int, list[tuple[tuple[int, int], list[TagSpan]]]] = {}
        for (n, window), spans in zip(cut, self._tag(texts), strict=True):
            found.setdefault(n, []).append((window, spans))
        return [joined(sorted(found.get(n, []))) for n in range(len(sentences))]

    def _tag(self, texts: list[list[str]]) -> list[list[TagSpan]]:
        if not texts:
            return []
        if self._decoder and self._decoder.direct:
            return [span for at in range(0, len(texts), AT_ONCE) for span in self._read(texts[at : at + AT_ONCE])]
        tagged = self._pipeline(texts)
        rows = [[token.ner for token in sentence.tokens] for sentence in tagged.sentences]
        if self._decoder is None:
            return [decode(row, tag_types()) for row in rows]
        scored = zip(rows, self._decoder.taken(), strict=True)
        return [_scored(row, score) for row, score in scored]

    def _read(self, texts: list[list[str]]) -> list[list[TagSpan]]:
        """The names in sentences by the shipped model."""
        assert self._decoder is not None
        return [_scored(row, score) for row, score in self._decoder.read(texts)]


def _scored(tags: Sequence[str], score: Score) -> list[TagSpan]:
    return [span._replace(score=score(span)) for span in decode(tags, tag_types())]


@contextmanager
def _without_optimizers() -> Iterator[None]:
    """Keep Stanza from making an optimizer for each tagger that it loads.

    To read none is needed, and making one imports torch._dynamo, which takes a second and 100 MB.
    """
    from stanza.models.common import utils

    own = utils.get_optimizer
    utils.get_optimizer = lambda *_, **__: None
    try:
        yield
    finally:
        utils.get_optimizer = own


def _official(common: dict[str, Any]) -> Any:  # noqa: ANN401  a stanza.Pipeline, untyped
    import stanza

    try:
        return stanza.Pipeline(LANGUAGE, download_method=stanza.DownloadMethod.REUSE_RESOURCES, **common)
    except Exception as error:  # whatever the network, the hub or the disk raises
        raise ModelUnavailable(
            "stanza: the official Arabic package is not on this machine and cannot be fetched "
            f"({type(error).__name__}); connect once, or leave out --model"
        ) from error


@offline()
def _local(model: Model, common: dict[str, Any]) -> Any:  # noqa: ANN401
    """A pipeline from files that are on this machine; nothing is fetched."""
    import stanza

    assert model.folder is not None
    assert model.file is not None
    own: dict[str, Any] = {"ner_model_path": str(model.file), **_dependencies(model.file)} if model.alone else {}
    try:
        return stanza.Pipeline(
            LANGUAGE,
            dir=str(model.folder),
            download_method=None,
            foundation_cache=_foundation(model),
            **own,
            **common,
        )
    except Exception as error:  # a file of any other kind can fail in any way
        raise ModelError(f"{model.file}: cannot be used as a Stanza tagger: {_line(error)}") from error


def _resolved(device: str) -> str:
    """The device to use.

    Raises:
        UsageError: PyTorch sees none.
    """
    import torch

    if device == "auto":
        return "cuda" if torch.cuda.is_available() else "cpu"
    if device == "cuda" and not torch.cuda.is_available():
        raise UsageError("device cuda: PyTorch sees no GPU here; use auto or cpu")
    return device


def _common(device: str) -> dict[str, Any]:
    """Options of every pipeline."""
    return {
        "processors": "tokenize,ner",
        "tokenize_pretokenized": True,
        "device": device,
        "logging_level": "CRITICAL",
    }


def _quiet_transformers() -> None:
    """No reports and progress bars of transformers, for models that bring an encoder of theirs."""
    import transformers

    transformers.utils.logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    transformers.utils.logging.disable_progress_bar()  # type: ignore[no-untyped-call]


def _foundation(model: Model) -> Any:  # noqa: ANN401  a FoundationCache
    """Stanza's cache of encoders, with the model's own one in it: so no path is kept in the model file."""
    from stanza.models.common.foundation_cache import BertRecord, FoundationCache

    found = FoundationCache(local_files_only=True)
    if model.encoder:
        from extractors.entities.encoder import load

        found.bert[ENCODER_NAME] = BertRecord(*load(model.encoder), {})
    else:
        _quiet_transformers()
    return found


def _dependencies(file: Path) -> Mapping[str, str]:
    """The vectors and character models of a .pt file, where they lie beside it as in Stanza's own folders.

    Raises:
        ModelError: the file is not a checkpoint that loads without running code.
    """
    import torch

    try:
        config = torch.load(file, map_location="cpu", weights_only=True)["config"]
        wanted = {
            "forward_charlm": config.get("charlm_forward_file") if config.get("charlm") else None,
            "backward_charlm": config.get("charlm_backward_file") if config.get("charlm") else None,
            "pretrain": config.get("wordvec_pretrain_file") if config.get("word_emb_dim") else None,
        }
    except Exception as error:
        raise ModelError(f"{file}: not a Stanza tagger: {_line(error)}") from error
    found = {}
    for kind, recorded in wanted.items():
        beside = file.parent.parent / kind / Path(recorded or "").name
        path = beside if recorded and beside.is_file() else recorded
        if path:
            found[f"ner_{kind}_path"] = str(path)
    return found


def _line(error: BaseException) -> str:
    """The first line of what an error says, not too long."""
    text = (str(error).strip() or type(error).__name__).splitlines()[0]
    return text if len(text) <= LONGEST_REASON else f"{text[: LONGEST_REASON - 1]}…"
