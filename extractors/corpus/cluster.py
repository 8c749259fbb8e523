"""The same run on a Ray cluster: Ray Data hands the inputs to actors, each with an extractor, and their results back.

Scheduling, back pressure and restarts are Ray's. All machines have to see the inputs under the same paths. The
records come back in the order of the plan, so that every format, the journal and the list of failures are those of
a run on one machine.
"""

# ruff: noqa: S301  what is unpickled was pickled by this program's own actors, as Ray itself does

from __future__ import annotations

import itertools
import logging
import os
import pickle
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from extractors.corpus import chunks
from extractors.corpus.chunks import Slot
from extractors.corpus.identity import Identity
from extractors.corpus.interrupt import Interrupt
from extractors.corpus.job import Done, Failed, handed_on
from extractors.corpus.journal import Journal
from extractors.corpus.plan import Input, Plan
from extractors.errors import InputError, KhabarError, UsageError
from extractors.pipeline import Extractor
from extractors.reading import STDIN, Article, articles
from extractors.records import Record

_SETTINGS: Final = {
    "RAY_USAGE_STATS_ENABLED": "0",  # nothing is sent anywhere
    "RAY_BACKEND_LOG_LEVEL": "fatal",
}
_QUIET: Final = {"include_dashboard": False, "log_to_driver": False, "logging_level": "ERROR"}


def _files(planned: Iterable[Input | InputError]) -> list[Input]:
    """The inputs that can be read on other machines.

    Raises:
        UsageError: one of them is standard input.
    """
    files = [found for found in planned if isinstance(found, Input)]
    if any(found.path == STDIN for found in files):
        raise UsageError("--engine ray: standard input is not a file that all machines see; name files")
    return files


@dataclass(frozen=True)
class Cluster:
    """One run on a cluster.

    Args:
        plan: what to read; not standard input.
        extractor: what each actor gets a copy of.
        day: the day of writing of articles that have none.
        actors: how many there are, a processor each.
        address: of the cluster, as for `ray.init`; None for one on this machine that ends with the run.
        journal: what earlier runs finished, and where to keep what this one does; None to keep nothing.
        interrupt: whether to stop.
    """

    plan: Plan
    extractor: Extractor
    day: date | None
    actors: int
    address: str | None = None
    journal: Journal | None = None
    interrupt: Interrupt = field(default_factory=Interrupt)

    def results(self) -> Iterator[Done | Failed]:
        """What becomes of each article, in the order of the plan.

        Raises:
            UsageError: Ray is not installed, its cluster cannot be reached, or an input is no file.
            KeyboardInterrupt: it was interrupted; what came back until then was handed on and kept.
            KhabarError: nothing can be read, as without a model.
        """
        planned = list(self.plan.inputs())
        todo = _files(planned)
        identity = Identity(self.extractor, self.day) if self.journal else None
        known = {found for found in todo if self._kept(found, identity)}
        rows = self._rows([found for found in todo if found not in known])
        for found in planned:
            if isinstance(found, InputError):
                slots = [Slot(None, found, outcome=found)]
            else:
                slots = (self._kept(found, identity) if found in known else None) or next(rows)
            self._keep(slots, identity)
            yield from map(handed_on, slots)
        if self.journal:
            self.journal.finish()

    def _kept(self, found: Input, identity: Identity | None) -> list[Slot] | None:
        """The slots of an input, where nothing of it is left to do after earlier runs."""
        if self.journal is None or identity is None or self.journal.empty:
            return None
        slots = [Slot(found, item) for item in articles([found.path])]
        for slot in slots:
            if isinstance(slot.item, Article):
                slot.key = identity.key(slot.item)
                slot.outcome = self.journal.found([slot.key]).get(slot.key)
                slot.known = True
            else:
                slot.outcome = slot.item
        return slots if all(slot.outcome for slot in slots) else None

    def _keep(self, slots: list[Slot], identity: Identity | None) -> None:
        if self.journal is None or identity is None:
            return
        fresh = [slot for slot in slots if isinstance(slot.item, Article) and not slot.known]
        records = {identity.key(slot.item): slot.outcome for slot in fresh if isinstance(slot.item, Article)}
        finished = {key: outcome for key, outcome in records.items() if isinstance(outcome, Record)}
        self.journal.keep(finished, again=[slot.key for slot in slots if slot.key and slot.known])

    def _rows(self, todo: list[Input]) -> Iterator[list[Slot]]:
        """The slots of each input, as the actors fill them."""
        if not todo:
            return
        rows = self._dataset(todo).iter_rows()
        for number, group in itertools.groupby(self._waited_for(rows), key=lambda row: row["number"]):
            slots = []
            for row in group:
                item, outcome = pickle.loads(row["result"])
                if isinstance(outcome, KhabarError) and not isinstance(outcome, InputError):
                    raise outcome
                slots.append(Slot(todo[number], item, outcome=outcome))
            yield slots

    def _waited_for(self, rows: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401  Ray's types load Ray
        iterator = iter(rows)
        while True:
            row = self.interrupt.wait_for(lambda: next(iterator, None), at_work=False)
            self.interrupt.check()
            if row is None:
                return
            yield row

    def _dataset(self, todo: list[Input]) -> Any:  # noqa: ANN401  as above
        ray = _connected(self.address)
        context = ray.data.DataContext.get_current()
        context.execution_options.preserve_order = True
        context.enable_progress_bars = False
        rows = [{"number": number, "path": found.path} for number, found in enumerate(todo)]
        blocks = -(-len(rows) // chunks.ARTICLES)
        return ray.data.from_items(rows, override_num_blocks=blocks).map_batches(
            _Reader,
            fn_constructor_args=(self.extractor, self.day, str(Path.cwd())),
            batch_size=chunks.ARTICLES,
            compute=ray.data.ActorPoolStrategy(size=min(self.actors, blocks)),
            num_cpus=1,
        )


class _Reader:
    """What an actor does: read the articles of some files."""

    def __init__(self, extractor: Extractor, day: date | None, folder: str) -> None:
        os.chdir(folder)  # paths are as the user gave them, and so are the names in records
        if extractor.tagger:
            extractor.tagger.threads = 1
        self._extractor, self._day = extractor, day

    def __call__(self, batch: dict[str, Any]) -> Iterator[dict[str, list[Any]]]:
        pairs = zip(batch["number"], batch["path"], strict=True)
        numbers = {Input(str(path), "."): int(number) for number, path in pairs}
        read = (Slot(found, item) for found in numbers for item in articles([found.path]))
        for chunk in chunks.chunked(read):
            try:
                chunk.done(chunks.read(self._extractor, chunk.articles, self._day))
            except KhabarError as error:
                yield {"number": [int(batch["number"][0])], "result": [pickle.dumps((None, error))]}
                return
            yield {
                "number": [numbers[slot.input] for slot in chunk.slots if slot.input],
                "result": [pickle.dumps((slot.item, slot.outcome)) for slot in chunk.slots],
            }


def processors(address: str | None) -> int:
    """How many processors the cluster has.

    Raises:
        UsageError: Ray is not installed, or its cluster cannot be reached.
    """
    return int(_connected(address).cluster_resources().get("CPU", 1))


def _connected(address: str | None) -> Any:  # noqa: ANN401  as above
    """Ray, connected to a cluster.

    Raises:
        UsageError: it is not installed, or its cluster cannot be reached.
    """
    for setting, value in _SETTINGS.items():
        os.environ.setdefault(setting, value)
    try:
        import ray  # noqa: PLC0415  only for --engine ray
        import ray.data  # noqa: PLC0415  as above
    except ImportError as error:
        raise UsageError("--engine ray needs Ray; pip install 'khabar[ray]'") from error
    if not ray.is_initialized():
        try:
            ray.init(address=address, **(_QUIET if address is None else {"log_to_driver": False}))
        except (ConnectionError, RuntimeError, ValueError) as error:
            reason = str(error).strip().splitlines()[0]
            raise UsageError(f"--engine ray: the cluster at {address} cannot be reached: {reason}") from error
    logging.getLogger("ray").setLevel(logging.ERROR)
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    return ray
