"""The constructions of casualties as rules, in the order in which they win over each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from extractors.claims.candidates import Candidate, FollowingRule, Rule
from extractors.claims.casualties import (
    aboard,
    behind,
    cases,
    dying,
    headcounts,
    nouns,
    parts,
    pronouns,
    states,
    subsets,
    tolls,
    verbs,
)
from extractors.claims.casualties.finding import Finding, candidate
from extractors.claims.lexicon import casualty
from extractors.claims.lexicon.outcomes import CASE, EVENT_TOLL, OUTCOME
from extractors.claims.sentence import SentenceView

_OPENED_BY: Final = frozenset({OUTCOME, CASE})


def _tells_of_harm(view: SentenceView) -> bool:
    """Whether a word of a sentence says what befell people, or a number counts cases."""
    return bool(view.anchors) or any(view.has(each.to, casualty.CASES) for each in view.quantities)


def _rule(name: str, construction: Callable[[SentenceView], Iterator[Finding]], example: str) -> Rule:
    def find(view: SentenceView) -> Iterable[Candidate]:
        return (candidate(view, finding) for finding in construction(view))

    return Rule(name, find, example, _OPENED_BY, _tells_of_harm)


def _of_events(view: SentenceView) -> Iterable[Candidate]:
    return (candidate(view, finding) for finding in tolls.of_events(view))


def _following(
    name: str, construction: Callable[[SentenceView, Sequence[Finding]], Iterator[Finding]], example: str
) -> FollowingRule:
    def find(view: SentenceView, stood: Sequence[Candidate]) -> Iterable[Candidate]:
        before = [each.reading for each in stood if isinstance(each.reading, Finding)]
        return (candidate(view, finding) for finding in construction(view, before)) if before else ()

    return FollowingRule(name, find, example, _OPENED_BY, _tells_of_harm)


RULES: Final[tuple[Rule | FollowingRule, ...]] = (
    _rule("casualty-death", dying.deaths, "وفاة 4 جرحى متأثرين بجراحهم"),
    _rule("casualty-noun", nouns.counted, "23 قتيلا و40 جريحا"),
    _rule("casualty-split-verb", verbs.split, "لقي 13 عنصرا من الميليشيا مصرعهم"),
    _rule("casualty-masdar", verbs.masdars, "مقتل 23 شخصا"),
    _rule("casualty-toll", tolls.tolls, "ارتفع عدد القتلى إلى 45"),
    _rule("casualty-toll-of-people", tolls.people_counted, "وصل عدد المدنيين الذين قتلوا إلى 162"),
    _rule("casualty-noun-headcount", headcounts.nouns, "المصابين في الهجوم، وعددهم 20"),
    _rule("casualty-verb-headcount", headcounts.verbs, "أصيبوا بنيران إسرائيلية، وعددهم 54 شخصا"),
    _rule("casualty-aboard", aboard.aboard, "اختفاء قارب يقل 44 مهاجرا"),
    _rule("casualty-verb", verbs.verbs, "قتل 5 أشخاص"),
    _rule("casualty-verb-behind", behind.behind, "19 شخصا على الأقل قتلوا"),
    _rule("casualty-state", states.found_so, "عثر على امرأة مقتولة"),
    _rule("casualty-participle", states.participles, "نقل ثلاثة لاعبين مصابين"),
    _rule("casualty-of-victims", subsets.of_victims, "مئات من الضحايا"),
    _rule("casualty-among", subsets.among, "بين الضحايا طفل"),
    _rule("casualty-captives", nouns.states, "وجود 200 معتقل"),
    _rule("casualty-case", cases.counted, "تفشي الكوليرا: نحو 500 حالة"),
    _rule("casualty-single-case", cases.single, "تسجيل حالة وفاة واحدة"),
    _rule("casualty-case-listed", cases.listed, "كورونا: 8 حالات في الأولى وحالتان في الثانية"),
    _rule("casualty-heralded", nouns.heralded, "زفت الحركة الشهيد فلانا"),
    _rule("casualty-noun-alone", nouns.alone, "سقوط قتلى وجرحى"),
    _rule("casualty-done-to", pronouns.done_to, "بعد قتله لزملائه الأربعة"),
    _rule("casualty-doer-pronoun", pronouns.doers, "أثناء قتله أحد المارة"),
    _rule("casualty-pronoun", pronouns.pronouns, "ما أدى إلى مقتله"),
    Rule("casualty-toll-of-event", _of_events, "ارتفاع حصيلة انفجار المصنع إلى 18 شخصا", frozenset({EVENT_TOLL})),
    _following("casualty-also", subsets.more, "مقتل ثلاثة جنود وشرطي"),
    _following("casualty-subset", subsets.subsets, "مقتل 23 شخصا بينهم 7 أطفال"),
    _following("casualty-share", parts.shares, "مقتل 20 شخصا نصفهم أطفال"),
    _following("casualty-listed", parts.listed, "30 قتيلا: 12 رجلا و10 نساء و8 أطفال"),
    _following("casualty-subset-also", subsets.more_parts, "مقتل 23 شخصا بينهم 7 أطفال وامرأتان"),
)
