"""Casualties: people killed, injured, missing, abducted, detained, displaced or infected, and how many."""

from extractors.claims.casualties.arithmetic import warnings
from extractors.claims.casualties.linking import link_casualties
from extractors.claims.casualties.table import RULES

__all__ = ["RULES", "link_casualties", "warnings"]
