"""`extract rules`: the rule table, for those who read a result and want to know where it came from."""

from __future__ import annotations

from cli.output.target import standard_output


def rules() -> None:
    """List the rules in the order in which they win over each other, each with an example."""
    from cli import terminal  # noqa: PLC0415  Rich loads to print a table
    from extractors.claims import RULES  # noqa: PLC0415  the help needs no rules

    table = terminal.table()
    table.add_column("Rank", justify="right")
    table.add_column("Rule")
    table.add_column("Example", justify="right", overflow="fold")
    for rank, rule in enumerate(RULES, 1):
        table.add_row(str(rank), rule.name, terminal.Words(rule.example))
    with standard_output() as stream:
        terminal.console(stream).print(table, crop=False)
