"""From mentions to entities: one for all the names that an article gives a person, place or organization."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from extractors.entities.mentions import ORGANIZATION, PERSON, PLACE, Found
from extractors.entities.naming import Key, alias, key, part_of, same_name, without_heads
from extractors.entities.places import Gazetteer, Place
from extractors.entities.titles import title_of
from extractors.records import Entity, Mention
from extractors.text import plain
from extractors.text.clitics import ARTICLE

TYPES: Final = (PERSON, PLACE, ORGANIZATION)


@dataclass
class Group:
    """The mentions of one entity, and the forms of its name met so far."""

    type: str
    mentions: list[Found] = field(default_factory=list)
    keys: list[Key] = field(default_factory=list)
    alias: str | None = None

    def add(self, mention: Found, name: Key) -> None:
        """Take in a mention."""
        self.mentions.append(mention)
        if name not in self.keys:
            self.keys.append(name)
        self.alias = self.alias or alias(name, self.type)

    def is_named(self, name: Key) -> bool:
        """Whether the name is one of its names, or a spelling of one."""
        known = alias(name, self.type)
        if known and known == self.alias:
            return True
        short = without_heads(name, self.type)
        return any(same_name(name, own) or same_name(short, without_heads(own, self.type)) for own in self.keys)

    def may_be_called(self, name: Key) -> bool:
        """Whether the name may be short for one of its names."""
        return any(part_of(name, own, self.type) for own in self.keys)


def assemble(found: Sequence[Found], gazetteer: Gazetteer) -> list[tuple[str, list[Entity]]]:
    """The entities of an article: people, places, organizations, each in order of first appearance."""
    result = []
    for type_ in TYPES:
        mentions = [mention for mention in found if mention.type == type_]
        groups = _merged_brackets(_grouped(mentions, type_))
        for group in groups:
            group.mentions.sort(key=lambda mention: mention.start)
        groups.sort(key=lambda group: group.mentions[0].start)
        result.append((type_, groups))
    return _as_entities(found, result, gazetteer)


def _grouped(mentions: Sequence[Found], type_: str) -> list[Group]:
    """Full names first, each its own entity; then shorter ones, each to the nearest that may be called so."""
    by_name: defaultdict[Key, list[Found]] = defaultdict(list)
    for mention in mentions:
        by_name[key(mention.forms)].append(mention)
    groups: list[Group] = []
    for name in sorted(filter(None, by_name), key=lambda name: (-len(name), by_name[name][0].start)):
        hosts = [group for group in groups if group.is_named(name) or group.may_be_called(name)]
        if not hosts:
            hosts = [Group(type_)]
            groups += hosts
        for mention in by_name[name]:
            host = hosts[0] if len(hosts) == 1 else _nearest(hosts, mention)
            host.add(mention, name)
    return groups


def _nearest(groups: Sequence[Group], mention: Found) -> Group:
    """The group last named before the mention; where none was, the one named first after it."""

    def distance(group: Group) -> tuple[bool, int]:
        before = [m.start for m in group.mentions if m.start <= mention.start]
        if before:
            return False, mention.start - max(before)
        return True, min((m.start for m in group.mentions), default=0)

    return min(groups, key=distance)


def _merged_brackets(groups: list[Group]) -> list[Group]:
    """«قوات سوريا الديمقراطية (قسد)»: what stands in brackets right behind a name is the same entity."""
    owner = {id(mention): group for group in groups for mention in group.mentions}
    by_place = {(id(m.context), m.first): m for group in groups for m in group.mentions}
    for mention in [m for group in groups for m in group.mentions]:
        pieces = mention.context.pieces
        behind = by_place.get((id(mention.context), mention.last + 1))
        if behind is None or pieces[mention.last].form != "(" or behind.type == PLACE:
            continue
        closed = behind.last < len(pieces) and pieces[behind.last].form == ")"
        one, other = owner[id(mention)], owner[id(behind)]
        if closed and one is not other:
            for moved, name in [(m, key(m.forms)) for m in other.mentions]:
                one.add(moved, name)
                owner[id(moved)] = one
            other.mentions = []
    return [group for group in groups if group.mentions]


def _as_entities(
    found: Sequence[Found], by_type: list[tuple[str, list[Group]]], gazetteer: Gazetteer
) -> list[tuple[str, list[Entity]]]:
    neighbours: defaultdict[int, list[Found]] = defaultdict(list)
    for mention in found:
        neighbours[mention.context.pieces[0].start].append(mention)
    named = [group for type_, groups in by_type if type_ == PLACE for group in groups]
    countries = {code for group in named for own in group.keys if (code := gazetteer.country(own))}
    result = []
    for type_, groups in by_type:
        entities = []
        for number, group in enumerate(groups, 1):
            place = gazetteer.find(group.keys, countries) if type_ == PLACE else None
            entities.append(_entity(f"{type_}:{number}", group, neighbours, place))
        result.append((type_, entities))
    return result


def _entity(id_: str, group: Group, neighbours: Mapping[int, Sequence[Found]], place: Place | None) -> Entity:
    titles = [title for m in group.mentions if (title := title_of(m, neighbours.get(m.context.pieces[0].start, ())))]
    scores = [mention.score for mention in group.mentions if mention.score is not None]
    return Entity(
        id=id_,
        name=_name(group),
        count=len(group.mentions),
        mentions=tuple(Mention(text=m.text, start=m.start, end=m.end, score=m.score) for m in group.mentions),
        titles=tuple(dict.fromkeys(titles)),
        score=max(scores, default=None),
        country=place.country if place else None,
        latin=place.latin if place else None,
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
    )


def _name(group: Group) -> str:
    """The fullest form of the name, generic heads not counted; of equally full ones the commonest.

    Where that leaves two, a place goes without its head (درعا) and an organization with it (صحيفة الرصيف).
    """
    forms = [(_written(mention), len(without_heads(key(mention.forms), group.type))) for mention in group.mentions]
    texts = [text for text, _ in forms]
    sign = -1 if group.type == PLACE else 1

    def rank(form: tuple[str, int]) -> tuple[int, int, int, int]:
        text, words = form
        return words, texts.count(text), sign * len(text.split()), -texts.index(text)

    return max(forms, key=rank)[0]


def _written(mention: Found) -> str:
    text = " ".join(plain(mention.text).split())
    return ARTICLE + text if mention.after_fused_article else text
