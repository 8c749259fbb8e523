"""Titles before a person's name: «الكولونيل توماس فيلي», «وزير الخارجية الأميركي ريكس تيلرسون»."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from extractors.entities.lexicon import table
from extractors.entities.mentions import PERSON, Found
from extractors.entities.naming import ADJECTIVE_ENDINGS, bare

FURTHEST: Final = 7  # words from the head of a title to the name
SHORTEST_ADJECTIVE: Final = 5  # letters


def title_of(person: Found, names: Sequence[Found] = ()) -> str | None:
    """The title that stands before a person's name, as the article writes it; None where there is none.

    Args:
        person: the mention, title outside.
        names: the mentions of the same sentence: a title may contain one, as in المتحدث باسم البنتاغون.
    """
    if person.type != PERSON:
        return None
    pieces = person.context.pieces
    named = {n for name in names for n in range(name.first, name.last) if name.type != PERSON}
    head = None
    for at in range(person.first - 1, max(-1, person.first - 1 - FURTHEST), -1):
        word = bare(pieces[at].form)
        if word in _words("heads"):
            head = at
        elif not (at in named or _goes_on(pieces[at].form)):
            break
    if head is None:
        return None
    return " ".join(person.context.text[pieces[head].start : pieces[person.first - 1].end].split())


def _goes_on(word: str) -> bool:
    adjective = len(word) >= SHORTEST_ADJECTIVE and word.endswith(ADJECTIVE_ENDINGS)
    return adjective or bare(word) != word or bare(word) in _words("inside")


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(table("titles.toml")[group])
