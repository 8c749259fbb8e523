"""The rule table as a whole: its examples, its invariants, and how overlaps are settled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from finding import claims_of
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.claims import RULES, explain, find_all, judged, link
from extractors.claims.candidates import Candidate, FollowingRule, Reading, Rule
from extractors.claims.resolve import Table, resolve
from extractors.claims.sentence import SentenceView, views
from extractors.numbers import Quantities
from extractors.records import Casualty, Claim, Count, Kind, Percentage, Phrase, to_dict
from extractors.text import Document, Sentence

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))
WRITTEN = date(2024, 3, 18)
MARKS = ["\u064e", "\u0651", "\u0640", "\u200f", "\u202b", "\u2067"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_finds_its_example(rule: Rule) -> None:
    stood = {verdict.rule for _, verdict in judged(views(Document(rule.example), WRITTEN)) if not verdict.beaten_by}
    assert rule.name in stood


def test_rule_names_are_unique() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)


def values(claims: tuple[Claim, ...]) -> list[dict[str, Any]]:
    """Claims without their places and words: what must not depend on marks and digits."""
    return [without_places(to_dict(claim)) for claim in claims]


def without_places(plain: Any) -> Any:
    if not isinstance(plain, dict):
        return plain
    return {
        key: without_places(value)
        for key, value in plain.items()
        if key not in ("start", "end", "text", "sentence", "term")
    }


def article(path: Path) -> str:
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1256")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_spans_are_the_articles_own_characters(path: Path) -> None:
    text = article(path)
    found = find_all(Document(text), WRITTEN).claims
    assert found
    for claim in found:
        spans = [claim, *(getattr(claim, name) for name in claim.__dataclass_fields__)]
        for span in spans:
            if isinstance(span, (Claim, Phrase)):
                assert text[span.start : span.end] == span.text


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_digit_system_changes_nothing_but_words(path: Path) -> None:
    western = article(path).translate({ord(d): str(i) for i, d in enumerate("٠١٢٣٤٥٦٧٨٩")})
    arabic = western.translate({ord(str(i)): d for i, d in enumerate("٠١٢٣٤٥٦٧٨٩")})
    assert values(find_all(Document(arabic), WRITTEN).claims) == values(find_all(Document(western), WRITTEN).claims)


@settings(max_examples=60)
@given(st.sampled_from(SAMPLES), st.data())
def test_marks_and_bidi_controls_change_offsets_only(path: Path, data: st.DataObject) -> None:
    text = article(path)
    places = data.draw(st.lists(st.integers(1, len(text) - 1), max_size=40))
    marked = text
    for place in sorted(places, reverse=True):
        if text[place - 1].isalpha() and text[place - 1] >= "\u0621":
            marked = marked[:place] + data.draw(st.sampled_from(MARKS)) + marked[place:]
    assert values(find_all(Document(marked), WRITTEN).claims) == values(find_all(Document(text), WRITTEN).claims)


@settings(max_examples=150)
@given(
    st.text(
        alphabet=st.sampled_from([*"0123456789.,٫٬%-/()«»\n ", *"ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئةى"]), max_size=120
    )
)
def test_any_text_is_read_without_error(text: str) -> None:
    for claim in find_all(Document(text), WRITTEN).claims:
        assert 0 <= claim.start < claim.end <= len(text)
        assert text[claim.start : claim.end] == claim.text


def test_earlier_rules_win_and_say_so() -> None:
    def early(reading: Reading) -> list[Candidate]:
        return [Candidate(None, 0, 4, (0, 4))]

    def late(reading: Reading) -> list[Candidate]:
        return [Candidate(Count, 2, 6, (2, 6)), Candidate(Count, 4, 6, (4, 6)), Candidate(Count, 4, 6, (4, 6))]

    reading = Reading(Document("كلمات قليلة").sentences[0])
    verdicts = list(resolve(reading, Table((Rule("early", early, ""), Rule("late", late, "")))))
    assert [verdict.beaten_by for verdict in verdicts] == [None, "early", None, None]


def offering(*candidates: Candidate) -> Callable[[SentenceView], list[Candidate]]:
    return lambda _view: list(candidates)


def judged_against(*candidates: Candidate) -> list[str | None]:
    """Over what each of some candidates lost, each of a rule of its own, in order."""
    rules = [Rule(f"rule-{number}", offering(each), "") for number, each in enumerate(candidates)]
    return [verdict.over for verdict in resolve(views(Document("كلمات قليلة"))[0], Table(rules))]


def casualty(core: tuple[int, int], **held: Any) -> Candidate:
    return Candidate(Casualty, *core, core, **held)


def test_people_are_counted_by_one_rule() -> None:
    first, second = casualty((0, 2), people=(0, 3)), casualty((4, 6), people=(2, 5))
    assert judged_against(first, second) == [None, "people"]
    assert judged_against(first, casualty((4, 6), people=(3, 5))) == [None, None]


def test_a_word_governs_one_figure() -> None:
    assert judged_against(casualty((0, 2), word=(4, 6)), casualty((8, 9), word=(5, 7))) == [None, "word"]
    assert judged_against(casualty((0, 2), word=(4, 6)), casualty((8, 9), word=(3, 5))) == [None, None]


def test_a_pronoun_shares_people_of_whom_something_else_is_said() -> None:
    killed = casualty((0, 2), people=(0, 3), says={"killed"})
    pronoun = {"people": (0, 3), "own": (6, 8)}
    assert judged_against(killed, casualty((0, 2), says={"abducted"}, **pronoun)) == [None, None]
    assert judged_against(killed, casualty((0, 2), says={"killed"}, **pronoun)) == [None, "people"]
    taken = casualty((7, 9))
    assert judged_against(taken, killed, casualty((0, 2), says={"abducted"}, **pronoun)) == [None, None, "core"]


def test_what_lost_holds_nothing() -> None:
    lost = casualty((0, 3), people=(5, 9), word=(5, 6))
    assert judged_against(casualty((0, 2)), lost, casualty((8, 9), people=(5, 9), word=(5, 6))) == [None, "core", None]


def test_a_following_rule_is_given_what_stood() -> None:
    given: list[Sequence[Candidate]] = []

    def follow(_view: SentenceView, stood: Sequence[Candidate]) -> list[Candidate]:
        given.append(list(stood))
        return []

    one, lost = casualty((0, 2)), casualty((1, 2))
    rules = (Rule("one", offering(one), ""), Rule("lost", offering(lost), ""), FollowingRule("follow", follow, ""))
    list(resolve(views(Document("كلمات قليلة"))[0], Table(rules)))
    assert given == [[one]]


def test_an_explanation_says_over_what_each_reading_lost() -> None:
    (figure,) = explain("قتل 5 أشخاص أصيبوا في الهجوم")
    assert [(rival.rule, rival.text, rival.reason) for rival in figure.rejected] == [
        (
            "casualty-verb-behind",
            "5 أشخاص أصيبوا",
            "casualty-verb stands above casualty-verb-behind in the rule table and counts the same people",
        ),
        ("count", "5 أشخاص", "casualty-verb stands above count in the rule table"),
    ]
    (figure,) = explain("رجل قتلته الشرطة في محطة القطار")
    assert [(rival.rule, rival.text, rival.reason) for rival in figure.rejected] == [
        (
            "casualty-pronoun",
            "قتلته",
            "casualty-verb-behind stands above casualty-pronoun in the rule table and has the word «قتلته» already",
        )
    ]


def test_each_kind_is_found_beside_the_others() -> None:
    text = "دفعت 5 ملايين دولار لنقل 30 طنا إلى 12 قرية، بزيادة 4 بالمئة، في يومها السابع"
    kinds: tuple[Kind, ...] = ("money", "measure", "count", "percentage", "ordinal")
    found = [claim for kind in kinds for claim in claims_of(kind, text)]
    assert [claim.kind for claim in found] == list(kinds)
    assert all(text[claim.start : claim.end] == claim.text for claim in found)


def test_explanations_name_the_parse_and_the_rival() -> None:
    (stood,) = [item for item in explain("زيادة 304 بالمائة") if item.kind == "percentage"]
    assert stood.parse == "«304» digits = 304, exact"
    (scaled,) = explain("أكثر من 3.7 مليون عراقي")
    assert scaled.parse == "«3.7» digits, «مليون» scale 1000000 = 3700000, more_than"
    (dated,) = [item for item in explain("في 17 أيار") if item.kind == "date"]
    assert [(rival.rule, rival.kind) for rival in dated.rejected] == [("count", "count")]


def test_phrases_take_the_ids_of_what_they_hold() -> None:
    document = Document("زيادة 304 بالمائة عن شهر آذار")
    claims = link(find_all(document), ())
    percentage = next(claim for claim in claims if isinstance(claim, Percentage))
    month = next(claim for claim in claims if claim.kind == "date")
    assert percentage.compared_to is not None
    assert percentage.compared_to.claim == month.id


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_rules_find_nothing_where_none_of_their_triggers_stands(path: Path) -> None:
    for view in views(Document(article(path)), WRITTEN):
        asleep = [rule for rule in RULES if rule.opened_by and rule.opened_by.isdisjoint(view.sentence.opened)]
        assert asleep == [rule for rule in asleep if not list(rule.offers(view, ()))]


def test_the_numbers_of_a_sentence_are_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[Sentence] = []
    parse = Quantities.__init__

    def counting(self: Quantities, sentence: Sentence) -> None:
        parsed.append(sentence)
        parse(self, sentence)

    monkeypatch.setattr(Quantities, "__init__", counting)
    document = Document("\n".join(article(path) for path in SAMPLES))
    link(find_all(document), ())
    assert parsed
    assert len(parsed) == len(set(parsed)) <= len(document.sentences)
