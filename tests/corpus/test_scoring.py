"""Scores against annotated articles: the same figures as the independent scorers, and floors that hold."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from patience import LAST_RESORT

from extractors.corpus import scoring
from extractors.corpus.scoring.claims import FIELDS
from extractors.errors import InputError, UsageError
from extractors.pipeline import Extractor

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "gold"
SAMPLES = ROOT / "samples"
SHARED = next((path for path in (ROOT / "shared", ROOT.parent / "shared") if path.exists()), ROOT / "shared")
Plain = dict[str, Any]
Score = Callable[..., "subprocess.CompletedProcess[str]"]

needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="shared is not beside this checkout")


@pytest.fixture
def score(tmp_path: Path) -> Score:
    def runs(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "cli.main", "score", *map(str, arguments)]
        return subprocess.run(
            command, check=False, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", timeout=LAST_RESORT
        )

    return runs


def independent(scorer: str, *arguments: Path) -> Plain:
    """What a scorer of shared prints."""
    command = [sys.executable, str(SHARED / scorer), *map(str, arguments), "--json"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8")
    result: Plain = json.loads(done.stdout)
    return result


def ours(gold: Path, records: Path, context: Path | None = None) -> dict[str, scoring.Score]:
    lines = map(json.loads, records.read_text(encoding="utf-8").splitlines())
    by_name = {Path(record["source"]).stem: record for record in lines}
    scorer = scoring.Scorer()
    for article in scoring.annotated(gold, context):
        assert isinstance(article, scoring.Annotated), article
        list(scorer.add(article, by_name.get(article.name, {})))
    return {one.name: one for one in scorer.scores()}


def assert_claims_agree(gold: Path, records: Path) -> None:
    theirs, scores = independent("score_gold.py", gold, records), ours(gold, records)
    assert len(theirs) == len(FIELDS) + 1
    for kind, figures in theirs.items():
        if kind != "broken_offsets":
            one = scores[f"claims.{kind}"]
            extras = {"exact_spans": 0.0} | one.figures  # nothing found, nothing said of spans
            assert {**extras, "gold": one.gold} == figures, kind


def assert_entities_agree(gold: Path, records: Path) -> None:
    theirs, scores = independent("score_entities.py", gold, records), ours(gold, records)
    for view, kinds in theirs.items():
        for kind, figures in kinds.items():
            one = scores[f"entities.{view}.{kind}"]
            short = dict(zip(("p", "r", "f1"), one.figures.values(), strict=True))
            assert {**short, "gold": one.gold} == figures, (view, kind)


def assert_context_agrees(gold: Path, context: Path, records: Path) -> None:
    theirs, scores = independent("score_context.py", gold, context, records), ours(gold, records, context)
    for name, figures in theirs.items():
        one = scores[f"context.{name}"]
        figure = "accuracy" if "accuracy" in figures else "f1"
        assert (one.figures[figure], one.gold) == (figures[figure], figures["there"]), name


def own_articles(folder: Path) -> Path:
    """The annotated samples with their articles beside them, as the independent scorers want them."""
    for path in GOLD.glob("*.json"):
        shutil.copy(path, folder)
        encoding = json.loads((SAMPLES / path.name).read_text(encoding="utf-8"))["encoding"]
        text = (SAMPLES / path.name).with_suffix(".txt").read_bytes().decode(encoding)
        (folder / path.name).with_suffix(".txt").write_text(text, encoding="utf-8", newline="")
    return folder


def own_records(path: Path) -> Path:
    records = (json.loads(golden.read_text(encoding="utf-8")) for golden in sorted(SAMPLES.glob("*.json")))
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


@needs_shared
def test_own_articles_score_as_the_independent_scorers_say(tmp_path: Path) -> None:
    (gold := tmp_path / "gold").mkdir()
    records = own_records(tmp_path / "records.jsonl")
    assert_claims_agree(own_articles(gold), records)
    assert_entities_agree(gold, records)


@needs_shared
def test_the_articles_of_shared_score_as_the_independent_scorers_say(tmp_path: Path) -> None:
    records = tmp_path / "records.jsonl"
    extractor = Extractor(entities=False)
    paths = sorted((SHARED / "gold" / "dev").glob("*.txt"))
    texts = ((path.name, path.read_bytes().decode("utf-8")) for path in paths)
    lines = [extractor.extract(text, source=name).to_json() + "\n" for name, text in texts]
    records.write_text("".join(lines), encoding="utf-8")
    assert_claims_agree(SHARED / "gold" / "dev", records)
    assert_context_agrees(SHARED / "gold" / "dev", SHARED / "gold" / "context_dev", records)


class Blunderer:
    """Makes records of annotations, with mistakes of every sort."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def record(self, name: str, gold: Plain) -> Plain:
        claims = [claim for kind, field in FIELDS.items() for item in gold[field] for claim in self.claims(kind, item)]
        for number, claim in enumerate(claims, start=1):
            claim["id"] = f"claim:{number}"
        record = {"source": f"x/{name}.txt", "claims": claims, "people": [], "places": [], "organizations": []}
        fields = {"person": "people", "place": "places", "organization": "organizations"}
        for number, mention in enumerate(gold.get("mentions", [])):
            if self.chance.random() < 0.85:
                field = fields[mention["type"]] if self.chance.random() < 0.9 else "places"
                entity = {"id": f"{field}:{number}", "name": mention["name"], "mentions": [self.shifted(mention)]}
                rest = record[field]
                if rest and self.chance.random() < 0.3:
                    rest[-1]["mentions"].append(self.shifted(mention))  # type: ignore[index]
                else:
                    rest.append(entity)  # type: ignore[attr-defined]
        return record

    def claims(self, kind: str, item: Plain) -> list[Plain]:
        """None, one or two claims of an annotation."""
        if self.chance.random() < 0.15:
            return []
        claim = {**self.shifted(item), "kind": "measure" if kind == "count" and self.chance.random() < 0.3 else kind}
        if self.chance.random() < 0.2:
            claim["low"] = claim["value"] = self.chance.choice([1, 2, 34])
        if self.chance.random() < 0.1:
            claim |= {"outcome": "unspecified", "currency": "USD", "change": "increase", "bound": "vague"}
        if "/" in str(claim.get("value")) and self.chance.random() < 0.7:
            first, last = claim["value"].split("/")
            return (
                [claim | {"value": first, "until": last}]
                if last < "2"
                else [claim | {"value": first}, claim | {"value": last}]
            )
        return [claim, dict(claim)] if self.chance.random() < 0.1 else [claim]

    def shifted(self, item: Plain) -> Plain:
        step = self.chance.choice([0, 0, 0, 0, -1, 1, 40])
        return item | {"start": item["start"] + step, "end": item["end"] + step}


@needs_shared
@pytest.mark.parametrize("seed", range(3))
def test_whatever_records_hold_the_scores_are_the_independent_ones(tmp_path: Path, seed: int) -> None:
    (gold := tmp_path / "gold").mkdir()
    own_articles(gold)
    blunderer = Blunderer(seed)
    lines = []
    for path in sorted(gold.glob("*.json"))[1:]:
        annotations = json.loads(path.read_text(encoding="utf-8"))
        lines.append(json.dumps(blunderer.record(path.stem, annotations)) + "\n")
    records = tmp_path / "records.jsonl"
    records.write_text("".join(lines), encoding="utf-8")
    assert_claims_agree(gold, records)
    assert_entities_agree(gold, records)


def test_the_annotations_of_samples_are_of_their_characters() -> None:
    for path in sorted(GOLD.glob("*.json")):
        encoding = json.loads((SAMPLES / path.name).read_text(encoding="utf-8"))["encoding"]
        text = (SAMPLES / path.name).with_suffix(".txt").read_bytes().decode(encoding)
        for items in json.loads(path.read_text(encoding="utf-8")).values():
            for item in items if isinstance(items, list) else ():
                assert text[item["start"] : item["end"]] == item["text"], path.name
    assert {path.stem for path in GOLD.glob("*.json")} == {path.stem for path in SAMPLES.glob("*.json")}


TEXT = "قتل 34 مسلحا وأصيب 5 آخرون في بغداد."


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """One annotated article, and in records.jsonl what was found in it: one of two casualties, and a false one."""
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    killed = {"text": "قتل 34 مسلحا", "start": 0, "end": 12, "outcome": "killed", "low": 34, "high": 34}
    injured = {"text": "أصيب 5", "start": 14, "end": 20, "outcome": "injured", "low": 5, "high": 5}
    place = {"text": "بغداد", "start": 30, "end": 35, "type": "place", "name": "بغداد"}
    annotations = {"casualties": [killed, injured], "mentions": [place]}
    (folder / "a.json").write_text(json.dumps(annotations), encoding="utf-8")
    record = Extractor(entities=False).extract(TEXT, source="news/a.txt").to_json() + "\n"
    for field in ("value", "low", "high"):
        record = record.replace(f'"{field}": 5', f'"{field}": 6')
    (tmp_path / "records.jsonl").write_text(record, encoding="utf-8")
    return folder


def test_a_table_says_what_was_found_and_verbose_what_was_not(score: Score, gold: Path) -> None:
    done = score(gold, "records.jsonl", "--verbose")
    assert done.returncode == 0
    row = next(line.split() for line in done.stdout.splitlines() if line.startswith("claims.casualty"))
    assert row[1:4] == ["0.5000", "0.5000", "0.5000"]
    assert "missed in a: casualty «أصيب 5» at 14: low 5 high 5 outcome injured" in done.stderr
    assert "false in a: casualty «" in done.stderr
    assert "missed in a: place «بغداد» at 30" in done.stderr


def test_json_is_for_programs(score: Score, gold: Path) -> None:
    figures = json.loads(score(gold, "records.jsonl", "-f", "json").stdout)
    assert figures["claims.casualty"] == {
        "precision": 0.5, "recall": 0.5, "f1": 0.5, "exact_spans": 1.0, "gold": 2, "found": 2,
    }  # fmt: skip
    assert figures["entities.mention.all"]["recall"] == 0


def test_floors_hold_and_only_rise(score: Score, gold: Path, tmp_path: Path) -> None:
    floors = tmp_path / "floors.toml"
    assert score(gold, "records.jsonl", "--floors", floors).returncode == 2
    assert score(gold, "records.jsonl", "--floors", floors, "--update").returncode == 0
    assert "[claims.casualty]\nprecision = 0.5\nrecall = 0.5\nf1 = 0.5\n" in floors.read_text()
    assert score(gold, "records.jsonl", "--floors", floors).returncode == 0
    higher = floors.read_text().replace("recall = 0.5", "recall = 0.75")
    floors.write_text(higher)
    for more in ((), ("--update",)):
        done = score(gold, "records.jsonl", "--floors", floors, *more)
        assert done.returncode == 1
        assert "error: claims.casualty recall is 0.5, below its floor of 0.75" in done.stderr
        assert done.stdout.startswith("Scored")
        assert floors.read_text() == higher
    assert score(gold, "records.jsonl", "--floors", floors, "--update", "--allow-regression").returncode == 0
    assert "recall = 0.5" in floors.read_text()


def test_a_floor_of_what_is_not_measured_is_broken() -> None:
    (breach,) = scoring.breaches({("claims.casualty", "f1"): 0.5}, [])
    assert str(breach) == "claims.casualty f1 was not measured, and has a floor of 0.5"


@pytest.mark.parametrize(
    "content", ["[claims]\ncasualty = 'x'", "f1 = 0.5", "[claims.casualty]\nf1 = 95", "=", "[a]\nb = true"]
)
def test_what_is_no_file_of_floors_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "floors.toml").write_text(content)
    with pytest.raises(UsageError, match=r"floors\.toml: not a file of floors"):
        scoring.read_floors(tmp_path / "floors.toml")


@pytest.mark.parametrize(
    "arguments",
    [("--update",), ("--allow-regression",), ("--context", "nowhere"), ("-f", "csv")],
    ids=" ".join,
)
def test_options_that_cannot_be_meant_are_refused(score: Score, gold: Path, arguments: tuple[str, ...]) -> None:
    done = score(gold, "records.jsonl", *arguments)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


@pytest.mark.parametrize(
    ("annotations", "told"),
    [
        pytest.param("{", "cannot be read", id="broken"),
        pytest.param("[]", "not a JSON object", id="list"),
        pytest.param("{}", "no annotations", id="empty"),
        pytest.param('{"dates": 5}', "dates is no list", id="no list"),
        pytest.param('{"dates": [{"start": 0}]}', "needs text, start, end", id="no span"),
        pytest.param('{"dates": [{"text": "x", "start": 0, "end": 1}]}', "«x» is not at 0, where «ق» is", id="place"),
        pytest.param(
            '{"mentions": [{"text": "ق", "start": 0, "end": 1, "type": "x", "name": "ق"}]}', "types", id="type"
        ),
    ],
)
def test_annotations_that_cannot_be_used_are_told(gold: Path, annotations: str, told: str) -> None:
    (gold / "b.txt").write_text(TEXT, encoding="utf-8")
    (gold / "b.json").write_text(annotations, encoding="utf-8")
    first, second = scoring.annotated(gold)
    assert isinstance(first, scoring.Annotated)
    assert isinstance(second, InputError)
    assert told in str(second)


def test_one_article_that_cannot_be_scored_does_not_stop_the_others(score: Score, gold: Path) -> None:
    (gold / "b.json").write_text("{", encoding="utf-8")
    (gold / "c.json").write_text('{"dates": 5}', encoding="utf-8")
    done = score(gold, "records.jsonl")
    assert done.returncode == 3
    assert [line.split(":")[2].strip()[-6:] for line in done.stderr.splitlines()] == ["b.json", "c.json"]
    assert "claims.casualty" in done.stdout


def test_articles_without_their_own_record_are_told(score: Score, gold: Path, tmp_path: Path) -> None:
    (gold / "a.txt").write_text("هذا مقال آخر", encoding="utf-8")
    (gold / "a.json").write_text('{"dates": []}', encoding="utf-8")
    shutil.copy(gold / "a.txt", gold / "b.txt")
    shutil.copy(gold / "a.json", gold / "b.json")
    twice = (tmp_path / "records.jsonl").read_text(encoding="utf-8") * 2
    (tmp_path / "records.jsonl").write_text(twice, encoding="utf-8")
    done = score(gold, "records.jsonl")
    assert done.returncode == 3
    assert "news/a.txt: is the record of another text than GOLD has" in done.stderr
    assert "news/a.txt: a second record of a" in done.stderr
    assert "b: there is no record of it" in done.stderr


def test_context_that_does_not_pair_with_the_annotations_is_told(gold: Path, tmp_path: Path) -> None:
    (contexts := tmp_path / "context").mkdir()
    (contexts / "a.json").write_text('{"casualties": [{}]}', encoding="utf-8")
    (error,) = scoring.annotated(gold, contexts)
    assert isinstance(error, InputError)
    assert "casualties: needs one object for each" in str(error)


def test_links_in_a_circle_end(gold: Path, tmp_path: Path) -> None:
    (contexts := tmp_path / "context").mkdir()
    circle = {"casualties": [{"same_as": 1, "certainty": "stated"}, {"same_as": 0, "certainty": "denied"}]}
    (contexts / "a.json").write_text(json.dumps(circle), encoding="utf-8")
    (article,) = scoring.annotated(gold, contexts)
    assert isinstance(article, scoring.Annotated)
    scorer = scoring.Scorer()
    claims = [item | {"kind": "casualty", "id": f"claim:{at}", "same_as": "claim:0", "certainty": "stated"}
              for at, item in enumerate(article.gold["casualties"])]  # fmt: skip
    slips = [str(slip) for slip in scorer.add(article, {"claims": claims})]
    scores = {one.name: one.figures for one in scorer.scores()}
    assert scores["context.casualty.certainty"] == {"accuracy": 0.5}
    assert any("certainty stated, wanted denied" in slip for slip in slips)
