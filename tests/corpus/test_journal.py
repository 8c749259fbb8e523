"""The journal: what is finished is given back, damaged anywhere it says so or is right, and --force always heals it."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from patience import LAST_RESORT

from extractors.corpus.identity import Identity
from extractors.corpus.job import Done, Here, Job
from extractors.corpus.journal import Journal
from extractors.corpus.plan import Plan
from extractors.errors import UsageError
from extractors.pipeline import Extractor
from extractors.records import Record

EXTRACTOR = Extractor(entities=False)
IDENTITY = Identity(EXTRACTOR, None)
ARTICLES = 24
PLACES = 200
AFRESH = "; --force starts it afresh"
ROOM = "make room, or look at the disk and its permissions, and run it again"


def ran(folder: Path, *, afresh: bool = False) -> list[Record]:
    """The records of a run over the articles in a folder."""
    with Journal(folder / "journal", folder / "out.jsonl", afresh=afresh) as journal:
        job = Job(Plan((str(folder / "in"),)), Here(EXTRACTOR, None), IDENTITY, journal)
        return [item.record for item in job.results() if isinstance(item, Done)]


@pytest.fixture
def finished(tmp_path: Path) -> Path:
    """A folder of articles with the journal of a run that was complete but for its last lines."""
    (tmp_path / "in").mkdir()
    for number in range(ARTICLES):
        text = f"قتل {number} مسلحا في بغداد، وارتفع عدد الغارات بنسبة {number} بالمائة."
        (tmp_path / "in" / f"{number:02}.txt").write_text(text, encoding="utf-8")
    ran(tmp_path)
    return tmp_path


def refusal(folder: Path, expected: list[Record]) -> str:
    """What a run says that cannot use its journal; nothing of one that makes what is expected."""
    try:
        assert ran(folder) == expected
    except UsageError as error:
        return str(error)
    return ""


def flipped(data: bytes, chance: random.Random) -> bytes:
    """The data with one bit the other way, now and then a stretch of it, or cut short."""
    at = chance.randrange(len(data))
    match chance.randrange(5):
        case 0:
            return data[:at]
        case 1:
            return data[:at] + chance.randbytes(min(64, len(data) - at)) + data[at + 64 :]
        case _:
            return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def test_damaged_anywhere_it_is_right_or_says_so_and_force_heals_it(finished: Path) -> None:
    expected = ran(finished)
    whole = shutil.copytree(finished / "journal", finished / "whole")
    chance = random.Random(18)
    refused = 0
    for place in range(PLACES):
        shutil.rmtree(finished / "journal")
        shutil.copytree(whole, finished / "journal")
        file = finished / "journal" / "records.sqlite"
        file.write_bytes(flipped(file.read_bytes(), chance))
        said = refusal(finished, expected)
        refused += bool(said)
        assert not said or said.endswith((AFRESH, ROOM)), place
        assert "\n" not in said
        assert ran(finished, afresh=True) == expected, place
        assert ran(finished) == expected, place
    assert refused, "nothing was damaged"


@contextmanager
def changed(journal: Path) -> Iterator[sqlite3.Connection]:
    """The tables of a journal, to be changed by hand."""
    connection = sqlite3.connect(journal / "records.sqlite")
    yield connection
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("UPDATE records SET run = 'x'", id="a run that is no number"),
        pytest.param("UPDATE records SET run = 9223372036854775807", id="a run after which none comes"),
        pytest.param("UPDATE records SET run = 1e300", id="a run that is no whole number"),
        pytest.param("DROP TABLE records; CREATE TABLE records (key)", id="another table"),
        pytest.param("DROP TABLE records; CREATE VIEW records AS SELECT 1 AS key, 1 AS run, 1 AS record", id="a view"),
        pytest.param("PRAGMA user_version = 99", id="another version"),
    ],
)
def test_a_journal_that_says_something_else_is_refused_and_healed(finished: Path, statement: str) -> None:
    expected = ran(finished)
    with changed(finished / "journal") as connection:
        connection.executescript(statement)
    with pytest.raises(UsageError, match=r"cannot be used \(.*; --force starts it afresh$"):
        ran(finished)
    assert ran(finished, afresh=True) == expected


@pytest.mark.parametrize("record", ["'words'", "17", "1.5", "x'00'", "zeroblob(1000)"])
def test_a_record_that_is_none_is_made_again(finished: Path, record: str) -> None:
    expected = ran(finished)
    with changed(finished / "journal") as connection:
        connection.execute(f"UPDATE records SET record = {record}")  # noqa: S608  from the list above
    assert ran(finished) == expected


def test_damage_that_is_met_midway_is_said(finished: Path) -> None:
    with Journal(finished / "journal", finished / "out.jsonl") as journal:
        journal._records.execute("DROP TABLE records")
        asked: list[Callable[[], object]] = [
            lambda: journal.empty,
            lambda: journal.found([b"key"]),
            lambda: journal.keep({}, again=[b"key"]),
            journal.finish,
        ]
        for ask in asked:
            with pytest.raises(UsageError, match=r"--force starts it afresh$"):
                ask()


def test_force_waits_for_nobody_and_harms_nobody(finished: Path) -> None:
    with Journal(finished / "journal", finished / "out.jsonl") as journal:
        before = list(journal._records.execute("SELECT key FROM records"))
        for afresh in (False, True):
            with pytest.raises(UsageError, match="another run is writing there"):
                ran(finished, afresh=afresh)
        assert list(journal._records.execute("SELECT key FROM records")) == before != []


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit of a file's size")
def test_on_a_full_disk_the_advice_is_to_make_room(finished: Path) -> None:
    """Not --force, which would forget what is done and need as much room again."""
    program = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096));"
        "from cli.main import main; sys.exit(main())"
    )
    for journal, options in (("kept", []), ("new", []), ("new", ["--force"])):
        if journal == "kept":
            shutil.copytree(finished / "journal", finished / ".out.jsonl.journal")
        else:
            shutil.rmtree(finished / ".out.jsonl.journal", ignore_errors=True)
        command = [sys.executable, "-c", program, "in", "-o", "out.jsonl", "--no-entities", *options]
        done = subprocess.run(command, check=False, cwd=finished, capture_output=True, text=True, timeout=LAST_RESORT)
        assert (done.returncode, done.stdout) == (2, ""), done.stderr
        assert done.stderr.startswith("extract: error: ")
        assert "out.jsonl: cannot be written: " in done.stderr
        assert "make room" in done.stderr
        assert "--force" not in done.stderr
