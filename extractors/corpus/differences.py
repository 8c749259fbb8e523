"""What changed between two records of one article, in words that a person can act on."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

from extractors.records import ENTITY_KINDS

Sign = Literal["+", "-", "~"]
"""New, gone, or other than it was."""

Plain = dict[str, Any]
"""A record, entity or claim as `to_dict` makes it."""

Pair = tuple[Plain | None, Plain | None]
"""An old and a new item that are the same thing; None for what only one record has."""

PROVENANCE: Final = frozenset({"source", "engine"})
"""Where a record came from and what made it: not drift when it alone differs."""

SCORE_TOLERANCE: Final = 0.05

_REFERENCES: Final = frozenset({"id", "entity", "claim", "part_of", "same_as"})
_SECTIONS: Final = (*ENTITY_KINDS, "claims")
_TELLING: Final = (
    "value",
    "low",
    "high",
    "bound",
    "outcome",
    "change",
    "currency",
    "unit",
    "resolved",
    "count",
    "rule",
)
"""The fields by which a person knows a claim that came or went."""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one field; `old` is None where it is new, `new` where it is gone."""

    field: str
    old: Any
    new: Any

    def told(self, sign: Sign) -> str:
        """The values in words: "value 23 -> 32", or "value 23" of something that is new or gone."""
        old, new = _readable(self.old), _readable(self.new)
        return f"{self.field} " + {"+": new, "-": old, "~": f"{old} -> {new}"}[sign]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is new (+), gone (-) or other than it was (~).

    Args:
        sign: which of these.
        subject: what it is, in words.
        kind: people, places, organizations or the claim's kind; "record" for the record's own fields and
            "sample" for what keeps two records from being compared at all.
        start: where it begins in the article, in code points, if it has a place there.
        changes: the fields that changed; of what is new or gone, those by which a person knows it.
        advice: what to do about it, where that is not plain.
        rule: the rule that found a claim, the new one where it is another.
    """

    sign: Sign
    subject: str
    kind: str = "sample"
    start: int | None = None
    changes: tuple[Change, ...] = ()
    advice: str = ""
    rule: str | None = None

    @property
    def details(self) -> tuple[str, ...]:
        """The fields and the advice in words: "value 23 -> 32", or just "value 32" of what is new."""
        told = [change.told(self.sign) for change in self.changes]
        return (*told, self.advice) if self.advice else tuple(told)

    def __str__(self) -> str:
        """One line: "~ casualty «مقتل 23» at 5: value 23 -> 32; outcome killed -> injured"."""
        return f"{self.sign} {self.subject}" + (": " + "; ".join(self.details) if self.details else "")


def differences(old: Plain, new: Plain) -> list[Difference]:
    """Everything in which two records of one article differ, provenance apart; nothing when they agree.

    Entities and claims are paired by place and name, not by id: one more claim at the top renumbers the rest
    without changing them. Where only ids differ, that is said.
    """
    pairs = {section: _pairs(section, old.get(section, []), new.get(section, [])) for section in _SECTIONS}
    ids = {a["id"]: b["id"] for paired in pairs.values() for a, b in paired if a and b}
    found = list(_of_record(old, new))
    for section, paired in pairs.items():
        found.extend(_of_items(section, paired, ids))
    if not found and not _agree(_content(old), _content(new)):
        found.append(Difference("~", "the same entities and claims under other ids or in another order", "record"))
    return found


def _content(record: Plain) -> Plain:
    return {name: value for name, value in record.items() if name not in PROVENANCE}


def _of_record(old: Plain, new: Plain) -> Iterator[Difference]:
    changed = _changed_fields(_content(old), _content(new), skip=frozenset(_SECTIONS))
    if changed:
        yield Difference("~", "record", "record", changes=tuple(changed))


def _of_items(section: str, pairs: list[Pair], ids: dict[str, str]) -> Iterator[Difference]:
    for old, new in pairs:
        if old is not None and new is not None:
            if changed := _changed_fields(_renamed(old, ids), new):
                yield _difference("~", section, new, changed)
        elif new is not None:
            yield _difference("+", section, new, [Change(name, None, new[name]) for name in _telling(new)])
        elif old is not None:
            yield _difference("-", section, old, [Change(name, old[name], None) for name in _telling(old)])


def _telling(item: Plain) -> list[str]:
    return [name for name in _TELLING if name in item]


def _difference(sign: Sign, section: str, item: Plain, changes: list[Change]) -> Difference:
    kind = section if section in ENTITY_KINDS else str(item["kind"])
    return Difference(sign, _subject(section, item), kind, _start(item), tuple(changes), rule=item.get("rule"))


def _pairs(section: str, old: list[Plain], new: list[Plain]) -> list[Pair]:
    """Old and new items that are the same thing: first by exact place or name, then by overlap."""
    pairs: list[Pair] = []
    old, new = list(old), list(new)
    for key in (_name, _first_place) if section in ENTITY_KINDS else (_place, _kind):
        pairs += _taken(old, new, key)
    alone = [*((item, None) for item in old), *((None, item) for item in new)]
    return sorted([*pairs, *alone], key=lambda pair: _start(pair[1] or pair[0] or {}))


def _taken(old: list[Plain], new: list[Plain], key: Callable[[Plain], Hashable]) -> list[Pair]:
    """The pairs with the same key that meet, taken out of both lists."""
    pairs: list[Pair] = []
    for item in tuple(new):
        match = next((other for other in old if key(other) == key(item) and _meet(other, item)), None)
        if match is not None:
            old.remove(match)
            new.remove(item)
            pairs.append((match, item))
    return pairs


def _name(entity: Plain) -> Hashable:
    return str(entity["name"])


def _first_place(entity: Plain) -> Hashable:
    return _start(entity)


def _place(claim: Plain) -> Hashable:
    return claim["kind"], claim["start"], claim["end"]


def _kind(claim: Plain) -> Hashable:
    return str(claim["kind"])


def _meet(one: Plain, other: Plain) -> bool:
    """Whether two claims overlap; entities of one name are the same wherever they are."""
    if "mentions" in one:
        return True
    overlap: bool = one["start"] < other["end"] and other["start"] < one["end"]
    return overlap


def _start(item: Plain) -> int:
    first: Plain = item["mentions"][0] if "mentions" in item else item
    return int(first["start"])


def _renamed(value: Any, ids: dict[str, str], name: str = "") -> Any:  # noqa: ANN401  JSON in, JSON out
    """The same with ids of the old record replaced by those of the new one."""
    if isinstance(value, dict):
        return {key: _renamed(item, ids, key) for key, item in value.items()}
    if isinstance(value, list):
        return [_renamed(item, ids, name) for item in value]
    return ids.get(value, value) if name in _REFERENCES else value


def _changed_fields(old: Plain, new: Plain, skip: frozenset[str] = frozenset()) -> list[Change]:
    names = [name for name in dict.fromkeys([*new, *old]) if name not in skip]
    changes = [Change(name, old.get(name), new.get(name)) for name in names]
    return [change for change in changes if not _agree(change.old, change.new, change.field)]


def _agree(old: Any, new: Any, name: str = "") -> bool:  # noqa: ANN401  any JSON value
    """Whether two values are the same; a score may differ by what another processor's arithmetic makes of it."""
    match old, new:
        case dict(), dict():
            return old.keys() == new.keys() and all(_agree(old[key], new[key], key) for key in new)
        case list(), list():
            return len(old) == len(new) and all(_agree(*pair, name) for pair in zip(old, new, strict=True))
        case float() | int(), float() | int() if name == "score":
            return abs(old - new) <= SCORE_TOLERANCE
        case _:
            return bool(old == new)


def _subject(section: str, item: Plain) -> str:
    if section in ENTITY_KINDS:
        return f"{section}: «{item['name']}» at {_start(item)}"
    return f"{item['kind']} «{item['text']}» at {item['start']}"


def _readable(value: Any) -> str:  # noqa: ANN401  any JSON value
    match value:
        case None:
            return "nothing"
        case {"text": text, "start": start, **rest}:
            marks = [str(rest[name]) for name in ("entity", "claim") if name in rest]
            return " ".join([f"«{text}» at {start}", *marks])
        case dict():
            return " ".join(f"{name} {_readable(item)}" for name, item in value.items())
        case list():
            return ", ".join(map(_readable, value))
        case _:
            return str(value)
