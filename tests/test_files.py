"""Files from outside: nothing waits, nothing is endless, and standard input may have another name."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from patience import LAST_RESORT

from extractors.files import NotAFile, TooLarge, contents, opened


def test_a_regular_file_is_read_whole_and_so_is_a_link_to_one(tmp_path: Path) -> None:
    data = bytes(range(256)) * 1000
    (tmp_path / "file").write_bytes(data)
    (tmp_path / "link").symlink_to("file")
    for name in ("file", "link"):
        assert contents(tmp_path / name, len(data)) == data
        with opened(str(tmp_path / name)) as stream:
            assert b"".join(iter(lambda: stream.read(777), b"")) == data


def test_one_byte_more_than_there_may_be_is_too_large(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"\0" * (1 << 20))
    assert len(contents(tmp_path / "file", 1 << 20)) == 1 << 20
    with pytest.raises(TooLarge, match="larger than 0 MiB"):
        contents(tmp_path / "file", (1 << 20) - 1)


def test_what_is_no_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    (tmp_path / "zero").symlink_to("/dev/zero")
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(os.path.relpath(tmp_path / "socket"))
    said = {"pipe": "a pipe", "link": "a pipe", "zero": "a device", "socket": "a socket"}
    for name, kind in said.items():
        with pytest.raises(NotAFile, match=f"{kind} and no file"):
            opened(tmp_path / name)
    listening.close()
    with pytest.raises(IsADirectoryError):
        opened(tmp_path)
    with pytest.raises(FileNotFoundError):
        opened(tmp_path / "nothing")


def test_a_pipe_that_was_a_file_a_moment_ago_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.files._kind", lambda _: None)
    os.mkfifo(tmp_path / "pipe")
    with opened(tmp_path / "pipe") as stream:
        assert stream.read(10) == b"", "nobody writes"
    writer = os.open(tmp_path / "pipe", os.O_RDWR)
    with opened(tmp_path / "pipe") as stream, pytest.raises(BlockingIOError, match="it never ends"):
        stream.read(10)
    os.close(writer)


def test_standard_input_by_another_name_is_read(tmp_path: Path) -> None:
    program = "import sys; from extractors.files import opened; print(len(opened(sys.argv[1]).read()))"
    for name in ("/dev/stdin", "/proc/self/fd/0"):
        command = [sys.executable, "-c", program, name]
        done = subprocess.run(
            command, check=True, input=b"x" * 100_000, capture_output=True, cwd=tmp_path, timeout=LAST_RESORT
        )
        assert done.stdout == b"100000\n"


def test_without_standard_input_files_are_read_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x" * 1000)
    program = "from extractors.files import opened; print(len(opened('file').read()))"
    command = f"'{sys.executable}' -c \"{program}\" <&-"
    done = subprocess.run(command, shell=True, check=True, capture_output=True, cwd=tmp_path, timeout=LAST_RESORT)  # noqa: S602
    assert done.stdout == b"1000\n"
