"""What a single folded word is to a change: its verb, its noun, or where a noun phrase ends before it."""

from __future__ import annotations

from functools import cache
from typing import Final

from extractors.claims.lexicon import changes, reporting
from extractors.claims.percentages import change_words
from extractors.claims.phrases import joined
from extractors.text import Phrases

_SHARE: Final = "نسبه"
_ITS: Final = ("ه", "ها", "هم", "هما")
_PLURAL_VERB: Final = "وا"
_SHORT_WORD: Final = 3  # letters of a word too short to tell a verb by


@cache
def _verbs() -> Phrases[bool]:
    nouns = changes.NOUNS | changes.LEVEL_NOUNS
    return Phrases(dict.fromkeys((change_words().verbs | changes.VERBS) - nouns, True))


def is_verb(form: str) -> bool:
    """Whether a word is a verb of change or level: ارتفع, بلغ."""
    return _verbs().value(form) is not None


def is_noun_of_change(form: str) -> bool:
    """Whether a word names a change, proclitics aside: ارتفاع, بزيادة."""
    return changes.NOUNS.matches(form)


def bare(form: str) -> str:
    """A word without the و that joins it."""
    return form[1:] if joined(form) else form


def is_change(form: str) -> bool:
    """Whether a word is a noun or a verb of change."""
    return is_noun_of_change(form) or is_verb(form)


def ends(form: str) -> bool:
    """Whether a noun phrase ends before a word: a bound, an auxiliary, a pronoun, a verb of many."""
    lists = (changes.BOUNDS, changes.AUXILIARIES, changes.PRONOUNS)
    return any(form in words for words in lists) or is_plural_verb(form) or is_own_change(form)


def is_own_change(form: str) -> bool:
    """Whether a word is a noun of change with a pronoun: ارتفاعها, خفضه."""
    nouns = changes.NOUNS
    return any(form.endswith(own) and form.removesuffix(own) in nouns for own in _ITS)


def is_plural_verb(form: str) -> bool:
    """Whether a word is a verb of many by its ending: سحبوا, كانوا."""
    return form.endswith(_PLURAL_VERB) and len(form) > _SHORT_WORD


def is_no_noun(form: str) -> bool:
    """Whether a word stands for a noun, opens a clause or leads to a measure: هي, إنها, بنسبة; or is no more than و."""
    if len(form) == 1:
        return True
    lists = (changes.PRONOUNS, changes.BOUNDS, changes.MEASURES)
    return reporting.COMPLEMENTIZERS.matches(form) or (
        form != _SHARE and any(form in words for words in lists)
    )
