"""What a record depends on changes its key, and nothing else does."""

from __future__ import annotations

import inspect
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extractors.corpus import identity
from extractors.corpus.identity import Identity
from extractors.pipeline import Extractor
from extractors.reading import Article

ARTICLE = Article(source="a.txt", text="قتل 34 مسلحا", encoding="utf-8", sha256="0" * 64)
OTHER_ARTICLES = [
    replace(ARTICLE, source="b.txt"),
    replace(ARTICLE, text="قتل 35 مسلحا"),
    replace(ARTICLE, encoding="utf-16"),
    replace(ARTICLE, sha256="1" * 64),
    replace(ARTICLE, date=date(2018, 6, 5)),
]
OTHER_ARGUMENTS: dict[str, Any] = {
    "only": ["casualty"],
    "entities": False,
    "threshold": 0.5,
    "device": "cpu",
    "runtime": "stanza",
    "aliases": "aliases.toml",
}
"""A value of each argument of Extractor that changes what it makes; one that is added there is to be added here."""


def key(article: Article = ARTICLE, day: date | None = None, **arguments: Any) -> bytes:
    return Identity(Extractor(**{"entities": False, **arguments}), day).key(article)


def test_the_same_article_and_options_have_the_same_key() -> None:
    assert key() == key(replace(ARTICLE))


@pytest.mark.parametrize("article", OTHER_ARTICLES)
def test_each_thing_read_of_an_article_changes_its_key(article: Article) -> None:
    assert key(article) != key()


def test_the_day_changes_the_key() -> None:
    assert key(day=date(2018, 6, 5)) != key()


@pytest.mark.parametrize("name", [name for name in inspect.signature(Extractor).parameters if name != "model"])
def test_each_argument_of_the_extractor_changes_the_key(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("aliases.toml").write_text('person = [["ليلى الخطيب", "بنت الميناء"]]', encoding="utf-8")
    assert key(**{"entities": True, name: OTHER_ARGUMENTS[name]}) != key(entities=True)


def test_a_change_of_the_rules_changes_the_digest_of_the_code(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    (tmp_path / "models").mkdir()
    (tmp_path / "claims" / "words.toml").write_text("a = 1")
    monkeypatch.setattr("extractors.__file__", str(tmp_path / "__init__.py"))
    before = identity.code.__wrapped__()
    (tmp_path / "models" / "card.py").write_text("")
    assert identity.code.__wrapped__() == before
    (tmp_path / "claims" / "words.toml").write_text("a = 2")
    assert identity.code.__wrapped__() != before
