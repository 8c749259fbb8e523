"""Golden checks over a folder of samples."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from patience import LAST_RESORT

from extractors.corpus import check as golden
from extractors.errors import InputError
from extractors.pipeline import Extractor

NEWS = "قتل 34 مسلحا في بغداد، وارتفع عدد الغارات بنسبة 40 بالمائة."
SAMPLES = Path(__file__).parents[2] / "samples"
Check = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of two samples that agree with their committed records."""
    place = tmp_path / "golden"
    place.mkdir()
    (place / "a.txt").write_text(NEWS, encoding="utf-8")
    (place / "b.txt").write_bytes(f"{NEWS}\r\n".encode("utf-16"))
    for result in golden.check(place, Extractor(entities=False), entities=False):
        assert isinstance(result, golden.Result)
        golden.update(result)
    return place


@pytest.fixture
def check(tmp_path: Path) -> Check:
    def runs(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "cli.main", "check", *map(str, arguments)]
        return subprocess.run(
            command, check=False, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", timeout=LAST_RESORT
        )

    return runs


def edit(path: Path, **fields: Any) -> None:
    record = json.loads(path.read_text(encoding="utf-8")) | fields
    path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")


def committed(path: Path) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return record


def test_samples_that_agree_exit_0(check: Check, folder: Path) -> None:
    done = check(folder, "--no-entities")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "extract: 2 samples, 0 differ\n")
    assert check(folder, "--no-entities", "-q").stderr == ""


def test_what_differs_is_told_in_words_and_exits_1(check: Check, folder: Path) -> None:
    claims = committed(folder / "a.json")["claims"]
    percentage = next(claim for claim in claims if claim["kind"] == "percentage")
    edit(folder / "a.json", claims=[claim | {"value": 41} if claim is percentage else claim for claim in claims])
    done = check(folder, "--no-entities")
    assert done.returncode == 1
    where, line = done.stdout.splitlines()
    assert where == f"{folder}/a.json: 1 difference"
    assert line == f"  ~ percentage «{percentage['text']}» at {percentage['start']}: value 41 -> 40"


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        pytest.param(lambda folder: (folder / "a.json").unlink(), "- no committed record: make a.json", id="none"),
        pytest.param(lambda folder: (folder / "a.txt").unlink(), "- a.txt is not there: delete", id="orphan"),
        pytest.param(lambda folder: (folder / "a.json").write_text("{"), "~ the committed record cannot", id="broken"),
        pytest.param(lambda folder: (folder / "a.json").write_text("[]"), "~ the committed record is not", id="list"),
        pytest.param(lambda folder: edit(folder / "a.json", claims=[5]), "~ the committed record is not", id="5"),
        pytest.param(lambda folder: edit(folder / "a.json", reference_date="?"), "reference_date ? ->", id="day"),
        pytest.param(
            lambda folder: (folder / "a.txt").write_text(f"{NEWS} ", encoding="utf-8"), "~ record: sha", id="text"
        ),
    ],
)
def test_whatever_is_out_of_place_exits_1(
    check: Check, folder: Path, spoil: Callable[[Path], object], told: str
) -> None:
    spoil(folder)
    done = check(folder, "--no-entities")
    assert done.returncode == 1
    assert told in done.stdout


def test_another_engine_is_a_note_and_no_difference(folder: Path) -> None:
    edit(folder / "a.json", engine={"version": "0.0.1", "model": "old"})
    (first, _) = golden.check(folder, Extractor(entities=False))
    assert isinstance(first, golden.Result)
    assert first.differences == ()
    assert any(note.startswith("version was 0.0.1, is ") for note in first.notes)
    assert "model was old, is none" in first.notes


def test_a_record_names_its_source_the_same_from_everywhere(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert committed(folder / "a.json")["source"] == "golden/a.txt"
    monkeypatch.chdir(folder)
    for result in golden.check(Path(), Extractor(entities=False), entities=False):
        assert isinstance(result, golden.Result)
        assert not golden.update(result)


def test_update_rewrites_what_differs_and_then_all_agree(check: Check, folder: Path) -> None:
    shutil.copy(folder / "a.json", folder / "kept")
    edit(folder / "b.json", claims=[])
    results = list(golden.check(folder, Extractor(entities=False), entities=False))
    rewritten = [golden.update(result) for result in results if isinstance(result, golden.Result)]
    assert rewritten == [False, True]
    assert (folder / "a.json").read_bytes() == (folder / "kept").read_bytes()
    assert check(folder, "--no-entities").returncode == 0


def test_update_without_entities_is_refused(check: Check, folder: Path) -> None:
    done = check(folder, "--update", "--no-entities")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith("extract: error: --update would drop what --no-entities leaves out")
    assert check(folder, "--update", "--only", "casualty").returncode == 2


def test_only_compares_the_kinds_named(check: Check, folder: Path) -> None:
    edit(folder / "a.json", sha256="?", claims=[])
    results = golden.check(folder, Extractor(entities=False), entities=False, only=["percentage"])
    (first, second) = (result for result in results if isinstance(result, golden.Result))
    assert [(one.sign, one.kind) for one in first.differences] == [("+", "percentage")]
    assert second.differences == ()
    assert '"kind": "percentage"' in first.diff()
    assert "casualty" not in first.diff()
    assert check(folder, "--no-entities", "--only", "date").returncode == 0
    assert check(folder, "--no-entities", "--only", "people").returncode == 2


def test_a_claim_more_above_changes_no_reference_of_a_kind_looked_at_alone(tmp_path: Path) -> None:
    text = "قتل 5 جنود في 17 أيار، وارتفع العدد بنسبة 40 بالمائة."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (made,) = golden.check(tmp_path, Extractor(entities=False), entities=False)
    assert isinstance(made, golden.Result)
    golden.update(made)
    (tmp_path / "a.txt").write_text(f"40 بالمائة: {text}", encoding="utf-8")
    (longer,) = golden.check(tmp_path, Extractor(entities=False), entities=False)
    assert isinstance(longer, golden.Result)
    golden.update(longer)
    record = committed(tmp_path / "a.json")
    first, *rest = record["claims"]
    ids = {claim["id"]: f"claim:{number}" for number, claim in enumerate(rest, start=1)}
    shortened = json.dumps(rest, ensure_ascii=False)
    for old, new in ids.items():
        shortened = shortened.replace(f'"{old}"', f'"{new}"')
    edit(tmp_path / "a.json", claims=json.loads(shortened))
    (result,) = golden.check(tmp_path, Extractor(entities=False), entities=False, only=["casualty"])
    assert isinstance(result, golden.Result)
    assert first["kind"] == "percentage"
    assert result.differences == ()


def test_a_sample_keeps_the_date_that_its_record_was_made_with(folder: Path) -> None:
    edit(folder / "a.json", reference_date="2018-06-05")
    first, second = golden.check(folder, Extractor(entities=False), entities=False)
    assert isinstance(first, golden.Result)
    assert isinstance(second, golden.Result)
    assert first.fresh is not None
    assert first.fresh.reference_date == "2018-06-05"
    assert second.fresh is not None
    assert second.fresh.reference_date is None


def test_a_sample_that_says_its_date_is_dated_by_what_it_says(folder: Path) -> None:
    (folder / "a.txt").write_text(f"بغداد، 12 تشرين الثاني 2017 - {NEWS}", encoding="utf-8")
    edit(folder / "a.json", reference_date="2018-06-05")
    first = next(golden.check(folder, Extractor(entities=False), entities=False))
    assert isinstance(first, golden.Result)
    assert "reference_date 2018-06-05 -> 2017-11-12" in str(first.differences[0])


def test_a_sample_that_cannot_be_read_does_not_stop_the_others(check: Check, folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"\0")
    edit(folder / "b.json", claims=[])
    done = check(folder, "--no-entities")
    assert done.returncode == 3
    assert "a.txt: binary file" in done.stderr
    assert "b.json" in done.stdout


@pytest.mark.parametrize("name", ["nowhere", "golden/a.txt"])
@pytest.mark.usefixtures("folder")
def test_what_is_no_folder_is_exit_code_2(check: Check, name: str) -> None:
    done = check(name, "--no-entities")
    assert done.returncode == 2
    assert done.stderr == f"extract: error: {name}: no such folder; name the one that holds the samples\n"


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    (only,) = golden.check(tmp_path, Extractor(entities=False))
    assert isinstance(only, InputError)


def test_the_samples_of_this_project_have_their_records() -> None:
    texts = {path.stem for path in SAMPLES.glob("*.txt")}
    assert len(texts) >= 8
    assert texts == {path.stem for path in SAMPLES.glob("*.json")}
