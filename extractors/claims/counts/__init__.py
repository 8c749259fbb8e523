"""Counts: how many of something, with the counted noun. The weakest reading of a number, so the last in the table.

`words` holds the lists of words.toml, `nouns` finds the noun that a number counts, `announced` what is counted where
the number comes apart from it, `finding` makes the claims of both; `shared` finds numbers whose noun was named with
another.
"""

from extractors.claims.counts.finding import read, read_victims
from extractors.claims.counts.shared import read as read_shared

__all__ = ["read", "read_shared", "read_victims"]
