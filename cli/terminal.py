"""What reaches a terminal, and how: two consoles, width, colour, and text that runs right to left.

Data goes to standard output, talk to standard error. Article text is hostile until it has passed `clean`.
Arabic in a line of columns is isolated (U+2067 to U+2069), each wrapped line for itself, so that neither
columns nor digits change places around it; isolates have no width.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Final, TextIO

import regex
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.segment import Segment
from rich.text import Text

from extractors.parsing import cut

LONGEST_MESSAGE: Final = 8192
"""Characters of a message; a path may have four thousand."""
_STANDARD_ERROR: Final = 2
UNWRAPPED: Final = 1_000_000
"""Columns of a console that never wraps: output for files and pipes is as wide as its content."""

_RIGHT_TO_LEFT: Final = "\u2067"
_END: Final = "\u2069"
_BLANKS: Final = regex.compile(r"\s+")
_CONTROLS: Final = regex.compile(r"[\p{Cc}\p{Cs}]")
_INVISIBLE: Final = regex.compile(  # all bidi controls; kept: Arabic number signs and joiners
    r"[\p{Cf}--[\u0600-\u0605\u06dd\u08e2\u200c\u200d]]", regex.V1
)
_TO_ESCAPE: Final = regex.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_ARABIC: Final = regex.compile(r"\p{Arabic}")


def clean(text: str) -> str:
    """The text on one line, without control characters, escape sequences or bidi controls."""
    visible = _INVISIBLE.sub("", _CONTROLS.sub("\ufffd", _BLANKS.sub(" ", text)))
    line: str = _BLANKS.sub(" ", visible).strip()
    return line


def escaped(json_text: str) -> str:
    """The same JSON, with controls, direction marks and halves of pairs in its strings written as escapes.

    JSON itself escapes only the controls below U+0020; a terminal obeys others too.
    """
    return _TO_ESCAPE.sub(lambda match: f"\\u{ord(match.group()):04x}", json_text)


def is_arabic(text: str) -> bool:
    """Whether the text has Arabic letters."""
    return _ARABIC.search(text) is not None


def isolated(text: str) -> str:
    """Clean text that may stand among text of the other direction."""
    line = clean(text)
    return f"{_RIGHT_TO_LEFT}{line}{_END}" if is_arabic(line) else line


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the article in a table cell: cleaned, wrapped, isolated line by line."""

    text: str

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement.get(console, options, Text(clean(self.text)))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in wrapped(self.text, console, options.max_width):
            gap = options.max_width - line.cell_len if options.justify == "right" else 0
            yield Segment(" " * gap + isolated(line.plain))
            yield Segment.line()


@dataclass(frozen=True, slots=True)
class Labelled:
    """Several phrases of the article in one cell, each on lines of its own behind a label."""

    phrases: tuple[tuple[str, str], ...]

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        lines = "\n".join(f"{label} {clean(text)}" for label, text in self.phrases)
        return Measurement.get(console, options, Text(lines))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for label, text in self.phrases:
            indent = len(label) + 1 if options.max_width >= 2 * len(label) else 0
            lines = wrapped(text, console, options.max_width - indent)
            first = f"{label} ".ljust(indent) if indent else label[: options.max_width] + "\n"
            for number, line in enumerate(lines):
                yield Segment((first if number == 0 else " " * indent) + isolated(line.plain))
                yield Segment.line()


def wrapped(text: str, console: Console, width: int) -> Iterator[Text]:
    """The clean lines of a text in so many columns."""
    for line in Text(clean(text)).wrap(console, width, overflow="fold"):
        line.rstrip()
        yield line


def console(stream: TextIO) -> Console:
    """The console for data: as the terminal is, or plain and unwrapped where the stream is no terminal."""
    plain = partial(Console, file=stream, markup=False, highlight=False, emoji=False)
    if stream.isatty():
        return plain()
    return plain(width=UNWRAPPED, force_terminal=False, color_system=None)


@dataclass(frozen=True, slots=True)
class Talk:
    """What is said on standard error, each message on one line."""

    quiet: bool = False
    verbose: bool = False

    def error(self, message: str) -> None:
        """What went wrong; said however quiet."""
        self._say(f"error: {message}")

    def note(self, message: str) -> None:
        """What is good to know."""
        if not self.quiet:
            self._say(message)

    def detail(self, message: str) -> None:
        """What only the curious want to know."""
        if self.verbose:
            self._say(message)

    def _say(self, message: str) -> None:
        """Say it if anybody can hear it: talk changes no exit code, and the message itself is short."""
        if sys.stderr is None:  # closed
            return
        try:
            sys.stderr.write(f"extract: {cut(clean(message), LONGEST_MESSAGE)}\n")
            sys.stderr.flush()
        except OSError:  # as on a full disk
            forget_what_is_left(sys.stderr)
        except ValueError:  # closed meanwhile
            return


def forget_what_is_left(stream: TextIO | None) -> None:
    """Send what a stream still holds nowhere: it would raise again when Python flushes at its end."""
    with suppress(OSError):
        if stream is not None:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def keep_standard_descriptors() -> None:
    """Let no file that is opened later become standard input, output or error where one of them is closed.

    What some library says would be written into it.
    """
    with suppress(OSError):
        while (descriptor := os.open(os.devnull, os.O_RDWR)) <= _STANDARD_ERROR:
            os.set_inheritable(descriptor, True)
        os.close(descriptor)
