"""Papers that count over a time: what one of them goes on to count runs over that time too."""

from __future__ import annotations

from extractors.claims.casualties.over_time import runs_over
from extractors.claims.context.article import Passage
from extractors.claims.context.days import find_days, is_far
from extractors.claims.context.speakers import Speakers
from extractors.claims.lexicon import reporting
from extractors.records import Casualty, Claim, Percentage


class Reports:
    """Papers that count over a time, and the figures that they give: التقرير after a count of a month.

    Attributes:
        counted: the ids of figures that a paper gives whose time was said before.
    """

    def __init__(self, speakers: Speakers) -> None:
        self.counted: set[str] = set()
        self._speakers = speakers
        self._over_time: set[int] = set()  # where the names of those stand who count over a time
        self._line = -1

    def read(self, passage: Passage) -> None:
        """Goes on to a sentence."""
        said = self._speakers.said[passage.number]
        goes_on = not said and passage.line == self._line and not any(is_far(day) for day in find_days(passage, ()))
        self._line = passage.line if goes_on else -1
        for _, _, claim in passage.events:
            if goes_on or self._is_counted(passage, claim):
                self.counted.add(claim.id)
                self._line = passage.line
        if _counts_over_time(passage):
            self._over_time |= {one.phrase.start for one in said if one.phrase}

    def _is_counted(self, passage: Passage, claim: Claim) -> bool:
        said = self._speakers.governing(passage, claim)
        if not said or not said.phrase or not said.frame.source or said.phrase.start not in self._over_time:
            return False
        return said.frame.source.words[0] in reporting.REPORTS


def _counts_over_time(passage: Passage) -> bool:
    """Whether the figures of a sentence are those of a time: خلال النصف الأول من العام."""
    if any(isinstance(claim, Casualty) and claim.toll == "cumulative" for claim in passage.claims):
        return True
    figures = any(isinstance(claim, Percentage) for claim in passage.claims)
    return figures and any(runs_over(passage.reading, at) for at in range(len(passage.tokens)))
