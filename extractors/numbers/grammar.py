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
from typing import Final

from extractors.numbers.figures import again, digits_at, pointed, slashed
from extractors.numbers.lexicon import (
    NO_ROLE,
    NUMBER_WORD,
    NumberWord,
    is_point,
    joined_word,
    number_word,
    per_mille_length,
    percent_length,
)
from extractors.numbers.parts import Numeral, Part
from extractors.numbers.vague import exceeded, several, vague
from extractors.text import NUMBER, WORD, Sentence, Token
from extractors.text.phrases import ARTICLE

AND: Final = "و"
_HUNDRED: Final = 100
_TEN: Final = 10
_MOST_SCALES: Final = 3


class Grammar:
    """The numerals of one sentence.

    Args:
        sentence: the sentence, whose tokens it reads.
    """

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens: Sequence[Token] = sentence.tokens
        found = ((at, number_word(self.tokens[at].form)) for at in sentence.places(NUMBER_WORD))
        self.words: dict[int, NumberWord] = {at: word for at, word in found if word}
        for at, word in tuple(self.words.items()):
            if self._is_rate(at, word) or self._is_month(at, word):
                del self.words[at]
            elif word.unit == 1 and self.role(at + 1).teen:
                self.words[at] = joined_word(self.tokens[at].form) or word

    def _is_rate(self, at: int, word: NumberWord) -> bool:
        """Whether a word is that of بالمئة, في المئة or بالألف."""
        return bool(word.hundred or word.scale) and self.percent(at - (not word.preposition)) > 0

    def _is_month(self, at: int, word: NumberWord) -> bool:
        """Whether صفر is the month, beside no decimal mark."""
        return word.zero and not (self._is_point(at + 1) or self._is_point(at - 1))

    def _is_point(self, at: int) -> bool:
        return 0 <= at < len(self.tokens) and is_point(self.tokens[at].form)

    def percent(self, at: int) -> int:
        """How many tokens the words or the sign for per cent or per mille take at `at`; 0 where there are none."""
        if not 0 <= at < len(self.tokens):
            return 0
        return percent_length(self.tokens, at) or self.per_mille(at)

    def per_mille(self, at: int) -> int:
        """How many tokens the words or the sign for per mille take at `at`; 0 where there are none."""
        return per_mille_length(self.tokens, at) if 0 <= at < len(self.tokens) else 0

    def form(self, at: int) -> str:
        """The folded text of a token, empty outside the sentence."""
        return self.tokens[at].form if 0 <= at < len(self.tokens) else ""

    def kind(self, at: int) -> str:
        """The kind of a token, empty outside the sentence."""
        return self.tokens[at].kind if 0 <= at < len(self.tokens) else ""

    def word(self, at: int) -> NumberWord | None:
        """The number word at a token, None outside the sentence too."""
        return self.words.get(at)

    def role(self, at: int) -> NumberWord:
        """What a token says in a number; a word of no role where it says nothing."""
        return self.words.get(at, NO_ROLE)

    def bare(self, at: int) -> NumberWord:
        """The role of a token that no clitic stands on, as the second word of ثلاثة عشر, ثلاث مئة and ثلاثة أرباع."""
        word = self.words.get(at, NO_ROLE)
        return NO_ROLE if word.clitics else word

    def joined(self, at: int) -> tuple[NumberWord, int]:
        """The role of the word that و joins to a number which ends at a token, and where that word ends."""
        after = self.after_and(at)
        return (self.role(after), after + 1) if after else (NO_ROLE, at)

    def numeral(self, at: int) -> Numeral | None:
        """The longest numeral that begins at a token."""
        return vague(self, at) or self._exact(at) or several(self, at)

    def _exact(self, at: int) -> Numeral | None:
        if share := self.fraction(at):
            return Numeral(at, share.to, share.value, share.value, share.value, "fraction")
        part = self.cardinal(at)
        if part is None:
            return None
        part = again(self, part)
        return exceeded(self, at, part) or Numeral(
            at, part.to, part.value, part.value, part.value, self._form(at, part), part.unit, self._definite(at)
        )

    def _form(self, at: int, part: Part) -> str:
        if not part.worded:
            return "digits" if part.to == at + 1 else "mixed"
        return "words" if self.word(at) else "mixed"

    def _definite(self, at: int) -> bool:
        word = self.word(at)
        return word.definite if word else self._article_before(at)

    def _article_before(self, at: int) -> bool:
        """Whether ال is glued to the digits at a token (الـ73)."""
        if not self.sentence.glued(at) or self.tokens[at - 1].kind != WORD:
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
        if share and (scaled := self.scaled(share)).unit > 1:
            return scaled
        multiplier = self._multiplier(at, inside=inside)
        group = self.scaled(self._tailed(multiplier)) if multiplier else self._scale(at)
        return self._tailed(group) if group else None

    def _multiplier(self, at: int, *, inside: bool) -> Part | None:
        """Digits or words below a thousand, with their decimals and themselves in brackets."""
        nought = Part(Fraction(), at + 1) if self.role(at).zero and self._is_point(at + 1) else None
        part = nought or digits_at(self, at) or self.below_thousand(at, inside=inside)
        return part and again(self, pointed(self, part))

    def _scale(self, at: int) -> Part | None:
        """A scale that no number multiplies: مليون, ألفان, ألف مليار."""
        word = self.role(at)
        if not word.scale or word.scale_form == "many":
            return None
        dual = word.scale_form == "two" or (word.scale_form == "tanwin" and self._noun_follows(at + 1))
        return self.scaled(Part(Fraction(word.scale * (2 if dual else 1)), at + 1, word.scale))

    def _noun_follows(self, at: int) -> bool:
        """Whether a plain noun comes next, as after the dual in construct (ألفا قتيل)."""
        if at >= len(self.tokens) or self.tokens[at].kind != WORD:
            return False
        return self.tokens[at].form != AND and self.word(at) is None

    def below_thousand(self, at: int, *, inside: bool = False) -> Part | None:
        """Return the number below a thousand in words at a token."""
        hundreds = self._hundreds(at)
        if hundreds is None:
            return self._below_hundred(at, inside=inside)
        after = self.after_and(hundreds.to)
        rest = self._rest(after) if after else None
        if rest and rest.value < _HUNDRED and rest.value.denominator == 1:
            return Part(hundreds.value + rest.value, rest.to)
        return hundreds

    def _hundreds(self, at: int) -> Part | None:
        """Hundreds in one word or in two: مئتان, ثلاثمئة, ثلاث مئة."""
        word = self.role(at)
        if word.unit and self.bare(at + 1).hundred == _HUNDRED:
            return Part(Fraction(word.unit * _HUNDRED), at + 2)
        return Part(Fraction(word.hundred), at + 1) if word.hundred else None

    def _rest(self, at: int) -> Part | None:
        """What may follow hundreds: tens and units, but not the units of other hundreds (خمسمئة وست مئة)."""
        if self.bare(at + 1).hundred:
            return None
        return self._below_hundred(at, inside=True) or digits_at(self, at)

    def _below_hundred(self, at: int, *, inside: bool) -> Part | None:
        """Units, teens or units with tens; `inside` a larger number one is a number too (مئة وواحد)."""
        word = self.role(at)
        if not word.unit:
            return Part(Fraction(word.ten), at + 1) if word.ten else None
        if word.unit < _TEN:
            if self.bare(at + 1).teen:
                return Part(Fraction(word.unit + _TEN), at + 2)
            tens, to = self.joined(at + 1)
            if tens.ten:
                return Part(Fraction(word.unit + tens.ten), to)
        return None if not inside and self._pronoun(at, word) else Part(Fraction(word.unit), at + 1)

    def _pronoun(self, at: int, word: NumberWord) -> bool:
        """Whether one is a pronoun or adjective (واحد من القادة, نافذة واحدة) and الاثنين a weekday."""
        if word.unit == 1:
            return not (self.percent(at + 1) or self._scale_at(at + 1) or self._goes_on(at + 1))
        return word.unit == 2 and word.definite  # noqa: PLR2004  الاثنين

    def _goes_on(self, at: int) -> bool:
        """Whether decimals follow, or و joins a half or a quarter that is of nothing else: واحد ونصف."""
        share = self.share_after(at)
        return self._is_point(at) or (share is not None and not self._is_definite_noun(share.to))

    def _scale_at(self, at: int) -> bool:
        word = self.role(at)
        return bool(word.scale) and not word.conjunction

    def scaled(self, part: Part) -> Part:
        """A number times the scale words after it: 3.7 مليون, ألف مليار; the same number where none follow."""
        value, to, unit = part.value, part.to, part.unit
        for _ in range(_MOST_SCALES):
            word = self.role(to)
            if not word.scale or word.scale_form == "two" or word.conjunction or word.preposition:
                break
            value, to, unit = value * word.scale, to + 1, unit * word.scale
        return Part(value, to, unit, part.worded) if to > part.to else part

    def _tailed(self, part: Part) -> Part:
        """A number with the fraction of its unit after و: مليون ونصف المليون, ثلاثة ونصف; the same number without."""
        after = 0 if part.tail else self.after_and(part.to)
        share = self._share(after) if after else None
        if not share or self.role(after).definite:
            return part
        to, word = share.to, self.role(share.to)
        if word.scale == part.unit > 1 and not word.conjunction:
            to += 1
        elif part.unit == 1 and self._is_definite_noun(to):
            return part  # ثلاثة ونصف السكان: the fraction is of something else
        return Part(part.value + share.value * part.unit, to, part.unit, part.worded, tail=True)

    # --- fractions -----------------------------------------------------------------------------------------

    def _share(self, at: int) -> Part | None:
        """A fraction: نصف, ثلثا, ثلاثة أرباع."""
        word = self.word(at)
        if word is None:
            return slashed(self, at)
        if word.unit and (many := self.bare(at + 1)).fraction and many.fraction_form == "many":
            return Part(word.unit * many.fraction, at + 2)
        if not word.fraction or word.fraction_form == "many" or (word.unit and not self._whole_follows(at + 1)):
            return None
        return Part(word.fraction * (2 if word.fraction_form == "two" else 1), at + 1)

    def _whole_follows(self, at: int) -> bool:
        """Whether a fifth can be of what comes next, for خمس is five as well: خمس الإنتاج, not خمس آلاف."""
        return self._is_definite_noun(at) or (self._scale_at(at) and self.role(at).definite)

    def fraction(self, at: int) -> Part | None:
        """A fraction of a whole named after it: ثلثا أعضاء المجلس, خمس الإنتاج, نصف نقطة."""
        share = self._share(at)
        if not share or self.role(at).definite or not self._noun_follows(share.to):
            return None
        return share

    def share_after(self, at: int) -> Part | None:
        """The half or other single share of a unit that و joins to a unit which ends at a token: ساعتين ونصف."""
        word, to = self.joined(at)
        if not word.fraction or word.unit or word.fraction_form != "one" or word.preposition:
            return None
        return Part(word.fraction, to)

    def _is_definite_noun(self, at: int) -> bool:
        if at >= len(self.tokens) or self.tokens[at].kind != WORD or self.word(at):
            return False
        return self.tokens[at].form.startswith(ARTICLE)
