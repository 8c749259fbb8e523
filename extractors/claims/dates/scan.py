"""Where in a sentence the words of dates stand, found once for all the rules about dates."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from extractors.claims.candidates import Reading
from extractors.claims.dates import lexicon
from extractors.claims.time_words import UNIT, UnitWord, direction, unit_word
from extractors.numbers.digits import figure
from extractors.numbers.ordinals import ordinal
from extractors.text import FIGURE, MARK, NUMBER, WORD, without_clitics
from extractors.text.phrases import ARTICLE

AND: Final = "و"
OF: Final = "من"
COMMAS: Final = ("،", ",")
DASHES: Final = ("-", "–", "—")
LAST_DAY: Final = 31
MONTHS: Final = 12
_BETWEEN_NAMES: Final = (*DASHES, "/", "(", "،", "أو", "او")  # of one month: أيار/مايو, كانون الأول (ديسمبر)
_TWO: Final = 2
_GOES_ON: Final = (*DASHES, "/", "%", ":", "$", "€")  # behind a figure that is a piece of something longer


class MonthAt(NamedTuple):
    """A month's name at tokens `first` to `to`, its second name with it; `doubt` says what else it may be."""

    first: int
    to: int
    number: int
    clitics: int
    doubt: str
    hijri: bool


class Scan:
    """The sentence of a reading as the rules of dates see it."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.tokens = reading.tokens
        self.size = len(reading.tokens)
        self.places = reading.places

    @cached_property
    def units(self) -> list[tuple[int, UnitWord]]:
        """The words for units of time, with their tokens."""
        return [(at, unit) for at in self.places(UNIT) if (unit := unit_word(self.tokens[at].form))]

    @cached_property
    def years(self) -> list[int]:
        """The tokens of four digits that can be a year."""
        return [at for at in self.places(FIGURE) if lexicon.is_year(self.tokens[at].form)]

    def form(self, at: int) -> str:
        """The folded text of a token, empty outside the sentence."""
        return self.tokens[at].form if 0 <= at < self.size else ""

    def is_word(self, at: int) -> bool:
        """Whether a token is a word of Arabic letters."""
        return 0 <= at < self.size and self.tokens[at].kind == WORD

    def is_listed(self, at: int, table: str, name: str = "words") -> bool:
        """Whether a token is in a list of words.toml, clitics allowed for."""
        return self.is_word(at) and lexicon.is_one_of(table, self.tokens[at].form, name)

    def is_given_name(self, at: int) -> bool:
        """Whether a token is a given name that may stand before the name of a family."""
        return self.is_word(at) and self.tokens[at].form in lexicon.listed("before_weekday", "given")

    def clitics(self, at: int, table: str, name: str = "words") -> int:
        """How many letters of و ف ب ل ك a token carries before a word of a list."""
        form, words = self.form(at), lexicon.listed(table, name)
        return next((max(len(form) - len(bare), 0) for bare in without_clitics(form) if bare in words), 0)

    def with_this(self, at: int, clitics: int) -> tuple[int, int]:
        """Where a noun begins with the هذا before it, if there is one, and the clitic letters of that."""
        if not self.is_listed(at - 1, "this"):
            return at, clitics
        return at - 1, self.clitics(at - 1, "this")

    def skip(self, at: int, *forms: str) -> int:
        """The place after a token if it is one of some forms, else the place itself."""
        return at + 1 if self.form(at) in forms and at < self.size else at

    def glued(self, at: int) -> bool:
        """Whether a token follows the one before it without a space."""
        return self.reading.sentence.glued(at)

    # --- days and years -------------------------------------------------------------------------------------

    def integer(self, at: int) -> int | None:
        """The whole number in digits at a token."""
        if not 0 <= at < self.size or self.tokens[at].kind != NUMBER or not self.tokens[at].form.isdigit():
            return None
        value = figure(self.tokens[at].form, scaled=False)
        return None if value is None else int(value)

    def day(self, at: int) -> int | None:
        """The day of a month in digits at a token."""
        value = self.integer(at) if len(self.form(at)) <= _TWO else None
        return value if value and value <= LAST_DAY else None

    def year(self, at: int) -> int | None:
        """The year in four digits at a token."""
        return self.integer(at) if lexicon.is_year(self.form(at)) and self.tokens[at].kind == NUMBER else None

    def day_word(self, at: int) -> tuple[int, int] | None:
        """A day in words (الخامس, الحادي والثلاثين, العشرين) at a token: its value and where it ends."""
        if not self.is_word(at):
            return None
        grammar = self.reading.numbers.grammar
        found = ordinal(grammar, at)
        if found and found.definite and found.value <= LAST_DAY:
            return found.value, found.to
        word = grammar.word(at)
        if word and word.definite and word.ten and word.ten <= LAST_DAY:
            return word.ten, at + 1
        return None

    # --- months ---------------------------------------------------------------------------------------------

    def month(self, at: int) -> MonthAt | None:
        """The Gregorian month at a token with its other name: أيار/مايو, كانون الأول (ديسمبر), فبراير شباط."""
        if numbered := self.numbered_months.get(at):
            return numbered
        found = self._name(at)
        if found is None:
            return None
        to, doubt = found.to, found.doubt
        second = self._second(found)
        if second:
            to, doubt = second, ""
        return MonthAt(found.first, to, found.number, found.clitics, doubt, hijri=False)

    def _name(self, at: int) -> MonthAt | None:
        match = lexicon.month_names().starting(self.tokens, at)
        if match is None:
            return None
        doubt = match.value.doubt
        if doubt == "with_madda":
            document = self.reading.sentence.document
            written = document.text[self.reading.sentence.offset(at, match.clitics)]
            doubt = "verbs" if written in "آﺁﺂ" else "surnames"
        return MonthAt(at, match.to, match.value.number, match.clitics, doubt, hijri=False)

    @cached_property
    def numbered_months(self) -> dict[int, MonthAt]:
        """The months told by their number, by their first token: 10 in شهر 10, الشهر العاشر من العام."""
        found = (self._numbered(at, unit) for at, unit in self.units if unit.unit == "month" and unit.number == "one")
        return {month.first: month for month in found if month}

    def _numbered(self, at: int, unit: UnitWord) -> MonthAt | None:
        if not unit.definite:
            number = self.integer(at + 1) if len(self.form(at + 1)) <= _TWO else None
            if not number or number > MONTHS or not self._ends_month(at + 2):
                return None
            return MonthAt(at + 1, at + 2, number, 0, "", hijri=False)
        found = ordinal(self.reading.numbers.grammar, at + 1)
        if found is None or not found.definite or found.value > MONTHS or not self._is_of_year(found.to):
            return None
        return MonthAt(at, found.to, found.value, unit.clitics, "", hijri=False)

    def _ends_month(self, at: int) -> bool:
        """Whether what follows a figure after شهر is nothing that the figure counts."""
        year = self.form(at) == "/" and self.year(at + 1) is not None
        follows = self.is_listed(at, "after_year") or direction(self.form(at)) is not None or self.year(at) is not None
        return year or follows or (self.form(at) not in _GOES_ON and self.ends_clause(at))

    def _is_of_year(self, at: int) -> bool:
        """Whether من and a word for the year stand at a token: الشهر العاشر من العام الماضي."""
        unit = unit_word(self.form(at + 1)) if self.form(at) == OF and self.is_word(at + 1) else None
        return unit is not None and unit.unit == "year" and unit.number == "one"

    def _second(self, name: MonthAt) -> int:
        """Where the other name of the same month ends, 0 where there is none."""
        mark = self.form(name.to)
        other = self._name(name.to + (mark in _BETWEEN_NAMES))
        if other is None:
            return 0
        if mark == "/":
            return other.to  # news sometimes errs in the second name; the first one counts
        same = other.number == name.number
        if mark == "(":
            return other.to + 1 if same and self.form(other.to) == ")" else 0
        return other.to if same and not other.clitics else 0

    def hijri_month(self, at: int) -> MonthAt | None:
        """The month of the Islamic calendar at a token."""
        match = lexicon.hijri_names().starting(self.tokens, at)
        if match is None:
            return None
        return MonthAt(at, match.to, match.value.number, match.clitics, match.value.doubt, hijri=True)

    def ends_clause(self, at: int) -> bool:
        """Whether a token is a mark or lies outside the sentence."""
        return not 0 <= at < self.size or self.tokens[at].kind == MARK

    def definite(self, at: int) -> bool:
        """Whether a token stands under ال."""
        return self.form(at).startswith((ARTICLE, "لل", "وال", "بال"))


@lru_cache(maxsize=4)
def scan(reading: Reading) -> Scan:
    """The scan of a reading, made once for all the rules."""
    return Scan(reading)
