"""How well each field of a casualty is read: `python tests/benchmarks/casualty_fields.py [--errors] [--entities]`.

Over the sentences of tests/cases/casualty_fields, written for this project and annotated before the reader had seen
them. A figure that is not found has every field wrong. part_of, speaker, kind and term are counted over the figures
that have one in the annotation or, for the first two, in what was found; outcome, number, toll and certainty over all.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from extractors import Extractor
from extractors.records import Casualty

CASES = Path(__file__).parents[1] / "cases" / "casualty_fields"
OPEN = ("vague", "none_stated")


class Tally(NamedTuple):
    """How often a field was right, over how many figures or sentences."""

    right: int
    of: int

    @property
    def share(self) -> float:
        """0 to 1; 1 where there was nothing to get wrong."""
        return self.right / self.of if self.of else 1.0


class Judged(NamedTuple):
    """One verdict: a field of the figure at some words of a sentence."""

    field: str
    right: bool
    sentence: str
    wanted: object
    got: object


def cases() -> list[dict[str, Any]]:
    """Every annotated sentence."""
    files = sorted(CASES.glob("*.toml"))
    return [case for path in files for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]]


def numbers(figure: dict[str, Any]) -> tuple[Any, ...]:
    """(bound, low, high) of an annotation; the bound alone where it says that there is no number."""
    bound, value = figure.get("bound", "exact"), figure.get("value")
    return (bound,) if bound in OPEN else (bound, figure.get("low", value), figure.get("high", value))


def found_numbers(claim: Casualty) -> tuple[Any, ...]:
    """The same of what was found."""
    return (claim.bound,) if claim.bound in OPEN else (claim.bound, claim.low, claim.high)


def outcomes(figure: dict[str, Any]) -> set[str]:
    """What befell the people of an annotation."""
    return set(figure.get("outcomes", [figure["outcome"]]))


def paired(case: dict[str, Any], claims: list[Casualty]) -> dict[int, Casualty]:
    """Annotation index to the claim that overlaps its words, those that agree first."""
    options: list[tuple[int, int, int, int]] = []
    after = 0
    for index, figure in enumerate(case["expect"]):
        start = case["text"].index(figure["at"], after)
        end, after = start + len(figure["at"]), start + 1
        for at, claim in enumerate(claims):
            overlap = min(claim.end, end) - max(claim.start, start)
            if overlap > 0:
                same = 2 * (numbers(figure) == found_numbers(claim)) + (outcomes(figure) == all_outcomes(claim))
                options.append((-same, claim.end - claim.start - overlap, index, at))
    pairs: dict[int, int] = {}
    for _, _, index, at in sorted(options):
        if index not in pairs and at not in pairs.values():
            pairs[index] = at
    return {index: claims[at] for index, at in pairs.items()}


def all_outcomes(claim: Casualty) -> set[str]:
    """What befell the people of a claim."""
    return set(claim.outcomes or (claim.outcome,))


def judge(case: dict[str, Any], extractor: Extractor) -> Iterator[Judged]:
    """Every verdict on a sentence."""
    text = case["text"]
    claims = [claim for claim in extractor.extract(text).claims if isinstance(claim, Casualty)]
    pairs = paired(case, claims)
    spurious = [claim.text for claim in claims if claim not in pairs.values()]
    if not case["expect"]:
        yield Judged("nothing found in a negative", not claims, text, [], spurious)
    yield from (Judged("precision", True, text, None, claim.text) for claim in pairs.values())
    yield from (Judged("precision", False, text, None, words) for words in spurious)
    index_of = {claim.id: index for index, claim in pairs.items()}
    for index, figure in enumerate(case["expect"]):
        claim = pairs.get(index)
        yield Judged("recall", claim is not None, text, figure["at"], claim and claim.text)
        yield from _fields(text, figure, claim, index_of)


def _fields(text: str, figure: dict[str, Any], claim: Casualty | None, index_of: dict[str, int]) -> Iterator[Judged]:
    part = index_of.get(claim.part_of, -1) if claim and claim.part_of else None
    certainty, toll = figure.get("certainty", "stated"), figure.get("toll", "new")
    compared: dict[str, tuple[object, object]] = {
        "outcome": (outcomes(figure), claim and all_outcomes(claim)),
        "number": (numbers(figure), claim and found_numbers(claim)),
        "toll": (toll, claim and claim.toll),
        "certainty": (certainty, claim and (claim.certainty or "stated")),
    }
    if "part_of" in figure or part is not None:
        compared["part_of"] = (figure.get("part_of"), part)
    compared |= {name: (figure[name], got) for name, got in _said(claim).items() if name in figure}
    for field, (wanted, got) in compared.items():
        yield Judged(field, wanted == got, text, wanted, got)
    speaker = claim.speaker.text if claim and claim.speaker else None
    if "speaker" in figure or speaker:
        wanted = figure.get("speaker")
        right = bool(claim and wanted and speaker and (wanted in speaker or speaker in wanted))
        yield Judged("speaker", right, text, wanted, speaker)


def _said(claim: Casualty | None) -> dict[str, str | None]:
    """What an annotation names only where it is worth saying."""
    return {"kind": claim.victim_kind if claim else None, "term": claim.term if claim else None}


def verdicts(extractor: Extractor) -> list[Judged]:
    """Every verdict on every sentence."""
    return [verdict for case in cases() for verdict in judge(case, extractor)]


def tallies(judged: list[Judged]) -> dict[str, Tally]:
    """How often each field was right."""
    fields = dict.fromkeys(verdict.field for verdict in judged)
    return {
        field: Tally(
            sum(verdict.right for verdict in judged if verdict.field == field),
            sum(verdict.field == field for verdict in judged),
        )
        for field in fields
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="show every verdict that is not right")
    parser.add_argument("--entities", action="store_true", help="with the entity model, as `extract` does")
    options = parser.parse_args()
    judged = verdicts(Extractor(entities=options.entities))
    for verdict in judged:
        missed = verdict.got is None and verdict.field not in ("recall", "speaker", "part_of")
        if options.errors and not verdict.right and not missed:
            print(f"{verdict.field}: wanted {verdict.wanted}, got {verdict.got} | {verdict.sentence}")
    print(f"{len(cases())} sentences")
    for field, tally in tallies(judged).items():
        print(f"{field:28} {tally.share:.3f}  ({tally.right} of {tally.of})")


if __name__ == "__main__":
    main()
