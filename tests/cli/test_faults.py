"""Runs that are killed, interrupted, robbed of their disk or their workers: what was finished stays, and the same
command completes the rest.
"""

from __future__ import annotations

import array
import fcntl
import json
import os
import signal
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from patience import LAST_RESORT, until

FAULTY = [sys.executable, str(Path(__file__).with_name("faulty.py"))]
COUNT = 60
NO_SPACE = 24_000  # bytes that a file may have, where the disk is full
Process = subprocess.Popen[bytes]
Faulty = Callable[..., "subprocess.CompletedProcess[str]"]


def text(number: int, fault: str = "") -> str:
    return f"قتل {number} مسلحا في بغداد، وارتفع عدد الغارات بنسبة {number} بالمائة. {fault}"


def write(folder: Path, count: int = COUNT, **faults: str) -> None:
    """Articles in two folders; a fault is named by the number of its article: a7="DIE"."""
    for number in range(count):
        path = folder / f"{number // 40}" / f"{number:02}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text(number + 5, faults.get(f"a{number}", "")), encoding="utf-8")


@pytest.fixture
def faulty(tmp_path: Path) -> Faulty:
    """Run `extract` on `in` with faults in the temporary folder, output captured."""

    def runs(*arguments: str, **fault: Any) -> Any:
        return subprocess.run(
            [*FAULTY, *arguments, "--no-entities"],
            check=False,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            env={**os.environ, "FAULTS": json.dumps(fault)},
            timeout=LAST_RESORT,
        )

    return runs


@contextmanager
def started(folder: Path, *arguments: str) -> Iterator[Process]:
    """Run it in a process group of its own, as a terminal does."""
    command = [*FAULTY, *arguments, "--no-entities"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=folder, start_new_session=True, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def unread(process: Process) -> int:
    """Bytes that were written to its standard input and that it has not taken."""
    assert process.stdin
    size = array.array("i", [0])
    fcntl.ioctl(process.stdin, termios.FIONREAD, size)
    return size[0]


def group(process: Process) -> list[int]:
    """The processes of its group that are alive, it itself left out."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, leader = path.read_text().rsplit(")", 1)[1].split()[:3]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(leader) == process.pid and state not in "ZX" and int(path.parent.name) != process.pid:
            found.append(int(path.parent.name))
    return found


def command_line(process: int) -> bytes:
    """The words of a process; none of one that has ended meanwhile."""
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


@pytest.fixture
def expected(faulty: Faulty, tmp_path: Path) -> Callable[[str], None]:
    """Whether an output is that of a run that nothing disturbed."""

    def is_as_expected(output: str) -> None:
        name = "fresh" + output.removeprefix("out")
        assert faulty("in", "-o", name).returncode == 0
        made, fresh = tmp_path / output, tmp_path / name
        if fresh.is_file():
            assert made.read_bytes() == fresh.read_bytes()
        else:
            assert _tree(made) == _tree(fresh) != {}

    return is_as_expected


def _tree(folder: Path) -> dict[str, bytes]:
    files = [path for path in folder.rglob("*") if path.is_file() and ".journal" not in path.parts]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


# --- killed ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("output", ["out.jsonl", "out/"])
def test_killed_at_any_of_its_file_operations_the_next_run_completes_it(tmp_path: Path, output: str) -> None:
    write(tmp_path / "in", 3)
    command = ["in", "-o", output, "--no-entities", "-q"]
    subprocess.run([*FAULTY, *command], check=True, cwd=tmp_path, timeout=LAST_RESORT)
    files = [path for path in tmp_path.glob("out*/**/*") if path.is_file()] + list(tmp_path.glob("out.jsonl"))
    fresh = {str(path.relative_to(tmp_path)): path.read_text() for path in files if ".journal" not in path.parts}
    (tmp_path / "expected.json").write_text(json.dumps(fresh))
    everywhere = [*FAULTY, "--killed-everywhere", *command]
    done = subprocess.run(everywhere, check=False, cwd=tmp_path, capture_output=True, text=True, timeout=LAST_RESORT)
    assert done.returncode == 0, done.stderr
    times = int(done.stdout.split()[1])
    assert times > (5 if output == "out.jsonl" else 10), done.stdout


@pytest.mark.parametrize("output", ["out.jsonl", "out/"])
@pytest.mark.parametrize(("lines", "jobs"), [(1, "1"), (17, "2"), (COUNT, "2")])
def test_killed_at_any_article_the_next_run_does_what_is_left(
    faulty: Faulty, expected: Callable[[str], None], tmp_path: Path, output: str, lines: int, jobs: str
) -> None:
    write(tmp_path / "in", COUNT + 8, a66="WAIT")  # so that it cannot end before it is killed
    with started(tmp_path, "in", "-o", output, "-v", "-j", jobs) as process:
        assert process.stderr
        for _ in range(lines):
            process.stderr.readline()
        process.kill()
        process.wait(LAST_RESORT)
        (tmp_path / "go").touch()
        until(lambda: not group(process))  # its workers end by themselves
    assert not (tmp_path / "out.jsonl").exists()
    done = faulty("in", "-o", output, "-j", jobs)
    assert done.returncode == 0
    assert "of them known from earlier runs: " in done.stderr
    expected(output)


# --- workers -----------------------------------------------------------------------------------------------


def test_an_article_that_workers_die_of_is_named_and_the_others_are_done(faulty: Faulty, tmp_path: Path) -> None:
    write(tmp_path / "in", a3="DIE", a17="DIE", a30="MEMORY", a50="BUG")
    done = faulty("in", "-o", "out.jsonl", "-j", "2", "--errors", "errors.jsonl")
    failures = [json.loads(line) for line in (tmp_path / "errors.jsonl").read_text().splitlines()]
    died = "a worker died reading it, twice (exit code -9)"
    assert [(failure["source"], failure["reason"].split(";")[0]) for failure in failures] == [
        ("in/0/03.txt", died),
        ("in/0/17.txt", died),
        ("in/0/30.txt", "more than fits in memory"),
        ("in/1/50.txt", "a bug in Khabar: ZeroDivisionError: as asked for"),
    ]
    assert done.returncode == 70
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == COUNT - 4


def test_a_worker_that_is_killed_costs_nothing(faulty: Faulty, expected: Callable[[str], None], tmp_path: Path) -> None:
    write(tmp_path / "in", a20="WAIT")
    with started(tmp_path, "in", "-o", "out.jsonl", "-j", "2") as process:
        until((tmp_path / "working").exists)
        workers = [one for one in group(process) if b"spawn_main" in command_line(one)]
        process.send_signal(signal.SIGSTOP)  # or the last of them could die of an article that the first one had
        for worker in workers:
            os.kill(worker, signal.SIGKILL)
        process.send_signal(signal.SIGCONT)
        (tmp_path / "go").touch()
        assert process.wait(LAST_RESORT) == 0
    expected("out.jsonl")


# --- Ctrl-C ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_once_finishes_what_is_in_work_and_keeps_it(
    faulty: Faulty, expected: Callable[[str], None], tmp_path: Path, jobs: str
) -> None:
    write(tmp_path / "in", a20="WAIT")
    (tmp_path / "out.jsonl").write_text("of before")
    with started(tmp_path, "in", "-o", "out.jsonl", "-j", jobs) as process:
        assert process.stderr
        until((tmp_path / "working").exists)
        os.killpg(process.pid, signal.SIGINT)
        assert process.stderr.readline() == b"extract: finishing the articles in work; Ctrl-C again stops at once\n"
        (tmp_path / "go").touch()
        assert process.wait(LAST_RESORT) == 130
        said = process.stderr.read().decode()
        assert said.startswith("extract: interrupted; articles done and kept for the next run: ")
        assert said.count("\n") == 1
        kept = int(said.split()[-1])
    assert kept >= 32
    assert (tmp_path / "out.jsonl").read_text() == "of before"
    assert f"of them known from earlier runs: {kept}, failed: 0" in faulty("in", "-o", "out.jsonl").stderr
    expected("out.jsonl")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_twice_stops_at_once(tmp_path: Path, jobs: str) -> None:
    write(tmp_path / "in", a20="WAIT")
    with started(tmp_path, "in", "-o", "out/", "-j", jobs, "--errors", "errors.jsonl") as process:
        assert process.stderr
        until((tmp_path / "working").exists)
        os.killpg(process.pid, signal.SIGINT)
        process.stderr.readline()
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(LAST_RESORT) == 130
        assert b"Traceback" not in process.stderr.read()
        until(lambda: not group(process))
    assert all(json.loads(path.read_text()) for path in (tmp_path / "out").rglob("*.jsonl"))
    assert (tmp_path / "errors.jsonl").read_bytes() == b""


def test_ctrl_c_is_answered_while_it_waits_for_input_and_workers_read(tmp_path: Path) -> None:
    write(tmp_path / "in", 40, a2="WAIT")
    with started(tmp_path, "in", "-", "-o", "out.jsonl", "-j", "2") as process:
        assert process.stderr
        until((tmp_path / "working").exists)
        assert process.stdin
        process.stdin.write(b"x")  # when that is gone, it waits for the rest of a line, and has work in hand
        process.stdin.flush()
        until(lambda: unread(process) == 0)
        os.killpg(process.pid, signal.SIGINT)
        said = b"extract: finishing the articles in work; Ctrl-C again stops at once\n"
        assert process.stderr.read(len(said)) == said
        (tmp_path / "go").touch()
        assert process.wait(LAST_RESORT) == 130
        assert process.stderr.read().startswith(b"extract: interrupted; articles done and kept for the next run: ")


def test_ctrl_c_while_it_waits_for_input_and_nothing_is_in_work_ends_it(tmp_path: Path) -> None:
    with started(tmp_path, "-", "-f", "jsonl") as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(json.dumps({"text": text(5)}).encode() + b"\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["source"]
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(LAST_RESORT) == 130
        assert process.stderr
        assert process.stderr.read() == b""


def test_ctrl_c_leaves_whole_lines_on_standard_output(tmp_path: Path) -> None:
    write(tmp_path / "in", a20="WAIT")
    with started(tmp_path, "in", "-f", "jsonl") as process:
        until((tmp_path / "working").exists)
        os.killpg(process.pid, signal.SIGINT)
        (tmp_path / "go").touch()
        sent, _ = process.communicate(timeout=LAST_RESORT)
        assert process.returncode == 130
    lines = sent.decode().splitlines()
    assert [json.loads(line)["source"] for line in lines] == [f"in/0/{number:02}.txt" for number in range(len(lines))]
    assert len(lines) >= 16


# --- the output --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("output", ["out.jsonl", "out/"])
def test_a_full_disk_ends_the_run_and_keeps_what_is_done(
    faulty: Faulty, expected: Callable[[str], None], tmp_path: Path, output: str
) -> None:
    write(tmp_path / "in")
    done = faulty("in", "-o", output, space=NO_SPACE)
    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith(f"extract: error: {output.rstrip('/')}: cannot be written: ")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "out.jsonl").exists()
    assert faulty("in", "-o", output).returncode == 0
    expected(output)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_reader_that_goes_away_ends_the_run_and_its_workers(tmp_path: Path, jobs: str) -> None:
    write(tmp_path / "in")
    with started(tmp_path, "in", "-f", "jsonl", "-j", jobs) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.wait(LAST_RESORT) in {0, 141}  # all of it may have been sent by then
        assert process.stderr.read() == b""
        until(lambda: not group(process))


@pytest.mark.parametrize(
    ("event", "path", "do", "said"),
    [
        ("open", ".journal/draft", "EACCES", "in/0/07.txt: its output cannot be written: Permission denied"),
        ("os.rename", "07.txt", "EPERM", "in/0/07.txt: its output cannot be written: Operation not permitted"),
        ("os.mkdir", "out/1", "EACCES", "in/1/40.txt: its output cannot be written: Permission denied"),
    ],
)
def test_permission_lost_midway_costs_only_the_files_that_it_is_lost_for(
    faulty: Faulty, expected: Callable[[str], None], tmp_path: Path, event: str, path: str, do: str, said: str
) -> None:
    write(tmp_path / "in")
    nth = 8 if event == "open" else 1
    done = faulty("in", "-o", "out/", event=event, path=path, nth=nth, do=do)
    assert done.returncode == 3, done.stderr
    assert done.stderr.splitlines()[0] == f"extract: error: {said}"
    assert len(_tree(tmp_path / "out")) == COUNT - 1
    assert faulty("in", "-o", "out/").returncode == 0
    expected("out/")


def test_permission_for_an_input_lost_midway_is_a_failure(faulty: Faulty, tmp_path: Path) -> None:
    write(tmp_path / "in")
    done = faulty("in", "-o", "out.jsonl", event="open", path="in/0/09.txt", nth=1, do="EACCES")
    assert done.returncode == 3
    assert done.stderr.startswith("extract: error: in/0/09.txt: cannot be read: Permission denied; check its perm")
    assert f"articles done: {COUNT - 1}, failed: 1" in done.stderr


@pytest.mark.parametrize("output", ["out.jsonl", "out/"])
def test_two_runs_into_one_output_are_refused(
    faulty: Faulty, expected: Callable[[str], None], tmp_path: Path, output: str
) -> None:
    write(tmp_path / "in", a20="WAIT")
    with started(tmp_path, "in", "-o", output) as process:
        until((tmp_path / "working").exists)
        for options in ([], ["--force"]):
            done = faulty("in", "-o", output, *options)
            refusal = "another run is writing there; wait until it ends, or name another output"
            assert (done.returncode, done.stderr) == (2, f"extract: error: {output.rstrip('/')}: {refusal}\n")
        (tmp_path / "go").touch()
        assert process.wait(LAST_RESORT) == 0
    expected(output)


def test_a_journal_that_is_damaged_is_said_and_can_be_started_afresh(faulty: Faulty, tmp_path: Path) -> None:
    write(tmp_path / "in", 2)
    assert faulty("in", "-o", "out.jsonl").returncode == 0
    journal = tmp_path / ".out.jsonl.journal" / "records.sqlite"
    journal.write_bytes(b"neither a journal nor empty" * 100)
    done = faulty("in", "-o", "out.jsonl")
    assert done.returncode == 2
    assert done.stderr.endswith("cannot be used (file is not a database); --force starts it afresh\n")
    done = faulty("in", "-o", "out.jsonl", "--force")
    assert (done.returncode, "known" in done.stderr) == (0, False)


def test_an_output_never_leaves_its_folder_by_a_link(faulty: Faulty, tmp_path: Path) -> None:
    write(tmp_path / "in", 2)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "0").symlink_to(tmp_path / "elsewhere")
    done = faulty("in", "-o", "out/")
    assert done.returncode == 3
    assert "error: in/0/00.txt: its output would be outside out, where a link leads" in done.stderr
    assert list((tmp_path / "elsewhere").iterdir()) == []


# --- names and links ---------------------------------------------------------------------------------------

NAMES = [
    b"-dash.txt",
    b"--help.txt",
    b"new\nline.txt",
    b'it\'s "quoted".txt',
    b"not \xe9 utf-8.txt",
    "خبر.txt".encode(),
]


def test_files_of_any_name_are_read_and_written(faulty: Faulty, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number, name in enumerate(NAMES):
        Path(os.fsdecode(os.fsencode(tmp_path / "in") + b"/" + name)).write_text(text(number + 5), encoding="utf-8")
    assert faulty("in", "-o", "out/", "-j", "2").returncode == 0
    written = {os.fsencode(path.name) for path in (tmp_path / "out").iterdir() if path.name != ".journal"}
    assert written == {name + b".jsonl" for name in NAMES}
    (tmp_path / "list").write_bytes(b"\0".join(NAMES))
    done = faulty("--files-from", "list", "-f", "jsonl")
    assert (done.returncode, done.stderr.count("\n")) == (3, len(NAMES))  # of another folder: each is one line


def test_links_that_go_round_in_circles_end(faulty: Faulty, tmp_path: Path) -> None:
    write(tmp_path / "in", 2)
    (tmp_path / "in" / "0" / "again").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "in" / "gone.txt").symlink_to("nowhere.txt")
    done = faulty("in", "-f", "jsonl")
    assert done.returncode == 3
    assert len(done.stdout.splitlines()) == 2
    assert "in/gone.txt: no such file" in done.stderr
    assert "in/loop.txt: cannot be read: Too many levels of symbolic links" in done.stderr
