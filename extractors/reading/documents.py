"""Web pages, Word documents and PDF files: which reader is meant, and where it runs.

Each reader is a module with `read(data) -> Page`, over a library that is an extra of the package. It runs in a
process of its own (see `confined`): such files come from anyone, and their parsers are large.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from extractors.reading.legible import NotText, require_arabic
from extractors.reading.page import Page


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document.

    Attributes:
        name: what the record's `encoding` says; also the module of its reader and the extra of the package.
        called: what messages call it.
        suffixes: what its files' names end in.
        library: the module that its reader needs.
        opening: what its bytes begin with.
    """

    name: str
    called: str
    suffixes: tuple[str, ...]
    library: str
    opening: re.Pattern[bytes]

    def missing(self) -> str | None:
        """Why this kind cannot be read here, if so, and what to do."""
        if importlib.util.find_spec(self.library):
            return None
        return f"{self.called} needs {self.library}; run: pip install 'khabar[{self.name}]'"


KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            Kind(
                "html",
                "a web page",
                (".html", ".htm"),
                "trafilatura",
                re.compile(rb"(?i)(?:\xef\xbb\xbf)?\s{0,99}(?:<!--[^>]{0,999}>\s{0,99})?<(?:!doctype html|html)\b"),
            ),
            Kind("docx", "a Word document", (".docx",), "docx", re.compile(rb"PK\x03\x04")),
            Kind("pdf", "a PDF", (".pdf",), "pdfminer", re.compile(rb"\s{0,99}%PDF-")),
        )
    }
)
SUFFIXES: Final = tuple(suffix for kind in KINDS.values() for suffix in kind.suffixes)


def kind_of(path: str, data: bytes) -> Kind | None:
    """The kind of a document by how its bytes begin, for a part of a web page by its name; None for plain text."""
    name = path.lower()
    page = KINDS["html"]
    if name.endswith(page.suffixes):
        return next((kind for kind in KINDS.values() if kind.opening.match(data)), page)
    if name.endswith(".txt") and page.opening.match(data):
        return None  # the source of a page, meant as text
    return next((kind for kind in KINDS.values() if kind.opening.match(data)), None)


def read(kind: Kind, data: bytes) -> Page:
    """The text of a document.

    Raises:
        NotText: it is damaged, locked, takes too much time or memory, or holds no Arabic text; or its reader is not
            installed.
    """
    if missing := kind.missing():
        raise NotText(missing)
    from extractors.reading.confined import confined  # noqa: PLC0415  most runs read no documents

    page = confined(kind.name, data)
    if not page.text.strip():
        raise NotText(f"no text in it, only pictures perhaps; save what {kind.called} says as plain text")
    require_arabic(page.text)
    return page
