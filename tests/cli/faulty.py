"""`extract` on a bad day: `python faulty.py ARGUMENTS...`, with what goes wrong as JSON in the variable FAULTS.

    {"event": "open", "path": "out", "nth": 3, "do": "kill" | an errno name}   at the nth such file operation
    {"space": 24000}                                                           bytes that a file may have

Articles bring faults of their own, in this process and in its workers, which import this file too:

    DIE      the process that reads it is killed          BUG      Khabar fails on it
    WAIT     it takes until there is a file called "go"; meanwhile there is one called "working"
    MEMORY   there is not enough memory for it
"""

from __future__ import annotations

import errno
import json
import os
import resource
import signal
import sys
import time
from pathlib import Path
from typing import Any

from cli.main import main
from extractors import pipeline
from extractors.text import Document

FAULT: dict[str, Any] = json.loads(os.environ.get("FAULTS", "{}"))
FILE_OPERATIONS = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "sqlite3.connect"})


def document(text: str) -> Document:
    """What the pipeline makes of a text first."""
    if "DIE" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "BUG" in text:
        raise ZeroDivisionError("as asked for")
    if "MEMORY" in text:
        raise MemoryError
    if "WAIT" in text:
        Path("working").touch()
        while not Path("go").exists():
            time.sleep(0.01)
    return Document(text)


def fail_at(event: str | None, path: str, nth: int, do: str) -> None:
    """Have the nth operation on a path that has this in it fail, or kill the process; any event where none is named."""
    left = nth

    def hook(happened: str, arguments: tuple[Any, ...]) -> None:
        nonlocal left
        if happened not in FILE_OPERATIONS or (event and happened != event) or path not in str(arguments):
            return
        left -= 1
        if left == 0 and do == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if left == 0:
            number = getattr(errno, do)
            raise OSError(number, os.strerror(number))

    sys.addaudithook(hook)


def run(arguments: list[str], nth: int | None = None) -> int:
    """Run the program in a fork of this process, killed at the nth operation on its output, and return its status."""
    child = os.fork()
    if child == 0:
        if nth is not None:
            fail_at(None, "out", nth, "kill")
        sys.argv = ["extract", *arguments]
        os._exit(main())
    return os.waitpid(child, 0)[1]


def tree(folder: Path) -> dict[str, bytes]:
    """The content of all files that are not hidden."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {str(path): path.read_bytes() for path in files if ".journal" not in str(path)}


def killed_everywhere(arguments: list[str]) -> None:
    """Kill a run at each of its file operations in turn; each time the next run has to make what was to be made."""
    expected = json.loads(Path("expected.json").read_text(encoding="utf-8"))
    for nth in range(1, 1000):
        os.system("rm -rf out .out* out.jsonl")  # noqa: S605, S607  nothing here is from outside
        status = run(arguments, nth)
        if not os.WIFSIGNALED(status):
            print(f"killed {nth - 1} times")  # noqa: T201  the test reads it
            return
        assert run(arguments) == 0
        made = {path: data.decode() for path, data in tree(Path()).items() if path.startswith("out")}
        assert made == expected, f"killed at operation {nth}"


pipeline.Document = document  # type: ignore[misc,assignment]  for the workers too, which import this as another module

if __name__ == "__main__":
    if sys.argv[1] == "--killed-everywhere":
        killed_everywhere(sys.argv[2:])
        sys.exit()
    if "space" in FAULT:
        resource.setrlimit(resource.RLIMIT_FSIZE, (FAULT["space"], FAULT["space"]))
    elif FAULT:
        fail_at(FAULT.get("event"), FAULT["path"], FAULT["nth"], FAULT["do"])
    sys.exit(main())
