"""A corpus at a glance: who and where is named most, what is claimed and when, each tied to the sentence it is from.

Nothing is ever summed: casualty figures come from the comparison of tolls, where a total does not stand with its parts.
"""

from extractors.corpus.report.days import first_and_last
from extractors.corpus.report.gather import Found, Report, gathered
from extractors.corpus.report.names import Name, Ranking
from extractors.corpus.report.quotes import Quote, Sentence
from extractors.corpus.report.samples import Sample

__all__ = [
    "Found",
    "Name",
    "Quote",
    "Ranking",
    "Report",
    "Sample",
    "Sentence",
    "first_and_last",
    "gathered",
]
