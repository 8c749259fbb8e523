"""Sums that do not come out: parts of a casualty figure that are more than the figure itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractors.records import Casualty, Claim, Number


def warnings(claims: Iterable[Claim]) -> tuple[str, ...]:
    """One line for each total that the parts stated in one sentence exceed, with the arithmetic.

    Figures stated again count once, and parts of different sentences are never added up: they may be the same people.
    """
    casualties = [claim for claim in claims if isinstance(claim, Casualty)]
    parts: dict[tuple[str, int], list[Casualty]] = {}
    for claim in casualties:
        if claim.part_of and not claim.same_as and _least(claim) is not None:
            parts.setdefault((claim.part_of, claim.sentence.start), []).append(claim)
    totals = {claim.id: claim for claim in casualties}
    found = (_excess(totals[total], group) for (total, _), group in parts.items() if total in totals)
    return tuple(warning for warning in found if warning)


def _excess(total: Casualty, parts: list[Casualty]) -> str | None:
    if total.high is None:
        return None
    figures = list(_figures(parts))
    summed = sum(figures)
    if summed <= total.high:
        return None
    sum_shown = f"{' + '.join(map(str, figures))} = {summed}" if len(figures) > 1 else str(summed)
    return f"«{total.text}» is {total.high} and its parts are more: {sum_shown}"


def _figures(parts: list[Casualty]) -> Iterator[Number]:
    for part in parts:
        if (least := _least(part)) is not None:
            yield least


def _least(claim: Casualty) -> Number | None:
    """The least number that a figure can mean."""
    return claim.low if claim.bound != "approx" else None
