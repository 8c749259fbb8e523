"""The day an article says that it was written: the complete date in its dateline, never a guess."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from extractors.claims.candidates import Candidate, Reading
from extractors.claims.dates import english, months, numeric
from extractors.claims.dates.lexicon import corresponding, is_one_of, weekday_names
from extractors.claims.dates.scan import COMMAS, DASHES
from extractors.text import MARK, NUMBER, WORD, Document, Sentence, Token

_LINES: Final = 2
_LINE_ENDS: Final = "\r\n\u0085\u2028\u2029"
_SHORT_LINE: Final = 18  # tokens of a place and two dates
_WORDS_BEFORE: Final = 4  # of the place: سان فرانسيسكو, الأمم المتحدة
_AFTER: Final = ("(", "/", ":", *DASHES, *COMMAS)
_BEFORE: Final = (")", "/", ":", *DASHES, *COMMAS)
_IN: Final = ("في", "بتاريخ")


def dateline(document: Document) -> date | None:
    """The day of an article from the first two of its lines; None where no line there is a dateline.

    «بغداد، 5 حزيران 2018 (وكالات) -» and a line that holds nothing but a date are datelines. A complete date elsewhere
    in a headline is what the article is about.
    """
    found = {day for line in _first_lines(document) for day in _dates(line)}
    return found.pop() if len(found) == 1 else None


def _first_lines(document: Document) -> Iterable[Sentence]:
    """The sentences that open the first lines."""
    lines, end = 0, 0
    for sentence in document.sentences:
        opens = not lines or any(mark in document.folded[end : sentence.at] for mark in _LINE_ENDS)
        end = sentence.to
        lines += opens
        if lines > _LINES:
            return
        if opens:
            yield sentence


def _dates(sentence: Sentence) -> Iterable[date]:
    """The days of a sentence that is a dateline; where both calendars tell one, that of ours counts."""
    reading = Reading(sentence)
    found = [candidate for find in _FINDERS for candidate in find(reading)]
    days = [(each, day) for each in found if (day := _day(each)) and _stands_as_dateline(sentence.tokens, each, found)]
    ours = [day for each, day in days if each.fields["calendar"] == "gregorian"]
    return ours or [day for _, day in days]


_FINDERS: Final = (numeric.find, english.find, months.find, months.find_hijri)


def _day(candidate: Candidate) -> date | None:
    resolved = candidate.fields.get("resolved")
    if candidate.record is None or "until" in candidate.fields or not resolved:
        return None
    try:
        return date.fromisoformat(resolved)
    except ValueError:  # a month or a year
        return None


def _stands_as_dateline(tokens: tuple[Token, ...], candidate: Candidate, dates: Iterable[Candidate]) -> bool:
    before = tuple(token for token in tokens if token.end <= candidate.start)
    after = tuple(token for token in tokens if token.start >= candidate.end)
    if all(_is_trimming(token, dates) for token in before + after):
        return True
    short = len(tokens) <= _SHORT_LINE and len(after) <= _WORDS_BEFORE
    return (short and _in_two_calendars(tokens)) or _is_led_by_a_place(before, after)


def _is_led_by_a_place(before: tuple[Token, ...], after: tuple[Token, ...]) -> bool:
    """Whether what stands before a date is the place of a dateline, and what stands after it goes with that."""
    return bool(before and after) and _follows_a_place(before, after[0].form)


def _follows_a_place(before: tuple[Token, ...], after: str) -> bool:
    """Whether words are the place of a dateline: «بغداد، 5 حزيران», «لندن في 5 حزيران (رويترز)»."""
    words = [token for token in before if token.kind != MARK]
    if len(before) > 2 * _WORDS_BEFORE or len(words) > _WORDS_BEFORE or any(token.kind == NUMBER for token in words):
        return False
    last = before[-1].form
    if last in _IN:
        return after in ("(", "/")
    return last in _BEFORE and after in _AFTER and all(token.kind == WORD for token in words)


def _in_two_calendars(tokens: tuple[Token, ...]) -> bool:
    """Whether a short line gives its day in both calendars, as Saudi datelines do."""
    return any(corresponding().starting(tokens, at) for at in range(len(tokens)))


def _is_within(token: Token, dates: Iterable[Candidate]) -> bool:
    """Whether a token is part of a date, as the other calendar's day is, or the era behind it."""
    return any(each.start <= token.start and token.end <= each.end for each in dates)


def _is_trimming(token: Token, dates: Iterable[Candidate]) -> bool:
    """Whether a token may stand beside the date on a line of its own: a mark, an hour, نشر في, the same day again."""
    if token.kind in (MARK, NUMBER) or is_one_of("dateline", token.form):
        return True
    return weekday_names().value(token.form) is not None or _is_within(token, dates)
