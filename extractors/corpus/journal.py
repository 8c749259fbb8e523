"""What a run has finished, kept beside its output: a killed run goes on, a repeated one does only what is new.

The journal is an SQLite file in a hidden folder of its own, with the records by a key of all that they depend on,
so that it can never give back what another article, option or model would have made. It is written in
transactions: a process killed at any moment loses what it was working on and nothing else. A lock beside it, which the
system takes back however a run ends, makes each run alone with its output; so a journal that is damaged beyond reading
can be put aside and no other run's with it.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Self

from extractors.errors import InputError, UsageError
from extractors.loading import from_json
from extractors.records import Record

_FORMAT: Final = 1
_FILE: Final = "records.sqlite"
_LOCK: Final = "lock"
_DRAFT: Final = "draft"
_QUICK: Final = 1  # zlib's level: a record shrinks to an eighth, and better levels cost more than they gain
_LARGEST: Final = 256 << 20  # bytes of a record, unpacked
_RUNS: Final = range(1 << 62)
_SETTINGS: Final = (
    "PRAGMA locking_mode = EXCLUSIVE",  # before the next: then no shared memory is needed
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",  # a loss of power may cost the last records, never the file
    "PRAGMA trusted_schema = OFF",
)
_TABLE: Final = "CREATE TABLE IF NOT EXISTS records (key BLOB PRIMARY KEY, run INTEGER NOT NULL, record BLOB NOT NULL)"
_KIND: Final = 0xFF  # of an error of SQLite: the rest says more of it
_NO_ROOM: Final = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM})
_NO_ROOM_ADVICE: Final = "what is done is kept; make room, or look at the disk and its permissions, and run it again"


class Journal:
    """The records that runs with one output have finished.

    Whatever is asked of it raises UsageError where it cannot be used.

    Args:
        folder: where to keep it; made if it is not there.
        goal: the output, for messages.
        afresh: whether to forget what was finished, whatever state the journal is in.

    Raises:
        UsageError: another run has it open, it cannot be written, or it is damaged.
    """

    def __init__(self, folder: Path, goal: Path, *, afresh: bool = False) -> None:
        from filelock import FileLock, Timeout  # noqa: PLC0415  most runs keep no journal, and the help needs none

        self.goal = goal
        self.draft = folder / _DRAFT
        """Where the output is written before it takes its place; no other run writes there."""
        self._file = folder / _FILE
        self._lock = FileLock(folder / _LOCK)
        try:
            folder.mkdir(exist_ok=True)
            self._lock.acquire(blocking=False)
        except Timeout as error:
            reason = "another run is writing there; wait until it ends, or name another output"
            raise UsageError(f"{goal}: {reason}") from error
        except (OSError, NotImplementedError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise UsageError(f"{goal}: cannot be written: {reason}; nothing was") from error
        try:
            self._open(afresh=afresh)
        except BaseException:
            self._lock.release()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._records.close()
        self._lock.release()

    @property
    def empty(self) -> bool:
        """Whether nothing was finished yet."""
        with self._usable():
            return self._asked("SELECT 1 FROM records LIMIT 1") is None

    def found(self, keys: Iterable[bytes]) -> dict[bytes, Record]:
        """The records of those keys that were finished."""
        records = {}
        with self._usable():
            for key in keys:
                row = self._asked("SELECT record FROM records WHERE key = ?", key)
                record = _unpacked(row[0]) if row else None
                if record is not None:
                    records[key] = record
        return records

    def keep(self, finished: Mapping[bytes, Record], again: Iterable[bytes] = ()) -> None:
        """Keep records, all of them or none, and note which known ones this run came by again."""
        with self._usable(), self._records:
            self._records.execute("BEGIN")
            rows = ((key, self._run, _packed(record)) for key, record in finished.items())
            self._records.executemany("INSERT OR REPLACE INTO records VALUES (?, ?, ?)", rows)
            known = ((self._run, key, self._run) for key in again)
            self._records.executemany("UPDATE records SET run = ? WHERE key = ? AND run <> ?", known)

    def finish(self) -> None:
        """Forget the records that a complete run did not come by: their articles are gone or have changed."""
        with self._usable(), self._records:
            self._records.execute("DELETE FROM records WHERE run <> ?", (self._run,))

    def _open(self, *, afresh: bool) -> None:
        with self._usable():
            if afresh:
                for path in self._file.parent.glob(f"{_FILE}*"):  # and what SQLite keeps beside it
                    path.unlink()
            self._records = sqlite3.connect(self._file, timeout=0, isolation_level=None)
            try:
                self._run = self._prepared()
            except BaseException:
                self._records.close()
                raise

    def _prepared(self) -> int:
        """Make the table if it is not there, and return the number of this run."""
        for setting in _SETTINGS:
            self._records.execute(setting)
        self._records.execute("BEGIN EXCLUSIVE")
        if self._asked("PRAGMA user_version")[0] not in {0, _FORMAT}:
            raise sqlite3.DatabaseError("of another version of Khabar")
        self._records.execute(_TABLE)
        self._records.execute(f"PRAGMA user_version = {_FORMAT}")
        (last,) = self._asked("SELECT coalesce(max(run), 0) FROM records")
        if not isinstance(last, int) or last not in _RUNS:
            raise sqlite3.DatabaseError("a run has no number")
        self._records.execute("COMMIT")
        return last + 1

    def _asked(self, question: str, *values: bytes) -> Any:  # noqa: ANN401  a row of values that SQLite has, or none
        return self._records.execute(question, values).fetchone()

    @contextmanager
    def _usable(self) -> Iterator[None]:
        """Say what can be done where SQLite, or the file, is not as it should be.

        Raises:
            UsageError: it is not.
        """
        try:
            yield
        except OSError as error:
            raise UsageError(f"{self.goal}: cannot be written: {error.strerror}; {_NO_ROOM_ADVICE}") from error
        except (sqlite3.Error, MemoryError) as error:
            if getattr(error, "sqlite_errorcode", 0) & _KIND in _NO_ROOM:
                raise UsageError(f"{self.goal}: cannot be written: {error}; {_NO_ROOM_ADVICE}") from error
            what = str(error) or type(error).__name__
            reason = f"the journal in {self._file.parent} cannot be used ({what}); --force starts it afresh"
            raise UsageError(f"{self.goal}: {reason}") from error


def _packed(record: Record) -> bytes:
    return zlib.compress(record.to_json().encode("utf-8", "surrogatepass"), _QUICK)


def _unpacked(packed: bytes) -> Record | None:
    """The record; None where it is none that this version reads, and is made again."""
    try:
        unpacking = zlib.decompressobj()
        data = unpacking.decompress(packed, _LARGEST)
        return from_json(data) if unpacking.eof else None
    except (zlib.error, TypeError, InputError):
        return None
