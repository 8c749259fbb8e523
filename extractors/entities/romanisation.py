"""Arabic names in Latin letters by ALA-LC, without the short vowels that Arabic does not write (romanisation.toml).

نادر الزهراوي is Nādir al-Zhrāwī: the vowels of نادر are in the list, those of الزهراوي nobody wrote.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import regex

from extractors.entities.lexicon import table
from extractors.text.normalise import fold_word, plain

WORD: Final = regex.compile(r"[\p{Arabic}&&\p{L}]+", regex.V1)
SHORTEST_STEM: Final = 3  # letters behind ال; fewer are the head of a word: الو
VOWELS: Final = frozenset("اأإآىة")  # before these و and ي are consonants, unless one of them is one already
ARTICLE: Final = "al-"
FEMININE: Final = "ah"
CONSTRUCT: Final = "at"
SHORT_ALIF: Final = "á"


def romanised(name: str) -> str:
    """A name in Latin letters; what is not Arabic in it stays as it is.

    >>> romanised("وزارة الدفاع"), romanised("محمد نتنياهو (CNN)")
    ('Wizārat al-Difāʻ', 'Muḥammad Ntniyāhū (CNN)')
    """
    text = plain(name)
    words = list(WORD.finditer(text))
    result, done = "", 0
    for n, match in enumerate(words):
        following = words[n + 1] if n + 1 < len(words) else None
        joined = following is not None and text[match.end() : following.start()] == " "
        definite = joined and following is not None and _split(following[0])[0].endswith(ARTICLE)
        latin = _word(match[0], in_construct=definite)
        result += text[done : match.start()] + (latin.lower() if n and latin.lower() in _data()["small"] else latin)
        done = match.end()
    return result + text[done:]


def _word(word: str, *, in_construct: bool) -> str:
    before, stem = _split(word)
    known = _data()["words"].get(fold_word(stem))
    latin = known if known and _ends_so(stem, known) else _letters(stem)
    if in_construct and not before and latin.endswith(FEMININE) and word.endswith("ة"):
        latin = latin.removesuffix(FEMININE) + CONSTRUCT
    return before + _capital(latin)


def _ends_so(stem: str, latin: str) -> bool:
    """Whether a word ends as its Latin form does: folded, سلمى is like سلمي."""
    return not (stem.endswith("ي") and latin.endswith(SHORT_ALIF))


def _split(word: str) -> tuple[str, str]:
    """What is written onto a word, in Latin letters, and the word."""
    if fold_word(word) in _data()["words"]:
        return "", word
    for arabic, latin in _data()["before"].items():
        if word.startswith(arabic) and len(word) >= len(arabic) + SHORTEST_STEM:
            return latin, word[len(arabic) :]
    return "", word


def _capital(latin: str) -> str:
    """With a capital, behind ʻ if it begins so; of two words both have one."""
    return " ".join(
        ARTICLE + _capital(part.removeprefix(ARTICLE)) if part.startswith(ARTICLE) else _raised(part)
        for part in latin.split(" ")
    )


def _raised(part: str) -> str:
    at = next((n for n, letter in enumerate(part) if letter.isalpha() and letter.lower() != letter.upper()), 0)
    return part[:at] + part[at : at + 1].upper() + part[at + 1 :]


def _letters(word: str) -> str:
    """A word letter by letter."""
    glides: dict[str, list[str]] = _data()["glides"]
    out: list[str] = []
    consonant = False  # whether the letter before is one
    for at, letter in enumerate(word):
        following = word[at + 1 : at + 2]
        if letter in glides:
            strong, long = glides[letter]
            own = not at or not consonant or following in VOWELS or (following in glides and bool(following))
            if own and at and consonant and letter == "ي":
                strong = "īy" if word[at + 1 :] == "ة" else "iy"
            out.append(strong if own else long)
            consonant = own
        elif not at and letter in _data()["first"]:
            carries = following in glides and word[2:3] not in {*VOWELS, *glides} and len(word) > SHORTEST_STEM
            out.append("" if carries else _data()["first"][letter])
            consonant = carries
        else:
            out.append(_data()["letters"].get(letter, letter))
            consonant = letter not in VOWELS
    return "".join(out)


@cache
def _data() -> dict[str, Any]:
    return table("romanisation.toml")
