"""What a run has finished, kept beside its output: a killed run goes on, a repeated one does only what is new.

The journal is an SQLite file in a hidden folder of its own, with the records by a key of all that they depend on,
so that it can never give back what another article, option or model would have made. It is written in
transactions: a process killed at any moment loses what it was working on and nothing else. It is also the lock:
the run that opened it is alone with the output until it ends, however it ends.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, Self

from extractors.errors import InputError, UsageError
from extractors.loading import from_dict
from extractors.records import Record

_FORMAT: Final = 1
_FILE: Final = "records.sqlite"
_DRAFT: Final = "draft"
_QUICK: Final = 1  # zlib's level: a record shrinks to an eighth, and better levels cost more than they gain
_SETTINGS: Final = (
    "PRAGMA locking_mode = EXCLUSIVE",  # before the next: then no shared memory is needed
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",  # a loss of power may cost the last records, never the file
    "PRAGMA trusted_schema = OFF",
)
_TABLE: Final = "CREATE TABLE IF NOT EXISTS records (key BLOB PRIMARY KEY, run INTEGER NOT NULL, record BLOB NOT NULL)"


class Journal:
    """The records that runs with one output have finished.

    Args:
        folder: where to keep it; made if it is not there.
        goal: the output, for messages.
        afresh: whether to forget what was finished.

    Raises:
        UsageError: another run has it open, it cannot be written, or it is not a journal.
    """

    def __init__(self, folder: Path, goal: Path, *, afresh: bool = False) -> None:
        self.goal = goal
        self.draft = folder / _DRAFT
        """Where the output is written before it takes its place; no other run writes there."""
        try:
            folder.mkdir(exist_ok=True)
        except OSError as error:
            raise UsageError(f"{goal}: cannot be written: {error.strerror}; nothing was") from error
        self._file = folder / _FILE
        self._open(afresh=afresh)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._records.close()

    @property
    def empty(self) -> bool:
        """Whether nothing was finished yet."""
        return self._records.execute("SELECT 1 FROM records LIMIT 1").fetchone() is None

    def found(self, keys: Iterable[bytes]) -> dict[bytes, Record]:
        """The records of those keys that were finished."""
        records = {}
        for key in keys:
            row = self._records.execute("SELECT record FROM records WHERE key = ?", (key,)).fetchone()
            record = _unpacked(row[0]) if row else None
            if record is not None:
                records[key] = record
        return records

    def keep(self, finished: Mapping[bytes, Record], again: Iterable[bytes] = ()) -> None:
        """Keep records, all of them or none, and note which known ones this run came by again.

        Raises:
            UsageError: they cannot be written, as on a full disk; those of before are safe.
        """
        try:
            with self._records:
                self._records.execute("BEGIN")
                rows = ((key, self._run, _packed(record)) for key, record in finished.items())
                self._records.executemany("INSERT OR REPLACE INTO records VALUES (?, ?, ?)", rows)
                known = ((self._run, key, self._run) for key in again)
                self._records.executemany("UPDATE records SET run = ? WHERE key = ? AND run <> ?", known)
        except sqlite3.Error as error:
            reason = f"{self.goal}: cannot be written: {error}; what is done is kept, make room and run it again"
            raise UsageError(reason) from error

    def finish(self) -> None:
        """Forget the records that a complete run did not come by: their articles are gone or have changed."""
        with self._records:
            self._records.execute("DELETE FROM records WHERE run <> ?", (self._run,))

    def _open(self, *, afresh: bool) -> None:
        try:
            self._connect()
        except sqlite3.DatabaseError as error:
            if "locked" in str(error):
                reason = "another run is writing there; wait until it ends, or name another output"
                raise UsageError(f"{self.goal}: {reason}") from error
            if not afresh or isinstance(error, sqlite3.OperationalError):
                reason = f"the journal in {self._file.parent} cannot be used ({error}); --force starts it afresh"
                raise UsageError(f"{self.goal}: {reason}") from error
            shutil.rmtree(self._file.parent)
            self._file.parent.mkdir()
            self._connect()
        if afresh:
            self._records.execute("DELETE FROM records")

    def _connect(self) -> None:
        self._records = sqlite3.connect(self._file, timeout=0, isolation_level=None)
        try:
            for setting in _SETTINGS:
                self._records.execute(setting)
            self._records.execute("BEGIN EXCLUSIVE")
            if self._records.execute("PRAGMA user_version").fetchone()[0] not in {0, _FORMAT}:
                raise sqlite3.DatabaseError("of another version of Khabar")
            self._records.execute(_TABLE)
            self._records.execute(f"PRAGMA user_version = {_FORMAT}")
            (last,) = self._records.execute("SELECT coalesce(max(run), 0) FROM records").fetchone()
            self._records.execute("COMMIT")
        except sqlite3.Error:
            self._records.close()
            raise
        self._run: int = last + 1


def _packed(record: Record) -> bytes:
    return zlib.compress(record.to_json().encode("utf-8", "surrogatepass"), _QUICK)


def _unpacked(packed: bytes) -> Record | None:
    """The record; None where it is none that this version reads, and is made again."""
    try:
        return from_dict(json.loads(zlib.decompress(packed)))
    except (zlib.error, ValueError, TypeError, InputError):
        return None
