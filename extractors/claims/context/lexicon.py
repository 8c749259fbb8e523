"""The words of context: who reports and how surely, where things happen, what tells one event from the next."""

from __future__ import annotations

from functools import cache
from typing import Any, Final, Literal, NamedTuple

from extractors.records import Certainty
from extractors.text import Phrases, Trigger, fold_word, load_toml, without_clitics
from extractors.text.phrases import CONJUNCTIONS

Gender = Literal["he", "she"]

_PACKAGE: Final = "extractors.claims.context"
_OBJECTS: Final = ("ه", "ها", "هم", "هما")
_WEAK: Final = ("ي", "ا")  # last letters that are lost before an ending: نفى, يعلى


class Verb(NamedTuple):
    """A form of a reporting verb.

    `needs` says what must be there for it to be one ("clause", "source", "from"); `object` that it carries an object
    pronoun (أعلنتها), `participle` that it is one (مضيفا).
    """

    certainty: Certainty = "reported"
    gender: Gender | None = None
    needs: str = ""
    object: bool = False
    participle: bool = False


@cache
def table(name: str) -> dict[str, Any]:
    """One of the TOML files beside this module."""
    return load_toml(_PACKAGE, f"{name}.toml")


@cache
def listed(name: str, key: str) -> frozenset[str]:
    """The single words of a list, folded."""
    return frozenset(fold_word(word) for word in table(name)[key])


@cache
def phrases(name: str, key: str, *, clitics: bool = False) -> Phrases[str]:
    """The phrases of a list for look-up among tokens."""
    return Phrases(dict.fromkeys(table(name)[key], key), clitics=clitics)


def said(key: str, form: str) -> bool:
    """Whether a folded word is in a list of reporting.toml, as it stands or after و or ف."""
    words = listed("reporting", key)
    return form in words or (form[:1] in CONJUNCTIONS and form[1:] in words)


def said_bare(key: str, form: str) -> bool:
    """Whether a folded word is in a list of reporting.toml, with or without proclitics and ال."""
    words = listed("reporting", key)
    return any(bare in words or bare.removeprefix("ال") in words for bare in without_clitics(form))


def verb(form: str) -> Verb | None:
    """The reporting verb that a folded word is a form of, with or without و and ف."""
    found = _verbs().get(form)
    return _verbs().get(form[1:]) if found is None and form[:1] in CONJUNCTIONS else found


@cache
def _verbs() -> dict[str, Verb]:
    forms: dict[str, Verb] = {}
    for entry in table("reporting")["verbs"]:
        base = Verb(certainty=entry.get("certainty", "reported"), needs=entry.get("needs", ""))
        for form, gender in _finite(entry):
            forms.setdefault(form, base._replace(gender=gender))
        for form, gender in _finite(entry):
            _with_objects(forms, form, base._replace(gender=gender, object=True))
        if participle := fold_word(entry.get("participle", "")):
            for form in (participle, participle[:-1] + "ه", participle[:-1] + "ين"):
                forms.setdefault(form, base._replace(participle=True, needs="clause"))
    for past in table("reporting")["issuing"]:
        for form, gender in _finite({"past": past}):
            _with_objects(forms, form, Verb(gender=gender, object=True))
    return forms


def _attributions() -> frozenset[str]:
    keys = ("before_verb", "before_noun", "before_noun_owed")
    return frozenset(_verbs()).union(*(phrases("reporting", key, clitics=True).openers() for key in keys))


ATTRIBUTION: Final = Trigger(_attributions)
UNCHECKED: Final = Trigger(lambda: phrases("certainty", "unchecked").openers())
UNCONFIRMED: Final = Trigger(lambda: phrases("certainty", "unconfirmed").openers())
QUOTATION: Final = Trigger(lambda: ('"', "«", "»"))
BOUNDARY: Final = Trigger(lambda: {"حين", *listed("scenes", "boundaries"), *listed("scenes", "happens")})
CALL: Final = Trigger(lambda: listed("scenes", "calls"))


def _with_objects(forms: dict[str, Verb], form: str, found: Verb) -> None:
    stem = form[:-1] + "ا" if form.endswith("ي") else form
    if not form.endswith(("وا", "ون", "ان")):
        for pronoun in _OBJECTS:
            forms.setdefault(stem + pronoun, found)


def _finite(entry: dict[str, str]) -> list[tuple[str, Gender | None]]:
    """Every form of a verb for person and number, folded, with the gender that it shows."""
    past = fold_word(entry["past"])
    she, they = fold_word(entry.get("she", past + "ت")), fold_word(entry.get("they", past + "وا"))
    found: list[tuple[str, Gender | None]] = [(past, "he"), (she, "she"), (they, None), (she + "ا", None)]
    if "present" in entry:
        present = fold_word(entry["present"])
        stem = present[1:-1] if present.endswith(_WEAK) else present[1:]
        found += [(present, "he"), ("ت" + present[1:], "she"), ("ي" + stem + "ون", None), ("ت" + stem + "ون", None)]
    return found
