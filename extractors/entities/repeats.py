"""What one mention of an article says about others: names that the tagger passed over or took for another type.

Only what is safe: a full name wherever it stands again, a rare surname of a person who is named in full, a place
that is tagged elsewhere and in the gazetteer, a town before its country: «في القائم، العراق».
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from extractors.entities.mentions import ORGANIZATION, PERSON, PLACE, Context, Found
from extractors.entities.naming import ADJECTIVE_ENDINGS, bare, key
from extractors.entities.places import Gazetteer
from extractors.text.word_counts import word_counts

RARE: Final = 40  # in 2 million words of news; a more common word may be no name where it stands alone
TAGGED_ELSEWHERE: Final = 2
LONGEST_TOWN: Final = 3  # words
SHORTEST_SURNAME: Final = 4  # letters
COMMAS: Final = frozenset("،,-–(")

Forms = tuple[str, ...]


def with_repeats(found: Sequence[Found], contexts: Sequence[Context], gazetteer: Gazetteer) -> list[Found]:
    """The mentions of an article with those that the others vouch for, in order.

    Args:
        found: the mentions so far.
        contexts: every sentence of the article.
        gazetteer: the known places.
    """
    found = surnames_are_people(found)
    names: dict[Forms, str] = {}
    for look in (_full_names, _surnames, lambda mentions: _known_places(mentions, gazetteer)):
        for forms, type_ in look(found):
            names.setdefault(forms, type_)
    taken = {offset for mention in found for offset in range(mention.start, mention.end)}
    by_first_word: dict[str, list[Forms]] = {}
    for forms in sorted(names, key=len, reverse=True):
        by_first_word.setdefault(forms[0], []).append(forms)
    added = [
        Found(names[forms], at, at + len(forms), context)
        for context in contexts
        for at, forms in _where(by_first_word, context, taken)
    ]
    towns = [town for mention in found for town in _town_before(mention, gazetteer, taken)]
    return sorted([*found, *added, *towns], key=lambda mention: mention.start)


def surnames_are_people(found: Sequence[Found]) -> list[Found]:
    """A rare word that the article has as a person's surname is that person, not an organization."""
    surnames = {forms for forms, _ in _surnames(found)}
    return [
        replace(mention, type=PERSON) if mention.type == ORGANIZATION and mention.forms in surnames else mention
        for mention in found
    ]


def _full_names(found: Sequence[Found]) -> Iterator[tuple[Forms, str]]:
    types: dict[Forms, set[str]] = {}
    for mention in found:
        types.setdefault(mention.forms, set()).add(mention.type)
    for forms, of_these in types.items():
        if len(forms) > 1 and len(of_these) == 1 and PLACE not in of_these:
            yield forms, next(iter(of_these))


def _surnames(found: Sequence[Found]) -> Iterator[tuple[Forms, str]]:
    for mention in found:
        surname = mention.forms[-1]
        long_enough = len(mention.forms) > 1 and len(surname) >= SHORTEST_SURNAME
        if mention.type == PERSON and long_enough and _is_rare(surname):
            yield (surname,), PERSON


def _is_rare(word: str) -> bool:
    return max(word_counts().get(word, 0), word_counts().get(bare(word), 0)) < RARE


def _known_places(found: Sequence[Found], gazetteer: Gazetteer) -> Iterator[tuple[Forms, str]]:
    counts = Counter((mention.forms, mention.type) for mention in found)
    for (forms, type_), count in counts.items():
        # السعودية is a country and, behind another word, an adjective.
        if type_ != PLACE or count < TAGGED_ELSEWHERE or forms[-1].endswith(ADJECTIVE_ENDINGS):
            continue
        others = any(counts[forms, other] for other in (PERSON, ORGANIZATION))
        if not others and gazetteer.knows(key(forms)):
            yield forms, PLACE


def _where(names: dict[str, list[Forms]], context: Context, taken: set[int]) -> Iterator[tuple[int, Forms]]:
    """Where in a sentence one of the names stands and nothing else was found; the longest of several."""
    words = tuple(piece.form for piece in context.pieces)
    for at, word in enumerate(words):
        for forms in names.get(word, ()):
            same = words[at : at + len(forms)] == forms
            if same and _is_free(context.pieces[at].start, context.pieces[at + len(forms) - 1].end, taken):
                yield at, forms
                break


def _is_free(start: int, end: int, taken: set[int]) -> bool:
    """Whether nothing was found between two offsets; if so the place is taken from now on."""
    offsets = range(start, end)
    if not taken.isdisjoint(offsets):
        return False
    taken.update(offsets)
    return True


def _town_before(country: Found, gazetteer: Gazetteer, taken: set[int]) -> Iterator[Found]:
    """The town of a country that stands before it and a comma: القائم، العراق."""
    code = gazetteer.country(key(country.words)) if country.type == PLACE else None
    end = country.first - 1
    if not code or end < 1 or country.context.pieces[end].form not in COMMAS:
        return
    for size in range(LONGEST_TOWN, 0, -1):
        if end < size:
            continue
        town = Found(PLACE, end - size, end, country.context)
        if gazetteer.has_city(key(town.words), code) and _is_free(town.start, town.end, taken):
            yield town
            return
