"""Stanza's own pipeline over this project's tokens: sentences of words in, spans of words out."""

# ruff: noqa: PLC0415  torch, transformers and stanza load when they are needed, not before

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from extractors.entities.decoding import Decoder
from extractors.entities.lexicon import tag_types
from extractors.entities.models import LANGUAGE, Model
from extractors.entities.offline import offline
from extractors.entities.spans import TagSpan, decode, in_windows
from extractors.errors import ModelError, ModelUnavailable, UsageError

ENCODER_NAME: Final = "khabar-encoder"
"""What the embedded model calls its encoder; Stanza finds it under this name in the foundation cache."""
LONGEST_REASON: Final = 160  # characters of another library's message in one of ours
LENGTHS: Final = 8  # where a batch of Stanza's loader has the words of each sentence
ORDER: Final = 5  # and the places that they had before it sorted them


class StanzaTagger:
    """A Stanza NER model in its pipeline; loaded when made.

    Args:
        model: which one, its digest verified.
        device: "cpu", "cuda", or "auto" for the accelerator that PyTorch sees, if any.
        threads: how many PyTorch may use; None leaves it as it is.

    Raises:
        UsageError: there is no such device here.
        ModelError: the file is no model.
        ModelUnavailable: the official package is not on this machine and cannot be fetched.
    """

    def __init__(self, model: Model, device: str = "cpu", threads: int | None = None) -> None:
        common = _common(_resolved(device, threads))
        with _without_optimizers():
            self._pipeline = _official(common) if model.folder is None else _local(model, common)
        self._processor = self._pipeline.processors["ner"]
        trainers = self._processor.trainers
        # Several taggers at once answer together, and then none of their scores is the answer's.
        self._scorer = Scorer(trainers[0]) if len(trainers) == 1 else None

    @property
    def files(self) -> tuple[Path, ...]:
        """The .pt files that were loaded."""
        return tuple(Path(path) for path in self._processor.model_paths)

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[list[TagSpan]]:
        """Find the names in each sentence of words; a score is None where several taggers answer together."""
        return in_windows(self._read, sentences)

    def _read(self, texts: list[list[str]]) -> list[list[TagSpan]]:
        tagged = self._pipeline(texts)
        if self._scorer:
            return self._scorer.taken()
        return [decode([token.ner for token in sentence.tokens], tag_types()) for sentence in tagged.sentences]


class Scorer:
    """Takes the place of a trainer's `predict`, so that names come with how sure they are.

    Args:
        trainer: a `stanza.models.ner.trainer.Trainer`; its `predict` is replaced.
    """

    def __init__(self, trainer: Any) -> None:  # noqa: ANN401  Stanza is untyped
        self._trainer = trainer
        self._tagset: int = trainer.args["predict_tagset"]
        self._tags: list[str] = list(trainer.vocab["tag"].items(self._tagset))
        self._names: list[list[TagSpan]] = []
        trainer.predict = self.predict

    def taken(self) -> list[list[TagSpan]]:
        """Return the names in the sentences that were decoded since the last time, in their order."""
        names, self._names = self._names, []
        return names

    def predict(self, batch: Any) -> list[list[str]]:  # noqa: ANN401
        """Return the tags of a batch of Stanza's loader, in the order that the sentences had before it sorted them."""
        from stanza.models.common.utils import unsort
        from stanza.models.ner.trainer import fix_singleton_tags

        scores, moves = self._scores(batch)
        decoded = Decoder(self._tags, moves)([row[:words] for row, words in zip(scores, batch[LENGTHS], strict=True)])
        self._names.extend(unsort([each.names for each in decoded], batch[ORDER]))
        tags: list[list[str]] = unsort([fix_singleton_tags(each.tags) for each in decoded], batch[ORDER])
        return tags

    def _scores(self, batch: Any) -> tuple[Any, Any]:  # noqa: ANN401
        """Return the scores of words' tags, (sentences, words, tags), and those of moves from tag to tag, as arrays."""
        from stanza.models.ner.trainer import unpack_batch

        model = self._trainer.model
        model.eval()
        (word, chars, mask, char, tags), _, *rest = unpack_batch(batch, next(model.parameters()).device)
        word_order, char_order, lengths, word_lengths, char_lengths, char_offsets = rest
        _, scores, moves = model(
            word, chars, mask, tags, word_order, lengths, word_lengths, char, char_offsets, char_lengths, char_order
        )
        return tuple(tensor[self._tagset].detach().cpu().numpy() for tensor in (scores, moves))


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


def _resolved(device: str, threads: int | None) -> str:
    """Return the device to use, its threads set.

    Raises:
        UsageError: PyTorch sees none.
    """
    import torch

    if threads:
        torch.set_num_threads(threads)
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
