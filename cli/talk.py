"""What is said to people, and how: text of articles made harmless, messages on standard error.

Article text is hostile until it has passed `clean`. Arabic in a line of other text is isolated (U+2067 to U+2069), so
that neither words nor digits change places around it; isolates have no width.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, TextIO

import regex

from extractors.parsing import cut

LONGEST_MESSAGE: Final = 8192
"""Characters of a message; a path may have four thousand."""
_STANDARD_ERROR: Final = 2
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
