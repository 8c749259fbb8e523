"""The `extract` command: wiring only.

A new command is one file in cli/commands with a function of the same name, and one line in COMMANDS.
"""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import typer
from typer.core import TyperGroup

from cli import options
from cli.examples import KEEP, help_text
from cli.lean import convert_lazily
from cli.talk import Talk, forget_what_is_left, keep_standard_descriptors
from extractors.errors import KhabarError, UsageError

COMMANDS: Final[dict[str, str]] = {
    "check": "Extract every sample again and compare with the record committed beside it.",
    "convert": "Write saved records in another format, as extract would have, without extracting again.",
    "diff": "Say which records changed between two runs, and which rule or model changed them.",
    "report": "Show a corpus at a glance, as one HTML page: who, where, the claims in time, each with its sentence.",
    "rules": "List the rules in the order in which they win over each other, each with an example.",
    "schema": "Print the JSON Schema of a record.",
    "score": "Precision, recall and F1 of saved records, kind by kind, against articles annotated by hand.",
    "toll": "Set the casualty figures of many articles side by side: same outcome, place and day.",
}
"""What each does, as the first line of its function says too: the help lists commands without importing them."""
DEFAULT: Final = "extract"
BUG: Final = 70
COMPLETING: Final = "_EXTRACT_COMPLETE"  # set by the shell that asks how a line could go on


class DefaultsToExtract(TyperGroup):
    """A group of commands where what begins with no command's name is for `extract` itself."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401  Typer exports no base type
        """Put the default command before arguments that name none and ask nothing of the group."""
        misplaced = next((word for word in args[1:] if word in COMMANDS and not Path(word).exists()), None)
        if misplaced and args[0] not in COMMANDS:
            raise UsageError(f"{misplaced} is a command and goes first: extract {misplaced} ...")
        if ctx.resilient_parsing and not args:  # a shell asks how the first word could go on
            return super().parse_args(ctx, args)
        own = {name for parameter in self.params for name in parameter.opts}
        if not args or (args[0] not in {*COMMANDS, DEFAULT} and args[0] not in own):
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


def application(names: Iterable[str] = (*COMMANDS, DEFAULT)) -> typer.Typer:
    """The commands of these names, each imported now."""
    app = typer.Typer(cls=DefaultsToExtract, rich_markup_mode=None, pretty_exceptions_enable=False)
    others = "\n".join([KEEP, *(f"extract {name:8} {summary}" for name, summary in COMMANDS.items())])
    app.callback()(lambda: None)  # a group, even of one command
    for name in names:
        command = getattr(import_module(f"cli.commands.{name}"), name)
        lines = ["Other commands:", others, options.EPILOG] if name == DEFAULT else [options.EPILOG]
        app.command(
            name,
            help=help_text(name, inspect.cleandoc(command.__doc__ or "")),
            short_help=COMMANDS.get(name),
            epilog="\n\n".join(lines),
            hidden=name == DEFAULT,
        )(command)
    return app


def command_line(names: Iterable[str] = (*COMMANDS, DEFAULT)) -> Any:  # noqa: ANN401  Typer exports no base type
    """Return the commands of these names as Typer runs them."""
    command = typer.main.get_command(application(names))
    convert_lazily(command)
    return command


def _needed(words: Sequence[str]) -> tuple[str, ...]:
    """The commands that a command line may ask for: importing the others would take longer than what is asked."""
    if COMPLETING in os.environ:
        return (*COMMANDS, DEFAULT)
    return (words[0],) if words and words[0] in COMMANDS else (DEFAULT,)


def main() -> int:
    """Run the command line and return its exit code; whatever goes wrong is told in one line."""
    keep_standard_descriptors()
    talk = Talk()
    try:
        code = command_line(_needed(sys.argv[1:])).main(prog_name="extract", standalone_mode=False)
    except KhabarError as error:
        talk.error(str(error))
        return error.exit_code
    except typer.TyperException as error:
        talk.error(f"{error.format_message().rstrip('.')}; see extract --help")
        return UsageError.exit_code
    except KeyboardInterrupt:
        return 130
    except OSError as error:  # of the help: what commands read and write they word themselves
        forget_what_is_left(sys.stdout)
        talk.error(f"{error.filename or 'standard output'} cannot be used: {error.strerror}")
        return UsageError.exit_code
    except Exception as error:  # noqa: BLE001  a person gets one line, whatever happens
        talk.error(f"a bug in Khabar: {type(error).__name__}: {error}; please report it with the article")
        return BUG
    return code if isinstance(code, int) else 0


if __name__ == "__main__":
    sys.exit(main())
