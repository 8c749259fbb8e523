"""What reaches a terminal, and what a pipe: colour, width, direction, and nothing that an article smuggles in."""

from __future__ import annotations

import json
import re
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from cli.talk import clean, isolated

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Terminal = Callable[..., str]
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
RIGHT_TO_LEFT, END = "\u2067", "\u2069"
BIDI = {"\u061c", "\u200e", "\u200f", *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}
LONG = "أعلن الجيش مقتل ما لا يقل عن 34 مسلحا من عناصر التنظيم المتطرف، وارتفع العدد بنسبة 40 بالمائة"


def screen(sent: str) -> list[str]:
    """The lines as they stand on the screen, colours taken off."""
    return COLOUR.sub("", sent).replace("\r\n", "\n").split("\n")


def test_a_terminal_gets_tables_in_colour_and_in_its_width(on_a_terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LONG, encoding="utf-8")
    sent = on_a_terminal("a.txt", "--no-entities", columns=60)
    assert "\x1b[1m" in sent
    lines = screen(sent)
    assert "Percentages" in sent
    assert "a.txt" in lines
    assert max(map(cell_len, lines)) <= 60


def test_no_color_is_obeyed(on_a_terminal: Terminal, news: Path) -> None:
    sent = on_a_terminal(news.name, "--no-entities", NO_COLOR="1")
    assert not re.search(r"\x1b\[(3|4|9|10)[0-9]", sent)


@pytest.mark.parametrize("columns", [34, 8])
def test_a_narrow_terminal_wraps_and_isolates_every_line_by_itself(
    on_a_terminal: Terminal, tmp_path: Path, columns: int
) -> None:
    (tmp_path / "a.txt").write_text(LONG, encoding="utf-8")
    lines = screen(on_a_terminal("a.txt", "--no-entities", columns=columns))
    assert columns == 8 or max(map(cell_len, lines)) <= columns
    for line in lines:
        assert line.count(RIGHT_TO_LEFT) == line.count(END)
        outside = re.sub(f"{RIGHT_TO_LEFT}[^{END}]*{END}", "", line)
        assert not any(unicodedata.bidirectional(character) in {"AL", "R"} for character in outside), line


STADIUM = Path(__file__).parents[2] / "samples" / "stadium.txt"


def test_context_shares_a_column_where_the_terminal_is_too_narrow_for_one_each(
    on_a_terminal: Terminal, run: Run
) -> None:
    arguments = (STADIUM, "--no-entities", "--only", "casualty")
    narrow = "\n".join(screen(on_a_terminal(*arguments, columns=80)))
    assert "Context" in narrow
    assert f"by {RIGHT_TO_LEFT}الشرطة{END}" in narrow
    assert max(map(cell_len, narrow.split("\n"))) <= 80
    words = set(re.findall(r"\w+", STADIUM.read_text(encoding="utf-8")))
    words |= {word[1:] for word in words}  # without the conjunction that is written on
    broken = {word for word in re.findall(r"[\u0600-\u06ff]+", narrow) if word not in words}
    assert not broken
    for wide in (run(*arguments).stdout, on_a_terminal(*arguments, columns=200)):
        assert "Context" not in wide
        assert "Same as" in wide


def test_a_pipe_gets_plain_text_as_wide_as_it_is(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LONG, encoding="utf-8")
    wanted = run("a.txt", "--no-entities").stdout
    assert "\x1b" not in wanted
    assert "…" not in wanted
    assert run("a.txt", "--no-entities", COLUMNS="20", FORCE_COLOR="1", TERM="xterm").stdout == wanted


def test_columns_stand_under_their_heads(run: Run, tmp_path: Path) -> None:
    text = "ارتفع بنسبة 40 بالمائة، وانخفض بنسبة 7 بالمائة."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    lines = run("a.txt", "--no-entities", "--only", "percentage").stdout.splitlines()
    head, rule, *rows = lines[lines.index(next(line for line in lines if line.startswith("Value"))) :]
    assert {cell_len(line.rstrip()) for line in [head, rule, *rows] if line} == {cell_len(rule)}
    assert len([row for row in rows if row]) == 2


HOSTILE = "\x1b]0;owned\x07\x1b[31m\u202e\u2066\x9b2J\x08\r"


def test_escape_sequences_and_direction_marks_stay_out(run: Run, tmp_path: Path) -> None:
    text = f"قتل 34 مسل{HOSTILE}حا في بغداد، وارتفع العدد {HOSTILE} بنسبة {HOSTILE} 40 بالمائة"
    (tmp_path / f"{HOSTILE}.txt").write_text(text, encoding="utf-8", newline="")
    done = run(f"{HOSTILE}.txt", "--no-entities", "-v")
    assert done.returncode == 0
    shown = done.stdout + done.stderr
    unwanted = {character for character in shown if unicodedata.category(character) == "Cc"} - {"\n"}
    assert not unwanted
    assert not BIDI.difference({RIGHT_TO_LEFT, END}).intersection(shown)
    assert shown.count(RIGHT_TO_LEFT) == shown.count(END)


@pytest.mark.parametrize("shape", ["json", "jsonl"])
def test_json_escapes_what_a_terminal_would_obey(run: Run, tmp_path: Path, shape: str) -> None:
    text = f"قتل 34{HOSTILE}مسلحا في بغداد، و\u20284{HOSTILE}منظمات"
    (tmp_path / "\x9b2J.txt").write_text(text, encoding="utf-8", newline="")
    shown = run("\x9b2J.txt", "--no-entities", "-f", shape).stdout
    assert not {character for character in shown if unicodedata.category(character) == "Cc"} - {"\n"}
    assert not BIDI.intersection(shown)
    record = json.loads(shown)
    assert record["source"] == "\x9b2J.txt"
    for claim in record["claims"]:
        assert text[claim["start"] : claim["end"]] == claim["text"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("سطر\r\nآخر", "سطر آخر"),
        ("a\u2028b\x85c\td", "a b c d"),
        ("\x1b[31mأحمر", "\ufffd[31mأحمر"),
        ("\u202eabc\u202c\u200f", "abc"),
        ("نیم\u200cفاصله", "نیم\u200cفاصله"),
        ("\ud800", "\ufffd"),
    ],
)
def test_text_is_made_one_safe_line(text: str, line: str) -> None:
    assert clean(text) == line


@given(st.text())
def test_no_text_breaks_out_of_its_isolate(text: str) -> None:
    shown = isolated(text)
    inside = shown.removeprefix(RIGHT_TO_LEFT).removesuffix(END)
    assert not BIDI.intersection(inside)
    assert not any(unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in shown)
