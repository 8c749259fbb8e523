"""What opens the words that somebody reports: أن, a colon, a quotation, or a noun for what happened."""

from __future__ import annotations

from typing import Final

from extractors.claims.context.article import Passage
from extractors.claims.context.sources import QUOTES
from extractors.claims.lexicon import events, reporting

_FAR: Final = 25  # tokens between a reporting verb and what is reported
_NEAR: Final = 4  # tokens behind a verb and its subject in which a paper is named
_WITH, _TO = "ب", "الي"


def opens_at(passage: Passage, at: int) -> int | None:
    """The first token of the words reported after أن, a colon or an opening quotation mark; None without one."""
    figures = {first for first, _ in passage.figures}
    opened, end = at, min(at + _FAR, len(passage.tokens))
    while opened < end:
        form = passage.form(opened)
        if reporting.COMPLEMENTIZERS.matches(form) or form == ":":
            return opened + 1
        if form in QUOTES:
            closing = _name_quoted(passage, opened)
            if closing is None:
                return opened + 1
            opened = closing
        elif opened in figures or _breaks(passage, at, opened):
            return None
        opened += 1
    return None


def _breaks(passage: Passage, first: int, at: int) -> bool:
    """Whether a word between a verb and أن shows that أن is another's."""
    form = passage.form(at)
    if form in reporting.CONTENTS and at > first:
        return True
    if form in events.BOUNDARIES:
        return True
    verb = reporting.verb(form) if passage.form(at - 1) not in reporting.NEGATIONS else None
    return verb is not None and at > first and not verb.participle and not verb.object and not verb.needs


def _name_quoted(passage: Passage, at: int) -> int | None:
    """The closing mark of a quoted name, None where a quotation begins."""
    closing = QUOTES[passage.form(at)]
    headed = reporting.INSTITUTIONS.matches(passage.form(at - 1))
    for to in range(at + 2, min(at + 7, len(passage.tokens))):
        if passage.form(to) == closing:
            named = any(at < name.first and name.to <= to for name in passage.names)
            return to if named or headed else None
    return None


def is_content(passage: Passage, at: int) -> bool:
    """Whether a word begins what is reported: أعلن مقتل, أضاف وجود, أفاد بإصابة."""
    at += int(passage.form(at) == _TO)  # مشيرة إلى وجود
    form, contents = passage.form(at), reporting.CONTENTS
    return form in contents or (form[:1] == _WITH and form[1:] in contents)


def puts_out_paper(passage: Passage, at: int, end: int) -> bool:
    """Whether a paper is among the words after a verb and its subject: نشرت الشبكة تقريرا."""
    words = reporting.DOCUMENTS
    for form in (passage.form(n) for n in range(at + 1, min(end + _NEAR, len(passage.tokens)))):
        if form in words or form.removesuffix("ا") in words:
            return True
    return False
