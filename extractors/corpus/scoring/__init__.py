"""How well records agree with articles annotated by hand, and floors that scores must not fall below."""

from extractors.corpus.scoring.annotations import Annotated, annotated
from extractors.corpus.scoring.floors import Breach, breaches, floors_of, read_floors, write_floors
from extractors.corpus.scoring.measures import Score, Slip
from extractors.corpus.scoring.score import Scorer

__all__ = [
    "Annotated",
    "Breach",
    "Score",
    "Scorer",
    "Slip",
    "annotated",
    "breaches",
    "floors_of",
    "read_floors",
    "write_floors",
]
