"""Scores that are what they say: of the mentions scored 0.8, eight in ten are right.

A model may have a file calibration.json in its resources folder, made by `extractors.training.calibrate`:
{"person": [[raw, right], …], …, "repeat": right}. Between the points of a type scores are interpolated; raw ones rise,
and right ones never fall, so that the order of mentions stays. Without the file scores stay as the model gives them.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from extractors.entities.models import LARGEST, locate
from extractors.errors import ModelError
from extractors.files import contents
from extractors.parsing import json_value

if TYPE_CHECKING:
    from extractors.entities.mentions import Found

FILE: Final = "calibration.json"
REPEAT: Final = "repeat"  # a mention that the tagger passed over, and another one vouches for
DIGITS: Final = 2

Points = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Calibration:
    """What the scores of a model are worth.

    Attributes:
        points: by type of entity, raw scores and the share of such mentions that is right.
        repeat: the share that is right of mentions found by what another mention says; None where not known.
    """

    points: Mapping[str, Points] = field(default_factory=dict)
    repeat: float | None = None

    @property
    def digest(self) -> str:
        """The SHA-256 of its figures, hexadecimal."""
        content = json.dumps([dict(self.points), self.repeat], sort_keys=True)
        return hashlib.sha256(content.encode("utf-8")).hexdigest()

    @classmethod
    def of(cls, model: str | Path | None) -> Calibration:
        """That of a model, as a user names it; one that changes nothing where the model has none.

        Raises:
            ModelError: there is no such model, or its calibration is damaged.
        """
        located = locate(model)
        path = None if located.folder is None or located.alone else located.folder / FILE
        return cls.read(path) if path and path.is_file() else cls()

    @classmethod
    def read(cls, path: Path) -> Calibration:
        """The calibration in a file.

        Raises:
            ModelError: it is not one.
        """
        try:
            data: dict[str, Any] = json_value(contents(path, LARGEST))
            repeat = None if (stated := data.pop(REPEAT, None)) is None else float(stated)
            points = {type_: [(float(raw), float(right)) for raw, right in rows] for type_, rows in data.items()}
        except (OSError, ArithmeticError, ValueError, TypeError, AttributeError) as error:
            raise ModelError(f"{path}: not a calibration; make it again with extractors.training.calibrate") from error
        if not all(map(_rises, points.values())) or not (repeat is None or 0 <= repeat <= 1):
            raise ModelError(f"{path}: its scores do not rise from 0 to 1; make it again")
        return cls(points, repeat)

    def score(self, type_: str, raw: float) -> float:
        """What a raw score of a mention of a type is worth, 0 to 1."""
        points = self.points.get(type_)
        if not points:
            return raw
        at = bisect_right(points, (raw, 1.0))
        if at in {0, len(points)}:
            return round(points[min(at, len(points) - 1)][1], DIGITS)
        (low, before), (high, after) = points[at - 1], points[at]
        return round(before + (after - before) * (raw - low) / (high - low), DIGITS)

    def applied(self, mentions: Sequence[Found]) -> list[Found]:
        """Mentions with their raw scores made calibrated ones."""
        return [
            mention if mention.score is None else replace(mention, score=self.score(mention.type, mention.score))
            for mention in mentions
        ]

    def repeats(self, mentions: Sequence[Found]) -> list[Found]:
        """Mentions with a score for those that have none because no tagger found them.

        Where the others have no score either, nothing is known of these.
        """
        if self.repeat is None:
            return list(mentions)
        return [mention if mention.score is not None else replace(mention, score=self.repeat) for mention in mentions]


def _rises(points: Points) -> bool:
    inside = all(0 <= value <= 1 for point in points for value in point)
    return inside and all(low[0] < high[0] and low[1] <= high[1] for low, high in pairwise(points))
