"""A real Chromium without a screen, for tests of the pages.

Any of the names below on the PATH will do (`apt-get install chromium`); without one these tests are skipped.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from patience import LAST_RESORT

NEVER = LAST_RESORT * 1000  # milliseconds
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WATCH = "addEventListener('securitypolicyviolation', e => console.error('CSP ' + e.violatedDirective + e.blockedURI))"


@dataclass
class Opened:
    """A page in the browser, and everything that it must not do: dialogs, errors, requests, policy violations."""

    page: Any
    wrong: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.page.on("dialog", lambda dialog: (self.wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        self.page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        self.page.on("console", lambda message: self.wrong.append(f"console: {message.text}"))
        self.page.on("request", self._asked)
        self.page.add_init_script(WATCH)

    def _asked(self, request: Any) -> None:
        if not request.is_navigation_request():
            self.wrong.append(f"request: {request.url}")


Open = Callable[..., Any]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser, one for all tests."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip(f"no Chromium on the PATH ({', '.join(NAMES)}); apt-get install chromium")
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is of the extra test")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"], timeout=NEVER)
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium: Any) -> Open:
    """Open a file, 1280 by 900 unless told otherwise; what it does wrong fails the test when it is closed."""

    @contextmanager
    def opens(path: Path, width: int = 1280, **context: Any) -> Iterator[Any]:
        around = chromium.new_context(viewport={"width": width, "height": 900}, **context)
        around.set_default_timeout(NEVER)
        shown = Opened(around.new_page())
        shown.watch()
        shown.page.goto(path.resolve().as_uri())
        yield shown.page
        around.close()
        assert shown.wrong == []

    return opens


def violations(page: Any) -> list[str]:
    """What axe-core finds against WCAG 2.2 AA and its best practices, each with the first element it is found in."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415  only where a browser is

    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {rule['nodes'][0]['html'][:200]}" for rule in found]


def colours(css: str) -> tuple[dict[str, str], dict[str, str]]:
    """The colour variables of a style sheet, light and dark."""
    light, dark = css.split("prefers-color-scheme: dark", 1)
    pattern = re.compile(r"--([a-z-]+): (#[0-9a-f]{6})\b")
    day = dict(pattern.findall(light))
    return day, day | dict(pattern.findall(dark))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours as WCAG defines it, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
