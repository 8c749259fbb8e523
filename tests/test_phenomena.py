"""The 95 probes of shared/phenomena, where that folder is at hand: every one must be read as it expects."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extractors.claims import find_all
from extractors.numbers import find
from extractors.records import to_dict
from extractors.text import Document

PROBES = Path(__file__).parents[2] / "shared" / "phenomena" / "phenomena_probes.jsonl"
UNITS = {"kilometer": "km", "meter": "m", "celsius": "°C", "killed": "killed", "wounded": "injured"}
KINDS = {"money": {"money"}, "measure": {"measure"}, "ordinal": {"ordinal"}, "date": {"date"}, "duration": {"duration"}}
DURATIONS = {"PT2H30M": {"seconds": 9000}, "P20Y/P29Y": {"lo": 20, "hi": 29, "bound": "vague"}}

pytestmark = pytest.mark.skipif(not PROBES.exists(), reason="shared/phenomena is not beside this checkout")


def probes() -> list[Any]:
    if not PROBES.exists():
        return []
    lines = PROBES.read_text(encoding="utf-8").splitlines()
    return [pytest.param(probe, id=probe["id"]) for probe in map(json.loads, lines)]


def items(probe: dict[str, Any]) -> list[dict[str, Any]]:
    """What was read in a probe: its claims, and the numbers that no claim holds."""
    claims = [to_dict(claim) for claim in find_all(Document(probe["input"]), date(2018, 6, 5)).claims]
    if probe["kind"] in KINDS:
        return [claim for claim in claims if claim["kind"] in KINDS[probe["kind"]]]
    if probe["kind"] == "percentage":
        return [claim for claim in claims if claim["kind"] in ("percentage", "measure")]
    if probe["kind"] == "number_range" or not probe["expected"]:
        return claims
    loose = [
        {"start": number.start, "end": number.end, **number.fields()}
        for number in find(probe["input"])
        if not any(claim["start"] < number.end and number.core < claim["end"] for claim in claims)
    ]
    return sorted([*claims, *loose], key=lambda item: item["start"])


def agrees(expected: dict[str, Any], item: dict[str, Any]) -> bool:
    if item.get("kind") == "duration":
        value = item["value"]
        return expected == (DURATIONS[value] if value in DURATIONS else {"value": int(value.strip("PDYM"))})
    if "start" in expected or "hijri" in expected:
        return agrees_in_time(expected, item)
    wanted = {"lo": "low", "hi": "high"}
    for name, value in expected.items():
        if name == "unit":
            found = item.get("unit") or item.get("outcome") or (item.get("of") or {}).get("text")
            if found != UNITS.get(value, value) and not (value == "percent" and item["kind"] == "percentage"):
                return False
        elif item.get(wanted.get(name, name)) != pytest.approx(value):
            return False
    return True


def agrees_in_time(expected: dict[str, Any], item: dict[str, Any]) -> bool:
    if "hijri" in expected and "start" not in expected:
        return item["calendar"] == "hijri" and item["value"] == expected["hijri"]
    first, _, last = item["resolved"].partition("/")
    return first == expected["start"] and last in ("", expected.get("end", last))


@pytest.mark.parametrize("probe", probes())
def test_probe(probe: dict[str, Any]) -> None:
    found = items(probe)
    if probe["kind"] == "time":
        assert not [item for item in found if item.get("kind") in ("count", "ordinal")], "a clock time was counted"
        return
    missing = [expected for expected in probe["expected"] if not any(agrees(expected, item) for item in found)]
    assert not missing, found
    if not probe["expected"]:
        assert not found
