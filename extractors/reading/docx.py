"""Word documents: the paragraphs of the body, tables and text boxes included, one a line."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any, Final

import docx
from docx.oxml.ns import qn

from extractors.reading.legible import NotText
from extractors.reading.page import Page, raised

LARGEST: Final = 256 << 20
"""Bytes that the parts of a document may have when unpacked, pictures included."""

_PARAGRAPH: Final = qn("w:p")
_WRITTEN: Final = {qn("w:t"): None, qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_RUN_STYLE, _ALIGNED, _VALUE = qn("w:rPr"), qn("w:vertAlign"), qn("w:val")
_LEFT_OUT: Final = {
    qn("w:del"),  # what a reviewer struck out
    qn("w:moveFrom"),
    qn("w:pPr"),
    qn("w:rPr"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",  # says again what Choice says
}


def read(data: bytes) -> Page:
    """The text of a document as it stands with all changes accepted; headers, footers and notes are left out.

    Raises:
        NotText: it is no Word document, is locked with a password, or unpacks to too much.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile as error:
        raise NotText("not a whole Word document; copy it again") from error
    if sum(part.file_size for part in parts) > LARGEST:  # no part unpacks to more than it says: zipfile sees to that
        raise NotText(f"unpacks to more than {LARGEST >> 20} MiB; save its text as a plain text file")
    if not any(part.filename == "[Content_Types].xml" for part in parts):
        raise NotText("a ZIP archive and no Word document; unpack it first")
    body = docx.Document(io.BytesIO(data)).element.body
    return Page("\n".join("".join(_written(paragraph)) for paragraph in _paragraphs(body)))


def _paragraphs(body: Any) -> Iterator[Any]:  # noqa: ANN401  an element of lxml, untyped there
    """Every paragraph, those inside a text box after the one that holds it; without recursion."""
    waiting = [body]
    while waiting:
        element = waiting.pop()
        if element.tag == _PARAGRAPH:
            yield element
        waiting.extend(child for child in reversed(element) if child.tag not in _LEFT_OUT)


def _written(paragraph: Any) -> Iterator[str]:  # noqa: ANN401
    """The text of a paragraph, without that of paragraphs inside it."""
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if element.tag in _WRITTEN:
            text = _WRITTEN[element.tag] or element.text or ""
            yield raised(text) if _is_raised(element) else text
        elif element.tag not in _LEFT_OUT and element.tag != _PARAGRAPH:
            waiting.extend(reversed(element))


def _is_raised(element: Any) -> bool:  # noqa: ANN401
    """Whether the run that an element stands in is set above the line."""
    run = element.getparent()
    style = run.find(f"{_RUN_STYLE}/{_ALIGNED}") if run is not None else None
    return style is not None and style.get(_VALUE) == "superscript"
