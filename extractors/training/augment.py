"""Entity-swap augmentation: copies of tagged sentences with other names in the places of theirs.

    python -m extractors.training.augment IN.json OUT.json NAMES --share 0.5 [--only-copies]

A tagger that has seen each context with several names learns the context and not the names. IN and OUT are as those of
extractors.training.data; IN may also be what taggers have taught (extractors.training.teach). NAMES is the folder of
name lists: first_last_names.tsv and wikidata_name_tokens_folded.tsv (people), geonames_region_ar.tsv and
geonames_world_ar.tsv (places). Organizations are swapped among themselves where their first words are the same, so
that «وزارة» stays a ministry. Accepted cost: verbs may no longer agree in gender with the new name.
"""

# ruff: noqa: T201  a script reports by printing

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from extractors.entities.spans import TagSpan, decode
from extractors.training.batches import likeliest, read_tagged
from extractors.training.data import Tagged, bioes, write_tagged

Words = tuple[str, ...]

FOREIGN: Final = 0.4  # the share of new people who have names of other languages
NEAR: Final = 0.7  # the share of new places that are in the region
LONGEST_PLACE: Final = 3  # words
SHORTEST: Final = 3  # letters of a name's word; shorter ones in the lists are mostly abbreviations
KEPT: Final = frozenset({"بن", "بنت", "ابن", "أبو", "ابو", "آل", "دي", "فان", "دو", "فون", "عبد"})
"""Words within a person's name that are no names themselves."""
GLUED: Final = "لل"  # the article of what follows is part of it


@dataclass(frozen=True)
class Names:
    """What to swap in.

    Attributes:
        first: given names of the region.
        family: family names of the region; most given names are family names too.
        foreign: names of other languages, given or family.
        near, far: places as words, of the region and of the world.
        organizations: by their first word, those of the corpus itself.
    """

    first: Sequence[str]
    family: Sequence[str]
    foreign: Sequence[str]
    near: Sequence[Words]
    far: Sequence[Words]
    organizations: Mapping[str, Sequence[Words]]

    @classmethod
    def read(cls, folder: Path, sentences: Sequence[Tagged]) -> Names:
        """The lists in a folder, and the organizations of the sentences."""
        people = _rows(folder / "first_last_names.tsv")
        return cls(
            first=_long(sorted({row[0] for row in people if row[1].startswith("first")})),
            family=_long(sorted({row[0] for row in people})),
            foreign=_long(sorted({row[0] for row in _rows(folder / "wikidata_name_tokens_folded.tsv")})),
            near=_places(folder / "geonames_region_ar.tsv"),
            far=_places(folder / "geonames_world_ar.tsv"),
            organizations=_organizations(sentences),
        )

    def other(self, kind: str, words: Words, chance: random.Random) -> Words:
        """Another name of the same type; the same one where there is none."""
        if kind == "PER":
            return self._person(words, chance)
        if kind == "LOC":
            return chance.choice(self.near if chance.random() < NEAR else self.far)
        return chance.choice(self.organizations.get(words[0], [words]))

    def _person(self, words: Words, chance: random.Random) -> Words:
        foreign = chance.random() < FOREIGN
        given, family = (self.foreign, self.foreign) if foreign else (self.first, self.family)
        return tuple(
            word if word in KEPT else chance.choice(family if place else given) for place, word in enumerate(words)
        )


def _rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _long(names: Sequence[str]) -> list[str]:
    return [name for name in names if len(name) >= SHORTEST and " " not in name]


def _places(path: Path) -> list[Words]:
    found = {tuple(row[0].split()) for row in _rows(path)}
    return sorted(words for words in found if len(words) <= LONGEST_PLACE and len(words[0]) >= SHORTEST)


def _organizations(sentences: Sequence[Tagged]) -> dict[str, list[Words]]:
    found: defaultdict[str, set[Words]] = defaultdict(set)
    for sentence in sentences:
        for span in spans_of(sentence):
            if span.type == "ORG":
                words = tuple(token["text"] for token in sentence[span.start : span.end])
                found[words[0]].add(words)
    return {head: sorted(names) for head, names in found.items()}


def spans_of(sentence: Tagged) -> list[TagSpan]:
    """The names of a tagged sentence."""
    return decode([token["ner"] for token in sentence], {"PER": "PER", "LOC": "LOC", "ORG": "ORG"})


def swapped(sentence: Tagged, names: Names, chance: random.Random) -> Tagged:
    """The sentence with another name for each of its names."""
    words: list[str] = []
    spans: list[tuple[str, int, int]] = []
    at = 0
    for span in spans_of(sentence):
        words.extend(token["text"] for token in sentence[at : span.start])
        old = tuple(token["text"] for token in sentence[span.start : span.end])
        new = old if words and words[-1] == GLUED else names.other(span.type, old, chance)
        spans.append((span.type, len(words), len(words) + len(new)))
        words.extend(new)
        at = span.end
    words.extend(token["text"] for token in sentence[at:])
    return [{"text": word, "ner": tag} for word, tag in zip(words, bioes(len(words), spans), strict=True)]


def augmented(sentences: Sequence[Tagged], names: Names, share: float, chance: random.Random) -> list[Tagged]:
    """The sentences, and swapped copies of that share of those that have names."""
    copies = [
        swapped(sentence, names, chance)
        for sentence in sentences
        if any(token["ner"] != "O" for token in sentence) and chance.random() < share
    ]
    return [*sentences, *copies]


def main() -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(description="Add copies of sentences with other names in them.")
    parser.add_argument("tagged", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("names", type=Path)
    parser.add_argument("--share", type=float, required=True)
    parser.add_argument("--only-copies", action="store_true", help="leave out the sentences themselves")
    parser.add_argument("--seed", type=int, default=2018)
    options = parser.parse_args()
    sentences = likeliest(read_tagged(options.tagged))
    chance = random.Random(options.seed)  # noqa: S311  a sample, not a secret
    rows = augmented(sentences, Names.read(options.names, sentences), options.share, chance)
    write_tagged(options.out, rows[len(sentences) :] if options.only_copies else rows)
    print(f"{len(sentences)} sentences, {len(rows) - len(sentences)} copies with other names")


if __name__ == "__main__":
    main()
