"""Casualty figures side by side: what counts once, what stands apart, what disagrees; nothing is ever added."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from casefiles import cases

from extractors import Extractor
from extractors.corpus.toll import Figure, Reported, Row, compare, figures_of, reported
from extractors.corpus.toll.figures import spelling
from extractors.errors import InputError
from extractors.loading import from_dict
from extractors.records import Casualty, Date, Engine, Phrase, Record, Span, to_dict

DAY, PLACE = "2018-06-05", "الموصل"
SENTENCE = "قال مصدر في الشرطة إن انفجار سيارة مفخخة في سوق شعبية أوقع ضحايا كثيرين صباح اليوم"
BOUNDS = {"≥": "at_least", ">": "more_than", "≤": "at_most", "<": "less_than", "~": "approx"}
OPEN = ("vague", "none_stated")


def claim(figure: object, identity: int = 1, **fields: Any) -> Casualty:
    """A claim of a figure: 5, "≥ 5", "5-7", "vague"; its place and day are those above unless given."""
    numbers: dict[str, Any] = {"value": figure, "low": figure, "high": figure}
    if figure in OPEN:
        numbers = {"low": 20, "bound": figure}
    elif isinstance(figure, str) and "-" in figure:
        low, high = map(int, figure.split("-"))
        numbers = {"low": low, "high": high, "bound": "range"}
    elif isinstance(figure, str):
        sign, number = figure.split()
        numbers = {"value": int(number), "bound": BOUNDS[sign]}
    where = {name: fields.pop(name, words) for name, words in (("place", PLACE), ("date", DAY))}
    phrases = {name: words for name, words in {**where, "speaker": fields.pop("speaker", None)}.items() if words}
    return Casualty(
        **{
            "id": f"claim:{identity}",
            "text": str(figure),
            "start": 100 * identity,
            "end": 100 * identity + 5,
            "sentence": Span(start=100 * identity, end=100 * identity + 90),
            "rule": "casualty-verb",
            "outcome": "killed",
            "toll": "new",
            **{name: Phrase(text=words, start=0, end=len(words), claim="day") for name, words in phrases.items()},
            **numbers,
            **fields,
        }
    )


def article(*claims: Casualty, number: int = 0, **fields: Any) -> Reported:
    """An article with those claims; `number` makes it another one."""
    day = Date(id="day", text=DAY, start=0, end=9, sentence=Span(start=0, end=9), rule="date", resolved=DAY)
    known = {"source": f"{number}.txt", "sha256": f"{number:064x}", "dates": (day,)}
    return Reported(casualties=claims, **{**known, **fields})


def rows(*articles: Reported) -> list[Row]:
    return compare(figures_of(articles))


def each_in_an_article(*figures: object, **fields: Any) -> list[Row]:
    """The rows of so many articles with one figure each, and sentences of their own."""
    return rows(*(article(claim(figure, 10 + at, **fields), number=at) for at, figure in enumerate(figures)))


def said(figure: Figure | None) -> object:
    """The number of a figure, or why it has none."""
    return None if figure is None else figure.claim.value or figure.claim.low if figure.numbered else figure.claim.bound


# --- what counts once and what stands apart ------------------------------------------------------------------


@pytest.mark.parametrize("case", cases("toll"))
def test_articles_side_by_side(case: dict[str, Any]) -> None:
    extractor = Extractor(entities=False)
    found = rows(*(reported(extractor.extract(text, source=str(at)), text) for at, text in enumerate(case["articles"])))
    assert [as_in_cases(row) for row in found] == case["rows"]


def as_in_cases(row: Row) -> dict[str, Any]:
    """A row as the case files write it."""
    everything = {
        "day": row.key.day,
        "place": row.place,
        "outcome": " or ".join(row.key.outcomes),
        "who": row.key.victims,
        "part": row.key.part,
        "toll": row.key.toll if row.key.toll != "new" else None,
        "figures": [said(figure) for figure in row.figures],
        "restated": row.restated,
        "copies": row.copies,
        "disagree": [list(map(said, pair)) for pair in row.disagreements],
    }
    return {name: value for name, value in everything.items() if value}


def every_number(found: list[Row]) -> list[object]:
    return [said(figure) for row in found for figure in (*row.figures, row.lowest, row.highest, row.latest)]


def test_no_number_comes_out_that_no_article_claims() -> None:
    parts = [claim(7, 2, part_of="claim:1", victim_kind="children"), claim(3, 3, part_of="claim:1")]
    total, again, injured = claim(23, 1), claim(23, 4, same_as="claim:1"), claim(40, 5, outcome="injured")
    both = claim(63, 6, outcome="unspecified", outcomes=("killed", "injured"))
    found = rows(article(total, *parts, again, injured, both), article(claim(23, 9), number=1))
    assert set(every_number(found)) == {23, 7, 3, 40, 63}
    assert len(found) == 5


def test_a_total_is_never_in_a_row_with_its_parts() -> None:
    found = rows(article(claim(23), claim(7, 2, part_of="claim:1"), claim(3, 3, part_of="claim:99")))
    assert [(row.key.part, [said(figure) for figure in row.figures]) for row in found] == [
        (False, [23]),
        (True, [7, 3]),
    ]


def test_one_figure_for_killed_and_injured_is_neither() -> None:
    found = rows(article(claim(17, outcome="unspecified", outcomes=("killed", "injured")), claim(5, 2)))
    assert [row.key.outcomes for row in found] == [("killed",), ("killed", "injured")]


def test_a_restatement_counts_once_and_lends_the_first_its_context() -> None:
    headline = claim(5, 1, place=None, date=None)
    (row,) = rows(article(headline, claim(5, 2, same_as="claim:1", speaker="الشرطة"), written="2018-06-06"))
    (figure,) = row.figures
    assert (figure.restated, figure.place, figure.day, figure.speaker) == (1, PLACE, DAY, "الشرطة")


def test_a_restatement_that_revises_makes_the_figure_a_revised_one() -> None:
    (row,) = rows(article(claim(7, 1), claim(7, 2, same_as="claim:1", toll="revised")))
    assert [figure.toll for figure in row.figures] == ["revised"]


@pytest.mark.parametrize("link", ["claim:1", "claim:2", "claim:7"], ids=["circle", "itself", "nothing"])
def test_links_that_lead_nowhere_lose_no_figure(link: str) -> None:
    (row,) = rows(article(claim(5, 1, same_as="claim:2"), claim(5, 2, same_as=link)))
    assert len(row.figures) + row.restated == 2


def test_cumulative_tolls_stand_apart_and_never_disagree() -> None:
    found = rows(article(claim(5)), *(article(claim(n, n, toll="cumulative"), number=n) for n in (310, 400)))
    assert [(row.key.toll, [said(f) for f in row.figures], row.disagreements) for row in found] == [
        ("new", [5], ()),
        ("cumulative", [310, 400], ()),
    ]


# --- copies --------------------------------------------------------------------------------------------------


def wire(number: int, *words: str, figure: object = 5) -> Reported:
    """An article with a figure in a sentence of its own."""
    return article(claim(figure, number), number=number, sentences={100 * number: " ".join(words)})


@pytest.mark.parametrize(
    ("other", "copies"),
    [
        pytest.param(SENTENCE, 1, id="the same words"),
        pytest.param(f"{SENTENCE}.", 1, id="another mark"),
        pytest.param(SENTENCE.replace("أوقع", "اوقع").replace("ضحايا", "ضحـايا"), 1, id="another spelling"),
        pytest.param(f"{SENTENCE} الباكر", 1, id="one word more"),
        pytest.param(SENTENCE.replace("سيارة مفخخة", "عبوة"), 0, id="other words within"),
        pytest.param("أعلن مسعفون أن سيارة مفخخة انفجرت في سوق شعبية فأوقعت ضحايا كثيرين", 0, id="another sentence"),
    ],
)
def test_near_duplicate_sentences_count_once(other: str, copies: int) -> None:
    (row,) = rows(wire(1, SENTENCE), wire(2, other))
    assert (row.copies, len(row.figures)) == (copies, 2 - copies)


def test_a_copy_is_named_by_its_article() -> None:
    (row,) = rows(wire(1, SENTENCE), wire(2, SENTENCE), wire(3, SENTENCE))
    assert [entry.copies for entry in row.entries] == [("2.txt", "3.txt")]


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(rows(wire(1, SENTENCE), wire(2, SENTENCE, figure=6)), id="another figure"),
        pytest.param(rows(wire(1, "مقتل خمسة في بغداد"), wire(2, "مقتل خمسة في بغداد")), id="a short sentence"),
        pytest.param(
            rows(article(claim(5, 1), claim(5, 2), sentences={100: SENTENCE, 200: SENTENCE})), id="the same article"
        ),
    ],
)
def test_what_is_no_copy(found: list[Row]) -> None:
    assert [(row.copies, len(row.figures)) for row in found] == [(0, 2)]


def test_the_same_article_twice_is_a_copy_however_short() -> None:
    short = claim(5, sentence=Span(start=100, end=110))
    (row,) = rows(article(short), article(short, source="again.txt"))
    assert (row.copies, len(row.figures)) == (1, 1)


def test_two_people_of_one_sentence_are_two_in_its_copy_too() -> None:
    one = (claim(1, 1), claim(1, 2, sentence=claim(1, 1).sentence))
    texts = {100: SENTENCE}
    (row,) = rows(article(*one, sentences=texts), article(*one, number=1, sentences=texts))
    assert [len(entry.copies) for entry in row.entries] == [1, 1]


def test_copies_are_found_in_a_big_row_without_comparing_all_with_all() -> None:
    def one(number: int) -> Reported:
        words = [f"كلمة{number // 2}{letter}" for letter in "ابتثجحخدذر"]
        return wire(number + 1, SENTENCE, *words)

    (row,) = rows(*map(one, range(8_000)))
    assert (row.copies, len(row.figures)) == (4_000, 4_000)


# --- numbers, bounds, days -----------------------------------------------------------------------------------


def test_lowest_highest_and_what_is_no_number() -> None:
    (row,) = each_in_an_article("vague", 9, "≥ 30", "5-7", "none_stated")
    assert (row.lowest, row.highest) == (row.figures[3], row.figures[2])
    assert (row.lowest.lowest, row.highest.claim.bound) == (5, "at_least")


@pytest.mark.parametrize("bound", OPEN)
def test_a_figure_without_a_number_never_becomes_one(bound: str) -> None:
    (row,) = each_in_an_article(bound)
    assert (row.lowest, row.highest, said(row.latest)) == (None, None, bound)


def test_a_denied_figure_is_kept_and_does_not_count() -> None:
    (row,) = rows(article(claim(5)), article(claim(50, 2, certainty="denied"), number=1))
    assert (len(row.figures), said(row.lowest), said(row.highest), row.disagreements) == (2, 5, 5, ())


@pytest.mark.parametrize(
    ("told", "latest"),
    [
        pytest.param([(5, "2018-06-05", "new"), (7, "2018-06-06", "new")], 7, id="the later article"),
        pytest.param([(7, "2018-06-06", "new"), (5, "2018-06-05", "new")], 7, id="in whatever order"),
        pytest.param([(5, "2018-06-05", "new"), (7, "2018-06-05", "revised")], 7, id="the revised one of a day"),
        pytest.param([(5, None, "new"), (7, None, "revised")], 7, id="the revised one without a day"),
        pytest.param([(7, "2018-06-05", "revised"), (9, "2018-06-06", "new")], None, id="after a revision"),
        pytest.param([(5, "2018-06-05", "new"), (7, "2018-06-05", "new")], None, id="two of one day"),
        pytest.param([(5, None, "new"), (7, "2018-06-05", "new")], None, id="a day is not known"),
        pytest.param([(5, None, "new"), (5, None, "new")], 5, id="all the same"),
    ],
)
def test_the_latest_figure_is_told_only_where_it_is_known(told: list[Any], latest: int | None) -> None:
    (row,) = rows(
        *(
            article(claim(figure, at + 1, toll=toll), number=at, written=written)
            for at, (figure, written, toll) in enumerate(told)
        )
    )
    expected = 9 if told[0][2] == "revised" else latest
    assert said(row.latest) == expected


def test_the_day_of_writing_is_marked_and_keeps_to_its_own_rows() -> None:
    found = rows(
        article(claim(5), written=DAY),
        article(claim(5, 2, date=None), number=1, written=DAY),
        article(claim(5, 3, date=None), number=2),
    )
    assert [(row.key.day, row.key.day_from) for row in found] == [(DAY, "stated"), (DAY, "written"), (None, None)]


def test_a_date_that_stays_open_is_no_day_of_writing() -> None:
    day = Date(id="day", text=DAY, start=0, end=9, sentence=Span(start=0, end=9), rule="date", value="XXXX-06-05")
    (row,) = rows(article(claim(5), dates=(day,), written=DAY))
    assert row.key.day is None


@pytest.mark.parametrize("resolved", [DAY, f"{DAY}TNI"])
def test_a_date_phrase_without_a_link_is_that_of_the_claim_it_overlaps(resolved: str) -> None:
    day = Date(id="day", text=DAY, start=3, end=9, sentence=Span(start=0, end=9), rule="date", resolved=resolved)
    phrase = Phrase(text="صباح الثلاثاء", start=0, end=9)
    (row,) = rows(article(replace(claim(5), date=phrase), dates=(day,)))
    assert row.key.day == DAY
    (row,) = rows(article(replace(claim(5), date=replace(phrase, end=3)), dates=(day,)))
    assert row.key.day is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("الإسكندرية", "الاسكندريه", True),
        ("الموصل", "موصل", True),
        ("مُوصِل", "موصل", True),
        ("حي الشعلة", "حي شعلة", True),
        ("ألمانيا", "المانيا", True),
        ("بغداد", "البصرة", False),
    ],
)
def test_places_match_over_spellings(one: str, other: str, same: bool) -> None:
    assert (spelling(one) == spelling(other)) is same


@pytest.mark.parametrize(("words", "name"), [("وبغداد", "بغداد"), ("للعراق", "العراق"), ("لبنان", "لبنان")])
def test_a_place_that_is_no_entity_loses_its_proclitics(words: str, name: str) -> None:
    (row,) = rows(article(claim(5, place=words)))
    assert row.place == name


def test_a_place_that_is_an_entity_has_its_name() -> None:
    where = Phrase(text="العاصمة", start=0, end=7, entity="place:1")
    (row,) = rows(article(replace(claim(5), place=where), names={"place:1": "بغداد"}))
    assert row.place == "بغداد"


# --- disagreement --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("figures", "pairs"),
    [
        pytest.param([5, 7], [(5, 7)], id="two exact figures"),
        pytest.param([5, 5], [], id="the same figure"),
        pytest.param(["≥ 10", 8], [(8, 10)], id="at least ten and eight"),
        pytest.param(["≥ 10", 12], [], id="at least ten and twelve"),
        pytest.param(["≥ 10", 10], [], id="at least ten and ten"),
        pytest.param(["> 10", 10], [(10, 10)], id="more than ten and ten"),
        pytest.param(["< 10", 10], [(10, 10)], id="less than ten and ten"),
        pytest.param(["≤ 10", 10], [], id="at most ten and ten"),
        pytest.param(["5-7", 6], [], id="within a range"),
        pytest.param(["5-7", 8], [(5, 8)], id="beyond a range"),
        pytest.param(["~ 30", 33], [], id="near enough"),
        pytest.param(["~ 30", 40], [(30, 40)], id="not near enough"),
        pytest.param(["~ 3000", 3400], [], id="rounded to thousands"),
        pytest.param(["vague", 5], [], id="dozens disagree with nothing"),
        pytest.param([1, 5], [], id="a single person may be one of the five"),
        pytest.param([5, 7, 9], [(5, 7), (5, 9), (7, 9)], id="three figures"),
    ],
)
def test_figures_that_cannot_all_be_true_are_flagged(figures: list[object], pairs: list[Any]) -> None:
    (row,) = each_in_an_article(*figures)
    assert [tuple(map(said, pair)) for pair in row.disagreements] == pairs


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"place": None}, id="no place"),
        pytest.param({"date": None}, id="no day"),
        pytest.param({"toll": "cumulative"}, id="times that may not be the same"),
        pytest.param({"part_of": "claim:9"}, id="parts that may not be the same"),
        pytest.param({"victim_kind": "nationals"}, id="people of two countries"),
    ],
)
def test_nothing_is_flagged_where_it_cannot_be_told(fields: dict[str, Any]) -> None:
    (row,) = each_in_an_article(5, 7, **fields)
    assert row.disagreements == ()


def test_different_people_do_not_disagree() -> None:
    found = rows(article(claim(3, victim_kind="soldiers")), article(claim(5, 2, victim_kind="civilians"), number=1))
    assert [row.disagreements for row in found] == [(), ()]


def test_an_article_disagrees_with_itself_only_where_two_people_speak() -> None:
    def of_one(*speakers: str | None) -> tuple[Any, ...]:
        claims = (claim(5, 1, speaker=speakers[0]), claim(7, 2, speaker=speakers[1]))
        (row,) = rows(article(*claims))
        return row.disagreements

    assert [
        len(of_one(*pair)) for pair in ((None, None), ("الشرطة", None), ("الشرطة", "شرطة"), ("طبيب", "الشرطة"))
    ] == [
        0,
        0,
        0,
        1,
    ]


def test_two_events_of_one_article_do_not_disagree_with_one_of_them() -> None:
    (row,) = rows(article(claim(5, 1), claim(7, 2)), article(claim(7, 3), number=1))
    assert row.disagreements == ()


@pytest.mark.parametrize(
    ("told", "pairs"),
    [
        pytest.param([(5, "2018-06-05", "new"), (7, "2018-06-06", "revised")], [], id="a revision is no disagreement"),
        pytest.param([(5, "2018-06-07", "new"), (7, "2018-06-06", "revised")], [(5, 7)], id="one who keeps to his own"),
        pytest.param([(6, "2018-06-05", "revised"), (7, "2018-06-06", "revised")], [], id="revised twice"),
        pytest.param([(6, "2018-06-06", "revised"), (7, "2018-06-06", "revised")], [(6, 7)], id="revised otherwise"),
        pytest.param([(5, "2018-06-05", "new"), (7, "2018-06-06", "new")], [(5, 7)], id="later, and not revised"),
    ],
)
def test_a_revised_toll_takes_the_place_of_earlier_ones(told: list[Any], pairs: list[Any]) -> None:
    (row,) = rows(
        *(
            article(claim(figure, at + 1, toll=toll), number=at, written=written)
            for at, (figure, written, toll) in enumerate(told)
        )
    )
    assert [tuple(map(said, pair)) for pair in row.disagreements] == pairs


# --- inputs --------------------------------------------------------------------------------------------------

TEXT = "قتل 23 شخصا بينهم 7 أطفال في انفجار في مدينة الموصل يوم الثلاثاء 5 حزيران 2018، حسبما قالت الشرطة."


def test_a_saved_record_compares_as_its_article_does() -> None:
    record = Extractor(entities=False).extract(TEXT)
    fresh, saved = reported(record, TEXT), reported(from_dict(json.loads(record.to_json())))
    assert (saved.casualties[0].value, saved.sentences) == (23, {})
    described = [[as_in_cases(row) for row in rows(each)] for each in (fresh, saved)]
    assert described[0] == described[1] != []


def test_a_record_and_its_article_are_copies() -> None:
    record = Extractor(entities=False).extract(TEXT)
    found = rows(reported(record, TEXT), reported(from_dict(to_dict(record))))
    assert [(row.copies, len(row.figures)) for row in found] == [(1, 1), (1, 1)]


def test_memory_grows_with_the_figures_and_not_with_the_text() -> None:
    engine, found = Engine(version="0"), claim(5)

    def stream() -> Iterator[Reported]:
        for number in range(50):
            text = f"{SENTENCE} " * 10_000
            sha = f"{number:064x}"
            record = Record(source="a", sha256=sha, encoding="utf-8", claims=(found,), engine=engine)
            yield reported(record, text)

    tracemalloc.start()
    compare(figures_of(stream()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10_000_000, "one text is 1.7 MB, all fifty are 85"


@pytest.mark.parametrize(
    "change",
    [
        {"schema": 2},
        {"source": 5},
        {"reference_date": "yesterday", "schema": 1},
        {"claims": {}},
        {"claims": [5]},
        {"claims": [{"kind": "casualty"}]},
        {"value": "5"},
        {"value": True},
        {"value": float("nan")},
        {"low": []},
        {"bound": "exactly"},
        {"outcome": ["killed"]},
        {"sentence": None},
        {"place": "بغداد"},
        {"toll": "old"},
        {"text": None},
    ],
    ids=str,
)
def test_what_is_no_record_is_one_error(change: dict[str, Any]) -> None:
    record = json.loads(Extractor(entities=False).extract(TEXT).to_json())
    (record if record.keys() & change.keys() else record["claims"][0]).update(change)
    with pytest.raises(InputError, match=r"^here: .*extract"):
        from_dict(record, "here")
