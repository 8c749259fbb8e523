"""An article as sentences and tokens whose offsets are those of the original text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple, TypeVar

import regex

from extractors.text.addresses import ADDRESS, has_address
from extractors.text.lazily import lazily
from extractors.text.normalise import TRAILING, fold
from extractors.text.triggers import Trigger, opened_by

Made = TypeVar("Made")

WORD: Final = "word"
NUMBER: Final = "number"
LATIN: Final = "latin"
MARK: Final = "mark"

_SPACES: Final = "\u0020\u00a0\u2007\u2009\u202f"
_ALIKE: Final = "|".join(rf"(?: [{space}] \d{{3}} )++" for space in _SPACES)  # groups of digits, spaced the same way
_LETTERS: Final = r"[\u0620-\u064a\u066e-\u06d3\u06fa-\u06fc\u0750-\u077f\u08a0-\u08b4]"
_FIGURE: Final = rf"""
      \d{{1,3}} (?: {_ALIKE} ) (?![\d]) (?:[.,٫]\d++)?+
    | \d{{1,3}} (?: ، \d{{3}} )++ (?! \d | ،\d ) (?: [.,٫]\d++ )?+  # 1،350
    | \d++ ر \d++                                   # 8ر336, as agencies of the Maghreb write 336.8
    | \d++ (?: [.,٫٬'] \d++ )*+
    | (?<! [^\s(] ) \. \d{{1,2}} (?! [.\d\p{{L}}] )    # .8
"""


def _pieces(first: str = "") -> regex.Pattern[str]:
    """Tokens and the spaces between them, no character left out; what kind each is `_kind` tells."""
    pattern = rf"{first} {_LETTERS}++ | \s++ | {_FIGURE} | [\p{{L}}\p{{M}}]++ | ."
    return regex.compile(pattern, regex.VERBOSE | regex.DOTALL)


_PIECE: Final = _pieces()
_PIECE_OR_ADDRESS: Final = _pieces(f"{ADDRESS} |")
_KIND: Final = regex.compile(
    rf"(?P<word> {_LETTERS} ) | (?P<number> \.? \d ) | (?P<latin> [\p{{L}}\p{{M}}] ) | (?P<mark> \S )", regex.VERBOSE
)
_IN_ADDRESSES: Final = frozenset("@/%")
_DOMAINS: Final = "نت|كوم|اورغ|اورج"
"""Ends of the names of web sites in Arabic letters, folded: no sentence ends in العربية.نت."""
_INITIALS: Final = "ايه|بي|سي|دي|اي|اف|جي|اتش|جيه|كي|ال|ام|ان|او|كيو|ار|اس|تي|يو|في"
"""English letters in Arabic ones, folded: no sentence ends in إس.سوريش or إم.في بابو."""


def _breaks(first: str = "") -> regex.Pattern[str]:
    """Where sentences end."""
    pattern = rf"""
        {first}
        [\r\n\u2028\u2029\u0085]++ | (?: \\[nr] )++ (?! \p{{Latin}} )  # a line is never continued on the next
      | [!?؟]++ ["»”'\)\]]*+                         # not two dots or more, which are a pause (العراق.. مقتل خمسة)
      | (?<! \b\p{{L}} ) (?<! [\d.] ) \.         # not in 3.7, not after an initial (أ. ب.)
        (?! [\d.\p{{Latin}}] | (?:{_DOMAINS}) \b | (?<= \b و? (?:{_INITIALS}) \. ) \p{{L}} ) ["»”'\)\]]*+
      | (?<= \d ) \. (?! \d ) ["»”'\)\]]*+
    """
    return regex.compile(pattern, regex.VERBOSE)


_BREAK: Final = _breaks()
_BREAK_OUTSIDE: Final = _breaks(f"{ADDRESS} (*SKIP)(*FAIL) |")
LONGEST_SENTENCE: Final = 4000
"""Code points after which a sentence is cut at a space: keeps work on text without full stops linear."""


@lru_cache(maxsize=262_144)
def _kind(piece: str) -> str | None:
    """The kind of the token that a piece of text is; None for space, which is none."""
    if len(piece) > 1 and not _IN_ADDRESSES.isdisjoint(piece):
        return LATIN
    match = _KIND.match(piece)
    return match and match.lastgroup


class Token(NamedTuple):
    """A word, number or punctuation mark.

    `form` is the folded text; `start` and `end` are original offsets; `at` and `to` are folded ones.
    """

    form: str
    kind: str
    start: int
    end: int
    at: int
    to: int


class Sentence:
    """A stretch of text that claims and their context are read from; tokens are made when asked for."""

    def __init__(self, document: Document, at: int, to: int) -> None:
        self.document = document
        self.at = at
        self.to = to
        self.start = document.original(at)
        self.end = document.original_end(to)
        self._made: dict[object, Any] = {}

    def once(self, make: Callable[[Sentence], Made]) -> Made:
        """Return what a function makes of the sentence, made when it is first asked for."""
        if make not in self._made:
            self._made[make] = make(self)
        made: Made = self._made[make]
        return made

    @property
    def form(self) -> str:
        """The folded text."""
        return self.document.folded[self.at : self.to]

    def offset(self, at: int, clitics: int = 0) -> int:
        """The original offset where a token begins, a number of folded clitic letters left out."""
        token = self.tokens[at]
        return self.document.original(token.at + clitics) if clitics else token.start

    def glued(self, at: int) -> bool:
        """Whether a token follows the one before it without a space; False outside the sentence."""
        return 0 < at < len(self.tokens) and self.tokens[at - 1].to == self.tokens[at].at

    @lazily
    def tokens(self) -> tuple[Token, ...]:
        """The tokens in order."""
        document = self.document
        tokens, to, make = [], self.at, tuple.__new__  # what Token() does, without a call of Python's
        piece = _PIECE_OR_ADDRESS if document.addressed else _PIECE
        for form in piece.findall(document.folded, self.at, self.to):
            at, to = to, to + len(form)
            if kind := _kind(form):
                start, end = (at, to) if document.steady else (document.original(at), document.original_end(to))
                tokens.append(make(Token, (form, kind, start, end, at, to)))
        return tuple(tokens)

    @lazily
    def forms(self) -> list[str]:
        """The folded text of each token."""
        return [token.form for token in self.tokens]

    @lazily
    def opened(self) -> dict[Trigger, list[int]]:
        """The triggers that tokens of the sentence open, each with the places of those."""
        opened: dict[Trigger, list[int]] = {}
        for at, triggers in enumerate(map(opened_by, self.forms)):
            if triggers:
                for trigger in triggers:
                    opened.setdefault(trigger, []).append(at)
        return opened

    def places(self, *triggers: Trigger) -> Sequence[int]:
        """The tokens that open any of some triggers, in order."""
        if len(triggers) == 1:
            return self.opened.get(triggers[0], ())
        return sorted({at for trigger in triggers for at in self.opened.get(trigger, ())})


class Document:
    """One article: its text, the folded text, sentences and tokens.

    Args:
        text: the decoded article. Nothing in it is ever changed; all offsets refer to it.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        folded = fold(text)
        self.folded = folded.text
        self.steady = folded.offsets is None
        self._offsets = folded.offsets

    def original(self, at: int) -> int:
        """The original offset of a folded one."""
        return at if self._offsets is None else self._offsets[at]

    def original_end(self, to: int) -> int:
        """The original end of a span that ends before folded offset `to`, marks on its last letter included."""
        if self._offsets is None:
            return to
        end = self._offsets[to - 1] + 1 if to else 0
        if end == self._offsets[to]:
            return end
        while end < len(self.text) and self.text[end] in TRAILING:
            end += 1
        return end

    @lazily
    def addressed(self) -> bool:
        """Whether an address of a page or a letter-box may stand in the article."""
        return has_address(self.folded)

    @lazily
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in order, blank ones left out."""
        return tuple(Sentence(self, at, to) for at, to in self._sentence_bounds())

    def _sentence_bounds(self) -> list[tuple[int, int]]:
        bounds: list[tuple[int, int]] = []
        done = 0
        for match in (_BREAK_OUTSIDE if self.addressed else _BREAK).finditer(self.folded):
            self._add_bounds(bounds, done, match.end())
            done = match.end()
        self._add_bounds(bounds, done, len(self.folded))
        return bounds

    def _add_bounds(self, bounds: list[tuple[int, int]], at: int, to: int) -> None:
        """Adds one sentence without its surrounding space, cut where it is longer than any sentence is."""
        folded = self.folded
        while to - at > LONGEST_SENTENCE:
            space = folded.rfind(" ", at + 1, at + LONGEST_SENTENCE)
            cut = space if space > at else at + LONGEST_SENTENCE
            bounds.extend(_trimmed(folded, at, cut))
            at = cut
        bounds.extend(_trimmed(folded, at, to))


def _trimmed(folded: str, at: int, to: int) -> list[tuple[int, int]]:
    piece = folded[at:to]
    stripped = piece.strip()
    if not stripped:
        return []
    lead = len(piece) - len(piece.lstrip())
    return [(at + lead, at + lead + len(stripped))]
