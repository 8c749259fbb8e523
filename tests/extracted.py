"""Articles with their records for tests of formats: the committed samples, and one whose words are hostile."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from extractors import Entity, Extracted, Extractor, Mention, from_json
from extractors.reading import decode

SAMPLES: Final = Path(__file__).parents[1] / "samples"

NAMES: Final = {
    "people": ("=HYPERLINK(1)", "<script>alert('x')</script>", "@علي\u202e txt.exe", '"عمر, الحسن"'),
    "places": ("بغداد\nالجديدة", "-البصرة", "| الموصل |", "\t+نينوى\x1b[31m"),
    "organizations": (
        "**[نقابة](javascript:alert(1))**",
        "`www.khabar.example`",
        "&lt;وزارة&gt;",
        "شركة\\",
        "a@b.example",
    ),
}
"""What entities are called that would command a spreadsheet, a page or a terminal."""
TEXT: Final = (
    "=2+5 قتل 5 أشخاص\u202e و أصيب 7 <b>آخرون</b> يوم 5 حزيران 2018.\r\n"
    + "\n".join(f"وقال {name} إن 1 000 000 دينار | دفعت." for names in NAMES.values() for name in names)
    + "\n🙂 وارتفعت الأسعار بنسبة -5 بالمائة ﷺ في دمشق."
)


def _entities(section: str) -> tuple[Entity, ...]:
    found = []
    for number, name in enumerate(NAMES[section], start=1):
        at = TEXT.index(name)
        mention = Mention(text=name, start=at, end=at + len(name), score=0.5)
        found.append(Entity(id=f"{section}:{number}", name=name, count=1, mentions=(mention,), titles=(name, "=1")))
    return tuple(found)


def hostile() -> Extracted:
    """The article whose words are hostile, its name too."""
    record = Extractor(entities=False).extract(TEXT, source="=cmd|<b>`x`\u202e#1.txt", reference_date="2018-06-05")
    entities = {section: _entities(section) for section in NAMES}
    return Extracted(replace(record, **entities, warnings=("<b>*",)), TEXT)  # type: ignore[arg-type]


def samples() -> list[Extracted]:
    """The committed samples, entities and all."""
    found = []
    for path in sorted(SAMPLES.glob("*.json")):
        text, _ = decode(path.with_suffix(".txt").read_bytes())
        found.append(Extracted(from_json(path.read_bytes(), path.name), text))
    return found
