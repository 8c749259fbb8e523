"""Examples for `--help`, which shows them before anything else.

A test keeps each of them one that can be typed, and shorter than a narrow terminal's line.
"""

from __future__ import annotations

from typing import Final

KEEP: Final = "\b"
"""Before lines that are not to be run together."""
EXAMPLES: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "extract": (
        ("extract article.txt", "tables in the terminal"),
        ("extract article.txt --date 2018-06-05 -f json", "a record, its dates resolved"),
        ("extract reports/ -o records.jsonl", "a record a line from a whole folder"),
        ("extract article.txt --no-entities --only casualty", "some numbers, at once"),
    ),
    "check": (
        ("extract check samples/", "what differs, in words"),
        ("extract check samples/ --update", "accept it"),
        ("extract check samples/ --output-format github", "as notes in a pull request"),
    ),
    "report": (
        ("extract report records.jsonl -o report.html", "of saved records"),
        ("extract report reports/ --no-entities -o report.html", "numbers alone"),
    ),
    "convert": (
        ("extract convert records.jsonl -o claims.csv", "for a spreadsheet"),
        ("extract convert records.jsonl --to ftm > entities.ftm", "for Aleph"),
    ),
    "diff": (
        ("extract diff old.jsonl new.jsonl", "what changed, and by which rule or model"),
        ("extract diff old/ new/ --format json", "the same for a program"),
    ),
    "rules": (("extract rules", "the rules, first ones first"),),
    "schema": (("extract schema > record.schema.json", "the JSON Schema of a record"),),
    "score": (
        ("extract score gold/ records.jsonl", "precision, recall and F1"),
        ("extract score gold/ records.jsonl --verbose", "and each miss and false find"),
        ("extract score gold/ records.jsonl --floors floors.toml", "fail below one"),
    ),
    "toll": (
        ("extract toll reports/", "one row for each day, place and outcome"),
        ("extract toll records.jsonl -o toll.csv", "of saved records"),
    ),
}


def help_text(name: str, described: str) -> str:
    """The help of a command: its examples, then what it does."""
    listed = "\n".join(f"{line}  # {what}" for line, what in EXAMPLES.get(name, ()))
    return f"Examples:\n\n{KEEP}\n{listed}\n\n{described}"
