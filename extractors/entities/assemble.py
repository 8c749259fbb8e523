"""From mentions to entities: one for all the names that an article gives a person, place or organization."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from extractors.entities.aliases import Aliases, built_in
from extractors.entities.linking import Named, link
from extractors.entities.mentions import ORGANIZATION, PERSON, PLACE, Context, Found
from extractors.entities.naming import Key, key, part_of, same_name, without_heads
from extractors.entities.places import Gazetteer, Place
from extractors.entities.romanisation import romanised
from extractors.entities.titles import title_of
from extractors.records import Entity, LatinSource, Mention
from extractors.text import plain
from extractors.text.clitics import ARTICLE

TYPES: Final = (PERSON, PLACE, ORGANIZATION)


@dataclass
class Group:
    """The mentions of one entity, and the forms of its name met so far."""

    type: str
    aliases: Aliases
    mentions: list[Found] = field(default_factory=list)
    keys: list[Key] = field(default_factory=list)
    identity: str | None = None

    def add(self, mention: Found, name: Key) -> None:
        """Take in a mention."""
        self.mentions.append(mention)
        if name not in self.keys:
            self.keys.append(name)
        self.identity = self.identity or self.aliases.identity(name, self.type)

    def is_named(self, name: Key) -> bool:
        """Whether the name is one of its names, or a spelling of one."""
        known = self.aliases.identity(name, self.type)
        if known and known == self.identity:
            return True
        short = without_heads(name, self.type)
        return any(same_name(name, own) or same_name(short, without_heads(own, self.type)) for own in self.keys)

    def may_be_called(self, name: Key) -> bool:
        """Whether the name may be short for one of its names."""
        return any(part_of(name, own, self.type) for own in self.keys)


def assemble(
    found: Sequence[Found], gazetteer: Gazetteer, contexts: Sequence[Context] = (), aliases: Aliases | None = None
) -> list[tuple[str, list[Entity]]]:
    """The entities of an article: people, places, organizations, each in order of first appearance.

    Args:
        found: its mentions, in order.
        gazetteer: the known places.
        contexts: its sentences; those with mentions if they are left out.
        aliases: names that are one; the project's own if they are left out.
    """
    aliases = aliases or built_in()
    result = []
    for type_ in TYPES:
        mentions = [mention for mention in found if mention.type == type_]
        groups = _merged_brackets(_grouped(mentions, type_, aliases))
        for group in groups:
            group.mentions.sort(key=lambda mention: mention.start)
        groups.sort(key=lambda group: group.mentions[0].start)
        result.append((type_, groups))
    contexts = contexts or list({mention.context.pieces[0].start: mention.context for mention in found}.values())
    return _as_entities(found, result, _linked(dict(result)[PLACE], contexts, gazetteer))


def _grouped(mentions: Sequence[Found], type_: str, aliases: Aliases) -> list[Group]:
    """Full names first, each its own entity; then shorter ones, each to the nearest that may be called so."""
    by_name: defaultdict[Key, list[Found]] = defaultdict(list)
    for mention in mentions:
        by_name[key(mention.words)].append(mention)
    groups: list[Group] = []
    for name in sorted(filter(None, by_name), key=lambda name: (-len(name), by_name[name][0].start)):
        hosts = [group for group in groups if group.is_named(name) or group.may_be_called(name)]
        if not hosts:
            hosts = [Group(type_, aliases)]
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
            for moved, name in [(m, key(m.words)) for m in other.mentions]:
                one.add(moved, name)
                owner[id(moved)] = one
            other.mentions = []
    return [group for group in groups if group.mentions]


def _linked(groups: Sequence[Group], contexts: Sequence[Context], gazetteer: Gazetteer) -> dict[int, Place | None]:
    """The place that each group is, by the group's identity as an object."""
    named = [
        Named((*group.keys, *group.aliases.names(group.identity, PLACE)), tuple(group.mentions)) for group in groups
    ]
    return {id(group): place for group, place in zip(groups, link(named, contexts, gazetteer), strict=True)}


def _as_entities(
    found: Sequence[Found], by_type: list[tuple[str, list[Group]]], places: Mapping[int, Place | None]
) -> list[tuple[str, list[Entity]]]:
    neighbours: defaultdict[int, list[Found]] = defaultdict(list)
    for mention in found:
        neighbours[mention.context.pieces[0].start].append(mention)
    return [
        (
            type_,
            [_entity(f"{type_}:{n}", group, neighbours, places.get(id(group))) for n, group in enumerate(groups, 1)],
        )
        for type_, groups in by_type
    ]


def _entity(id_: str, group: Group, neighbours: Mapping[int, Sequence[Found]], place: Place | None) -> Entity:
    titles = [title for m in group.mentions if (title := title_of(m, neighbours.get(m.context.pieces[0].start, ())))]
    name = group.aliases.shown(group.identity) or _name(group)
    latin, source = _latin(name, place)
    scores = [mention.score for mention in group.mentions if mention.score is not None]
    return Entity(
        id=id_,
        name=name,
        count=len(group.mentions),
        mentions=tuple(Mention(text=m.text, start=m.start, end=m.end, score=m.score) for m in group.mentions),
        titles=tuple(dict.fromkeys(titles)),
        score=max(scores, default=None),
        country=place.country if place else None,
        latin=latin,
        latin_source=source,
        geonames=place.geonames if place else None,
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
    )


def _latin(name: str, place: Place | None) -> tuple[str, LatinSource]:
    if place and place.latin:
        return place.latin, "geonames"
    return romanised(name), "machine"


def _name(group: Group) -> str:
    """The fullest form of the name, generic heads not counted; of equally full ones the commonest.

    Where that leaves two, a place goes without its head (درعا) and an organization with it (صحيفة الرصيف).
    """
    forms = [(_written(mention), len(without_heads(key(mention.words), group.type))) for mention in group.mentions]
    texts = [text for text, _ in forms]
    sign = -1 if group.type == PLACE else 1

    def rank(form: tuple[str, int]) -> tuple[int, int, int, int]:
        text, words = form
        return words, texts.count(text), sign * len(text.split()), -texts.index(text)

    return max(forms, key=rank)[0]


def _written(mention: Found) -> str:
    text = " ".join(plain(mention.text).split())
    return ARTICLE + text if mention.after_fused_article else text
