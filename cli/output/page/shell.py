"""What every page has around it: escaping, the look, the script, and a policy that lets nothing else run.

Everything that a template prints is escaped by Jinja, and before that freed of control characters and of direction
overrides, whatever article, file name or record it comes from. An undefined name is an error.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import regex

from cli.talk import is_arabic

if TYPE_CHECKING:  # Jinja takes a tenth of a second to load, and --help needs none of it
    from jinja2 import Environment

HERE: Final = Path(__file__).parent

_BLANKS: Final = regex.compile(r"[\t\v\f\x85\u2028\u2029]")
_CONTROLS: Final = regex.compile(r"[\p{Cc}\p{Cs}--\n]", regex.V1)
_INVISIBLE: Final = regex.compile(  # kept: Arabic number signs, joiners, and marks that turn no other character
    r"[\p{Cf}--[\u0600-\u0605\u06dd\u08e2\u200c\u200d\u200e\u200f\u061c]]", regex.V1
)


def visible(text: str) -> str:
    """The text without what hides, reverses or breaks it: bidi overrides and isolates, controls, lone surrogates."""
    shown: str = _INVISIBLE.sub("", _CONTROLS.sub("\ufffd", _BLANKS.sub(" ", text)))
    return shown


def render(template: str, **values: Any) -> str:  # noqa: ANN401  a template takes what it names
    """A template of cli/output/page/templates with its values."""
    return environment().get_template(template).render(**values)


def head(title: str, *sheets: str, **values: Any) -> str:  # noqa: ANN401  as above
    """Everything before the content of a page.

    Args:
        title: the title of the page.
        sheets: names of further style sheets of cli/output/page/assets.
        values: what else head.html asks for.
    """
    style = "\n".join(map(asset, ("page.css", *sheets)))
    return render("head.html", title=title, style=_raw(style), policy=policy(style, script()), **values)


def foot() -> str:
    """Everything after the content of a page."""
    return render("foot.html", script=_raw(script()))


def policy(style: str, code: str) -> str:
    """The Content-Security-Policy: this style and this script, by their digests, and nothing from anywhere."""
    return (
        f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(code)}; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def asset(name: str) -> str:
    """A style sheet or script of cli/output/page/assets."""
    return (HERE / "assets" / name).read_text(encoding="utf-8").strip()


def script() -> str:
    """The one script of every page."""
    return asset("page.js")


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _raw(text: str) -> str:
    """Our own style or script, which is no text to escape."""
    from markupsafe import Markup  # noqa: PLC0415  loaded with Jinja

    return Markup(text)  # noqa: S704  files of this package, nothing of an article


@cache
def environment() -> Environment:
    """The templates; what they print is made visible and escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415  as above
    from markupsafe import Markup  # noqa: PLC0415  as above

    def shown(value: object) -> object:
        return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    templates = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.tests["arabic"] = is_arabic
    return templates
