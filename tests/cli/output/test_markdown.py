"""Markdown read back by a reader of GitHub's flavour, links and tables included."""

from __future__ import annotations

import io
import re
from html import unescape

import pytest
from extracted import NAMES, hostile, samples
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from cli.output import FORMATS
from cli.output.markdown import escaped
from cli.output.table import SECTIONS
from cli.output.target import Target
from cli.talk import clean, isolated
from extractors import Extracted

READER = MarkdownIt("gfm-like", {"html": True, "typographer": True})


def written(*articles: Extracted) -> str:
    stream = io.StringIO()
    FORMATS["markdown"](articles, Target(stream, several=True))
    return stream.getvalue()


def tokens(text: str) -> list[Token]:
    """All tokens, those within a line included."""
    return [each for token in READER.parse(text) for each in (token, *(token.children or ()))]


def shown(fragment: str) -> str:
    """What a browser shows of HTML without elements."""
    assert "<" not in fragment
    return unescape(fragment)


@pytest.mark.parametrize("article", [*samples(), hostile()], ids=lambda article: article.record.source)
def test_the_tables_are_those_of_the_terminal(article: Extracted) -> None:
    page = READER.render(written(article))
    found = [
        [[shown(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line)] for line in table.split("</tr>")[:-1]]
        for table in re.findall(r"<table>(.*?)</table>", page, re.DOTALL)
    ]
    expected = []
    for section in SECTIONS:
        rows = section.rows(article.record)
        cells = [[isolated(column.cell(row, article.record)) for row in rows] for column in section.columns]
        filled = [(column.head, texts) for column, texts in zip(section.columns, cells, strict=True) if any(texts)]
        if filled:
            heads, columns = zip(*filled, strict=True)
            expected.append([list(heads), *map(list, zip(*columns, strict=True))])
    assert found == expected
    headings = [shown(text) for text in re.findall(r"<h1>(.*?)</h1>", page)]
    assert headings == [clean(article.record.source)]


def test_nothing_in_an_article_is_markup() -> None:
    names = {token.type for token in tokens(written(hostile()))}
    assert names <= {
        *("heading_open", "heading_close", "paragraph_open", "paragraph_close", "blockquote_open", "blockquote_close"),
        *("table_open", "thead_open", "tr_open", "th_open", "tbody_open", "td_open"),
        *("table_close", "thead_close", "tr_close", "th_close", "tbody_close", "td_close"),
        *("inline", "text", "text_special"),
    }
    assert "Written 2018-06-05." in written(hostile())
    assert "> warning: \\<b\\>\\*" in written(hostile())


def test_articles_follow_each_other_and_an_empty_one_says_so() -> None:
    first, second, *_ = samples()
    both = written(first, second)
    assert both == f"{written(first)}\n{written(second)}"
    empty = written(Extracted(type(first.record)(source="a", sha256="0", encoding="utf-8", engine=first.record.engine)))
    assert empty == "# a\n\nNothing found.\n"


HOSTILE = [*(name for section in NAMES.values() for name in section)]
MARKUP = st.text(st.sampled_from("*_`[]()<>!#&|\\~:/@.-+=wht ps1aب\n$\"'")) | st.sampled_from(HOSTILE)


@given(MARKUP)
def test_words_are_shown_as_they_are(text: str) -> None:
    page = READER.render(f"| a |\n| --- |\n| {escaped(text)} |\n")
    (cell,) = re.findall(r"<td>(.*?)</td>", page, re.DOTALL)
    assert shown(cell) == isolated(text)
