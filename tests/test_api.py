"""The Python API as it is exported and documented."""

from __future__ import annotations

import dataclasses
import inspect
import subprocess
import sys
from datetime import date

import pytest
from patience import LAST_RESORT

import extractors
from extractors import Extractor, Record, UsageError, extract, to_dict

NEWS = "قتل 34 مسلحا في بغداد، وارتفع عدد الغارات بنسبة 40 بالمائة."


def test_everything_exported_is_there_and_documented() -> None:
    assert sorted(extractors.__all__) == extractors.__all__
    for name in extractors.__all__:
        assert inspect.getdoc(getattr(extractors, name)), name


def test_an_extractor_is_used_for_many_articles() -> None:
    extractor = Extractor(entities=False)
    first, second = (extractor.extract(text) for text in (NEWS, NEWS))
    assert isinstance(first, Record)
    assert first == second
    assert [claim.kind for claim in first.claims].count("percentage") == 1


def test_a_record_names_its_source_encoding_digest_and_day() -> None:
    record = Extractor(entities=False).extract(
        NEWS, reference_date=date(2018, 6, 5), source="a.txt", encoding="utf-16", sha256="ab"
    )
    assert (record.source, record.encoding, record.sha256) == ("a.txt", "utf-16", "ab")
    assert record.reference_date == "2018-06-05"
    assert record.engine.model is None


def test_one_article_needs_no_extractor() -> None:
    record = extract(NEWS, reference_date="2018-06-05", entities=False)
    assert record.reference_date == "2018-06-05"
    assert len(record.sha256) == 64


def test_offsets_are_those_of_the_text_given() -> None:
    text = f"\r\n{NEWS}\r\n"
    claims = extract(text, entities=False).claims
    assert claims
    for claim in claims:
        assert text[claim.start : claim.end] == claim.text


def test_only_keeps_some_kinds() -> None:
    record = Extractor(entities=False, only=["percentage"]).extract(NEWS)
    assert {claim.kind for claim in record.claims} == {"percentage"}


@pytest.mark.parametrize("value", ["2018-13-01", "yesterday", ""])
def test_what_is_no_date_is_refused(value: str) -> None:
    with pytest.raises(UsageError, match="not a date"):
        extract(NEWS, reference_date=value, entities=False)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(UsageError, match="unknown kind of claim: rumour"):
        Extractor(only=["rumour"])


def test_the_same_input_gives_the_same_record_on_any_day(monkeypatch: pytest.MonkeyPatch) -> None:
    class Later(date):
        @classmethod
        def today(cls) -> date:
            raise AssertionError("today is asked for")

    monkeypatch.setattr("datetime.date", Later)
    assert extract("قال أمس الثلاثاء إن 5 جنود قتلوا", entities=False).reference_date is None


def test_a_record_is_plain_data() -> None:
    record = extract(NEWS, entities=False)
    assert dataclasses.is_dataclass(record)
    assert to_dict(record)["claims"][0]["id"] == record.claims[0].id


def test_without_entities_torch_is_never_imported() -> None:
    program = f"import sys, extractors; extractors.extract({NEWS!r}, entities=False); print('torch' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True, timeout=LAST_RESORT
    )
    assert done.stdout == "False\n"
