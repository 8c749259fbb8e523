"""The words around a count, read from words.toml."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

from extractors.claims.candidates import Reading
from extractors.claims.phrases import stops
from extractors.text import WORD, Phrases, Trigger, load_toml
from extractors.text.clitics import ARTICLE, FUSED, proclitic_cuts
from extractors.text.word_counts import word_counts

TA_MARBUTA: Final = "ة"
_WITH_CLITICS: Final = frozenset({"numbers", "crowds", "whole", "among", "plurals"})
_AND: Final = "و"
_SHORTEST_NOUN: Final = 2
_PLURAL_VERB: Final = "وا"
_SHORTEST_VERB: Final = 5  # قتلوا, but not عضوا
_THEY, _THEY_ALL = "ي", "ون"
_SHE, _NOT_SHE = "ت", ("ات", "وت")
_SHORTEST_SHE: Final = 4  # جاءت, but not بنت
_THEIRS: Final = (("ها", 5), ("هم", 5), ("هن", 5), ("هما", 7))  # with the shortest word: باعتبارهم, but not متهما


@cache
def listed(name: str) -> Phrases[bool]:
    """Return a list of words.toml, ready for look-up."""
    words = load_toml("extractors.claims.counts", "words.toml")[name]
    return Phrases(dict.fromkeys(words, True), clitics=name in _WITH_CLITICS)


HEAD: Final = Trigger(lambda: listed("heads").openers() | listed("definite_heads").openers())
ONE: Final = Trigger(lambda: listed("one").openers())
"""Where what is announced, and what is single, may begin."""


def is_listed(name: str, form: str) -> bool:
    """Return whether a folded word is in a list."""
    return listed(name).value(form) is True


def any_listed(names: Iterable[str], form: str) -> bool:
    """Return whether a folded word is in one of some lists."""
    return any(is_listed(name, form) for name in names)


def is_feminine(reading: Reading, at: int) -> bool:
    """Return whether a word is written with ta marbuta: وحدة is a unit, وحده alone."""
    token = reading.tokens[at]
    return reading.document.text[token.start : token.end].endswith(TA_MARBUTA)


def excluded(reading: Reading, at: int) -> bool:
    """Return whether what stands at a token cannot be a counted noun: a verb, a particle, a number, no word at all."""
    if at >= len(reading.tokens) or reading.tokens[at].kind != WORD:
        return True
    form = reading.form(at)
    if is_listed("nouns", form) and (is_feminine(reading, at) or not is_listed("never", form)):
        return False
    short = len(form) < _SHORTEST_NOUN or reading.numbers.grammar.word(at) is not None
    return short or _is_no_noun(form) or (looks_like_a_verb(form) and not reading.has_article(at))


def _is_no_noun(form: str) -> bool:
    """Whether a word is a particle, carries a proclitic or a pronoun, or is one that numbers never count."""
    return stops(form) or is_listed("never", form) or _is_owned(form) or _is_joined(form)


def _is_joined(form: str) -> bool:
    """Whether proclitics stand on a word, what is left being one that is known: not برونزية, whose rest is none."""
    cuts = proclitic_cuts(form)
    rest = form[cuts[-1] :] if cuts else ""
    sure = bool(cuts) and form.startswith((FUSED, _AND))
    return sure or rest.startswith(ARTICLE) or word_counts().get(rest) > 0


def looks_like_a_verb(form: str) -> bool:
    """Return whether a word ends as verbs do: تجمعوا, يعارضون, جاءت."""
    many = form.endswith(_PLURAL_VERB) and len(form) >= _SHORTEST_VERB
    she = form.endswith(_SHE) and not form.endswith(_NOT_SHE) and len(form) >= _SHORTEST_SHE
    return many or she or (form.startswith(_THEY) and form.endswith(_THEY_ALL))


def _is_owned(form: str) -> bool:
    """Whether a pronoun ends a word, which a number cannot count: 2030 باعتبارها."""
    return any(form.endswith(own) and len(form) >= shortest for own, shortest in _THEIRS)
