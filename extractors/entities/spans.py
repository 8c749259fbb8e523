"""Tags to spans, and long sentences in overlapping windows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

WINDOW: Final = 128  # words; the encoder takes 512 pieces and Arabic words have 1.5 on average
OVERLAP: Final = 48


class TagSpan(NamedTuple):
    """A name as words [start, end) of its sentence; `score` is 0 to 1, None where the model gives none."""

    type: str
    start: int
    end: int
    score: float | None = None


def decode(tags: Sequence[str], types: Mapping[str, str]) -> list[TagSpan]:
    """The names in BIO or BIOES tags, well-formed or not; types that ``types`` does not map are dropped."""
    spans: list[TagSpan] = []
    open_kind = ""
    for n, tag in enumerate([*tags, "O"]):
        prefix, _, kind = tag.partition("-")
        if open_kind and not (prefix in "IE" and kind == open_kind):
            spans[-1] = spans[-1]._replace(end=n)
            open_kind = ""
        if kind and not open_kind:
            spans.append(TagSpan(kind, n, n + 1))
            open_kind = kind
        if open_kind and prefix in "ES":
            spans[-1] = spans[-1]._replace(end=n + 1)
            open_kind = ""
    return [span._replace(type=types[span.type]) for span in spans if span.type in types]


def windows(length: int, size: int = WINDOW, overlap: int = OVERLAP) -> list[tuple[int, int]]:
    """Windows that cover ``length`` words, neighbours overlapping; one window where the sentence fits."""
    if length <= size:
        return [(0, length)]
    found = [(at, at + size) for at in range(0, length - size, size - overlap)]
    return [*found, (length - size, length)]


def joined(found: Sequence[tuple[tuple[int, int], Sequence[TagSpan]]]) -> list[TagSpan]:
    """The spans of overlapping windows as those of the sentence: each answers for its half of an overlap.

    Args:
        found: windows in order, each with its spans counted from the window's own start.
    """
    kept: list[TagSpan] = []
    for n, ((start, end), spans) in enumerate(found):
        low = (start + found[n - 1][0][1]) // 2 if n else 0
        high = (found[n + 1][0][0] + end) // 2 if n + 1 < len(found) else end
        for span in spans:
            moved = span._replace(start=span.start + start, end=span.end + start)
            if low <= moved.start < high and (not kept or kept[-1].end <= moved.start):
                kept.append(moved)
    return kept


def in_windows(
    read: Callable[[list[list[str]]], Sequence[Sequence[TagSpan]]], sentences: Sequence[Sequence[str]]
) -> list[list[TagSpan]]:
    """Find the spans of sentences with a reader of sentences that are not too long.

    Args:
        read: gives the spans of each of several sentences; it is asked once, for sentences in order of their length,
            so that what it reads together is padded little. None of them is empty.
        sentences: words of each; a sentence longer than the encoder reads is cut into overlapping windows.
    """
    cut = [(n, window) for n, words in enumerate(sentences) if words for window in windows(len(words))]
    cut.sort(key=lambda item: item[1][1] - item[1][0])
    texts = [list(sentences[n][start:end]) for n, (start, end) in cut]
    found: dict[int, list[tuple[tuple[int, int], Sequence[TagSpan]]]] = {}
    for (n, window), spans in zip(cut, read(texts) if texts else [], strict=True):
        found.setdefault(n, []).append((window, spans))
    return [joined(sorted(found.get(n, []), key=lambda one: one[0])) for n in range(len(sentences))]
