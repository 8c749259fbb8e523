"""CSV for spreadsheets: one row a mention of an entity, one row a claim."""

from __future__ import annotations

import csv
from collections.abc import Iterable

from cli.output.cells import BYTE_ORDER_MARK, cell
from cli.output.columns import columns, rows
from cli.output.target import Target
from extractors.records import Extracted


def write(results: Iterable[Extracted], target: Target) -> None:
    """Write a header and the rows of each article as it is done; absent fields are empty cells."""
    if target.csv_bom:
        target.stream.write(BYTE_ORDER_MARK)
    table = csv.DictWriter(target.stream, columns(), lineterminator="\n")
    table.writeheader()
    for result in results:
        table.writerows({name: cell(value) for name, value in row.items()} for row in rows(result.record))
        target.stream.flush()
