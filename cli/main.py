"""The `extract` command: wiring only.

A new command is one file in cli/commands and one line in COMMANDS.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import typer
from typer.core import TyperGroup

from cli import options
from cli.commands.check import check
from cli.commands.convert import convert
from cli.commands.diff import diff
from cli.commands.extract import extract
from cli.commands.report import report
from cli.commands.rules import rules
from cli.commands.schema import schema
from cli.commands.score import score
from cli.commands.toll import toll
from cli.examples import help_text
from cli.terminal import Talk
from extractors.errors import KhabarError, UsageError

COMMANDS: Final[dict[str, Callable[..., None]]] = {
    "check": check,
    "convert": convert,
    "diff": diff,
    "report": report,
    "rules": rules,
    "schema": schema,
    "score": score,
    "toll": toll,
}
DEFAULT: Final = "extract"
BUG: Final = 70


class DefaultsToExtract(TyperGroup):
    """A group of commands where what begins with no command's name is for `extract` itself."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401  Typer exports no base type
        """Put the default command before arguments that name none and ask nothing of the group."""
        misplaced = next((word for word in args[1:] if word in self.commands and not Path(word).exists()), None)
        if misplaced and args[0] not in self.commands:
            raise UsageError(f"{misplaced} is a command and goes first: extract {misplaced} ...")
        if ctx.resilient_parsing and not args:  # a shell asks how the first word could go on
            return super().parse_args(ctx, args)
        own = {name for parameter in self.params for name in parameter.opts}
        if not args or (args[0] not in self.commands and args[0] not in own):
            args = [DEFAULT, *args]
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:  # noqa: ANN401
        """The command; usage lines of the default one read `extract PATH...`, not `extract extract`."""
        if args[0] == DEFAULT:
            ctx.info_name = ""
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:  # noqa: ANN401  as above
        """How a first word could go on: as a command, or as an option of the default one."""
        default = self.commands[DEFAULT]
        return [*super().shell_complete(ctx, incomplete), *default.shell_complete(ctx, incomplete)]


def _summary(command: Callable[..., None]) -> str:
    return _described(command).splitlines()[0]


def _described(command: Callable[..., None]) -> str:
    return inspect.cleandoc(command.__doc__ or "")


def _application() -> typer.Typer:
    app = typer.Typer(cls=DefaultsToExtract, rich_markup_mode="rich", pretty_exceptions_enable=False)
    listed = (f"extract {name}: {_summary(command)}" for name, command in COMMANDS.items())
    epilog = "\n\n".join(["Other commands:", *listed, options.EPILOG])
    app.command(DEFAULT, help=help_text(DEFAULT, _described(extract)), epilog=epilog, hidden=True)(extract)
    for name, command in COMMANDS.items():
        text = help_text(name, _described(command))
        app.command(name, help=text, short_help=_summary(command), epilog=options.EPILOG)(command)
    return app


app = _application()


def main() -> int:
    """Run the command line and return its exit code; whatever goes wrong is told in one line."""
    talk = Talk()
    try:
        code = typer.main.get_command(app).main(prog_name="extract", standalone_mode=False)
    except KhabarError as error:
        talk.error(str(error))
        return error.exit_code
    except typer.TyperException as error:
        talk.error(f"{error.format_message().rstrip('.')}; see extract --help")
        return UsageError.exit_code
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001  a person gets one line, whatever happens
        talk.error(f"a bug in Khabar: {type(error).__name__}: {error}; please report it with the article")
        return BUG
    return code if isinstance(code, int) else 0


if __name__ == "__main__":
    sys.exit(main())
