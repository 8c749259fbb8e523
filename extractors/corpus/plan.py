"""Which files a run reads, and in which order: arguments, folders with globs, and lists of names."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from extractors.errors import InputError, UsageError
from extractors.files import NotAFile, opened
from extractors.reading import STDIN, SUFFIXES, Article, articles, inputs_in, lines, shown

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_BLOCK: Final = 1 << 16


@dataclass(frozen=True, slots=True, eq=False)
class Input:
    """One file to read, or "-"; `root` is the folder that an output folder stands in for.

    Two are never equal: a file that is named twice is read twice.
    """

    path: str
    root: str

    @property
    def may_be_several(self) -> bool:
        """Whether it may hold more than one article, told by its name alone."""
        return self.path.endswith(lines.SUFFIXES)

    @property
    def inside(self) -> str:
        """Its path below the root.

        Raises:
            InputError: it has none, and so no place in an output folder.
        """
        if self.path == STDIN:
            raise InputError(STDIN, "standard input has no name to call a file by; write to a file, not a folder")
        relative = os.path.relpath(self.path, self.root)
        if relative.split(os.sep, 1)[0] == os.pardir:
            reason = "is outside the current folder; run from a folder that holds all inputs, or name one folder"
            raise InputError(shown(self.path), reason)
        return relative


@dataclass(frozen=True)
class Plan:
    """The inputs of a run, in an order that depends on their names alone.

    Args:
        paths: files, folders, or "-" for standard input, in the order given.
        include: globs as in .gitignore; with any, the files of folders that match one are read, whatever they end in.
        exclude: globs of files and folders to leave out of folders.
        files_from: a file that lists more inputs, one a line or with NUL between them; "-" is standard input.
        output: the file or folder that is written to. It is no input, nor is anything in it.
    """

    paths: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    files_from: str | None = None
    output: Path | None = None

    @property
    def may_be_several(self) -> bool:
        """Whether there may be more than one article, told by names alone."""
        if self.files_from is not None or len(self.paths) != 1:
            return True
        return self.paths[0].endswith(lines.SUFFIXES) or os.path.isdir(self.paths[0])  # noqa: PTH112  as given

    @property
    def can_be_repeated(self) -> bool:
        """Whether `inputs` may be asked for twice."""
        return STDIN not in (*self.paths, self.files_from)

    def check(self) -> None:
        """Look at all names before anything is written.

        Raises:
            UsageError: one is that of the output, or in it; the list of names cannot be read, or a glob is none.
        """
        _ = self.included, self.excluded
        for path in (*self.paths, *self._list()):
            if self._in_output(path):
                raise UsageError(f"{self.output}: is, or holds, the input {shown(path)}; write to another place")

    def articles(self) -> Iterator[Article | InputError]:
        """The articles of all inputs, each read when it is asked for, and an error in place of each that cannot be."""
        for found in self.inputs():
            if isinstance(found, InputError):
                yield found
            else:
                yield from articles([found.path])

    def inputs(self) -> Iterator[Input | InputError]:
        """The files to read, each when it is asked for, and an error in place of each that cannot be listed.

        Raises:
            UsageError: the list of names cannot be read, or a glob is none.
        """
        alone = len(self.paths) == 1 and self.files_from is None
        for path in self.paths:
            folder = os.path.isdir(path)  # noqa: PTH112  paths stay text as the user gave it: Path drops "./"
            root = (path if folder else os.path.dirname(path) or ".") if alone else "."  # noqa: PTH120  as above
            yield from self._named(path, root)
        for path in self._list():
            yield from self._named(path, ".")

    def _list(self) -> Iterator[str]:
        if self.files_from == STDIN:
            self._spooled.seek(0)
            yield from _names(self._spooled, STDIN)
        elif self.files_from is not None:
            yield from _listed(self.files_from)

    @cached_property
    def _spooled(self) -> BinaryIO:
        """What standard input lists, to be read more than once."""
        if sys.stdin is None:
            raise UsageError("standard input is closed; name a file that lists the inputs")
        spooled = tempfile.SpooledTemporaryFile(_BLOCK)  # noqa: SIM115  it lasts as long as the plan
        shutil.copyfileobj(sys.stdin.buffer, spooled)
        return cast("BinaryIO", spooled)

    def _named(self, path: str, root: str) -> Iterator[Input | InputError]:
        if not os.path.isdir(path):  # noqa: PTH112  as above
            yield self._file(path, root)
            return
        for found in inputs_in(path, _Chosen(self, path)):
            yield found if isinstance(found, InputError) else self._file(found, root)

    def _file(self, path: str, root: str) -> Input | InputError:
        if os.path.islink(path) and self._in_output(path):  # noqa: PTH114  as above
            return InputError(shown(path), f"leads to the output {self.output}; write to another place")
        return Input(path, root)

    def _in_output(self, path: str) -> bool:
        return self._goal is not None and path != STDIN and Path(os.path.realpath(path)).is_relative_to(self._goal)

    @cached_property
    def _goal(self) -> Path | None:
        return None if self.output is None else self.output.resolve()

    @cached_property
    def included(self) -> GitIgnoreSpec | None:
        """The globs of files to read; None where the known endings say which."""
        return _globs(self.include) if self.include else None

    @cached_property
    def excluded(self) -> GitIgnoreSpec | None:
        """The globs of files and folders to leave out."""
        return _globs(self.exclude) if self.exclude else None

    def output_below(self, folder: str) -> str | None:
        """The path of the output relative to an input folder, if it lies in it."""
        real = Path(os.path.realpath(folder))
        if self._goal is None or not self._goal.is_relative_to(real):
            return None
        return self._goal.relative_to(real).as_posix()


class _Chosen:
    """The choice that a plan makes in one folder."""

    def __init__(self, plan: Plan, folder: str) -> None:
        self._included, self._excluded = plan.included, plan.excluded
        self._output = plan.output_below(folder)
        self.endings = ", ".join(plan.include) or " or ".join(SUFFIXES)

    def file(self, path: str) -> bool:
        wanted = path.endswith(SUFFIXES) if self._included is None else self._included.match_file(path)
        return wanted and path != self._output and not (self._excluded and self._excluded.match_file(path))

    def folder(self, path: str) -> bool:
        return path != self._output and not (self._excluded and self._excluded.match_file(f"{path}/"))


def _globs(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec  # noqa: PLC0415  most runs name no globs

    try:
        return GitIgnoreSpec.from_lines(patterns)
    except ValueError as error:
        raise UsageError(f"not a glob: {error}; write one as in .gitignore, for example '2018/**/*.txt'") from error


def _listed(source: str) -> Iterator[str]:
    """The names that a file lists."""
    try:
        with opened(source) as stream:
            yield from _names(stream, source)
    except NotAFile as error:
        raise UsageError(
            f"{shown(source)}: {error.strerror}; give what comes out of it on standard input, as -"
        ) from error
    except OSError as error:
        raise UsageError(f"{shown(source)}: cannot be read: {error.strerror}; name a file that lists inputs") from error


def _names(stream: BinaryIO, source: str) -> Iterator[str]:
    """Names with a NUL after each, as `find -print0` gives them, if there is any NUL; else one a line.

    Raises:
        UsageError: one is longer than any name of a file.
    """
    block = stream.read(_BLOCK)
    separator = b"\0" if b"\0" in block else b"\n"
    rest = b""
    while block:
        *whole, rest = (rest + block).split(separator)
        if len(rest) > _BLOCK:
            raise UsageError(f"{shown(source)}: a name of more than {_BLOCK} bytes; name a file that lists inputs")
        yield from map(_name, filter(None, whole))
        block = stream.read(_BLOCK)
    if rest:
        yield _name(rest)


def _name(name: bytes) -> str:
    path = os.fsdecode(name)
    return os.path.join(".", path) if path == STDIN else path  # noqa: PTH118  in a list it is a file's name
