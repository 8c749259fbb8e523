"""Two runs over the same articles set beside each other: which records changed, and what changed them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final, Literal

from extractors.corpus.differences import Change, Difference, differences
from extractors.records import ENTITY_KINDS, Engine, Record, to_dict

_SHOWN: Final = 8  # hexadecimal digits by which a person tells models apart


@dataclass(frozen=True, slots=True)
class Caused:
    """A difference, and what made it: a rule, a model, a version, the article, or the day of writing."""

    difference: Difference
    cause: str


@dataclass(frozen=True, slots=True)
class Compared:
    """How the two records of one article compare; no differences, they agree.

    Args:
        source: the name of the article.
        sign: "~" where both runs have it, "-" where only the old one has, "+" where only the new one has.
        differences: what differs, in the order of the article.
    """

    source: str
    sign: Literal["+", "-", "~"]
    differences: tuple[Caused, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether anything does."""
        return self.sign != "~" or bool(self.differences)


def compare(old: Iterable[Record], new: Iterable[Record]) -> Iterator[Compared]:
    """Compare the records of the same articles, paired by source, else by the digest of the article.

    Both are read in step: memory does not grow where their order is the same.
    """
    waiting = _Waiting(), _Waiting()
    for pair in zip_longest(old, new):
        for side, record in enumerate(pair):
            if record is None:
                continue
            other = waiting[1 - side].take(record)
            if other is None:
                waiting[side].add(record)
            else:
                yield _compared(*((other, record) if side else (record, other)))
    yield from _left(*waiting)


class _Waiting:
    """Records of one run whose other has not been seen, in order."""

    def __init__(self) -> None:
        self._by_source: dict[str, deque[Record]] = {}

    def add(self, record: Record) -> None:
        self._by_source.setdefault(record.source, deque()).append(record)

    def take(self, record: Record) -> Record | None:
        """The record of the same source, which waits no more."""
        found = self._by_source.get(record.source)
        if not found:
            return None
        first = found.popleft()
        if not found:
            del self._by_source[record.source]
        return first

    def __iter__(self) -> Iterator[Record]:
        for records in self._by_source.values():
            yield from records


def _left(old: _Waiting, new: _Waiting) -> Iterator[Compared]:
    """What has no other of its source: articles that were moved, and those that only one run has."""
    moved: dict[str, deque[Record]] = {}
    for record in new:
        moved.setdefault(record.sha256, deque()).append(record)
    for record in old:
        if found := moved.get(record.sha256):
            yield _compared(record, found.popleft())
        else:
            yield Compared(record.source, "-")
    for records in moved.values():
        yield from (Compared(record.source, "+") for record in records)


def _compared(old: Record, new: Record) -> Compared:
    found = differences(to_dict(old), to_dict(new))
    return Compared(new.source, "~", tuple(Caused(each, _cause(each, old, new)) for each in found))


def _cause(difference: Difference, old: Record, new: Record) -> str:
    """What made a difference, as far as the two records tell: the first cause that explains it."""
    return next(filter(None, (cause(difference, old, new) for cause in _CAUSES)))


def _article(_: Difference, old: Record, new: Record) -> str | None:
    return "the article changed" if old.sha256 != new.sha256 else None


def _day(difference: Difference, old: Record, new: Record) -> str | None:
    fields = {change.field for change in difference.changes}
    if not fields or fields - {"reference_date", "resolved"} or old.reference_date == new.reference_date:
        return None
    return f"day of writing {old.reference_date or 'none'} -> {new.reference_date or 'none'}"


def _tagger(difference: Difference, old: Record, new: Record) -> str | None:
    of_entity = difference.kind in ENTITY_KINDS
    linked = difference.sign == "~" and _of_entities(difference.changes)
    return _model(old.engine, new.engine) if of_entity or linked else None


def _code(difference: Difference, old: Record, new: Record) -> str | None:
    return _version(old.engine, new.engine) if difference.rule is None else None


def _rule(difference: Difference, *_: Record) -> str:
    other = next((change for change in difference.changes if change.field == "rule"), None)
    if other and difference.sign == "~":
        return f"rule {other.old} -> {other.new}"
    return f"rule {difference.rule}"


_CAUSES: Final = (_article, _day, _tagger, _code, _rule)
"""What can make a difference, the surest first; the last always has an answer."""


def _of_entities(changes: Iterable[Change]) -> bool:
    """Whether nothing changed but which entities the words are."""
    pairs = [(change.old, change.new) for change in changes]
    return bool(pairs) and all(
        isinstance(old, dict) and isinstance(new, dict) and _unlinked(old) == _unlinked(new) for old, new in pairs
    )


def _unlinked(phrase: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in phrase.items() if name != "entity"}


def _model(old: Engine, new: Engine) -> str:
    if (old.model, old.model_sha256) == (new.model, new.model_sha256):
        return f"model {new.model or 'none'}, the same in both; " + _version(old, new)
    return f"model {_named(old)} -> {_named(new)}"


def _named(engine: Engine) -> str:
    return " ".join(filter(None, (engine.model, (engine.model_sha256 or "")[:_SHOWN]))) or "none"


def _version(old: Engine, new: Engine) -> str:
    return f"version {old.version}" + ("" if old.version == new.version else f" -> {new.version}")
