"""Everything that Khabar raises on purpose.

    KhabarError                 exit code 1, never raised itself
    ├── UsageError              2  an option or argument that cannot be meant
    │   └── LexiconError        2  a list of the project's own words that cannot be meant
    ├── InputError              3  an input that cannot be read as an Arabic article
    │   └── ArticleBug         70  an article on which Khabar itself fails
    └── ModelError              4  a model file that is damaged or of the wrong kind
        └── ModelUnavailable    4  a model that is not on this machine and cannot be fetched

Every message is one line that says what is wrong, where, and what to do.
"""

from __future__ import annotations

from typing import ClassVar


class KhabarError(Exception):
    """Base of the tree above; `exit_code` is what the command line ends with."""

    exit_code: ClassVar[int] = 1


class UsageError(KhabarError):
    """An option or argument that cannot be meant: an unknown format, an impossible date."""

    exit_code = 2


class LexiconError(UsageError):
    """A list of words in one of the project's TOML files that cannot be meant.

    Args:
        where: the file, and the list if it is known.
        reason: what is wrong and what to do, in one line.
    """

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where = where
        self.reason = reason

    def __reduce__(self) -> tuple[type[LexiconError], tuple[str, str]]:
        """As for `InputError`."""
        return type(self), (self.where, self.reason)


class InputError(KhabarError):
    """An input that cannot be read as an Arabic article.

    Args:
        source: the path or name of the input, as the user gave it.
        reason: what is wrong and what to do, in one line.
    """

    exit_code = 3

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str]]:
        """Workers send errors to the process that tells them; exceptions expect to be made of their message alone."""
        return type(self), (self.source, self.reason)


class ArticleBug(InputError):  # noqa: N818  the state is the name users meet in messages
    """An article on which Khabar itself fails."""

    exit_code = 70


class ModelError(KhabarError):
    """A model that was found and cannot be used."""

    exit_code = 4


class ModelUnavailable(ModelError):  # noqa: N818  the state is the name users meet in messages
    """A model that is not on this machine and cannot be fetched from here."""
