"""Two runs compared: which records changed, and what changed them."""

from __future__ import annotations

import random
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from extractors import Casualty, Claim, Date, Engine, Entity, Mention, Phrase, Record, Span
from extractors.corpus.comparison import compare

MODEL = Engine(version="0.1.0", model="khabar-news", model_sha256="a" * 64)
OTHER = replace(MODEL, model_sha256="b" * 64)
COMMON: dict[str, Any] = {"sentence": Span(start=0, end=40)}
PLACE = Phrase(text="بغداد", start=20, end=25, entity="place:1")
KILLED = Casualty(
    id="claim:1", text="قتل 5", start=0, end=5, rule="casualty-verb", outcome="killed", value=5, place=PLACE, **COMMON
)
DAY = Date(id="claim:2", text="الثلاثاء", start=30, end=38, rule="date-weekday", value="XXXX-WXX-2", **COMMON)
CITY = Entity(id="place:1", name="بغداد", count=1, mentions=(Mention(text="بغداد", start=20, end=25),))


def record(source: str = "a.txt", *claims: Claim, **fields: Any) -> Record:
    given = {"sha256": source.ljust(64, "0"), "places": (CITY,), "engine": MODEL} | fields
    return Record(source=source, encoding="utf-8", claims=claims or (KILLED, DAY), **given)


OLD = record()
CAUSES = [
    ({}, []),
    ({"engine": OTHER}, []),
    ({"claims": (replace(KILLED, value=6), DAY)}, [("~", "rule casualty-verb")]),
    ({"claims": (replace(KILLED, rule="count"), DAY)}, [("~", "rule casualty-verb -> count")]),
    ({"claims": (KILLED,)}, [("-", "rule date-weekday")]),
    ({"claims": (KILLED, DAY, replace(KILLED, id="claim:3", start=50, end=55, rule="new"))}, [("+", "rule new")]),
    ({"places": (), "engine": OTHER}, [("-", "model khabar-news aaaaaaaa -> khabar-news bbbbbbbb")]),
    ({"places": (), "engine": Engine(version="0.1.0")}, [("-", "model khabar-news aaaaaaaa -> none")]),
    ({"places": ()}, [("-", "model khabar-news, the same in both; version 0.1.0")]),
    (
        {"claims": (replace(KILLED, place=replace(PLACE, entity=None)), DAY), "engine": OTHER},
        [("~", "model khabar-news aaaaaaaa -> khabar-news bbbbbbbb")],
    ),
    ({"claims": (replace(KILLED, place=None), DAY), "engine": OTHER}, [("~", "rule casualty-verb")]),
    (
        {"reference_date": "2018-06-05", "claims": (KILLED, replace(DAY, resolved="2018-06-05"))},
        [("~", "day of writing none -> 2018-06-05")] * 2,
    ),
    ({"sha256": "f" * 64, "claims": (replace(KILLED, value=6), DAY)}, [("~", "the article changed")] * 2),
    ({"warnings": ("شيء",), "engine": replace(MODEL, version="0.2.0")}, [("~", "version 0.1.0 -> 0.2.0")]),
]


@pytest.mark.parametrize(("change", "expected"), CAUSES)
def test_what_changed_a_record_is_told(change: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    (compared,) = compare([OLD], [replace(OLD, **change)])
    assert [(caused.difference.sign, caused.cause) for caused in compared.differences] == expected
    assert compared.differs is bool(expected)


def test_records_are_paired_in_any_order_and_the_rest_stand_alone() -> None:
    old = [record(f"{number}.txt") for number in range(30)]
    new = [replace(each, claims=(KILLED,)) if number == 7 else each for number, each in enumerate(old)]
    changed = [*random.Random(6).sample(new[1:], 29), record("new.txt")]
    found = [(each.sign, each.source, len(each.differences)) for each in compare(old, changed) if each.differs]
    assert found == [("~", "7.txt", 1), ("-", "0.txt", 0), ("+", "new.txt", 0)]
    assert len(list(compare(old, changed))) == 31


def test_an_article_that_was_moved_is_known_by_its_digest() -> None:
    moved = replace(OLD, source="elsewhere/a.txt")
    (compared,) = compare([OLD], [moved])
    assert (compared.source, compared.differs) == ("elsewhere/a.txt", False)
    (compared,) = compare([OLD], [replace(moved, claims=(DAY,))])
    assert [caused.cause for caused in compared.differences] == ["rule casualty-verb"]


def test_two_records_of_one_name_are_paired_in_order() -> None:
    first, second = OLD, replace(OLD, sha256="1" * 64, claims=(DAY,))
    assert not any(each.differs for each in compare([first, second], [first, second]))
    assert [each.sign for each in compare([first, second], [first]) if each.differs] == ["-"]


def test_memory_does_not_grow_where_the_order_is_the_same() -> None:
    def stream() -> Iterator[Record]:
        for number in range(300):
            yield record(f"{number}.txt", *[replace(KILLED, text="ا" * 10_000)] * 3)

    tracemalloc.start()
    assert sum(1 for _ in compare(stream(), stream())) == 300
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2_000_000, "a record is 20 kB, all of one run are 6 MB"
