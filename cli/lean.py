"""Typer without pydantic where nothing is to be converted.

Typer builds a pydantic adapter for every parameter of a command line that it reads, which takes longer than to extract
a short article. A value that was not given, or that is of the type that is wanted, as text is, needs none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, get_args, get_origin


@dataclass(frozen=True, slots=True)
class Lazily:
    """Converts a parameter's values as Typer does, whose adapter is built when one needs converting.

    Attributes:
        annotation: the type that is wanted.
        build: gives Typer's own conversion.
    """

    annotation: Any
    build: Callable[[], Any]

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ANN401  as Typer's own
        """Return the value as the command takes it."""
        if value is None or type(value) is self.annotation:
            return value
        if self.annotation is Path and isinstance(value, str):
            return Path(value)  # none of our options has Typer check that a path exists
        if get_origin(self.annotation) is list and all(type(item) in get_args(self.annotation) for item in value):
            return list(value)
        return self.build().coerce(value, param=param, ctx=ctx)


def convert_lazily(command: Any) -> None:  # noqa: ANN401  Typer exports no base type
    """Have a command, and all below it, convert only what needs it."""
    command.get_params = partial(_parameters, command.get_params)
    for below in getattr(command, "commands", {}).values():
        convert_lazily(below)


def _parameters(asked: Callable[[Any], list[Any]], ctx: Any) -> list[Any]:  # noqa: ANN401  as above
    """Return a command's parameters, that of --help too, which convert lazily."""
    parameters = asked(ctx)
    for parameter in parameters:
        typers_own = getattr(parameter, "get_runtime_param", None)  # before 0.29 Typer converts without adapters
        if typers_own and not isinstance(typers_own, partial):
            parameter.get_runtime_param = partial(Lazily, parameter.type_descriptor.annotation, typers_own)
    return parameters
