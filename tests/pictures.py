"""Makes the pictures of README.md: `python tests/pictures.py`, with Chromium, Pillow, and fonts-noto-core.

They are samples/pictures/table.png, what a terminal shows of samples/stadium.txt, and page.png, its page.
"""

from __future__ import annotations

import io
import json
import shutil
import tempfile
from pathlib import Path

from browser import NAMES
from PIL import Image
from playwright.sync_api import sync_playwright
from rich.console import Console

from cli import terminal
from cli.output import html, table
from cli.output.target import Target
from extractors.corpus.texts import with_texts
from extractors.loading import from_dict
from extractors.records import Extracted

ROOT = Path(__file__).parents[1]
GOAL = ROOT / "samples" / "pictures"
WIDE, HIGH = 1200, 820
COLUMNS = 100
SHOWN = ("People", "Percentages", "Casualties")
"""The tables of the first picture, for all would fill several screens."""
FRAME = """<!doctype html><meta charset="utf-8"><style>body {{ margin: 0; background: #16191d; color: #e8e6e1 }}
pre {{ margin: 0; display: inline-block; max-height: 42em; overflow: hidden; padding: 1.4rem 1.8rem;
  font: 15px/1.5 "DejaVu Sans Mono", monospace }} {stylesheet}</style>
<pre><span style="color:#9dc7fe">$</span> extract samples/stadium.txt --only people,percentage,casualty
{code}</pre>"""


def main() -> None:
    """Write both."""
    GOAL.mkdir(exist_ok=True)
    plain = json.loads((ROOT / "samples" / "stadium.json").read_text(encoding="utf-8"))
    (article,) = with_texts([from_dict(plain)], str(ROOT))
    assert isinstance(article, Extracted)
    page = io.StringIO()
    html.write([article], Target(page, several=False))
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        path = next(filter(None, map(shutil.which, NAMES)))
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for name, text in (("table", _terminal(article)), ("page", page.getvalue())):
            source = Path(folder) / f"{name}.html"
            source.write_text(text, encoding="utf-8")
            shown = browser.new_page(viewport={"width": WIDE, "height": HIGH})
            shown.goto(source.as_uri())
            if name == "page":
                shown.locator("mark.casualty").nth(1).hover()
                shown.locator("#card").wait_for(state="visible")
            target = shown.locator("pre") if name == "table" else shown
            _saved(target.screenshot(), GOAL / f"{name}.png")
        browser.close()


def _terminal(article: Extracted) -> str:
    table.SECTIONS = tuple(section for section in table.SECTIONS if section.title in SHOWN)
    plain = {"markup": False, "highlight": False}
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, **plain)
    terminal.console = lambda _: console
    table.write([article], Target(io.StringIO(), several=False))
    return console.export_html(code_format=FRAME)


def _saved(picture: bytes, path: Path) -> None:
    """Write a picture with no more colours than it needs, a third of the size."""
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(128, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main()
