"""`extract schema`: the contract of the records, for machines."""

from __future__ import annotations

import json

from cli.output.target import standard_output
from extractors.schema import record_schema


def schema() -> None:
    """Print the JSON Schema of a record."""
    with standard_output() as stream:
        stream.write(json.dumps(record_schema(), ensure_ascii=False, indent=2) + "\n")
