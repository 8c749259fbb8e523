"""The rule table: every rule, in the order in which they win over each other.

A rule takes one sentence and offers candidates. Where two rules read the same characters, the one that stands
higher here is right. `extract rules` prints this table; each rule has a file of cases of its name under tests/cases.
"""

from __future__ import annotations

from typing import Final

from extractors.claims.candidates import Rule

RULES: Final[tuple[Rule, ...]] = ()
