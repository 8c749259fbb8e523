"""Where and when: casualties set in the place and on the day that their sentence gives, or the one it goes on from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final, NamedTuple, TypeVar

from extractors.claims.context.article import Passage
from extractors.claims.context.days import Day, dates_anew, find_days, is_far
from extractors.claims.context.frames import Frame
from extractors.claims.context.place_words import refers_to_town
from extractors.claims.context.places import best, find_local, find_spots
from extractors.claims.context.reports import Reports
from extractors.claims.context.speakers import Speakers
from extractors.claims.context.spots import COUNTRY, TOWN, Spot
from extractors.claims.lexicon import events
from extractors.claims.lexicon.lists import PhraseList
from extractors.claims.sentence.clauses import OWN_EVENT
from extractors.records import Casualty, Duration, Percentage
from extractors.text import fold_word, without_clitics

_SINCE: Final = 5  # tokens between بعد and the من of بعد أقل من شهر على
_OPENING: Final = 7  # tokens in which a sentence names who goes on speaking
_SUBJECT: Final = 10  # tokens between كان and its قد
_PERFECT: Final = ("قد",)
_SPOT_LASTS, _DAY_LASTS = 6, 4  # sentences after which a scene that none tells of is told no more
_SHORTEST: Final = 4  # letters of a name that is looked for where no tagger saw it
_NARROW: Final = events.EVENTS - events.WIDE
_WALLS: Final = events.JUDGED | events.EVE | events.SINCE
"""What an earlier deed may be spoken of from on, beside a deed that a court judges."""


class Scene(NamedTuple):
    """What the article has told of the event it speaks of: where, when, and whether as a toll over time."""

    spot: Spot | None = None
    day: Day | None = None
    cumulative: bool | None = None


Part = TypeVar("Part", Spot, Day)


class Scenes:
    """Places and dates for every casualty of an article, read from its beginning to its end.

    Args:
        passages: the sentences.
        speakers: their attributions: the place and the day of a statement are not those of the event.
    """

    def __init__(self, passages: Sequence[Passage], speakers: Speakers) -> None:
        self._speakers = speakers
        self._scene = Scene()
        self._spot_at = self._day_at = 0  # the sentences that last told of the scene's place and day
        self._town: Spot | None = None  # what المدينة stands for
        self._aside = Scene()  # of another time, told in between
        self._aside_line = -1
        self._set: dict[str, Scene] = {}
        self._past: set[str] = set()
        self._reports = Reports(speakers)
        self._known = _place_names(passages)
        for passage in passages:
            self._read(passage)

    def of(self, claim: Casualty) -> dict[str, Any]:
        """The fields `place`, `date` and `toll` of a casualty."""
        scene = self._set.get(claim.id, Scene())
        return {
            "place": scene.spot.phrase if scene.spot else None,
            "date": scene.day.phrase if scene.day else None,
            "toll": "cumulative" if claim.id in self._reports.counted else claim.toll,
        }

    def _read(self, passage: Passage) -> None:
        frames = [said.frame for said in self._speakers.said[passage.number]]
        spots, days = find_spots(passage, frames, self._known), find_days(passage, frames)
        outside, courts = ([spot for spot in spots if spot.aside == aside] for aside in ("", "court"))
        cared = [spot for spot in spots if spot.aside == "care"]
        local = [] if passage.apart else find_local(passage, frames)
        for first, to, claim in passage.events:
            assert isinstance(claim, Casualty)
            view = _View(passage, frames, first, to)
            sites = (courts or spots) if claim.outcome == "detained" else outside
            spot, day = view.own(sites, _best_spot), view.own(days, _nearest_day(first, to))
            if view.wall:
                self._past.add(claim.id)
            scene = self._completed(passage, claim, Scene(spot, day), judged=view.wall > 0)
            last = view.own(cared, _best_spot) or next(iter(local), None)
            if not passage.apart and last is None and refers_to_town(passage):
                last = self._town
            if passage.apart == "headline":
                last = next((one for one in outside if one.first == 0), None)  # اليمن: ...
            elif last is None and self._scene == Scene() and not view.wall:
                last = next((one for one in outside if one.first > first), None)
            self._set[claim.id] = scene if scene.spot else scene._replace(spot=last)
        self._reports.read(passage)
        self._town = next((spot for spot in reversed(outside) if spot.rank == TOWN), self._town)
        if not passage.apart:
            self._move_on(passage, outside, days)

    # --- what is carried over -------------------------------------------------------------------------------

    def _completed(self, passage: Passage, claim: Casualty, own: Scene, *, judged: bool) -> Scene:
        """What a casualty's sentence leaves open, from its total, the event told before, or the figure restated."""
        total = self._set.get(claim.part_of or "", Scene())
        earlier = self._set.get(claim.same_as or "", Scene())
        told = Scene() if passage.apart or judged else self._told(passage, claim, own)
        beside = any(one.id == claim.part_of for one in passage.claims)
        if not beside and (judged or (own.day and dates_anew(own.day, self._scene.day))):
            total = earlier = Scene()
        if beside:
            told = Scene(total.spot or told.spot, total.day or told.day)
        apart = Scene() if passage.apart else earlier
        spot = own.spot or told.spot or total.spot or apart.spot
        day = own.day or told.day or total.day or apart.day
        return Scene(spot, day, claim.toll == "cumulative")

    def _told(self, passage: Passage, claim: Casualty, own: Scene) -> Scene:
        """What still holds of the event told before, where the sentence goes on about it."""
        another = claim.toll == "cumulative" and self._scene.cumulative is False
        another = another or bool(own.day and dates_anew(own.day, self._scene.day)) or _has_another(passage)
        if another or self._speakers.denied(passage, claim) or _opens(passage, events.EARLIER):
            return Scene()
        if passage.line == self._aside_line and self._aside != Scene():
            return self._aside
        if self._goes_on(passage):
            return self._scene
        if _is_pluperfect(passage):
            reported = any(said.frame.reach == "forward" for said in self._speakers.said[passage.number])
            return self._fresh(passage) if reported else Scene()
        return Scene() if _opens(passage, events.OTHERS) else self._fresh(passage)

    def _fresh(self, passage: Passage) -> Scene:
        """The scene without what no sentence has told of for too long to be sure of."""
        spot = self._scene.spot if passage.number - self._spot_at <= _SPOT_LASTS else None
        day = self._scene.day if passage.number - self._day_at <= _DAY_LASTS else None
        return self._scene._replace(spot=spot, day=day)

    def _goes_on(self, passage: Passage) -> bool:
        """Whether a sentence opens with more from one who spoke before: وكانت المصادر قد قالت إن."""
        frames = (said.frame for said in self._speakers.said[passage.number] if said.frame.reach == "forward")
        return any(frame.first < _OPENING and (not frame.source or bool(frame.source.standin)) for frame in frames)

    def _move_on(self, passage: Passage, spots: list[Spot], days: list[Day]) -> None:
        """The scene after a sentence: a place or a day that it gives to an event takes the place of the old one."""
        told = [self._set[claim.id] for _, _, claim in passage.events if claim.id not in self._past]
        if passage.events and not told:
            return
        if self._scene.cumulative is False and told and all(one.cumulative for one in told):
            return  # a toll over time, beside the event that the article goes on about
        figures = any(isinstance(claim, Percentage) for claim in passage.claims)
        if not told and not figures and not _tells_event(passage):
            return
        self._tell(passage, told, spots, days)

    def _tell_aside(self, passage: Passage, told: Sequence[Scene], spots: list[Spot], days: list[Day]) -> None:
        """Another event, long ago, that the rest of its paragraph may go on about: وقعت المجزرة عام كذا في كذا."""
        if not told:
            spot = max(spots, key=lambda one: one.rank, default=None)
            self._aside, self._aside_line = Scene(spot, days[0]), passage.line

    def _tell(self, passage: Passage, told: Sequence[Scene], spots: list[Spot], days: list[Day]) -> None:
        """Puts what a sentence tells of its event in the place of what was told before."""
        scene = self._scene
        if scene != Scene() and any(is_far(day) for day in days if not scene.day or scene.day.date != day.date):
            self._tell_aside(passage, told, spots, days)
            return
        spot = next((one.spot for one in reversed(told) if one.spot in spots or (one.spot and not scene.spot)), None)
        if spot is None and spots and not told:
            spot = max(spots, key=lambda one: one.rank)
        if spot and not (spot.rank <= COUNTRY and scene.spot and scene.spot.rank > COUNTRY):
            scene = scene._replace(spot=spot)
        day = next((one.day for one in reversed(told) if one.day in days), None)
        if day is None and days and not told:
            day = days[0]
        if day and _opens_window(passage, day):
            scene, day = scene._replace(day=None), None  # a toll since July; what comes next happened once
        if day:
            scene = scene._replace(day=day)
        if told:
            scene = scene._replace(cumulative=bool(told[-1].cumulative))
        self._spot_at = passage.number if spot or any(one.spot for one in told) else self._spot_at
        self._day_at = passage.number if day or any(one.day for one in told) else self._day_at
        self._scene = scene


def _place_names(passages: Sequence[Passage]) -> frozenset[str]:
    """The names of one word that the article uses of places, folded."""
    names = {
        fold_word(mention.text)
        for passage in passages
        for name in passage.names
        if name.kind == "place"
        for mention in name.entity.mentions
    }
    return frozenset(name for name in names if len(name) >= _SHORTEST and " " not in name)


class _View:
    """A casualty in its sentence: its clause, and the next casualty."""

    def __init__(self, passage: Passage, frames: Sequence[Frame], first: int, to: int) -> None:
        self.first, self.to = first, to
        self.low, self.high = passage.reading.clause_around(first, to, OWN_EVENT)
        reports = [frame.first for frame in frames if frame.reach == "forward"]
        self.low = max([self.low, *(at for at in reports if at < first)])
        self.high = min([self.high, *(at for at in reports if at >= to)])
        walls = _walls(passage)
        self.wall = max((at for at in walls if at < first), default=0)
        self.low = max(self.low, self.wall)
        self.high = min([self.high, *(at for at in walls if at >= to)])
        self.following = min((start for start, _, _ in passage.events if start >= to), default=self.high)

    def own(self, parts: list[Part], choose: Callable[[list[Part], list[int]], Part]) -> Part | None:
        """What the sentence itself gives: behind the casualty, before it, behind the next one, in an earlier clause."""
        after = [n for n, part in enumerate(parts) if self.first < part.first < min(self.following, self.high)]
        before = [n for n, part in enumerate(parts) if self.low <= part.first < self.first]
        later = [n for n, part in enumerate(parts) if self.following <= part.first < self.high]
        earlier = [n for n, part in enumerate(parts) if self.wall <= part.first < self.low]
        if choose is not _best_spot:
            after, before = after + before, []
        chosen = [choose(parts, found) for found in (after, before[::-1], later) if found]
        if earlier and not chosen:
            return choose(parts, earlier[::-1])
        return next((part for part in chosen if not _is_wide(part)), chosen[0] if chosen else None)


def _is_event(passage: Passage, at: int) -> bool:
    return events.EVENTS.matches(passage.form(at))


@lru_cache(maxsize=2)
def _walls(passage: Passage) -> tuple[int, ...]:
    forms = passage.reading.sentence.forms
    behind = (*forms[1:], "")
    return tuple(
        at
        for at, (form, after) in enumerate(zip(forms, behind, strict=True))
        if (form in _WALLS or after in events.DEEDS) and _is_wall(passage, at)
    )


def _is_wall(passage: Passage, at: int) -> bool:
    """Whether an earlier deed is spoken of from a token on: بتهمة, بعد يوم من."""
    form = passage.form(at)
    if form in events.JUDGED or form in events.EVE:
        return True
    if passage.form(at + 1) in events.DEEDS and _is_verdict(passage, at + 1):
        return True
    if form not in events.SINCE or at + 1 in passage.dated:
        return False
    if _is_event(passage, at + 1) and passage.form(at + 2) in events.ANOTHER:
        return True
    lengths = range(at + 2, min(at + 2 + _SINCE, len(passage.tokens)))
    of = next((n for n in lengths if passage.form(n) in events.SINCE_BEFORE), None)
    return (
        of is not None
        and not any(passage.is_mark(n) for n in range(at, of))
        and any(isinstance(claim, Duration) and passage.span(claim)[0] in range(at, of) for claim in passage.claims)
    )


def _is_verdict(passage: Passage, at: int) -> bool:
    """Whether a court speaks before a deed: حكم عليها يوم كذا بالسجن لقتل فلان."""
    words = events.VERDICTS
    return any(passage.form(n).removeprefix("و") in words for n in range(at))


def _opens_window(passage: Passage, day: Day) -> bool:
    """Whether a day is the first of those that a toll is of: منذ مطلع شهر يوليو."""
    words = events.WINDOW
    return any(passage.form(n) in words for n in range(max(day.first - _SINCE, 0), day.first))


def _is_wide(part: Spot | Day) -> bool:
    return isinstance(part, Spot) and part.rank <= COUNTRY


def _best_spot(spots: list[Spot], found: list[int]) -> Spot:
    """The nearest place; where that is only a country, the nearest within one."""
    towns = [n for n in found if spots[n].rank > COUNTRY]
    wide = best(spots, found[0]).rank <= COUNTRY
    return best(spots, towns[0] if wide and towns else found[0])


def _nearest_day(first: int, to: int) -> Callable[[list[Day], list[int]], Day]:
    def distance(day: Day) -> int:
        return first - day.to if day.first < first else day.first - to

    return lambda days, found: min((days[n] for n in found), key=distance)


# --- one event or another -----------------------------------------------------------------------------------


def _is_pluperfect(passage: Passage) -> bool:
    """Whether a sentence goes back to before the event: وكان كذا قد خرج."""
    opened = passage.form(0) in events.HAD
    return opened and any(passage.form(at) in _PERFECT for at in range(1, min(_SUBJECT, len(passage.tokens))))


def _tells_event(passage: Passage) -> bool:
    return any(map(_is_narrow_event, passage.reading.sentence.forms))


@lru_cache(maxsize=65_536)
def _is_narrow_event(form: str) -> bool:
    return not _NARROW.isdisjoint(without_clitics(form))


def _opens(passage: Passage, phrases: PhraseList) -> bool:
    return phrases.starting(passage.tokens, 0) is not None


@lru_cache(maxsize=2)
def _has_another(passage: Passage) -> bool:
    """Whether the sentence speaks of هجوم آخر."""
    forms = [token.form for token in passage.tokens]
    return any(form in events.ANOTHER and events.EVENTS.matches(before) for before, form in pairwise(forms))
