"""From mentions to entities: one for all the names that an article gives a person, place or organization."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from extractors.entities.aliases import Aliases, built_in
from extractors.entities.lexicon import disputed, table
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
OPENED: Final = {"(": ")", "[": "]", '"': '"', "«": "»"}  # marks that set a name apart, and what closes them


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
        self.keys += [own for own in (name, *_in_two(mention)) if own not in self.keys]
        self.identity = self.identity or self._known(name)

    def _known(self, name: Key) -> str | None:
        """What stands for a name that is known by other names too, with or without its generic head."""
        identity = self.aliases.identity
        return identity(name, self.type) or identity(without_heads(name, self.type), self.type)

    def is_named(self, name: Key) -> bool:
        """Whether the name is one of its names, or a spelling of one."""
        known = self._known(name)
        if known and known == self.identity:
            return True
        short = without_heads(name, self.type)
        return any(same_name(name, own) or same_name(short, without_heads(own, self.type)) for own in self.keys)

    def may_be_called(self, name: Key) -> bool:
        """Whether the name may be short for one of its names."""
        return any(part_of(name, own, self.type) for own in self.keys)


Placed = tuple[Group, Place | None]
"""A group of mentions, and the place of the world that it is."""


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
    contexts = contexts or list({mention.context.pieces[0].start: mention.context for mention in found}.values())
    result: list[tuple[str, list[Placed]]] = []
    for type_ in TYPES:
        mentions = [mention for mention in found if mention.type == type_]
        groups = _in_order(_merged_apposed(_grouped(mentions, type_, aliases)))
        if type_ == PLACE:
            result.append((type_, _merged_places(_linked(groups, contexts, gazetteer))))
        else:
            result.append((type_, [(group, None) for group in groups]))
    return _as_entities(found, result)


def _in_order(groups: list[Group]) -> list[Group]:
    """Groups and the mentions of each in order of appearance."""
    for group in groups:
        group.mentions.sort(key=lambda mention: mention.start)
    return sorted(groups, key=lambda group: group.mentions[0].start)


def _merged_places(placed: Sequence[Placed]) -> list[Placed]:
    """One group for each place of the world: صوماليلاند and أرض الصومال are one."""
    first: dict[Place, Group] = {}
    for group, place in placed:
        if place is None or place.latin is None or first.setdefault(place, group) is group:
            continue
        for moved in group.mentions:
            first[place].add(moved, key(moved.words))
        group.mentions = []
    places = {id(group): place for group, place in placed}
    return [(group, places[id(group)]) for group in _in_order([group for group, _ in placed if group.mentions])]


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


def _in_two(mention: Found) -> list[Key]:
    """Both names of one that has the other in brackets or quotation marks: وكالة الأنباء الإماراتية (وام)."""
    words = mention.words
    at = next((n for n, word in enumerate(words) if word in OPENED), 0)
    if not 0 < at < len(words) - 2 or words[-1] != OPENED[words[at]] or mention.type == PLACE:
        return []
    return [name for name in (key(words[:at]), key(words[at + 1 : -1])) if name]


def _merged_apposed(groups: list[Group]) -> list[Group]:
    """«قوات سوريا الديمقراطية (قسد)»: what stands right behind a name and is set apart from it is the same entity.

    So is what a name is said to be known as: «ألوية النصر المعروفة باسم "الهدار"».
    """
    owner = {id(mention): group for group in groups for mention in group.mentions}
    by_place = {(id(m.context), m.first): m for group in groups for m in group.mentions}
    for mention in [m for group in groups for m in group.mentions if m.type != PLACE]:
        behind = by_place.get((id(mention.context), _apposed(mention)))
        one, other = owner[id(mention)], owner[id(behind)] if behind else None
        if behind and other and one is not other and _is_closed(mention, behind):
            for moved in other.mentions:
                one.add(moved, key(moved.words))
                owner[id(moved)] = one
            other.mentions = []
    return [group for group in groups if group.mentions]


def _apposed(mention: Found) -> int:
    """Where a name would begin that is apposed to this one; -1 where none can."""
    pieces = mention.context.pieces
    at = mention.last
    while at < len(pieces) and pieces[at].form in table("words.toml")["known_as"]:
        at += 1
    return at + 1 if at < len(pieces) and pieces[at].form in OPENED else at if at > mention.last else -1


def _is_closed(mention: Found, behind: Found) -> bool:
    """Whether a name is closed by the mark that opened it; true for one that no mark opened."""
    pieces = mention.context.pieces
    mark = pieces[behind.first - 1].form
    return mark not in OPENED or (behind.last < len(pieces) and pieces[behind.last].form == OPENED[mark])


def _linked(groups: Sequence[Group], contexts: Sequence[Context], gazetteer: Gazetteer) -> list[Placed]:
    """Each group with the place that it is."""
    named = [
        Named((*group.keys, *group.aliases.names(group.identity, PLACE)), tuple(group.mentions)) for group in groups
    ]
    return list(zip(groups, link(named, contexts, gazetteer), strict=True))


def _as_entities(
    found: Sequence[Found], by_type: Sequence[tuple[str, Sequence[Placed]]]
) -> list[tuple[str, list[Entity]]]:
    neighbours: defaultdict[int, list[Found]] = defaultdict(list)
    for mention in found:
        neighbours[mention.context.pieces[0].start].append(mention)
    return [
        (type_, [_entity(f"{type_}:{n}", group, neighbours, place) for n, (group, place) in enumerate(placed, 1)])
        for type_, placed in by_type
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
        country=place.country if place and place.geonames not in disputed() else None,
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
