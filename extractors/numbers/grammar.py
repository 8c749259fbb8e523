"""The one grammar of Arabic numerals: digits, words and their mixtures over the tokens of a sentence.

cardinal = group { و group }              each group smaller than the scale before it: مليون و200 ألف
group    = [multiplier] scale [و fraction [scale]] | multiplier [و fraction]
         | fraction scale                 نصف مليون, ثلاثة أرباع المليون
multiplier = digits | hundreds [و tens]
vague    = plural { scale }               عشرات الآلاف, بضع مئات, عدة آلاف, نيف وعشرون
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from extractors.numbers.digits import figure
from extractors.numbers.lexicon import NUMBER_WORD, NumberWord, joined_word, number_word, percent_length
from extractors.text import NUMBER, WORD, Sentence, Token
from extractors.text.phrases import ARTICLE

AND: Final = "و"
_HUNDRED: Final = 100
_TEN: Final = 10
_MOST_SCALES: Final = 3


class Part(NamedTuple):
    """A stretch of tokens read as an exact number; `unit` is its last scale, 1 where it has none.

    `worded` is false for figures in digits alone; `tail` says that a fraction ends it.
    """

    value: Fraction
    to: int
    unit: int = 1
    worded: bool = True
    tail: bool = False


class Numeral(NamedTuple):
    """A number as it stands in a sentence: tokens `first` to `to`, end exclusive.

    `value` is None where the words give no single one; `form` is digits, words, mixed, fraction or vague.
    `definite` is true under ال (الثلاثة, الـ73).
    """

    first: int
    to: int
    value: Fraction | None
    low: Fraction | None
    high: Fraction | None
    form: str
    unit: int = 1
    definite: bool = False


class Grammar:
    """The numerals of one sentence.

    Args:
        sentence: the sentence, whose tokens it reads.
    """

    def __init__(self, sentence: Sentence) -> None:
        self.tokens: Sequence[Token] = sentence.tokens
        found = ((at, number_word(self.tokens[at].form)) for at in sentence.places(NUMBER_WORD))
        self.words: dict[int, NumberWord] = {at: word for at, word in found if word}
        for at, word in tuple(self.words.items()):
            if word.hundred and self.percent(at - (not word.preposition)):
                del self.words[at]
            elif word.unit == 1 and (following := self.word(at + 1)) and following.teen:
                self.words[at] = joined_word(self.tokens[at].form) or word

    def percent(self, at: int) -> int:
        """How many tokens the words or the sign for per cent take at `at`; 0 where there are none."""
        return percent_length(self.tokens, at) if 0 <= at < len(self.tokens) else 0

    def word(self, at: int) -> NumberWord | None:
        """The number word at a token, None outside the sentence too."""
        return self.words.get(at)

    def numeral(self, at: int) -> Numeral | None:
        """The longest numeral that begins at a token."""
        return self._vague(at) or self._exact(at) or self._several(at)

    def _exact(self, at: int) -> Numeral | None:
        if share := self.fraction(at):
            return Numeral(at, share.to, share.value, share.value, share.value, "fraction")
        part = self.cardinal(at)
        if part:
            form = "words" if part.worded else "digits" if part.to == at + 1 else "mixed"
            if form == "words" and self.word(at) is None:
                form = "mixed"
            excess = self.after_and(part.to)
            if excess and (word := self.word(excess)) and word.excess:
                step = part.unit if part.unit > 1 else _HUNDRED if part.value % _HUNDRED == 0 else _TEN
                return Numeral(at, excess + 1, None, part.value, part.value + step - 1, "vague")
            return Numeral(at, part.to, part.value, part.value, part.value, form, part.unit, self._definite(at))
        return None

    def _definite(self, at: int) -> bool:
        word = self.word(at)
        return word.definite if word else self._article_before(at)

    def _article_before(self, at: int) -> bool:
        """Whether ال is glued to the digits at a token (الـ73)."""
        if at == 0 or self.tokens[at - 1].to != self.tokens[at].at or self.tokens[at - 1].kind != WORD:
            return False
        return self.tokens[at - 1].form.endswith((ARTICLE, "لل"))

    # --- exact numbers -------------------------------------------------------------------------------------

    def cardinal(self, at: int) -> Part | None:
        """Groups of falling scale joined by و, all of them whole: 7.25 مليارات و2.5 مليون are two numbers."""
        total = self._group(at)
        while total and total.unit > 1 and total.value % total.unit == 0:
            following = self.after_and(total.to)
            group = self._group(following, inside=True) if following else None
            if group is None or group.value >= total.unit or group.value % group.unit:
                break
            total = Part(total.value + group.value, group.to, group.unit, total.worded and group.worded)
        return total

    def after_and(self, at: int) -> int:
        """Where the words after و begin, و being a clitic or a token of its own; 0 where there is no و."""
        word = self.word(at)
        if word and word.conjunction and not word.preposition:
            return at
        if at < len(self.tokens) and self.tokens[at].form == AND and at + 1 < len(self.tokens):
            following = self.word(at + 1)
            if self.tokens[at + 1].kind == NUMBER or (following and not following.conjunction):
                return at + 1
        return 0

    def _group(self, at: int, *, inside: bool = False) -> Part | None:
        share = self._share(at)
        if share and (scaled := self._scales(share)):
            return scaled
        multiplier = self._digits(at) or self._below_thousand(at, inside=inside)
        if multiplier:
            halved = self._tail(multiplier)
            scaled = self._scales(halved or multiplier) or halved or multiplier
            return self._tail(scaled) or scaled
        word = self.word(at)
        if word and word.scale and word.scale_form != "many":
            dual = word.scale_form == "two" or (word.scale_form == "tanwin" and self._noun_follows(at + 1))
            group = Part(Fraction(word.scale * (2 if dual else 1)), at + 1, word.scale)
            group = self._scales(group) or group
            return self._tail(group) or group
        return None

    def _noun_follows(self, at: int) -> bool:
        """Whether a plain noun comes next, as after the dual in construct (ألفا قتيل)."""
        if at >= len(self.tokens) or self.tokens[at].kind != WORD:
            return False
        return self.tokens[at].form != AND and self.word(at) is None

    def _digits(self, at: int) -> Part | None:
        if at >= len(self.tokens) or self.tokens[at].kind != NUMBER:
            return None
        following = self.word(at + 1)
        scaled = bool(following and following.scale and not following.conjunction) or self.percent(at + 1) > 0
        value = figure(self.tokens[at].form, scaled=scaled)
        return None if value is None else Part(value, at + 1, worded=False)

    def _below_thousand(self, at: int, *, inside: bool) -> Part | None:
        word = self.word(at)
        if not word:
            return None
        following = self.word(at + 1)
        if word.unit and following and following.hundred == _HUNDRED and not following.clitics:
            hundreds = Part(Fraction(word.unit * _HUNDRED), at + 2)
        elif word.hundred:
            hundreds = Part(Fraction(word.hundred), at + 1)
        else:
            return self._below_hundred(at, inside=inside)
        after = self.after_and(hundreds.to)
        rest = self._rest(after) if after else None
        if rest and rest.value < _HUNDRED and rest.value.denominator == 1:
            return Part(hundreds.value + rest.value, rest.to)
        return hundreds

    def _rest(self, at: int) -> Part | None:
        """What may follow hundreds: tens and units, but not the units of other hundreds (خمسمئة وست مئة)."""
        following = self.word(at + 1)
        if following and following.hundred and not following.clitics:
            return None
        return self._below_hundred(at, inside=True) or self._digits(at)

    def _below_hundred(self, at: int, *, inside: bool) -> Part | None:
        """Units, teens or units with tens; `inside` a larger number one is a number too (مئة وواحد)."""
        word = self.word(at)
        if not word:
            return None
        if word.unit:
            following = self.word(at + 1)
            if word.unit < _TEN and following and following.teen and not following.clitics:
                return Part(Fraction(word.unit + _TEN), at + 2)
            tens = self.after_and(at + 1)
            if word.unit < _TEN and tens and (ten := self.word(tens)) and ten.ten:
                return Part(Fraction(word.unit + ten.ten), tens + 1)
            return None if not inside and self._pronoun(at, word) else Part(Fraction(word.unit), at + 1)
        return Part(Fraction(word.ten), at + 1) if word.ten else None

    def _pronoun(self, at: int, word: NumberWord) -> bool:
        """Whether one is a pronoun or adjective (واحد من القادة, نافذة واحدة) and الاثنين a weekday."""
        if word.unit == 1:
            return not self.percent(at + 1) and not self._scale_at(at + 1)
        return word.unit == 2 and word.definite  # noqa: PLR2004  الاثنين

    def _scale_at(self, at: int) -> bool:
        word = self.word(at)
        return bool(word and word.scale and not word.conjunction)

    def _scales(self, part: Part) -> Part | None:
        """A number times the scale words after it: 3.7 مليون, ألف مليار; None where none follow."""
        value, to, unit = part.value, part.to, part.unit
        for _ in range(_MOST_SCALES):
            word = self.word(to)
            if not word or not word.scale or word.scale_form == "two" or word.conjunction or word.preposition:
                break
            value, to, unit = value * word.scale, to + 1, unit * word.scale
        return Part(value, to, unit, part.worded) if to > part.to else None

    def _tail(self, part: Part) -> Part | None:
        """A number with the fraction of its unit after و: مليون ونصف المليون, ثلاثة ونصف."""
        after = 0 if part.tail else self.after_and(part.to)
        share = self._share(after) if after else None
        if not share or (self.word(after) or NumberWord()).definite:
            return None
        word = self.word(share.to)
        to = share.to
        if word and word.scale == part.unit > 1 and not word.conjunction:
            to += 1
        elif part.unit == 1 and self._is_definite_noun(to):
            return None  # ثلاثة ونصف السكان: the fraction is of something else
        return Part(part.value + share.value * part.unit, to, part.unit, part.worded, tail=True)

    # --- fractions -----------------------------------------------------------------------------------------

    def _share(self, at: int) -> Part | None:
        """A fraction: نصف, ثلثا, ثلاثة أرباع."""
        word, following = self.word(at), self.word(at + 1)
        if word and word.unit and following and following.fraction_form == "many" and not following.clitics:
            return Part(word.unit * (following.fraction or Fraction()), at + 2)
        if not word or not word.fraction or word.fraction_form == "many":
            return None
        if word.unit and not self._is_definite_noun(at + 1) and not self._scale_at(at + 1):
            return None  # خمس is five unless a whole follows
        if word.unit and self._scale_at(at + 1) and not (self.word(at + 1) or NumberWord()).definite:
            return None  # خمس آلاف
        return Part(word.fraction * (2 if word.fraction_form == "two" else 1), at + 1)

    def fraction(self, at: int) -> Part | None:
        """A fraction of a whole named after it: ثلثا أعضاء المجلس, خمس الإنتاج, نصف نقطة."""
        share = self._share(at)
        if not share or (self.word(at) or NumberWord()).definite or not self._noun_follows(share.to):
            return None
        return share

    def _is_definite_noun(self, at: int) -> bool:
        if at >= len(self.tokens) or self.tokens[at].kind != WORD or self.word(at):
            return False
        return self.tokens[at].form.startswith(ARTICLE)

    # --- vague numbers -------------------------------------------------------------------------------------

    def _vague(self, at: int) -> Numeral | None:
        word = self.word(at)
        if not word:
            return None
        if word.few:
            return self._few(at, *word.few)
        if word.excess and (after := self.after_and(at + 1)) and (tens := self.word(after)) and tens.ten:
            return Numeral(at, after + 1, None, Fraction(tens.ten), Fraction(tens.ten + 9), "vague")
        least = word.at_least or (2 * word.scale if word.scale and word.scale_form == "many" else None)
        if not least:
            return None
        scaled = self._scales(Part(Fraction(least), at + 1))
        low, to = (scaled.value, scaled.to) if scaled else (Fraction(least), at + 1)
        return Numeral(at, to, None, low, None, "vague", definite=word.definite)

    def _few(self, at: int, low: int, high: int) -> Numeral:
        following = self.word(at + 1)
        if following and following.teen and not following.clitics:
            return Numeral(at, at + 2, None, Fraction(_TEN + low), Fraction(_TEN + high), "vague")
        magnitude = self._magnitude(at + 1)
        if magnitude:
            return Numeral(at, magnitude.to, None, low * magnitude.value, high * magnitude.value, "vague")
        return Numeral(at, at + 1, None, Fraction(low), Fraction(high), "vague")

    def _magnitude(self, at: int) -> Part | None:
        """The power of ten of a bare plural: عشرات 10, مئات 100, آلاف 1000."""
        word = self.word(at)
        if not word or word.conjunction or word.preposition:
            return None
        if word.at_least:
            return self._scales(Part(Fraction(word.at_least, 2), at + 1)) or Part(Fraction(word.at_least, 2), at + 1)
        return self._scales(Part(Fraction(1), at)) if word.scale else None

    def _several(self, at: int) -> Numeral | None:
        word = self.word(at)
        if not word or not word.several:
            return None
        magnitude = self._magnitude(at + 1)
        if magnitude:
            return Numeral(at, magnitude.to, None, 2 * magnitude.value, None, "vague")
        return Numeral(at, at + 1, None, None, None, "several")
