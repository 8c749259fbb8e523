"""The forms of Arabic verbs and nouns, folded, as their written letters tell them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from extractors.text import fold_word
from extractors.text.phrases import ARTICLE

Gender = Literal["he", "she"]

TA: Final = "ه"
"""Ta marbuta, folded."""
PRONOUNS: Final = ("ه", "ها", "هم", "هما", "هن", "نا")
"""What is written onto a noun for whose it is, and onto a verb for its object."""
ACCUSATIVE: Final = "ا"
"""The alif of tanwin."""
DUAL_ENDINGS: Final = ("ان", "ين")
_DUAL: Final = 2
_WEAK: Final = "ى"
_WEAK_FOLDED: Final = ("ي", "ا")  # last letters of a present that are lost before an ending


class Form(NamedTuple):
    """A form of a verb: its letters, how many its subject is (1, 2, or None for more), its gender and tense."""

    text: str
    number: int | None = 1
    gender: Gender | None = None
    past: bool = True


def conjugated(past: str, present: str = "") -> Iterator[Form]:
    """Give the forms of a verb in the third person, without a pronoun.

    Args:
        past: he did, as it is printed, ى told from ي.
        present: he does; "" for a verb whose present is no form of it.
    """
    stem = fold_word(past.removesuffix(_WEAK))
    plural = fold_word(past[:-1] if past.endswith((_WEAK, "ي")) else past)  # نفى, خشي: نفوا, خشوا
    dual = fold_word(past) if past.endswith(_WEAK) else stem
    yield Form(fold_word(past), 1, "he")
    yield Form(f"{stem}ت", 1, "she")
    yield from (Form(f"{plural}وا", None), Form(f"{dual}ن", None), Form(f"{dual}ا", 2), Form(f"{stem}تا", 2))
    if present:
        yield from _present(fold_word(present))


def _present(he: str) -> Iterator[Form]:
    she = "ت" + he[1:]
    yield from (Form(he, 1, "he", past=False), Form(she, 1, "she", past=False))
    yield from (Form(f"{one}ان", 2, past=False) for one in (he, she))
    for one in (he, she):
        stem = one[:-1] if one.endswith(_WEAK_FOLDED) else one
        yield from (Form(f"{stem}ون", None, past=False), Form(f"{stem}وا", None, past=False))
    yield Form(f"{he}ن", None, past=False)


def with_objects(past: str, present: str = "", pronouns: tuple[str, ...] = PRONOUNS) -> Iterator[tuple[Form, str]]:
    """Give the forms of a verb with each object pronoun; no duals, which are read as nouns (قتلاها, her dead)."""
    weak = {fold_word(past)} if past.endswith(_WEAK) else set()
    if present.endswith(_WEAK):
        weak |= {fold_word(present), "ت" + fold_word(present)[1:]}
    for form in conjugated(past, present):
        if form.number == _DUAL:
            continue
        stem = form.text[:-1] if form.text.endswith("وا") else form.text
        if form.text in weak:
            stem = form.text[:-1] + "ا"  # أردى: أرداه
        yield from ((Form(stem + pronoun, *form[1:]), pronoun) for pronoun in pronouns)


def bound(noun: str) -> str:
    """Return a folded noun as it is before an ending: ta marbuta becomes ت."""
    return noun[:-1] + "ت" if noun.endswith(TA) else noun


def owned(noun: str, pronouns: tuple[str, ...] = PRONOUNS) -> Iterator[str]:
    """Give a folded noun with each pronoun."""
    return (bound(noun) + pronoun for pronoun in pronouns)


def without_article(word: str) -> str:
    """Return a folded word without ال."""
    return word.removeprefix(ARTICLE)
