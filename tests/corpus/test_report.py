"""A corpus at a glance: what is counted, what is not, and the sentence behind each number."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import Extractor
from extractors.corpus.report import Report, Sample, first_and_last, gathered
from extractors.corpus.report.names import QUOTES, Names
from extractors.records import Casualty, Entity, Extracted, Mention

CLAIMS = Extractor(entities=False)
BLAST = "قتل 12 شخصا، بينهم ثلاثة أطفال، وأصيب 30 آخرون في انفجار. وارتفعت الأسعار بنسبة 7 بالمائة."


def article(text: str, name: str, written: str | None = "2018-06-05") -> Extracted:
    digest = sha256(f"{name}\n{text}".encode()).hexdigest()
    return Extracted(CLAIMS.extract(text, reference_date=written, source=name, sha256=digest), text)


def entity(name: str, *places: int, **more: Any) -> Entity:
    mentions = tuple(Mention(text=name, start=at, end=at + len(name)) for at in places)
    return Entity(id="x:1", name=name, count=len(places), mentions=mentions, **more)


def numbers(report: Report, outcome: str, *, part: bool) -> list[float]:
    rows = [row for row in report.figures if row.key.outcomes == (outcome,) and row.key.part == part]
    return [row.highest.highest for row in rows if row.highest]


def test_no_total_is_counted_with_its_parts_and_nothing_is_added_up() -> None:
    with gathered([article(BLAST, "a"), article(BLAST.replace("12", "14"), "b")]) as report:
        assert numbers(report, "killed", part=False) == [14]
        assert numbers(report, "killed", part=True) == [3]
        (row,) = [row for row in report.figures if row.key.outcomes == ("killed",) and not row.key.part]
        assert (row.lowest.lowest if row.lowest else 0) == 12


def test_each_number_has_its_sentence() -> None:
    with gathered([article(BLAST, "a")]) as report:
        for row in report.figures:
            for figure in row.figures:
                quote = report.quote(figure)
                sentence = report.quotes.sentence(quote.sentence)
                assert sentence.text[quote.start : quote.end] == figure.claim.text
                assert sentence.text == "قتل 12 شخصا، بينهم ثلاثة أطفال، وأصيب 30 آخرون في انفجار."
        (found,) = report.found["percentage"]
        sentence = report.quotes.sentence(found.quote.sentence)
        assert (sentence.source, sentence.written) == ("a", "2018-06-05")
        assert sentence.text[found.quote.start : found.quote.end] == "7 بالمائة"


def test_the_same_article_twice_is_counted_once() -> None:
    with gathered([article(BLAST, "a"), article(BLAST, "a")]) as report:
        assert (report.articles, report.copies) == (1, 1)
        assert report.claims["percentage"] == 1


def test_a_record_without_its_article_counts_and_says_so() -> None:
    whole = article(BLAST, "a")
    with gathered([Extracted(whole.record)]) as report:
        assert (report.articles, report.wordless) == (1, 1)
        claim = next(claim for claim in whole.record.claims if isinstance(claim, Casualty))
        sentence = report.quotes.sentence(report.sentences[0, claim.id].sentence)
        assert (sentence.text, sentence.whole) == (claim.text, False)


def test_names_spelled_alike_are_one_and_ranked_by_articles() -> None:
    names = Names()
    names.add([entity("أحمد", 1), entity("بغداد", 5, 9, 12)])
    names.add([entity("احمد", 1)])
    names.add([entity("احمد", 1)])
    ranked = names.ranking(10)
    assert [(name.name, name.articles, name.mentions) for name in ranked.names] == [("احمد", 3, 3), ("بغداد", 1, 3)]
    assert (ranked.different, ranked.complete) == (2, True)


def test_a_name_keeps_few_sentences_however_often_it_is_met() -> None:
    text = "زار علي بغداد. " * 9
    places = [at for at in range(len(text)) if text.startswith("علي", at)]
    base = CLAIMS.extract(text, sha256="a")
    for_each = [
        Extracted(type(base)(**{**_fields(base), "sha256": f"{n}", "people": (entity("علي", *places),)}), text)
        for n in range(3)
    ]
    with gathered(for_each) as report:
        (name,) = report.rankings["people"].names
        assert (name.articles, name.mentions, len(name.quotes)) == (3, 27, QUOTES)
        first = report.quotes.sentence(name.quotes[0].sentence)
        assert first.text == "زار علي بغداد."


def _fields(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


def test_rare_names_are_forgotten_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.corpus.report.names.MANY", 5)
    names = Names()
    names.add([entity("علي", 1)])
    names.add([entity("علي", 1), *(entity(f"اسم{letter}", 1) for letter in "بتثجحخ")])
    assert [name.name for name in names.ranking(9).names] == ["علي"]
    assert not names.ranking(9).complete


@given(st.lists(st.sampled_from([None, "2018-01-01", "2018-01-02", "2019-01-01"]), max_size=30), st.integers(1, 9))
def test_a_sample_keeps_the_newest_in_their_order(days: list[str | None], limit: int) -> None:
    sample = Sample[int](limit)
    for number, day in enumerate(days):
        sample.add(number, day)
    newest = sorted(range(len(days)), key=lambda number: days[number] or "", reverse=True)[:limit]
    assert list(sample) == sorted(newest)
    assert sample.total == len(days)


@pytest.mark.parametrize(
    ("resolved", "first", "last"),
    [
        ("2018-06-05", "2018-06-05", "2018-06-05"),
        ("2018-06-05TMO", "2018-06-05", "2018-06-05"),
        ("2018-02", "2018-02-01", "2018-02-28"),
        ("2018-Q3", "2018-07-01", "2018-09-30"),
        ("2018-H2", "2018-07-01", "2018-12-31"),
        ("2018-W01", "2018-01-01", "2018-01-07"),
        ("2018", "2018-01-01", "2018-12-31"),
        ("2018-SU", "2018-01-01", "2018-12-31"),
        ("2015/2016", "2015-01-01", "2016-12-31"),
        ("2018-06-05/2018-06-07", "2018-06-05", "2018-06-07"),
    ],
)
def test_a_date_is_a_stretch_of_days(resolved: str, first: str, last: str) -> None:
    assert first_and_last(resolved) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("resolved", [None, "", "XXXX-05-17", "199X", "2018-02-30", "2018-W60", "2018-06/2017", "0000"])
def test_an_open_or_impossible_date_is_none(resolved: str | None) -> None:
    assert first_and_last(resolved) is None
