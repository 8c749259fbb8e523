"""Why each claim is as it is, for `extract --explain`: one block a place, in the order of the article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TextIO

from cli import terminal
from cli.talk import clean, isolated

if TYPE_CHECKING:
    from extractors.claims.explanation import Explanation


def write(source: str, explanations: Iterable[Explanation], stream: TextIO) -> None:
    """Print the explanations of one article under its name."""
    console = terminal.console(stream)
    console.print(clean(source), style="bold", soft_wrap=True)
    for explanation in explanations:
        for line in _lines(explanation):
            console.print(line, soft_wrap=True)
    console.print()


def _lines(explanation: Explanation) -> Iterator[str]:
    place = f"{explanation.start}:{explanation.end}"
    kind = "no claim" if explanation.kind == "none" else explanation.kind
    yield f"{isolated(explanation.text)} [{place}] {kind}, by rule {explanation.rule}"
    if explanation.parse:
        yield f"    number: {isolated(explanation.parse)}"
    for rival in explanation.rejected:
        rejected = "no claim" if rival.kind == "none" else rival.kind
        yield f"    rejected: {isolated(rival.text)} as {rejected} by rule {rival.rule}: {rival.reason}"
