"""The names, signs and codes of currencies, and whose is meant where several countries call theirs the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

from extractors.claims.lexicon import cldr
from extractors.claims.unit_names import inflected, spaced
from extractors.text import Document, Phrases, fold_word, load_toml, without_clitics
from extractors.text.phrases import ARTICLE

_NO_CURRENCY: Final = "XXX"
_FINAL: Final = ".\u200f"  # of a short form: the dot may end the sentence as well


class Currency(NamedTuple):
    """A currency by one of its names.

    `per` holds the codes that it may be, each with how many of it make one of the main unit; `alone` is the code of a
    name without a country. `number` is that of the word: 1 for the singular, 2 for the dual. `unsure` is a name that
    means something else as well, where its country is not named.
    """

    per: tuple[tuple[str, int], ...]
    alone: str | None = None
    number: int | None = None
    unsure: bool = False

    @property
    def smaller(self) -> bool:
        """Whether it is a part of a currency: a cent."""
        return any(per > 1 for _, per in self.per)

    def parts(self, iso: str) -> int | None:
        """How many make one of a currency; None where it is none of that one's."""
        return dict(self.per).get(iso)

    def iso(self, document: Document) -> str | None:
        """The code of the currency that is meant in an article, None where nobody knows."""
        codes = [code for code, _ in self.per]
        sure = len(codes) == 1 and not self.unsure
        return codes[0] if sure else self.alone or _nearest(document, tuple(codes))


@cache
def _table() -> dict[str, Any]:
    return load_toml("extractors.claims", "currencies.toml")


@cache
def names() -> Phrases[Currency]:
    """Return the names of currencies in all their forms; the kept list of CLDR gives way to our own."""
    found: dict[tuple[str, ...], Currency] = {}
    for phrase, currency in (*_of_cldr(), *_fixed(), *_named(), *_smaller()):
        found[tuple(fold_word(phrase).split())] = currency
    return Phrases((" ".join(words), currency) for words, currency in found.items())


def _of_cldr() -> Iterator[tuple[str, Currency]]:
    for code, name in cldr.currencies().items():
        if " " in name and "(" not in name:
            yield name, Currency(((code, 1),))


def _fixed() -> Iterator[tuple[str, Currency]]:
    for entry in _table()["fixed"]:
        yield from ((form, Currency(((entry["iso"], 1),))) for form in entry["forms"])


def _named() -> Iterator[tuple[str, Currency]]:
    for entry in _table()["name"]:
        bare = (entry["alone"],) if "alone" in entry else tuple(entry["shared"])
        currency = Currency(tuple((code, 1) for code in bare), entry.get("alone"), unsure=entry.get("unsure", False))
        if bare:
            yield from _inflected(entry, currency)
        for code, adjectives in entry["of"].items():
            for adjective in adjectives:
                yield from _inflected(entry, Currency(((code, 1),)), adjective)


def _smaller() -> Iterator[tuple[str, Currency]]:
    for entry in _table()["smaller"]:
        for form, currency in _inflected(entry, Currency(tuple(entry["of"].items()), entry.get("alone"))):
            if not (currency.number == 2 and entry.get("no_dual")):  # noqa: PLR2004  the dual
                yield form, currency


def _inflected(entry: Mapping[str, Any], currency: Currency, adjective: str = "") -> Iterator[tuple[str, Currency]]:
    for form, number in inflected(entry["noun"], entry["plurals"], adjective):
        yield form, currency._replace(number=number)


@cache
def signs() -> Phrases[Currency]:
    """Return the signs, short forms and codes of currencies, cut where tokens are cut: US $, ر . س."""
    alike: dict[str, list[str]] = {}
    for sign, code in _signs().items():
        alike.setdefault(fold_word(spaced(sign)), []).append(code)
    found = ((sign, Currency(tuple((code, 1) for code in dict.fromkeys(of)))) for sign, of in alike.items())
    return Phrases(found, clitics=False)


def of_sign(written: str, currency: Currency) -> Currency:
    """Return the currency of a sign as the article writes it: folded, those of د.إ and د.أ are alike."""
    code = _signs().get("".join(written.split()).rstrip(_FINAL))
    return Currency(((code, 1),)) if code else currency


@cache
def _signs() -> dict[str, str]:
    found = {code: code for code in codes()}
    kept = cldr.currency_signs().items()
    found |= {sign.rstrip(_FINAL): code for code, sign in kept if code not in (sign, _NO_CURRENCY)}
    found |= _table()["signs"]
    return found


@cache
def codes() -> frozenset[str]:
    """Return the codes of ISO 4217 of the currencies that have a name here."""
    named = {code for entry in _table()["name"] for code in entry["of"] | {entry.get("alone", ""): []}}
    return frozenset(code for code in named | {entry["iso"] for entry in _table()["fixed"]} if code)


def _nearest(document: Document, codes: tuple[str, ...]) -> str | None:
    """The code whose country the article names, where it names only one of them; else whose it calls something.

    That is by an adjective under ال (الخطوط المغربية), or by a city.
    """
    words = _words(document)
    of_the_country = frozenset(word[len(ARTICLE) :] for word in words if word.startswith(ARTICLE))
    for section, said in (("countries", words), ("countries", of_the_country), ("cities", words)):
        named = [code for code in codes if not said.isdisjoint(_of_country(section).get(code, ()))]
        if named:
            return named[0] if len(named) == 1 else None
    return None


@cache
def _of_country(section: str) -> Mapping[str, frozenset[str]]:
    return {code: frozenset(map(fold_word, words)) for code, words in _table()[section].items()}


@lru_cache(maxsize=1)
def _words(document: Document) -> frozenset[str]:
    """Every folded word of an article, with and without clitics."""
    return frozenset(
        form for sentence in document.sentences for token in sentence.tokens for form in without_clitics(token.form)
    )
