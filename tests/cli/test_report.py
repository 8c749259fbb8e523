"""`extract report`: the page of a corpus, its charts, its links, and what a browser makes of it."""

from __future__ import annotations

import itertools
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from browser import Open, violations

from cli.output.page import map as maps
from cli.output.page import timeline

ROOT = Path(__file__).parents[2]
DATED = ("earthquake", "elections", "floods", "stadium", "war")
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of some samples, made of their saved records."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    records = [f"samples/{name}.json" for name in DATED]
    command = [sys.executable, "-m", "cli.main", "report", *records, "-o", str(path), "-q"]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
    return path


def test_every_link_leads_somewhere_and_every_id_is_there_once(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    identities = re.findall(r'\bid="([^"]+)"', text)
    assert len(identities) == len(set(identities))
    assert set(re.findall(r'href="#([^"]*)"', text)) <= set(identities)
    assert not re.search(r"<[^<>]*\s(?:on[a-z]+|style)\s*=", text)


def test_every_number_is_in_the_sentence_that_it_leads_to(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    sentences = dict(re.findall(r'<li id="(q\d+)".*?<p class="line"[^>]*>(.*?)</li>', text, re.DOTALL))
    record = json.loads((ROOT / "samples" / "earthquake.json").read_text(encoding="utf-8"))
    killed = next(claim for claim in record["claims"] if claim.get("outcome") == "killed" and claim["value"] == 37)
    links = re.findall(r'<td class="number"><a href="#(q\d+)"[^>]*><bdi>37</bdi>', text)
    assert links
    assert any(killed["text"] in re.sub(r"<span.*?</span>|<.*?>", "", sentences[link]) for link in links)
    assert '<span class="tag" lang="en" dir="ltr">killed 37</span>' in sentences[links[0]]


def test_the_timeline_has_no_part_beside_its_total_and_nothing_cumulative(page: Path) -> None:
    dots = re.findall(r'<a class="dot [^>]*aria-label="([^"]*)"', page.read_text(encoding="utf-8"))
    assert any(said.startswith("killed 37 ") for said in dots)
    assert not any(said.startswith("killed 9 ") for said in dots), "nine children are among the 37"
    assert not any("150,000" in said for said in dots), "the displaced since 2016"


def test_a_folder_of_articles_is_read_and_names_are_left_out_where_declined(run: Run, news: Path) -> None:
    done = run("report", news.parent, "--no-entities", "--date", "2018-06-05")
    assert done.returncode == 0
    assert "<h1>1 article " in done.stdout
    assert "2018-06-05" in done.stdout
    assert 'id="people"' not in done.stdout
    assert 'aria-label="killed 34' in done.stdout, "it stands on the timeline"


def test_records_whose_articles_are_gone_are_counted_and_said(run: Run, news: Path, tmp_path: Path) -> None:
    run(news, "--no-entities", "-o", "r.jsonl")
    (tmp_path / "moved").mkdir()
    shutil.move(tmp_path / "news.txt", tmp_path / "moved" / "news.txt")
    record = json.loads((tmp_path / "r.jsonl").read_text(encoding="utf-8"))
    (tmp_path / "r.jsonl").write_text(json.dumps(record | {"source": "news.txt"}), encoding="utf-8")
    without = run("report", "r.jsonl")
    assert without.returncode == 0
    assert "only the record was at hand" in without.stdout
    assert "--articles" in without.stderr
    assert "only the record was at hand" not in run("report", "r.jsonl", "--articles", "moved").stdout


def test_what_cannot_be_read_is_told_and_leaves_no_page(run: Run, tmp_path: Path) -> None:
    done = run("report", "gone.jsonl", "-o", "report.html")
    assert done.returncode == 3
    assert "gone.jsonl: no such file" in done.stderr
    assert not (tmp_path / "report.html").exists()


def test_nothing_at_all_is_still_a_page(run: Run, tmp_path: Path) -> None:
    (tmp_path / "dull.txt").write_text("لا شيء هنا.", encoding="utf-8")
    done = run("report", "dull.txt", "--no-entities")
    assert done.returncode == 0
    assert "No claim has a day" in done.stdout


# --- charts ------------------------------------------------------------------------------------------------------


def point(day: str, number: float, lane: str = "") -> timeline.Point:
    when = date.fromisoformat(day)
    return timeline.Point(when, when, number, number, "killed", str(number), "", "q1", lane)


def test_the_timeline_shows_the_articles_days_and_counts_the_rest() -> None:
    points = [
        point("1991-01-01", 5),
        point("2018-05-20", 10),
        point("2018-06-01", 1000),
        point("2018-06-02", 1, "Money"),
    ]
    drawn = timeline.drawn(points, ("2018-06-01", "2018-06-30"))
    assert drawn is not None
    assert [dot.point.high for dot in drawn.dots] == [10, 1000]
    assert drawn.outside == 1
    low, high = drawn.dots
    assert low.x < high.x
    assert low.y > high.y
    assert [tick.label for tick in drawn.numbers] == ["1", "10", "100", "1,000"]
    assert timeline.drawn([], (None, None)) is None


def test_labels_of_the_timeline_do_not_meet() -> None:
    points = [point("2018-06-01", 10**number) for number in range(7)] + [point("2018-06-02", 1000)]
    drawn = timeline.drawn([*points, point("2018-12-01", 5)], (None, None))
    assert drawn is not None
    heights = sorted(dot.y for dot in drawn.dots if dot.labelled and dot.point.high != 5)
    assert len(heights) > 3
    assert all(high - low > 15 for low, high in itertools.pairwise(heights))
    beside = [dot for dot in drawn.dots if dot.point.high == 1000]
    assert [dot.labelled for dot in beside] == [False, True], "the number of the first would lie under the second"


def test_without_days_of_writing_a_few_far_off_figures_do_not_squeeze_the_rest() -> None:
    near = [point(f"2018-06-{day:02}", 10 + day) for day in range(1, 29)]
    drawn = timeline.drawn([point("1945-01-01", 5), *near, *near], (None, None))
    assert drawn is not None
    assert (len(drawn.dots), drawn.outside) == (2 * len(near), 1)


def spot(longitude: float, latitude: float, weight: int, name: str) -> maps.Spot:
    return maps.Spot(longitude, latitude, weight, name, name, "q1")


BAGHDAD, BASRA, WASHINGTON = spot(44.4, 33.3, 90, "بغداد"), spot(47.8, 30.5, 40, "البصرة"), spot(-77, 38.9, 1, "واشنطن")


def test_the_map_shows_where_most_is_and_counts_what_lies_outside() -> None:
    drawn = maps.drawn([BAGHDAD, BASRA, WASHINGTON], {"IQ": 100})
    assert drawn is not None
    north, south = drawn.circles
    assert (north.spot.name, south.spot.name, drawn.outside) == ("بغداد", "البصرة", 1)
    assert north.x < south.x
    assert north.y < south.y
    assert north.radius > south.radius
    (iraq,) = [country for country in drawn.countries if country.code == "IQ"]
    assert iraq.step == 4
    assert all(country.step == 0 for country in drawn.countries if country.code != "IQ")
    assert maps.drawn([], {}) is None


def test_names_on_the_map_stay_inside_and_apart() -> None:
    crowd = [spot(44 + number / 50, 33, 1, f"مدينة {number}") for number in range(60)]
    drawn = maps.drawn(crowd, {})
    assert drawn is not None
    labels = [circle for circle in drawn.circles if circle.label]
    assert 0 < len(labels) < len(crowd)


# --- in a browser ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_axe_finds_nothing(opened: Open, page: Path, width: int, scheme: str) -> None:
    with opened(page, width, color_scheme=scheme) as shown:
        assert violations(shown) == []
        assert shown.evaluate("document.documentElement.scrollWidth") == width, "nothing sticks out"


def test_no_label_is_cut_off_by_its_chart(opened: Open, page: Path) -> None:
    outside = """svg => { const around = svg.getBoundingClientRect(); return [...svg.querySelectorAll('text')].filter(
        text => { const box = text.getBoundingClientRect(); return box.left < around.left || box.right > around.right
        || box.top < around.top || box.bottom > around.bottom }).map(text => text.textContent) }"""
    with opened(page) as shown:
        assert shown.locator("svg.timeline").evaluate(outside) == []
        assert shown.locator("svg.map").evaluate(outside) == []


def test_a_hostile_corpus_is_harmless(opened: Open, run: Run, tmp_path: Path) -> None:
    name = "\"><script>alert('name')</script>\u202e"
    text = (
        f"{name} مقتل 34 شخصا </style><img src=x onerror=alert(1)> يوم 3 آذار 2018، بزيادة 40 بالمائة {{{{ 7 * 7 }}}}"
    )
    (tmp_path / "h.jsonl").write_text(json.dumps({"id": name, "text": text, "date": "2018-03-04"}), encoding="utf-8")
    run("h.jsonl", "--no-entities", "-o", "r.jsonl")
    record = json.loads((tmp_path / "r.jsonl").read_text(encoding="utf-8"))
    mention = {"text": text[:9], "start": 0, "end": 9}
    place = {"id": "place:1", "name": name, "count": 1, "mentions": [mention], "latin": name}
    record["places"] = [place | {"country": "IQ", "latitude": 33.3, "longitude": 44.4}]
    (tmp_path / "r.jsonl").write_text(json.dumps(record), encoding="utf-8")
    done = run("report", "r.jsonl", "-o", "hostile.html")
    assert (done.returncode, done.stderr) == (0, "")
    with opened(tmp_path / "hostile.html") as shown:
        assert shown.locator("script").count() == 1
        assert shown.locator("img, [onerror], iframe, form").count() == 0
        assert "<script>alert('name')</script>" in shown.locator("svg.map .name").first.text_content()
        assert "{{ 7 * 7 }}" in shown.locator(".sentences").text_content()
        assert "\u202e" not in shown.content()
        shown.locator("#casualties td.number a").first.hover()


def test_a_number_shows_its_sentence_and_leads_to_it(opened: Open, page: Path) -> None:
    with opened(page) as shown:
        number = shown.locator("#casualties td.number a").first
        number.hover()
        shown.locator("#card .line").wait_for(state="visible")
        words = shown.locator("#card .line").inner_text()
        shown.keyboard.press("Escape")
        number.focus()
        shown.keyboard.press("Enter")
        target = shown.locator(".sentences li:target")
        assert target.is_visible()
        assert target.locator(".line").inner_text() == words


def test_a_dot_of_a_chart_leads_to_its_sentence(opened: Open, page: Path) -> None:
    with opened(page) as shown:
        for chart, dot in (("svg.timeline", ".dot.killed"), ("svg.map", "a")):
            link = shown.locator(f"{chart} {dot}").first
            goal = link.get_attribute("href")
            link.dispatch_event("click")
            assert shown.evaluate("location.hash") == goal


def test_it_prints_its_charts_whole(opened: Open, page: Path) -> None:
    with opened(page, 700, color_scheme="dark") as shown:
        shown.emulate_media(media="print")
        wide = shown.evaluate("document.querySelector('svg.timeline').getBoundingClientRect().right")
        assert wide <= 700
