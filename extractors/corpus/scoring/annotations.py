"""Articles annotated by hand: a folder of NAME.json, each with its NAME.txt beside it where that is at hand.

NAME.json has any of `casualties`, `percentages`, `dates`, `money`, `counts`, lists of annotated claims, and
`mentions`, a list of mentions of people, places and organizations. Each item has `text`, `start` and `end`, as
claims in a record have them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from extractors.corpus.scoring import claims, context
from extractors.corpus.scoring.measures import Plain
from extractors.errors import InputError
from extractors.files import contents
from extractors.parsing import Malformed, cut, json_value, shown
from extractors.reading import Article, articles
from extractors.records import ENTITY_KINDS, Record

CLAIM_FIELDS: Final = tuple(dict.fromkeys(claims.FIELDS.values()))
MENTIONS: Final = "mentions"
_LARGEST: Final = 64 << 20  # bytes of a file of annotations


@dataclass(frozen=True, slots=True)
class Annotated:
    """One annotated article.

    Args:
        name: by which its record is known: the record's `source` is NAME.txt in some folder.
        gold: the annotations, as in the file.
        context: the annotated context of its casualties and percentages, in their order, if there is any.
        text: the article, where it is at hand.
    """

    name: str
    gold: Plain
    context: Plain | None = None
    text: str | None = None

    @property
    def has_claims(self) -> bool:
        """Whether claims are annotated; a list that is not there is then an empty one."""
        return any(field in self.gold for field in CLAIM_FIELDS)

    def holds(self, record: Record) -> bool:
        """Whether the claims of a record stand in this article, as far as it is at hand."""
        text = self.text
        return text is None or all(text[claim.start : claim.end] == claim.text for claim in record.claims)


def annotated(folder: Path, contexts: Path | None = None) -> Iterator[Annotated | InputError]:
    """The annotated articles of a folder, in the order of their names.

    Args:
        folder: where NAME.json, and NAME.txt where it is at hand, lie.
        contexts: where context is annotated, NAME.json for each.

    Yields:
        An article, or the error that stands in its place.
    """
    paths = sorted(path for path in folder.glob("*.json") if not path.name.startswith("."))
    if not paths:
        yield InputError(str(folder), "no .json file in this folder; name the one that holds the annotations")
    for path in paths:
        try:
            yield _read(path, contexts)
        except InputError as error:
            yield error


def _read(path: Path, contexts: Path | None) -> Annotated:
    gold = _object(path)
    items = [(field, item) for field in (*CLAIM_FIELDS, MENTIONS) for item in _list(path, gold, field)]
    if not any(field in gold for field in (*CLAIM_FIELDS, MENTIONS)):
        raise InputError(str(path), f"no annotations: it has none of {', '.join(CLAIM_FIELDS)}, {MENTIONS}")
    text = _text(path.with_suffix(".txt"))
    for field, item in items:
        _check_item(path, field, item, text)
    beside = contexts / path.name if contexts else None
    read = _context(beside, gold) if beside and beside.exists() else None
    return Annotated(path.stem, gold, read, text)


def _object(path: Path) -> Plain:
    try:
        plain = json_value(contents(path, _LARGEST))
    except OSError as error:
        raise InputError(str(path), f"cannot be read: {error.strerror}; name a folder of annotations") from error
    except Malformed as error:
        raise InputError(str(path), f"cannot be read: {error}; mend it") from error
    if not isinstance(plain, dict):
        raise InputError(str(path), "not a JSON object")
    return plain


def _list(path: Path, plain: Plain, field: str) -> list[Any]:
    items = plain.get(field) or []
    if not isinstance(items, list):
        raise InputError(str(path), f"{field} is no list")
    return items


def _check_item(path: Path, field: str, item: Any, text: str | None) -> None:  # noqa: ANN401  any JSON value
    needed: dict[str, type] = {"text": str, "start": int, "end": int}
    if field == MENTIONS:
        needed |= {"type": str, "name": str}
    if not isinstance(item, dict) or not all(isinstance(item.get(name), kind) for name, kind in needed.items()):
        raise InputError(str(path), f"{field}: {shown(item)}: needs {', '.join(needed)}")
    if field == MENTIONS and item["type"] not in ENTITY_KINDS.values():
        raise InputError(str(path), f"{field}: {cut(item['type'])}: types are {', '.join(ENTITY_KINDS.values())}")
    if text is not None and text[item["start"] : item["end"]] != item["text"]:
        there = text[item["start"] : item["end"]]
        raise InputError(
            str(path), f"{field}: «{cut(item['text'])}» is not at {item['start']}, where «{cut(there)}» is"
        )


def _context(path: Path, gold: Plain) -> Plain:
    plain = _object(path)
    for field in context.FIELDS.values():
        if len(_list(path, plain, field)) != len(gold.get(field) or []):
            raise InputError(str(path), f"{field}: needs one object for each that is annotated, in their order")
    return plain


def _text(path: Path) -> str | None:
    if not path.exists():
        return None
    (article,) = articles([str(path)])
    if isinstance(article, Article):
        return article.text
    raise article
