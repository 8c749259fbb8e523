"""The words of a sentence and its numbers: what every other layer of its view is made of."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final, Literal, TypeVar

from extractors.claims.lexicon import particles
from extractors.claims.lexicon.lists import WordList, classes
from extractors.numbers import Quantities, Quantity
from extractors.records import Phrase
from extractors.text import MARK, Document, Sentence, Token, Trigger, without_clitics
from extractors.text.clitics import FUSED, proclitic_cuts
from extractors.text.lazily import lazily
from extractors.text.phrases import ARTICLE

Made = TypeVar("Made")
Behind = Literal["nothing", "letters", "proclitics"]

_SOFT_MARKS: Final = frozenset("\"'«»()[]،,-–_#")


class WordView:
    """The tokens of a sentence, its numbers, and the lists of words that each token belongs to.

    Args:
        sentence: the sentence.
        reference: the day the article was written, None where nobody knows it.
    """

    def __init__(self, sentence: Sentence, reference: date | None = None) -> None:
        self.sentence = sentence
        self.reference = reference
        self.tokens: tuple[Token, ...] = sentence.tokens
        self.size = len(self.tokens)
        self._forms = sentence.forms
        self._made: dict[Any, Any] = {}

    def once(self, make: Callable[[Any], Made]) -> Made:
        """Return what a function makes of the view, made when it is first asked for."""
        if make not in self._made:
            self._made[make] = make(self)
        made: Made = self._made[make]
        return made

    # --- numbers --------------------------------------------------------------------------------------------

    @lazily
    def numbers(self) -> Quantities:
        """The sentence's numbers, parsed once for all rules, for context and for the dateline."""
        return self.sentence.once(Quantities)

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """The numbers in order, none overlapping another."""
        return self.numbers.found

    @lazily
    def starts(self) -> dict[int, Quantity]:
        """The numbers by their first token, with the bound before them and without."""
        return {each.begin: each for each in self.quantities} | {each.first: each for each in self.quantities}

    @lazily
    def ends(self) -> dict[int, Quantity]:
        """The numbers by the token behind them."""
        return {each.to: each for each in self.quantities}

    def beginning(self, places: Iterable[int]) -> Iterator[Quantity]:
        """Give the numbers that begin, the bound before them included, at some tokens."""
        for at in places:
            if (quantity := self.starts.get(at)) and quantity.begin == at:
                yield quantity

    def is_by(self, quantity: Quantity) -> bool:
        """Return whether ب is written on a figure: «قدر عددهم بنحو 3800»."""
        begins = self.tokens[quantity.begin]
        return quantity.start > begins.start and begins.form.startswith(particles.WITH)

    # --- words ----------------------------------------------------------------------------------------------

    @lazily
    def classes(self) -> tuple[int, ...]:
        """For each token the bits of the word lists that it belongs to."""
        return tuple(map(classes, self.sentence.forms))

    def has(self, at: int, words: WordList) -> bool:
        """Return whether the word at a token is in a list, the proclitics that the list allows taken off."""
        return 0 <= at < self.size and bool(self.classes[at] & words.bit)

    def any_has(self, places: Sequence[int], words: WordList) -> bool:
        """Return whether a word at one of some tokens is in a list."""
        return any(self.has(at, words) for at in places)

    def places(self, *triggers: Trigger) -> Sequence[int]:
        """Return the tokens at which what triggers open may begin, in order: where a rule looks, and nowhere else."""
        return self.sentence.places(*triggers)

    def form(self, at: int) -> str:
        """Return the folded text of a token, empty outside the sentence."""
        return self._forms[at] if 0 <= at < self.size else ""

    def is_joined(self, at: int) -> bool:
        """Return whether a word begins with و: a letter of its own counts too (وزير)."""
        return self.form(at)[:1] == particles.AND

    def forms(self, at: int) -> tuple[str, ...]:
        """Return the folded word at a token, with and without proclitics."""
        return without_clitics(self.form(at))

    def soft(self, at: int) -> bool:
        """Return whether a token is a mark that a phrase may run across: quotes, brackets, a comma."""
        return at < len(self.tokens) and self.tokens[at].kind == MARK and self.tokens[at].form in _SOFT_MARKS

    def is_mark(self, at: int) -> bool:
        """Return whether a token is a punctuation mark."""
        return 0 <= at < len(self.tokens) and self.tokens[at].kind == MARK

    def definite(self, at: int, behind: Behind = "nothing") -> bool:
        """Return whether a word is written with ال; إلى and إليزابيث are not.

        Args:
            at: its token.
            behind: what may stand before ال: nothing; "letters" of proclitics, whether they are some or the word's own
                (بالغ, وكالة); "proclitics" that are surely some (but not yet the لل of للعراق). The three are asked by
                different rules, to be one with a measured change.
        """
        form = self.form(at)
        if form.startswith(ARTICLE):
            return self.document.text[self.tokens[at].start] == ARTICLE[0]
        if behind == "letters":
            return any(bare.startswith(ARTICLE) for bare in without_clitics(form)[1:])
        cuts = proclitic_cuts(form) if behind == "proclitics" else ()
        return bool(cuts) and (form[cuts[-1] :].startswith(ARTICLE) or form[cuts[-1] - 1 : cuts[-1] + 1] == FUSED)

    def has_article(self, at: int) -> bool:
        """Return whether a token is written with ال, letters of proclitics before it or not."""
        return self.definite(at, "letters")

    # --- places ---------------------------------------------------------------------------------------------

    @lazily
    def _offsets(self) -> list[int]:
        return [token.start for token in self.tokens]

    def token_at(self, offset: int) -> int:
        """Return the token that an offset of the article lies in, or the one before it."""
        return max(bisect_right(self._offsets, offset) - 1, 0)

    def token_from(self, offset: int) -> int:
        """Return the first token that begins at an offset of the article or after it."""
        return bisect_left(self._offsets, offset)

    # --- the article's own text -----------------------------------------------------------------------------

    @property
    def document(self) -> Document:
        """The article that the sentence stands in."""
        return self.sentence.document

    def phrase(self, first: int, to: int, clitics: int = 0) -> Phrase:
        """Return tokens `first` to `to` as words tied to their place, some clitic letters of the first left out."""
        start, end = self.sentence.offset(first, clitics), self.tokens[to - 1].end
        return Phrase(text=self.document.text[start:end], start=start, end=end)
