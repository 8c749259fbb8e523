"""Numbers that claim nothing: telephone numbers, models, labels, scores, list bullets."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final

from extractors.claims.candidates import Candidate, Reading
from extractors.numbers import Quantity
from extractors.text import LATIN, NUMBER, WORD, Phrases, load_toml

_TELEPHONE: Final = 7  # digits in a row, with a leading zero or a plus
_CODE: Final = 10  # digits in a row without separators: nobody writes a quantity so
_SCORE: Final = 30  # the most points one side of a score has here
_WHAT: Final = "ما"  # ما مجموعه 76: folded like مجموعة 76
_STROKE: Final = "/"
_DASHES: Final = frozenset("-–")
_BULLETS: Final = frozenset("-–.)")


@cache
def _listed(name: str) -> Phrases[bool]:
    table = load_toml("extractors.claims", "not_numbers.toml")
    return Phrases(dict.fromkeys(table[name], True), clitics=name in ("labels", "models", "games"))


def read(reading: Reading) -> Iterable[Candidate]:
    """Every number that is a name, a label, a code or a score, so that no rule takes it for a quantity."""
    for quantity in reading.quantities:
        if any(test(reading, quantity) for test in _TESTS):
            yield Candidate(None, quantity.start, quantity.end, (quantity.core, quantity.end))


def _coded(reading: Reading, quantity: Quantity) -> bool:
    form = reading.form(quantity.first)
    if not form.isdigit():
        return False
    dialled = form.startswith("0") or reading.form(quantity.first - 1) == "+"
    return len(form) >= (_TELEPHONE if dialled else _CODE)


def _labelled(reading: Reading, quantity: Quantity) -> bool:
    if quantity.unit > 1 or reading.tokens[quantity.first].kind != NUMBER:
        return False
    at = quantity.first - (reading.form(quantity.first - 1) in (":", "(", "/", "ال"))
    label = _listed("labels").ending(reading.tokens, at)
    return label is not None and reading.form(label.first - 1) != _WHAT


def _coded_on(reading: Reading, quantity: Quantity) -> bool:
    """Whether a stroke joins a number to a labelled one, as in that of a case: رقم 512/ 2019."""
    before = reading.numbers.ending(quantity.first - 1) if reading.form(quantity.first - 1) == _STROKE else None
    return before is not None and _labelled(reading, before)


def _modelled(reading: Reading, quantity: Quantity) -> bool:
    """A number after a make, or glued by a hyphen to the word or letters before it."""
    at, tokens = quantity.first, reading.tokens
    if at == 0 or tokens[at].kind != NUMBER:
        return False
    hyphen = at > 1 and tokens[at - 1].form in _DASHES
    name = at - 1 - hyphen
    joined = all(map(reading.sentence.glued, range(name + 1, at + 1)))
    if tokens[name].kind == LATIN:
        return joined or hyphen
    if hyphen and joined and tokens[name].kind == WORD and quantity.minus is None:
        return True
    return _listed("models").ending(tokens, name + 1) is not None and not _counts(reading, quantity)


def _counts(reading: Reading, quantity: Quantity) -> bool:
    """Whether a number that follows a make carries a scale or a per cent sign, as no model does."""
    return quantity.unit > 1 or reading.numbers.grammar.percent(quantity.to) > 0


def _scored(reading: Reading, quantity: Quantity) -> bool:
    """Whether two small numbers joined by a dash are the result of a game."""
    top = quantity.high if quantity.bound == "range" else quantity.value
    percent = reading.numbers.grammar.percent(quantity.to) > 0
    if percent or (top or 0) > _SCORE or not _dashed(reading, quantity):
        return False
    return _of_a_game(reading)


@lru_cache(maxsize=1)  # asked for every number of a sentence, which may be all dashes and digits
def _of_a_game(reading: Reading) -> bool:
    return any(_listed("games").value(token.form) for token in reading.tokens)


def _dashed(reading: Reading, quantity: Quantity) -> bool:
    """Whether a dash joins the ends of a range, or a figure to the one beside it."""
    before = () if quantity.minus is not None else (quantity.first - 1,)
    inside = range(quantity.first, quantity.to) if quantity.bound == "range" else (*before, quantity.to)
    return any(reading.form(at) in _DASHES for at in inside)


def _bulleted(reading: Reading, quantity: Quantity) -> bool:
    """Whether a number opens its line as a bullet: 1- or 2)."""
    return quantity.first == 0 and quantity.to == 1 and reading.form(1) in _BULLETS


def _followed(reading: Reading, quantity: Quantity) -> bool:
    to = quantity.to + (reading.form(quantity.to) == ")")  # «وسجل دزيكو (52) هدف روما»
    return any(_listed(name).starting(reading.tokens, to) for name in ("after", "ages"))


_TESTS: Final = (_coded, _labelled, _coded_on, _modelled, _scored, _bulleted, _followed)
