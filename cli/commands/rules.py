"""`extract rules`: the rule table, for those who read a result and want to know where it came from."""

from __future__ import annotations

from rich import box
from rich.table import Table

from cli import terminal
from cli.output.target import standard_output
from extractors.claims import RULES


def rules() -> None:
    """List the rules in the order in which they win over each other, each with an example."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.add_column("Rank", justify="right")
    table.add_column("Rule")
    table.add_column("Example", justify="right", overflow="fold")
    for rank, rule in enumerate(RULES, 1):
        table.add_row(str(rank), rule.name, terminal.Words(rule.example))
    with standard_output() as stream:
        terminal.console(stream).print(table, crop=False)
