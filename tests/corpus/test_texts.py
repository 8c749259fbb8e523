"""The articles of saved records, found again and verified."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from extractors import Extracted, Extractor, InputError, Record
from extractors.corpus import texts as module
from extractors.corpus.texts import Texts, with_texts
from extractors.reading import Article, articles

NEWS = "قتل {} مسلحا في بغداد يوم الثلاثاء.\r\nوقال الجيش 🙂 إن 40 بالمائة منهم من مدينة الموصل."


def extracted(*paths: Path | str) -> list[Extracted]:
    extractor = Extractor(entities=False)
    found = []
    for article in articles(map(str, paths)):
        assert isinstance(article, Article)
        record = extractor.extract(
            article.text, source=article.source, encoding=article.encoding, sha256=article.sha256
        )
        found.append(Extracted(record, article.text))
    return found


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Articles in files of their own, in several encodings, and many in one file."""
    (tmp_path / "a#1.txt").write_bytes(NEWS.format(5).encode("utf-16"))
    (tmp_path / "b:2.txt").write_bytes(NEWS.format(6).replace(" 🙂", "").encode("cp1256"))
    lines = [{"id": f"{number}#x:1", "text": NEWS.format(number)} for number in range(10, 30)]
    lines += [{"text": NEWS.format(30)}, {"text": NEWS.format(10)}]
    written = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    (tmp_path / "many.jsonl").write_text(written, encoding="utf-8")
    return tmp_path


def test_texts_are_those_that_were_extracted_from_in_any_order(corpus: Path) -> None:
    fresh = extracted(corpus)
    assert len(fresh) == 24
    chance = random.Random(6)
    for order in (fresh, fresh[::-1], chance.sample(fresh, 24), fresh + fresh):
        assert list(with_texts(one.record for one in order)) == order


def test_a_file_is_read_once_in_its_order_and_once_more_in_another(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = extracted(corpus / "many.jsonl")
    read = []
    monkeypatch.setattr(module, "articles", lambda paths: read.append(paths) or articles(paths))
    assert list(with_texts(one.record for one in fresh)) == fresh
    assert len(read) == 1
    read.clear()
    shuffled = random.Random(6).sample(fresh, len(fresh))
    assert list(with_texts(one.record for one in shuffled)) == shuffled
    assert len(read) == 2


def test_paths_may_begin_in_another_folder(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(corpus)
    fresh = extracted("a#1.txt", "./b:2.txt", "many.jsonl")
    monkeypatch.chdir("/")
    assert list(with_texts((one.record for one in fresh), str(corpus))) == fresh
    (error,) = with_texts([fresh[0].record])
    assert str(error) == (
        "a#1.txt: the article is needed for this and is not there; "
        "run this where extract ran, or name the folder with --articles"
    )


def test_an_article_that_changed_is_an_error_and_the_others_are_found(corpus: Path) -> None:
    fresh = extracted(corpus)
    (corpus / "a#1.txt").write_bytes(NEWS.format(7).encode("utf-16"))
    lines = (corpus / "many.jsonl").read_text(encoding="utf-8").splitlines()
    (corpus / "many.jsonl").write_text("\n".join(["{", *lines[:2], *lines[4:]]), encoding="utf-8")
    found = list(with_texts(one.record for one in fresh))
    errors = [item for item in found if isinstance(item, InputError)]
    assert [error.source for error in errors] == [fresh[0].record.source, *(fresh[at].record.source for at in (4, 5))]
    assert {error.reason for error in errors} == {
        "the article is no longer what it was when the record was made; extract it again"
    }
    assert [item for item in found if isinstance(item, Extracted)] == [*fresh[1:4], *fresh[6:]]


@pytest.mark.parametrize("source", ["-", "-#id", "-:3"])
def test_standard_input_is_gone(source: str) -> None:
    record = replace(Extractor(entities=False).extract(NEWS), source=source)
    (error,) = with_texts([record])
    assert str(error).startswith(f"{source}: the article came from standard input, which is not kept; ")


def moved(record: Record) -> Record:
    """The record with one phrase a character further on."""
    claims = tuple(
        replace(claim, place=replace(claim.place, start=claim.place.start + 1, end=claim.place.end + 1))
        if claim.place
        else claim
        for claim in record.claims
    )
    assert claims != record.claims
    return replace(record, claims=claims)


def test_a_record_that_does_not_fit_its_article_is_an_error(corpus: Path) -> None:
    (fresh,) = extracted(corpus / "a#1.txt")
    assert fresh.text is not None
    beyond = replace(fresh.record.claims[0], sentence=replace(fresh.record.claims[0].sentence, end=len(fresh.text) + 1))
    for wrong in (moved(fresh.record), replace(fresh.record, claims=(beyond,))):
        (error,) = with_texts([wrong])
        assert isinstance(error, InputError)
        assert "its article reads otherwise at" in error.reason


def test_errors_are_handed_on_where_they_stand(corpus: Path) -> None:
    first, second = extracted(corpus / "a#1.txt", corpus / "b:2.txt")
    error = InputError("x", "wrong")
    assert list(with_texts([first.record, error, second.record])) == [first, error, second]
    with Texts() as texts:
        assert texts.of(second.record) == second.text
