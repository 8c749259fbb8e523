"""`extract schema`."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

from jsonschema import Draft202012Validator

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def test_what_is_printed_validates_what_is_extracted(run: Run, news: Path) -> None:
    schema = json.loads(run("schema").stdout)
    Draft202012Validator.check_schema(schema)
    record = json.loads(run(news.name, "--no-entities", "-f", "json").stdout)
    Draft202012Validator(schema).validate(record)
    assert not Draft202012Validator(schema).is_valid(record | {"sources": []})
