"""Golden checks: a folder of NAME.txt, each with the record that was agreed on beside it as NAME.json."""

from __future__ import annotations

import difflib
import json
from collections.abc import Container, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from extractors.corpus.atomic import writing
from extractors.corpus.differences import Difference, Plain, differences
from extractors.errors import InputError
from extractors.files import contents
from extractors.parsing import Malformed, json_value
from extractors.pipeline import Extractor
from extractors.reading import Article, articles, files_in
from extractors.records import ENTITY_KINDS, Record, to_dict
from extractors.text import Document

LARGEST: Final = 64 << 20
"""Bytes that a committed record may have."""
_NOT_A_RECORD: Final = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What comparing raises where some other JSON than a record was put."""
ENTITY_CONTEXT = ("speaker", "place", "actor")
"""Context of a claim that may name an entity: not compared where entities are not looked for."""


@dataclass(frozen=True, slots=True)
class Result:
    """How one sample compares: no differences, it agrees.

    Args:
        golden: its committed record.
        differences: in what that and the record as of now differ.
        notes: what is worth saying and no difference.
        fresh: the record as of now, if there is an article.
        text: the article.
        compared: what was compared of the committed record and of the one as of now, where both could be read.
    """

    golden: Path
    differences: tuple[Difference, ...] = ()
    notes: tuple[str, ...] = ()
    fresh: Record | None = None
    text: str = ""
    compared: tuple[Plain, Plain] = field(default=({}, {}), compare=False)

    def place(self, difference: Difference) -> tuple[Path, int | None, int | None]:
        """The file that a difference is about, with its line and column from 1 on where it stands in the article."""
        if difference.start is None:
            return self.golden, None, None
        before = self.text[: difference.start]
        return self.golden.with_suffix(".txt"), before.count("\n") + 1, len(before) - before.rfind("\n")

    def diff(self) -> str:
        """A unified diff of the two records as JSON."""
        old, new = (json.dumps(plain, ensure_ascii=False, indent=2).splitlines() for plain in self.compared)
        name = self.golden.as_posix()
        lines = difflib.unified_diff(old, new, f"{name} (committed)", f"{name} (now)", lineterm="")
        return "".join(f"{line}\n" for line in lines)


def check(
    folder: Path,
    extractor: Extractor,
    *,
    entities: bool = True,
    only: Container[str] | None = None,
    day: date | None = None,
) -> Iterator[Result | InputError]:
    """Compare every NAME.txt of a folder, subfolders included, with the NAME.json beside it.

    A sample is dated by what it states itself; failing that, by the `reference_date` of its NAME.json;
    failing that, by `day`. `source` in a record is the path from the folder's own name on, so that it does
    not depend on the current directory.

    Args:
        folder: where the samples are.
        extractor: what makes the records.
        entities: whether the extractor looks for entities; if not, only claims are compared.
        only: the kinds of entity and claim to compare; all, and the record's own fields, if not given.
        day: the reference date of samples that have none.

    Yields:
        One result a sample, then one for each NAME.json without a NAME.txt; an error for what cannot be read.
    """
    texts = [Path(path) for path in files_in(str(folder)) if path.endswith(".txt")]
    if not texts:
        yield InputError(str(folder), "no .txt file in this folder; there is nothing to check")
        return
    for path in texts:
        for article in articles([str(path)]):
            if isinstance(article, InputError):
                yield article
            else:
                yield _Sample(folder, path, article, day).compared(extractor, entities=entities, only=only)
    for golden in sorted(folder.rglob("[!.]*.json")):
        if not golden.with_suffix(".txt").exists():
            orphan = Difference("-", f"{golden.stem}.txt is not there", advice="delete this file, or put it back")
            yield Result(golden, (orphan,))


def update(result: Result) -> bool:
    """Make the committed record what was extracted now; whether there was anything to change."""
    if result.fresh is None:
        return False
    text = result.fresh.to_json(indent=2) + "\n"
    try:
        if result.golden.exists() and contents(result.golden, LARGEST) == text.encode():
            return False
        with writing(result.golden) as stream:
            stream.write(text)
    except OSError as error:
        raise InputError(str(result.golden), f"cannot be rewritten: {error.strerror}; move it away") from error
    return True


@dataclass(frozen=True, slots=True)
class _Sample:
    folder: Path
    path: Path
    article: Article
    day: date | None

    def compared(self, extractor: Extractor, *, entities: bool, only: Container[str] | None) -> Result:
        golden = self.path.with_suffix(".json")
        committed = _committed(golden)
        fresh = self._extracted(extractor, committed if isinstance(committed, dict) else {})
        result = Result(golden, fresh=fresh, text=self.article.text)
        if isinstance(committed, Difference):
            return replace(result, differences=(committed,))
        try:
            notes = tuple(_engine_notes(committed, to_dict(fresh))) if entities else ()
            old, new = (plain if entities else _claims_only(plain) for plain in (committed, to_dict(fresh)))
            found = [one for one in differences(old, new) if only is None or one.kind in only]
        except _NOT_A_RECORD:
            return replace(result, differences=(Difference("~", "the committed record is not one that Khabar writes"),))
        return replace(result, differences=tuple(found), notes=notes, compared=(_only(old, only), _only(new, only)))

    def _extracted(self, extractor: Extractor, committed: Plain) -> Record:
        """The record as of now, dated by the article itself where it says when it was written."""
        from extractors.claims.dates.dateline import dateline  # noqa: PLC0415  the help needs no rules

        own = dateline(Document(self.article.text))
        name = Path(self.folder.resolve().name, self.path.relative_to(self.folder)).as_posix()
        return extractor.extract(
            self.article.text,
            reference_date=None if own else _kept_day(committed, self.day),
            source=name,
            encoding=self.article.encoding,
            sha256=self.article.sha256,
        )


def _committed(golden: Path) -> Plain | Difference:
    try:
        record = json_value(contents(golden, LARGEST))
    except FileNotFoundError:
        return Difference("-", "no committed record", advice=f"make {golden.name} with --update")
    except OSError as error:
        return Difference("~", "the committed record cannot be read", advice=error.strerror or str(error))
    except Malformed as error:
        return Difference("~", "the committed record cannot be read", advice=str(error))
    if isinstance(record, dict):
        return record
    return Difference("~", "the committed record is not a JSON object")


def _only(record: Plain, kinds: Container[str] | None) -> Plain:
    """The record with only these kinds of entities and claims, or the whole of it."""
    if kinds is None:
        return record
    lists = {name: record[name] for name in ENTITY_KINDS if name in record and name in kinds}
    return lists | {"claims": [claim for claim in record.get("claims", []) if claim["kind"] in kinds]}


def _kept_day(committed: Plain, otherwise: date | None) -> date | None:
    """The day that the committed record was made with; one that is no date will show as a difference."""
    try:
        return date.fromisoformat(committed["reference_date"])
    except (KeyError, TypeError, ValueError):
        return otherwise


def _engine_notes(old: Plain, new: Plain) -> Iterator[str]:
    before, now = old.get("engine", {}), new["engine"]
    for name in dict.fromkeys([*before, *now]):
        if before.get(name) != now.get(name):
            yield f"{name} was {before.get(name, 'none')}, is {now.get(name, 'none')}"


def _claims_only(record: Plain) -> Plain:
    """The record without entities and what depends on them."""
    claims = [_without_entities(claim) for claim in record.get("claims", [])]
    kept = {name: value for name, value in record.items() if name not in ENTITY_KINDS}
    return {**kept, "claims": claims}


def _without_entities(claim: Plain) -> Plain:
    kept = {name: value for name, value in claim.items() if name not in ENTITY_CONTEXT}
    return {name: _unlinked(value) for name, value in kept.items()}


def _unlinked(value: Any) -> Any:  # noqa: ANN401  JSON in, JSON out
    if not isinstance(value, dict):
        return value
    return {name: item for name, item in value.items() if name != "entity"}
