"""Which tagger is meant: the embedded one, Stanza's official package, or a path; all without torch.

A Stanza resources folder has resources.json and the models under <language>/ner/. The embedded one has its
encoder beside them (see `encoder`).
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from extractors.errors import ModelError
from extractors.files import contents, is_regular
from extractors.parsing import cut, json_value

LANGUAGE: Final = "ar"
FOLDER: Final = "encoder"
WEIGHTS: Final = "weights.safetensors"
ROWS: Final = ".rows"
SCALES: Final = ".scales"
"""A matrix of the encoder is kept as its rows in eight bits and their scales, under its name with these."""
GRAPH: Final = "network.onnx"
"""The whole network, encoder and tagger, for ONNX Runtime; its weights lie in the other files."""
DIGEST: Final = "SHA256"
"""The file in which a folder states the digest that `model_identity` finds in it."""
OFFICIAL: Final = "stanza"
LONGEST_SHOWN: Final = 200  # characters of a name in a message
LARGEST: Final = 16 << 20
"""Bytes that each file beside a model may have that says something about it."""


@dataclass(frozen=True)
class Model:
    """A tagger that was asked for.

    Attributes:
        name: what the record calls it.
        folder: its Stanza resources folder; None for the official package, whose place Stanza decides.
        file: its .pt file; None for the official package.
        alone: whether the file was named itself and is not the folder's own default.
    """

    name: str
    folder: Path | None
    file: Path | None
    alone: bool = False

    @property
    def encoder(self) -> Path | None:
        """The folder of the encoder that comes with the model, if one does."""
        if self.folder is None or self.alone or not (self.folder / FOLDER / WEIGHTS).is_file():
            return None
        return self.folder / FOLDER

    @property
    def graph(self) -> Path | None:
        """The graph of the network that comes with the model, if one does."""
        if self.encoder is None or self.folder is None or not (self.folder / GRAPH).is_file():
            return None
        return self.folder / GRAPH


def embedded_folder() -> Path:
    """Where the embedded model lies, inside this package."""
    return Path(__file__).resolve().parents[1] / "models"


def locate(model: str | Path | None) -> Model:
    """The tagger by what a user gives: None, "stanza", a .pt file or a Stanza resources folder.

    Raises:
        ModelError: there is nothing at the path, or no Arabic tagger in the folder.
    """
    if model is None:
        return _in_folder(embedded_folder())
    if str(model) == OFFICIAL:
        return Model(OFFICIAL, None, None)
    path = Path(model)
    if os.path.isdir(path):  # noqa: PTH112  Path's own raises where a name is too long
        return _in_folder(path)
    if is_regular(str(path)):
        return Model(path.name, embedded_folder(), path.resolve(), alone=True)
    wanted = f"give a Stanza .pt file, a Stanza resources folder, or: {OFFICIAL}"
    raise ModelError(f"{cut(str(model), LONGEST_SHOWN)}: no model there; {wanted}")


def _in_folder(folder: Path) -> Model:
    try:
        table = json_value(contents(folder / "resources.json", LARGEST))
        package = table[LANGUAGE]["packages"]["default"]["ner"]
    except FileNotFoundError as error:
        raise ModelError(f"{folder}: not a Stanza resources folder: it has no resources.json") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{folder}: resources.json names no tagger for {LANGUAGE}") from error
    if not isinstance(package, str):
        raise ModelError(f"{folder}: resources.json names no tagger for {LANGUAGE}")
    file = folder / LANGUAGE / "ner" / f"{package}.pt"
    if not is_regular(str(file)):
        raise ModelError(f"{folder}: the model that resources.json names is missing: {cut(file.name, LONGEST_SHOWN)}")
    return Model(str(package), folder.resolve(), file.resolve())


def model_identity(model: str | Path | None) -> tuple[str, str | None]:
    """The name of a tagger and the SHA-256 of its weights, in hexadecimal, without loading it.

    The digest is None for the official package, which may not be on this machine yet.

    Raises:
        ModelError: as `locate`.
    """
    return _identity(locate(model))


def verify(model: Model) -> None:
    """Hold a folder's files to the digest that it states, if it states one, before any of them is parsed.

    It is the digest that every record names, so that a run works it out in any case.

    Raises:
        ModelError: they are not the files that the folder was made of: damaged, cut short, or changed.
    """
    if model.folder is None or model.alone or not (model.folder / DIGEST).is_file():
        return
    try:
        stated = contents(model.folder / DIGEST, LARGEST).decode("ascii", "replace").strip()
        _, found = _identity(model)
    except OSError as error:
        raise ModelError(f"{error.filename}: cannot be read: {error.strerror}; install Khabar again") from error
    if found != stated:
        raise ModelError(f"{model.folder}: its files are damaged or were changed (SHA-256); install Khabar again")


def _identity(located: Model) -> tuple[str, str | None]:
    if located.file is None:
        return located.name, None
    files = [located.file]
    if located.encoder:
        files += [located.encoder / name for name in ("config.json", "tokenizer.json", WEIGHTS)]
    if located.graph:
        files.append(located.graph)
    return located.name, digest(tuple(files))


@cache
def digest(files: tuple[Path, ...]) -> str:
    """The SHA-256 of files, one after the other."""
    total = hashlib.sha256()
    for path in files:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                total.update(block)
    return total.hexdigest()
