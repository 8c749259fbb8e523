"""How fast folders are read, in how much memory, and whether a killed run ends as one that nothing disturbed.

    python tests/benchmarks/folders.py SHARED [--articles 8000] [--jobs 1 2] [--no-entities] [--engine ray]

SHARED/news/news.jsonl.gz has one article a line, as an object with `text`. They are written to a folder, one file
each, which is read with each number of processes; then once more, killed with SIGKILL half way and started again.
Memory is the proportional set size of the whole process tree, sampled ten times a second. The rate by processor time
is what counts on a machine that is busy with other things.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import itertools
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 1 << 10
"""Kilobytes, the unit of /proc."""
HOUR, DAY, MANY = 3_600, 86_400, 100_000_000


@dataclass(frozen=True)
class Run:
    """One run: seconds, those of processors, the most memory in MB, and the last line it said."""

    seconds: float
    processor: float
    memory: int
    said: str


def corpus(source: Path, folder: Path, count: int) -> int:
    """Write the articles as files, a hundred a folder; how many characters they have."""
    characters = 0
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(itertools.islice(lines, count)):
            text = json.loads(line)["text"]
            path = folder / f"{number // 100:04}" / f"{number:06}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            characters += len(text)
    return characters


def tree(process: int) -> list[int]:
    """A process and all that it started."""
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return [process]
    return [process, *itertools.chain.from_iterable(tree(int(child)) for child in children)]


def memory(process: int) -> int:
    """The proportional set size of a process tree in MB."""
    total = 0
    for one in tree(process):
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        except OSError:  # it has ended
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total // MEGABYTE


def run(arguments: list[str], folder: Path, kill_after: float | None = None) -> Run:
    """Run `extract`, and kill it after so many seconds if asked to."""
    began, spent, most = time.monotonic(), processor_time(), 0
    command = [sys.executable, "-m", "cli.main", *arguments]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True) as process:
        while process.poll() is None:
            most = max(most, memory(process.pid))
            if kill_after is not None and time.monotonic() - began > kill_after:
                os.kill(process.pid, signal.SIGKILL)
            time.sleep(0.1)
        assert process.stderr
        said = process.stderr.read().splitlines()
    return Run(time.monotonic() - began, processor_time() - spent, most, said[-1] if said else "")


def processor_time() -> float:
    """Seconds that processors gave to the processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--articles", type=int, default=8000)
    parser.add_argument("--jobs", nargs="+", default=["1", "2"])
    parser.add_argument("--no-entities", action="store_true")
    parser.add_argument("--engine", default=None)
    asked = parser.parse_args()
    options = ["--no-entities"] * asked.no_entities + (["--engine", asked.engine] if asked.engine else [])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        characters = corpus(asked.shared / "news" / "news.jsonl.gz", folder / "in", asked.articles)
        print(f"{asked.articles:,} articles, {characters:,} characters, options: {' '.join(options) or 'none'}")
        for jobs in asked.jobs:
            measure(folder, asked.articles, ["in", "-j", jobs, *options], jobs)


def measure(folder: Path, articles: int, arguments: list[str], jobs: str) -> None:
    """One undisturbed run, one that is killed half way and started again."""
    output = folder / "out.jsonl"
    first = run(["in/0000/000000.txt", *arguments[1:], "-o", "first.json"], folder)
    whole = run([*arguments, "-o", f"whole-{jobs}.jsonl"], folder)
    expected = digest(folder / f"whole-{jobs}.jsonl")
    print(
        f"-j {jobs}: {articles / whole.seconds:.1f} articles a second, {whole.seconds:.0f} s, "
        f"at most {whole.memory} MB, sha256 {expected[:12]}; {whole.said}"
    )
    rate = (articles - 1) / (whole.processor - first.processor)
    print(
        f"-j {jobs}, by processor time after a start of {first.processor:.1f} s: {rate:.1f} articles a second; "
        f"one core does {rate * DAY:,.0f} a day, {MANY:,} take {MANY / rate / HOUR:,.0f} core-hours"
    )
    run([*arguments, "-o", output.name], folder, kill_after=whole.seconds / 2)
    assert not output.exists()
    resumed = run([*arguments, "-o", output.name], folder)
    same = "the same" if digest(output) == expected else "NOT THE SAME"
    print(f"-j {jobs}, killed at {whole.seconds / 2:.0f} s and started again: {same} byte for byte; {resumed.said}")
    again = run([*arguments, "-o", output.name], folder)
    print(f"-j {jobs}, nothing new: {again.seconds:.1f} s; {again.said}")
    for path in (output, folder / f".{output.name}.journal" / "records.sqlite"):
        path.unlink()


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
