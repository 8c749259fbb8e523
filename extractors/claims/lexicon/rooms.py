"""TOML files of words, checked against the constants that the code declares of them.

A list that no constant is declared for, a constant without its list, a word that is there twice and one that no text
can give are each an error as soon as the file is read, with the file, the list, the word and what to do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, Final

import tomli

from extractors.claims.lexicon.lists import PhraseList, Proclitics, WordList
from extractors.errors import LexiconError
from extractors.text import Document, fold_words, load_toml
from extractors.text.normalise import PLAIN_WORDS

_AND: Final = "و"


class Room:
    """One TOML file of words: the lists that are declared of it, and what must hold for them.

    Args:
        package: the package that the file lies in.
        file: its name.
        read: gives the parsed file; tests give broken ones.
    """

    def __init__(self, package: str, file: str, read: Callable[[str, str], dict[str, Any]] = load_toml) -> None:
        self.file = file
        try:
            self._table = read(package, file)
        except tomli.TOMLDecodeError as error:
            raise LexiconError(file, f"no TOML: {error}") from error
        self._declared: set[str] = set()

    def words(self, key: str, purpose: str, proclitics: Proclitics = "none") -> WordList:
        """Declare a list of single words.

        Args:
            key: its name in the file, sections before it with dots: "toll.heads".
            purpose: what it is for, with an example.
            proclitics: what a text may write onto its words.

        Raises:
            LexiconError: the file has no such list, or a word of it is there twice or can never be met.
        """
        name = f"{self.file}: {key}"
        entries, forms = self._list(key)
        if " " in "\n".join(forms):
            several = next(entry for entry, form in zip(entries, forms, strict=True) if " " in form)
            raise LexiconError(name, f"«{several}» is several words, and the list is one of single words; split it")
        _check(name, entries, forms)
        made = WordList(forms, name, purpose, proclitics)
        if proclitics != "none" and (twin := next((form for form in forms if _is_joined_twin(form, made)), None)):
            raise LexiconError(name, f"«{twin}» is «{twin[1:]}» with و, which is understood; take it out")
        return made

    def names(self, key: str, purpose: str) -> WordList:
        """Declare a list of whole names of one or more words, each compared with all of a name's text."""
        entries, forms = self._list(key)
        _check(f"{self.file}: {key}", entries, forms)
        return WordList(forms, f"{self.file}: {key}", purpose)

    def phrases(self, key: str, purpose: str, proclitics: Proclitics = "any") -> PhraseList:
        """Declare a list of phrases of one or more words; arguments and errors as for `words`."""
        entries, forms = self._list(key)
        _check(f"{self.file}: {key}", entries, forms)
        return PhraseList(entries, f"{self.file}: {key}", purpose, proclitics)

    def entries(self, key: str) -> Any:  # noqa: ANN401  whatever the TOML holds; its reader knows
        """Declare a part of the file that is no plain list, and return it as it is parsed.

        Raises:
            LexiconError: the file has no such part.
        """
        found = self._part(key)
        for inner, entries in _lists(key, found):
            _check_doubles(f"{self.file}: {inner}", entries, fold_words(entries))
        return found

    def complete(self) -> None:
        """Say that all is declared.

        Raises:
            LexiconError: the file holds a list that was not declared.
        """
        keys = list(self._keys(self._table))
        for key in keys:
            if not any(key == known or key.startswith(f"{known}.") for known in self._declared):
                near = get_close_matches(key, self._declared - set(keys), 1) or get_close_matches(
                    key, self._declared, 1
                )
                meant = f"; is {near[0]} meant?" if near else ""
                raise LexiconError(self.file, f"nothing reads {key}{meant}")

    def _keys(self, table: Mapping[str, Any], before: str = "") -> Iterator[str]:
        for name, value in table.items():
            if isinstance(value, Mapping):
                yield from self._keys(value, f"{before}{name}.")
            else:
                yield before + name

    def _part(self, key: str) -> Any:  # noqa: ANN401  as above
        """A part of the file, which is declared now."""
        found: Any = self._table
        for part in key.split("."):
            if not isinstance(found, Mapping) or part not in found:
                raise LexiconError(self.file, f"no {key}, which the code reads; put it back")
            found = found[part]
        self._declared.add(key)
        return found

    def _list(self, key: str) -> tuple[list[str], list[str]]:
        """The entries of a list, and the same folded; none twice."""
        found = self._part(key)
        if not isinstance(found, list) or not all(isinstance(entry, str) for entry in found):
            raise LexiconError(f"{self.file}: {key}", "not a list of words; write it as […, …]")
        forms = fold_words(found)
        _check_doubles(f"{self.file}: {key}", found, forms)
        return found, forms


def _check_doubles(name: str, entries: Sequence[str], forms: Sequence[str]) -> None:
    """Raise an error over an entry that is there twice once folded."""
    if len(set(forms)) == len(forms):
        return
    form, times = Counter(forms).most_common(1)[0]
    written = entries[forms.index(form)]
    raise LexiconError(name, f"«{written}» is there {times} times as it is read; keep one")


def _check(name: str, entries: Sequence[str], forms: Sequence[str]) -> None:
    """Raise an error over an entry that no text can give. Nearly every list is of letters alone: one look tells."""
    if PLAIN_WORDS.fullmatch(" ".join(forms)):
        return
    for entry, form in zip(entries, forms, strict=True):
        if not PLAIN_WORDS.fullmatch(form) and _tokens(entry) != form.split():
            raise LexiconError(name, f"«{entry}» is read as {_tokens(entry)}, which it never matches; mend it")


def _is_joined_twin(form: str, words: WordList) -> bool:
    """Whether a word is another of its list with و."""
    return form.startswith(_AND) and form[1:] in words


def _lists(key: str, found: object) -> Iterator[tuple[str, list[str]]]:
    """Give the lists of strings in a part of a file, each with where it stands."""
    if isinstance(found, list) and all(isinstance(entry, str) for entry in found):
        yield key, found
    elif isinstance(found, Mapping):
        for name, value in found.items():
            yield from _lists(f"{key}.{name}", value)
    elif isinstance(found, list):
        for number, value in enumerate(found, 1):
            yield from _lists(f"{key}[{number}]", value)


def _tokens(entry: str) -> list[str]:
    return [token.form for sentence in Document(entry).sentences for token in sentence.tokens]
