"""What `--version` says."""

from __future__ import annotations

import typer

from cli.output.target import standard_output
from extractors.errors import KhabarError
from extractors.version import __version__


def show_version(asked: bool) -> None:
    """Print the version of Khabar and the identity of its model, and end."""
    if not asked:
        return
    with standard_output() as stream:
        stream.write(f"khabar {__version__}\n{_model()}\n")
    raise typer.Exit


def _model() -> str:
    from extractors.entities import model_identity  # noqa: PLC0415  reads the model's file to hash it

    try:
        name, sha256 = model_identity(None)
    except KhabarError as error:
        return f"model: none ({error})"
    return f"model {name} sha256 {sha256}" if sha256 else f"model {name}"
