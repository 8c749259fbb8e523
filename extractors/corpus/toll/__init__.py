"""Casualty figures of many articles set beside each other: the same outcome, place and day in one row.

Nothing is ever summed. A total is not added to its parts, a figure stated again is not a second one, cumulative
tolls stand apart from new ones, and copies of one wire story count once.
"""

from extractors.corpus.toll.figures import Figure, figures_of
from extractors.corpus.toll.rows import Entry, Row, compare
from extractors.corpus.toll.saved import Reported, reported

__all__ = ["Entry", "Figure", "Reported", "Row", "compare", "figures_of", "reported"]
