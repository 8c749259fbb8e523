"""What `extract check` found: in words, and in the forms that build servers read."""

from __future__ import annotations

import json as plain_json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, TextIO
from xml.etree import ElementTree as ET

import regex

from cli.talk import clean, escaped
from extractors.corpus.check import Result
from extractors.corpus.differences import Difference
from extractors.errors import InputError

Outcome = Result | InputError
Writer = Callable[[Sequence[Outcome], TextIO], None]

_NOT_XML: Final = regex.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def full(outcomes: Sequence[Outcome], stream: TextIO) -> None:
    """Each sample that differs, and beneath it what differs, in words."""
    for result in _drifted(outcomes):
        stream.write(f"{clean(str(result.golden))}: {_counted(result)}\n")
        stream.writelines(f"  {clean(str(difference))}\n" for difference in result.differences)


def concise(outcomes: Sequence[Outcome], stream: TextIO) -> None:
    """One line a difference, behind the place that an editor can go to."""
    for result in _drifted(outcomes):
        for difference in result.differences:
            path, line, column = result.place(difference)
            place = f"{path}:{line}:{column}" if line else str(path)
            stream.write(f"{clean(place)}: {clean(str(difference))}\n")


def diff(outcomes: Sequence[Outcome], stream: TextIO) -> None:
    """What differs as unified diffs of the records' JSON; in words where there are no two records to compare."""
    for result in _drifted(outcomes):
        told = "".join(f"# {result.golden}: {difference}\n" for difference in result.differences)
        stream.writelines(escaped(line) for line in (result.diff() or told).splitlines(keepends=True))


def json(outcomes: Sequence[Outcome], stream: TextIO) -> None:
    """An array with every sample and its differences; no differences, it agrees."""
    samples = [_plain(outcome) for outcome in outcomes]
    stream.write(escaped(plain_json.dumps(samples, ensure_ascii=False, indent=2)) + "\n")


def junit(outcomes: Sequence[Outcome], stream: TextIO) -> None:
    """JUnit's XML: a test case a sample, which fails if it differs and is in error if it cannot be read."""
    counts = {
        "tests": len(outcomes),
        "failures": sum(1 for _ in _drifted(outcomes)),
        "errors": sum(isinstance(outcome, InputError) for outcome in outcomes),
    }
    attributes = {name: str(count) for name, count in counts.items()}
    root = ET.Element("testsuites", attributes)
    suite = ET.SubElement(root, "testsuite", {"name": "extract check", **attributes})
    for outcome in outcomes:
        _test_case(suite, outcome)
    ET.indent(root)
    stream.write('<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n")


def github(outcomes: Sequence[Outcome], stream: TextIO) -> None:
    """GitHub's workflow commands: each difference an error at its line of the article."""
    for outcome in outcomes:
        if isinstance(outcome, InputError):
            stream.write(_command(outcome.reason, file=outcome.source, title="cannot be read"))
            continue
        for difference in outcome.differences:
            path, line, column = outcome.place(difference)
            title = f"{difference.kind} drifted"
            stream.write(_command(str(difference), file=path.as_posix(), line=line, col=column, title=title))


FORMATS: Final[dict[str, Writer]] = {
    "full": full,
    "concise": concise,
    "json": json,
    "junit": junit,
    "github": github,
}


def _drifted(outcomes: Sequence[Outcome]) -> Iterator[Result]:
    return (outcome for outcome in outcomes if isinstance(outcome, Result) and outcome.differences)


def _counted(result: Result) -> str:
    count = len(result.differences)
    return f"{count} difference" + ("s" if count > 1 else "")


def _plain(outcome: Outcome) -> dict[str, Any]:
    if isinstance(outcome, InputError):
        return {"sample": outcome.source, "error": outcome.reason}
    told = [_plain_difference(outcome, difference) for difference in outcome.differences]
    return {"sample": outcome.golden.as_posix(), "differences": told}


def _plain_difference(result: Result, difference: Difference) -> dict[str, Any]:
    path, line, column = result.place(difference)
    changes = [{"field": change.field, "old": change.old, "new": change.new} for change in difference.changes]
    fields = {
        "sign": difference.sign,
        "kind": difference.kind,
        "subject": difference.subject,
        "file": path.as_posix(),
        "line": line,
        "column": column,
        "changes": changes,
        "advice": difference.advice,
    }
    return {name: value for name, value in fields.items() if value not in (None, "", [])}


def _test_case(suite: ET.Element, outcome: Outcome) -> None:
    if isinstance(outcome, InputError):
        case = ET.SubElement(suite, "testcase", {"classname": "extract.check", "name": _xml(outcome.source)})
        ET.SubElement(case, "error", {"type": "unreadable", "message": _xml(outcome.reason)})
        return
    name = _xml(outcome.golden.as_posix())
    case = ET.SubElement(suite, "testcase", {"classname": "extract.check", "name": name})
    if outcome.differences:
        failure = ET.SubElement(case, "failure", {"type": "drift", "message": _counted(outcome)})
        failure.text = "\n".join(_xml(str(difference)) for difference in outcome.differences)


def _xml(text: str) -> str:
    """The text with none of the characters that XML forbids."""
    return _NOT_XML.sub("\ufffd", clean(text))


def _command(message: str, **properties: str | int | None) -> str:
    given = ((name, clean(str(value))) for name, value in properties.items() if value is not None)
    listed = ",".join(f"{name}={_data(value).replace(':', '%3A').replace(',', '%2C')}" for name, value in given)
    return f"::error {listed}::{_data(clean(message))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
