"""The page of an article: its marks, its tables, its safety, and what a browser makes of it."""

from __future__ import annotations

import io
import json
import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from browser import Open, colours, contrast, violations
from hypothesis import given
from hypothesis import strategies as st

from cli.output import html
from cli.output.page import shell
from cli.output.page.marks import Ruler, Span, lines
from cli.output.target import Target
from extractors import Extractor
from extractors.corpus.texts import with_texts
from extractors.loading import from_dict
from extractors.records import Entity, Extracted, Mention

ROOT = Path(__file__).parents[2]
Run = Callable[..., "subprocess.CompletedProcess[str]"]
KINDS = ("people", "places", "organizations", "casualty", "percentage", "money", "time", "amount")
HOSTILE = """<script>alert(1)</script> مقتل 34 شخصا "><img src=x onerror=alert(2)> في بغداد
</style><script>alert(3)</script> ارتفع العدد بنسبة 40 بالمائة </template><svg onload=alert(4)>
\u202eمقتل 12 جنديا\u202c و\u2066 {{ 7 * 7 }} {% raw %} &lt;b&gt; ' onfocus='alert(5) javascript:alert(6)
<a href="javascript:alert(7)">قتل خمسة</a> \x00\x1b[31m\x07 --> ]]> \U0001f600 <!-- أصيب 7 آخرون
"""
NAME = "\"><script>alert('name')</script>\u202e"


def sample(name: str) -> Extracted:
    plain = json.loads((ROOT / "samples" / f"{name}.json").read_text(encoding="utf-8"))
    (item,) = with_texts([from_dict(plain)], str(ROOT))
    assert isinstance(item, Extracted)
    return item


def hostile() -> Extracted:
    record = Extractor(entities=False).extract(HOSTILE, reference_date="2020-01-01", source=NAME)
    assert len(record.claims) >= 5
    mention = Mention(text=HOSTILE[0:25], start=0, end=25)
    people = (Entity(id="person:1", name=NAME, count=1, mentions=(mention,), titles=(NAME,)),)
    return Extracted(replace(record, people=people, warnings=(NAME,)), HOSTILE)


def page_of(*articles: Extracted, several: bool = False) -> str:
    stream = io.StringIO()
    html.write(articles, Target(stream, several=several))
    return stream.getvalue()


@pytest.fixture(scope="session")
def stadium(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages") / "stadium.html"
    path.write_text(page_of(sample("stadium")), encoding="utf-8")
    return path


# --- marks -------------------------------------------------------------------------------------------------------

TEXTS = st.text("ابc1 \n\r\u202e\U0001f600\ud800", max_size=40)
SPANS = st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45)), max_size=8)


@given(TEXTS, SPANS)
def test_marks_nest_and_cover_their_words_and_lose_none(text: str, bounds: list[tuple[int, int]]) -> None:
    spans = [Span(start, end, "date", f"r{n}", f"m{n}", "", "") for n, (start, end) in enumerate(bounds)]
    covered = {span.record: "" for span in spans}
    words = ""
    for steps in lines(text, spans):
        stack = []
        for piece in steps:
            match piece.step:
                case "open":
                    stack.append(piece.span.record)
                case "close":
                    assert stack.pop() == piece.span.record
                case "text":
                    words += piece.text
                    for record in set(stack):
                        covered[record] += piece.text
        assert stack == []
    written = [line for line in re.split(r"[\r\n]", text) if line.strip()]
    assert words == shell.visible("".join(written))
    for span in spans:
        kept = "".join(line for line in re.split(r"[\r\n]", text[span.start : span.end]) if line.strip())
        assert covered[span.record].replace(" ", "") == shell.visible(kept).replace(" ", "")


@given(TEXTS)
def test_the_ruler_counts_as_a_browser_does(text: str) -> None:
    words = shell.visible("".join(line for line in re.split(r"[\r\n]", text) if line.strip()))
    assert Ruler(text).at(len(text)) == len(words.encode("utf-16-le")) // 2


def test_crossing_marks_are_cut_and_nested_ones_are_not() -> None:
    spans = [
        Span(0, 6, "count", "a", "a-m", "A", ""),
        Span(4, 9, "date", "b", "b-m", "B", ""),
        Span(1, 3, "money", "c", "c-m", "C", ""),
    ]
    (steps,) = lines("0123456789", spans)
    drawn = "".join(
        piece.text or {"open": f"<{piece.span.record}", "close": f"{piece.span.record}>"}.get(piece.step, "")
        for piece in steps
        if piece.text or piece.span
    )
    assert drawn == "<a0<c12c>3<b45b>a><b678b>9"
    assert [piece.whole for piece in steps if piece.span and piece.span.record == "b"] == [True, False, False, True]


# --- the file ----------------------------------------------------------------------------------------------------


def test_an_article_becomes_a_page(run: Run, news: Path, tmp_path: Path) -> None:
    done = run(news, "--no-entities", "-o", "page.html")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert ">killed 34<" in page
    assert not re.search(r"(?:src|href)=[\"']?(?![\"'#])", page), "it loads and leads nowhere outside"


def test_several_articles_have_an_index(run: Run, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"العنوان {name}\nقتل 3 جنود في انفجار.", encoding="utf-8")
    page = run("a.txt", "b.txt", "--no-entities", "--format", "html").stdout
    assert page.count("<nav") == 1
    assert re.findall(r'<li><a href="#(a\d)">', page) == re.findall(r'<article id="(a\d)"', page) == ["a1", "a2"]
    assert len(re.findall(r'\bid="([^"]+)"', page)) == len(set(re.findall(r'\bid="([^"]+)"', page)))


def test_the_policy_names_what_is_inline_and_nothing_else() -> None:
    page = page_of(hostile())
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    (code,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert shell.policy(style, code).replace("'", "&#39;") in page
    assert "unsafe" not in shell.policy(style, code)
    assert not re.search(r"<[^<>]*\s(?:on[a-z]+|style)\s*=", page), "no handlers and styles in attributes"


def test_a_record_without_its_article_is_still_a_page() -> None:
    page = page_of(Extracted(sample("stadium").record))
    assert "not at hand" in page
    assert "<mark" not in page
    assert 'id="a1-claim-1"' in page
    targets = set(re.findall(r'href="#([^"]+)"', page))
    assert targets <= set(re.findall(r'\bid="([^"]+)"', page))


# --- contrast ----------------------------------------------------------------------------------------------------

GROUNDS = ("paper", "panel")
PAIRS = [
    *((text, ground) for text in ("ink", "quiet", "link") for ground in GROUNDS),
    *(("ink", f"{kind}-tint") for kind in KINDS),
    *(("quiet", f"{kind}-tint") for kind in KINDS),
    *(("link", f"{kind}-tint") for kind in KINDS),
    *((kind, f"{kind}-tint") for kind in KINDS),
    *((kind, ground) for kind in KINDS for ground in GROUNDS),
    ("ink", "sentence"),
]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_pair_of_colours_has_the_contrast_of_wcag_aa(scheme: int) -> None:
    known = colours(shell.asset("page.css"))[scheme]
    low = {pair: contrast(known[pair[0]], known[pair[1]]) for pair in PAIRS}
    assert {pair: ratio for pair, ratio in low.items() if ratio < 4.5} == {}
    focus = [contrast(known["focus"], known[ground]) for ground in (*GROUNDS, *(f"{kind}-tint" for kind in KINDS))]
    assert min(focus) >= 3


@pytest.mark.parametrize("sheet", ["page.css", "article.css", "report.css"])
def test_no_text_has_a_colour_that_is_not_in_the_pairs(sheet: str) -> None:
    rules = re.findall(r"([^{}]*)\{([^{}]*)\}", shell.asset(sheet))
    drawn = (
        body for selector, body in rules if re.search(r"\btext\b|\.name|\.figure", selector) and ":not(" not in selector
    )
    used = {colour for body in drawn for colour in re.findall(r"(?<![-\w])fill: ([^;}]+)", body)}
    used |= set(re.findall(r"(?<![-\w])color: ([^;}]+?)\s*[;}]", shell.asset(sheet)))
    used = {colour.strip() for colour in used}
    texts = {f"var(--{name})" for name in ("ink", "quiet", "link", "own", "panel", "paper")}
    kinds = {f"var(--{kind})" for kind in KINDS}
    assert used <= texts | kinds | {"inherit", "CanvasText", "MarkText", "var(--own, var(--ink))"}


# --- in a browser ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_axe_finds_nothing(opened: Open, stadium: Path, width: int, scheme: str) -> None:
    with opened(stadium, width, color_scheme=scheme) as page:
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width, "nothing sticks out"


def test_a_hostile_article_is_harmless(opened: Open, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    path.write_text(page_of(hostile(), hostile(), several=True), encoding="utf-8")
    with opened(path) as page:
        assert page.locator("script").count() == 1
        assert page.locator("img, iframe, object, embed, form, base, link").count() == 0
        assert page.locator("svg[onload], [onerror], [onfocus]").count() == 0
        hrefs = page.locator("a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
        assert all(href.startswith("#") for href in hrefs)
        shown = page.locator(".text").first.inner_text()
        for words in ("<script>alert(1)</script>", "</style>", "{{ 7 * 7 }}", "javascript:alert(6)", "&lt;b&gt;"):
            assert words in shown
        assert not set(page.content()) & set("\u202e\u2066\u202c\x00\x1b")
        for tag in page.locator(".tag").all():
            tag.focus()
        page.locator("mark").first.hover()


def test_hover_and_focus_show_the_record_and_escape_hides_it(opened: Open, stadium: Path) -> None:
    with opened(stadium) as page:
        card = page.locator("#card")
        assert not card.is_visible()
        page.locator("mark.casualty").nth(1).hover()
        card.wait_for(state="visible")
        assert "injured 41" in card.inner_text()
        assert "الليلة الماضية" in card.inner_text()
        page.keyboard.press("Escape")
        assert not card.is_visible()
        box = card.bounding_box
        assert box() is None
        page.mouse.move(0, 0)
        page.keyboard.press("Tab")  # what has the focus by the keyboard shows its card too
        tag = page.locator("mark.percentage .tag").first
        tag.focus()
        card.wait_for(state="visible")
        assert "decrease" in card.inner_text()
        assert page.evaluate("CSS.highlights.has('sentence')")
        words = page.evaluate("[...CSS.highlights.get('sentence')].map(range => range.toString()).join('')")
        claim = next(claim for claim in sample("stadium").record.claims if claim.kind == "percentage")
        text = sample("stadium").text or ""
        assert words == text[claim.sentence.start : claim.sentence.end]


def test_the_keyboard_reaches_everything(opened: Open, stadium: Path) -> None:
    with opened(stadium) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == "show-people"
        page.keyboard.press("Space")
        assert not page.locator("mark.people .tag").first.is_visible()
        page.keyboard.press("Space")
        seen = set()
        for _ in range(200):
            page.keyboard.press("Tab")
            seen.add(page.evaluate("document.activeElement.getAttribute('href') || document.activeElement.className"))
        rows = page.locator("tbody").evaluate_all("all => all.map(row => '#' + row.id)")
        assert set(rows) <= seen, "every record's label is reached"
        assert "tables" in seen
        page.locator(".tag").first.focus()
        page.keyboard.press("Enter")
        assert page.evaluate("location.hash") == page.locator(".tag").first.get_attribute("href")
        assert page.locator("tbody:target").is_visible()


def test_on_a_phone_a_tap_opens_the_card_at_the_foot_and_the_words_stay_visible(opened: Open, stadium: Path) -> None:
    with opened(stadium, 390, has_touch=True) as page:
        tag = page.locator("mark.casualty .tag").nth(3)
        tag.tap()
        card = page.locator("#card").bounding_box()
        words = tag.bounding_box()
        assert card["y"] + card["height"] == 900
        assert words["y"] + words["height"] <= card["y"]
        assert page.evaluate("location.hash") == ""
        page.locator("#card .more a").tap()
        assert page.locator("tbody:target").is_visible()
        assert not page.locator("#card").is_visible()


def test_a_filter_takes_away_marks_labels_and_table_of_its_kind_alone(opened: Open, stadium: Path) -> None:
    with opened(stadium) as page:
        before = page.locator(".text").inner_text()
        page.locator("#show-casualty").uncheck()
        assert page.locator("mark.casualty .tag >> visible=true").count() == 0
        assert page.locator("section.casualty").is_hidden()
        assert page.locator("mark.people > .tag").first.is_visible()
        assert page.locator("section.people").is_visible()
        background = "mark => getComputedStyle(mark).backgroundImage"
        assert page.locator("mark.casualty").first.evaluate(background) == "none"
        assert page.locator("mark.people").first.evaluate(background) != "none"
        assert len(page.locator(".text").inner_text()) < len(before)
        page.locator("#show-casualty").check()
        assert page.locator(".text").inner_text() == before


def test_without_scripts_links_and_filters_still_work(opened: Open, stadium: Path) -> None:
    with opened(stadium, java_script_enabled=False) as page:
        page.locator("#show-date").uncheck()
        assert page.locator("section.date").is_hidden()
        page.locator("mark.people > .tag").first.click()
        assert page.locator("tbody:target").is_visible()
        page.locator("tbody:target .found a").first.click()
        assert page.locator("mark:target").is_visible()


def test_it_prints_on_white_without_what_only_a_screen_needs(opened: Open, stadium: Path) -> None:
    with opened(stadium, color_scheme="dark") as page:
        dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.emulate_media(media="print")
        assert page.locator(".filters").is_hidden()
        assert page.locator(".tag").first.is_visible()
        assert page.locator("section.casualty").is_visible()
        day, night = colours(shell.asset("page.css"))
        ink = page.evaluate("getComputedStyle(document.body).color")
        assert ink == _rgb(day["ink"])
        assert dark == _rgb(night["paper"])


def _rgb(colour: str) -> str:
    return "rgb({}, {}, {})".format(*(int(colour[at : at + 2], 16) for at in (1, 3, 5)))


def test_copied_text_is_the_article_without_labels(opened: Open, stadium: Path) -> None:
    with opened(stadium) as page:
        page.evaluate("getSelection().selectAllChildren(document.querySelector('.text'))")
        copied: Any = page.evaluate("getSelection().toString()")
        assert "person" not in copied
        assert "أصيب 41 مشجعا" in copied
