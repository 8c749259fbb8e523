"""Make a model's scores mean what they say: extractors/models/calibration.json from annotated articles.

    python -m extractors.training.calibrate DEV.jsonl [MODEL]

DEV.jsonl is ``news2018/dev.jsonl`` or a file like it, not trained on; MODEL a resources folder, by default the
embedded one. For each type, mentions are put in order of their raw score and in bins, the share that is right is
counted in each (span and type as annotated), and shares that fall where scores rise are pooled (isotonic regression).
Prints how reliable scores are before and after; after, each article is judged by a fit to the others.
"""

# ruff: noqa: T201  a script reports by printing

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Final, NamedTuple

from extractors.entities.calibration import FILE, REPEAT, Calibration
from extractors.entities.mentions import Context, find_mentions
from extractors.entities.models import embedded_folder
from extractors.entities.places import gazetteer
from extractors.entities.repeats import with_repeats
from extractors.entities.tagger import Tagger, load_tagger
from extractors.text import Document
from extractors.text.clitics import pieces, written
from extractors.training.data import TYPES

KINDS: Final = {"PER": "person", "LOC": "place", "ORG": "organization"}
FEWEST: Final = 30  # mentions in a bin
FOLDS: Final = 10
TENTHS: Final = 10
DIGITS: Final = 3


class Judged(NamedTuple):
    """A mention that was found: its article, type, raw score (None where no tagger found it), whether it is right."""

    article: int
    type: str
    raw: float | None
    right: bool


def judged(path: Path, tagger: Tagger) -> Iterator[Judged]:
    """The mentions that are found in annotated articles."""
    known = gazetteer()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        article: dict[str, Any] = json.loads(line)
        gold = {(KINDS[TYPES[m["type"]]], m["start"], m["end"]) for m in article["mentions"]}
        document = Document(article["text"])
        cut = [pieces(document, sentence) for sentence in document.sentences]
        tagged = tagger.tag([[written(document, piece) for piece in sentence] for sentence in cut])
        found = find_mentions(document, cut, tagged, known)
        for mention in with_repeats(found, [Context(document.text, sentence) for sentence in cut], known):
            right = (mention.type, mention.start, mention.end) in gold
            yield Judged(number, mention.type, mention.score, right)


def fit(mentions: Iterable[Judged]) -> dict[str, Any]:
    """The content of calibration.json."""
    by_type: defaultdict[str, list[Judged]] = defaultdict(list)
    for mention in mentions:
        by_type[mention.type if mention.raw is not None else REPEAT].append(mention)
    table: dict[str, Any] = {type_: points(found) for type_, found in sorted(by_type.items()) if type_ != REPEAT}
    repeats = by_type[REPEAT]
    return table | ({REPEAT: round(_share(sum(m.right for m in repeats), len(repeats)), 2)} if repeats else {})


class _Bin(NamedTuple):
    """Mentions of like scores: the sum of these, how many are right, how many there are."""

    scores: float = 0.0
    right: int = 0
    number: int = 0

    def with_all(self, other: _Bin) -> _Bin:
        """Both in one."""
        return _Bin(self.scores + other.scores, self.right + other.right, self.number + other.number)

    @property
    def share(self) -> float:
        """The share that is right."""
        return _share(self.right, self.number)


def points(mentions: Iterable[Judged]) -> list[tuple[float, float]]:
    """Raw scores and the share of mentions about them that is right, both rising."""
    pooled: list[_Bin] = []
    for one in _bins(mentions):
        pooled.append(one)
        while len(pooled) > 1 and pooled[-2].share >= pooled[-1].share:
            last = pooled.pop()
            pooled.append(pooled.pop().with_all(last))
    return [(round(one.scores / one.number, DIGITS), round(one.share, DIGITS)) for one in pooled]


def _bins(mentions: Iterable[Judged]) -> Iterator[_Bin]:
    """Mentions in order of their scores, so many in each bin; those of one score are never parted."""
    pending = _Bin()
    ordered = sorted((mention.raw or 0.0, mention.right) for mention in mentions)
    for raw, same in groupby(ordered, key=lambda pair: pair[0]):
        rights = [right for _, right in same]
        pending = pending.with_all(_Bin(raw * len(rights), sum(rights), len(rights)))
        if pending.number >= FEWEST:
            yield pending
            pending = _Bin()
    if pending.number:
        yield pending


def _share(right: int, count: int) -> float:
    """The share that is right, as sure as so few can make it (Laplace)."""
    return (right + 1) / (count + 2)


def reliability(scored: Sequence[tuple[float, bool]]) -> tuple[list[str], float]:
    """Rows of score, mentions, mean score and share right; and the expected calibration error, 0 to 1."""
    rows, error = [], 0.0
    tenths: defaultdict[int, list[tuple[float, bool]]] = defaultdict(list)
    for score, right in scored:
        tenths[min(int(score * TENTHS), TENTHS - 1)].append((score, right))
    for tenth, pairs in sorted(tenths.items()):
        mean, share = (sum(pair[n] for pair in pairs) / len(pairs) for n in (0, 1))
        error += abs(mean - share) * len(pairs) / len(scored)
        rows.append(f"{tenth / TENTHS:.1f} to {(tenth + 1) / TENTHS:.1f}  {len(pairs):5}  {mean:.3f}  {share:.3f}")
    return rows, error


def crossed(mentions: Sequence[Judged]) -> Iterator[tuple[float, bool]]:
    """Each mention with the score that a fit to the articles of the other folds gives it."""
    for fold in range(FOLDS):
        table = fit(m for m in mentions if m.article % FOLDS != fold)
        calibration = Calibration({type_: rows for type_, rows in table.items() if type_ != REPEAT})
        for m in mentions:
            if m.article % FOLDS == fold and m.raw is not None:
                yield calibration.score(m.type, m.raw), m.right


def report(mentions: Sequence[Judged], say: Callable[[str], None]) -> None:
    """Say how reliable scores are before and after."""
    for name, scored in (
        ("before", [(m.raw, m.right) for m in mentions if m.raw is not None]),
        ("after", list(crossed(mentions))),
    ):
        rows, error = reliability(scored)
        say(f"{name}: expected calibration error {error:.4f}\nscore     mentions  mean   right")
        say("\n".join(rows))


def main() -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(description="Make a model's scores mean what they say.")
    parser.add_argument("dev", type=Path)
    parser.add_argument("model", type=Path, nargs="?", default=embedded_folder())
    options = parser.parse_args()
    mentions = list(judged(options.dev, load_tagger(options.model)))
    report(mentions, print)
    table = fit(mentions)
    (options.model / FILE).write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    print(f"{options.model / FILE}: {json.dumps(table)}")


if __name__ == "__main__":
    main()
